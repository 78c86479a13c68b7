/** Random statements: queries that are right, changed a little; noise; and texts that are deep or wide. The same seed gives the same ones. */

import { corpus } from './statement-corpus.js';

/** Numbers from 0 to 1, the same for the same seed. */
export type Random = () => number;

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!;

const extraTokens: readonly string[] = [
  ...['SELECT', 'FROM', 'WHERE', 'GROUP', 'BY', 'ORDER', 'HAVING', 'LIMIT', 'JOIN', 'LATERAL', 'ON', 'USING', 'UNION', 'ALL', 'DISTINCT'],
  ...['WITH', 'AS', 'OVER', 'PARTITION', 'ROWS', 'BETWEEN', 'AND', 'OR', 'NOT', 'IN', 'EXISTS', 'CASE', 'WHEN', 'THEN', 'END', 'NULL'],
  ...['CAST', 'INTERVAL', 'DATE', 'TIMESTAMP', 'VALUES', 'TABLE', 'PIVOT', 'UNPIVOT', 'CUBE', 'ROLLUP', 'IDENTIFIER', 'DEFAULT', 'CREATE'],
  ...[
    '(',
    ')',
    ',',
    '.',
    '*',
    '+',
    '-',
    '/',
    '%',
    '=',
    '<=>',
    '<',
    '>',
    '!',
    '|>',
    '->',
    '=>',
    '::',
    '[',
    ']',
    ':',
    '?',
    ';',
    '||',
    '&',
    '@',
  ],
  ...['1', '0', '-1', '2147483648', '9223372036854775808', '1e400', '1.5', '1Y', '99999L', '1D', "''", "'a'", "'2020-01-01'", "X'00'"],
  ...['id', 'name', 'price', 'day', 'xs', 'm', 's', 't', 'u', 't.id', '`a b`', 'nope', 'true', 'current_date', '"q"', "r'\\n'", 'é', '😀'],
  ...[
    'count(*)',
    'sum(id)',
    'explode(xs)',
    'rank()',
    'max(name)',
    'array(1)',
    'map(1, 2)',
    'struct(1)',
    'x -> x',
    'lag(id) OVER ()',
    'rand()',
  ],
];

const tokensOf = (text: string): string[] => text.match(/'(?:[^'\\]|\\.)*'|"[^"]*"|`[^`]*`|[\w]+|\s+|[^\s\w]/g) ?? [];

const replacements: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /^(?:'|\d)/,
    [
      '1',
      '0',
      '-1',
      '2.5',
      '1e3',
      "'a'",
      "'1'",
      'NULL',
      'true',
      '9223372036854775807',
      "DATE '2020-01-01'",
      "INTERVAL '1' DAY",
      'array(1)',
      "X'01'",
    ],
  ],
  [
    /^(?:id|name|price|day|xs|m|s|x|a|b|c|n|k|v)$/,
    ['id', 'name', 'price', 'day', 'xs', 'm', 's', 't.id', 'nope', '*', '1', 'NULL', 'max(id)', 'array(id)', '(SELECT 1)'],
  ],
  [
    /^[a-z_]+[a-z]{3}$/,
    [
      'abs',
      'upper',
      'sum',
      'count',
      'max',
      'concat',
      'explode',
      'rank',
      'transform',
      'element_at',
      'size',
      'cast',
      'date_add',
      'coalesce',
      'array',
      'struct',
      'lag',
      'first',
      'split',
      'nope',
    ],
  ],
];

/** A token of the same sort as another: a value, a column, a function. */
function alike(token: string, random: Random): string {
  const list = replacements.find(([pattern]) => pattern.test(token))?.[1];
  return list === undefined ? token : pick(list, random);
}

/** A statement of the corpus with one to four changes; most of them leave it a statement. */
function mutated(random: Random): string {
  const tokens = tokensOf(pick(corpus, random));
  const at = () => Math.floor(random() * tokens.length);
  const isMild = random() < 0.6;
  for (let changes = 1 + Math.floor(random() * 4); changes > 0 && tokens.length > 0; changes--) {
    if (isMild) {
      const index = at();
      tokens[index] = alike(tokens[index]!, random);
    } else change(tokens, at, random);
  }
  return tokens.join('');
}

