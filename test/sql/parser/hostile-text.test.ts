/** Texts that nobody writes: very deep, very long, or random. Each is read or refused with a condition. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SparkError } from '../../../src/errors/spark-error.js';
import { parseExpression, parsePlan } from '../../../src/sql/parser/sql-parser.js';
import { visit } from '../../../src/sql/plan/index.js';

const deep: Record<string, (n: number) => string> = {
  parentheses: n => `select ${'('.repeat(n)}1${')'.repeat(n)}`,
  'open parentheses': n => '('.repeat(n),
  sums: n => `select ${'1 + '.repeat(n)}1`,
  negations: n => `select ${'not '.repeat(n)}a`,
  signs: n => `select ${'- '.repeat(n)}a`,
  calls: n => `select ${'f('.repeat(n)}1${')'.repeat(n)}`,
  'substrings of substrings': n => `select ${'substr('.repeat(n)}a${', 1)'.repeat(n)}`,
  casts: n => `select ${'cast('.repeat(n)}a${', 1)'.repeat(n)}`,
  subqueries: n => `select * from ${'(select * from '.repeat(n)}t${')'.repeat(n)}`,
  relations: n => `select * from ${'('.repeat(n)}t${')'.repeat(n)}`,
  branches: n => `select ${'case when a then '.repeat(n)}1${' end'.repeat(n)}`,
  types: n => `select cast(a as ${'array<'.repeat(n)}int${'>'.repeat(n)})`,
  subscripts: n => `select a${'[0]'.repeat(n)}`,
  'casts in a row': n => `select a${'::int'.repeat(n)}`,
  lambdas: n => `select ${'x -> '.repeat(n)}1`,
  intersections: n => `select 1 ${'intersect select 1 '.repeat(n)}`,
  joins: n => `select * from t ${'join t '.repeat(n)}`,
  pipes: n => `table t ${'|> where a '.repeat(n)}`,
  'definitions in definitions': n => `${'with a as ('.repeat(n)}select 1${') select 1'.repeat(n)}`,
  blocks: n => 'begin '.repeat(n),
  explanations: n => `${'explain '.repeat(n)}select 1`,
  comments: n => '/*'.repeat(n),
};

test.each(Object.entries(deep))('10,000 %s are too complex, or wrong, and no more', (_, make) => {
  let error: unknown;
  try {
    parsePlan(make(10_000));
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(SparkError);
  expect((error as SparkError).condition).toMatch(
    /^(FAILED_TO_PARSE_TOO_COMPLEX|PARSE_SYNTAX_ERROR|PARSE_EMPTY_STATEMENT|UNCLOSED_BRACKETED_COMMENT)$/,
  );
});

test.each([
  ['AND', `select ${'a and '.repeat(10_000)}a`],
  ['UNION', `select 1 ${'union all select 1 '.repeat(10_000)}`],
  ['columns', `select ${'a, '.repeat(10_000)}a`],
])('a list of 10,000 by %s makes a tree that can be walked', (_, sql) => {
  let nodes = 0;
  visit(parsePlan(sql), () => nodes++);
  expect(nodes).toBeGreaterThan(10_000);
});

test.each(['parentheses', 'calls', 'branches', 'types', 'negations'])('100 %s are read', kind => {
  const sql = deep[kind]!(100).replace(', 1)', ')');
  expect(parsePlan(sql).kind).toBe('project');
});

const fragments =
  "select from where ( ) , . a b 1 'x' \"y\" `z` as join on order by limit not null = + - * / in case when then end table values left with interval day date cast array<int> struct < > :: -> => [ ] : ? ! @ # $ $$ || |> | & ; /* */ /*+ -- 1.5 1e5 .5 1L r'x' x'1' union all except group grouping sets over partition rows between lateral view explode pivot unpivot for tablesample percent insert into create merge using matched update delete begin if declare identifier('a') exists like is distinct trim both extract substring overlay try_cast first ignore nulls filter within".split(
    ' ',
  );

function refusedWell(read: () => unknown): boolean {
  try {
    read();
  } catch (error) {
    if (!(error instanceof SparkError) || error.condition === undefined) throw error;
  }
  return true;
}

test('words in any order are read or refused with a condition', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...fragments), { maxLength: 20 }), words => {
      const text = words.join(' ');
      return (
        refusedWell(() => parsePlan(text)) && refusedWell(() => parsePlan(`select ${text}`)) && refusedWell(() => parseExpression(text))
      );
    }),
    { numRuns: 1000 },
  );
});

test('any text is read or refused with a condition', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
      return refusedWell(() => parsePlan(text)) && refusedWell(() => parsePlan(`select ${text}`));
    }),
    { numRuns: 1000 },
  );
});