function change(tokens: string[], at: () => number, random: Random): void {
  switch (Math.floor(random() * 7)) {
    case 0:
      tokens.splice(at(), 1 + Math.floor(random() * 3));
      break;
    case 1:
      tokens.splice(at(), 0, ` ${pick(extraTokens, random)} `);
      break;
    case 2:
      tokens[at()] = ` ${pick(extraTokens, random)} `;
      break;
    case 3: {
      const [from, to] = [at(), at()];
      [tokens[from], tokens[to]] = [tokens[to]!, tokens[from]!];
      break;
    }
    case 4: {
      const from = at();
      tokens.splice(at(), 0, ...tokens.slice(from, from + 1 + Math.floor(random() * 6)));
      break;
    }
    case 5: {
      const other = tokensOf(pick(corpus, random));
      const from = Math.floor(random() * other.length);
      tokens.splice(at(), Math.floor(random() * 4), ' ', ...other.slice(from, from + 1 + Math.floor(random() * 12)), ' ');
      break;
    }
    default:
      tokens.length = at();
  }
}

/** Bytes as text, valid UTF-8 or not. */
function noise(random: Random): string {
  const bytes = Uint8Array.from({ length: 1 + Math.floor(random() * 60) }, () => Math.floor(random() * 256));
  const text = Buffer.from(bytes).toString(random() < 0.5 ? 'latin1' : 'utf8');
  return random() < 0.3 ? `SELECT ${text}` : text;
}

export const randomStatement = (random: Random): string => (random() < 0.95 ? mutated(random) : noise(random));

/** Texts at the limits: very deep, very wide, very long. @param size of the depth; the width is half of it */
export function hugeStatements(size: number): Readonly<Record<string, string>> {
  const repeat = (text: string, count = size) => text.repeat(count);
  const wide = (of: (i: number) => string, count = size / 2, separator = ', ') =>
    Array.from({ length: count }, (_, i) => of(i)).join(separator);
  return {
    parentheses: `SELECT ${repeat('(')}1${repeat(')')}`,
    'open parentheses': `SELECT ${repeat('(')}`,
    additions: `SELECT ${wide(i => String(i % 10), size, ' + ')}`,
    'concatenated strings': `SELECT ${wide(() => "'a'", size, ' || ')}`,
    nots: `SELECT ${repeat('NOT ')}true`,
    signs: `SELECT ${repeat('- ')}1`,
    ands: `SELECT * FROM t WHERE ${wide(i => `id = ${i}`, size, ' OR ')}`,
    functions: `SELECT ${repeat('abs(')}1${repeat(')')}`,
    casts: `SELECT ${repeat('CAST(')}1${repeat(' AS INT)')}`,
    arrays: `SELECT ${repeat('array(')}1${repeat(')')}`,
    cases: `SELECT ${repeat('CASE WHEN true THEN ')}1${repeat(' END')}`,
    subqueries: `SELECT * FROM ${repeat('(SELECT * FROM ')}t${repeat(')')}`,
    'scalar subqueries': `SELECT ${repeat('(SELECT ')}1${repeat(')')}`,
    lambdas: `SELECT ${repeat('transform(array(1), x -> ')}1${repeat(')')}`,
    types: `SELECT CAST(NULL AS ${repeat('ARRAY<')}INT${repeat('>')})`,
    unions: wide(i => `SELECT ${i}`, size, ' UNION ALL '),
    joins: `SELECT 1 FROM ${wide(i => `t AS t${i}`, size, ' CROSS JOIN ')}`,
    pipes: `FROM t ${repeat('|> WHERE id > 0 ')}`,
    ctes: `WITH ${wide(i => `c${i} AS (SELECT ${i} AS x)`)} SELECT * FROM c0`,
    whens: `SELECT CASE ${wide(i => `WHEN ${i} THEN ${i}`, size, ' ')} END`,
    'values in a list': `SELECT 1 IN (${wide(String, size)})`,
    'rows of values': `SELECT count(*) FROM VALUES ${wide(i => `(${i})`, size)}`,
    columns: `SELECT ${wide(i => `${i} AS c${i}`)}`,
    'columns of columns': `SELECT ${wide(i => `c${i} + 1`)} FROM (SELECT ${wide(i => `${i} AS c${i}`)})`,
    'all of many columns': `SELECT * FROM (SELECT ${wide(i => `${i} AS c${i}`)}) WHERE c1 = 1 ORDER BY c2`,
    'an unknown one of many columns': `SELECT nope FROM (SELECT ${wide(i => `${i} AS c${i}`)})`,
    'groups of many columns': `SELECT ${wide(i => `c${i}`, size / 20)}, count(*) FROM (SELECT ${wide(i => `${i} AS c${i}`, size / 20)}) GROUP BY ALL`,
    'a long name': `SELECT 1 AS ${repeat('a')}`,
    'a long string': `SELECT '${repeat('a', size * 10)}'`,
    'a long number': `SELECT ${repeat('9')}`,
    'a long comment': `SELECT /* ${repeat('/* ')} ${repeat('*/ ')} */ 1`,
    dots: `SELECT a${repeat('.a')}`,
    brackets: `SELECT xs${repeat('[0]')} FROM u`,
  };
}
