/** Random statements: queries that are right, changed a little; noise; and texts that are deep or wide. The same seed gives the same ones. */

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

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!;

/** What the statements read. */
export const preparation: readonly string[] = [
  "CREATE OR REPLACE TEMP VIEW t AS SELECT * FROM VALUES (1, 'a', 1.5, DATE '2024-01-01'), (2, NULL, 2.25, NULL), (NULL, 'c', NULL, DATE '2024-02-29') AS v(id, name, price, day)",
  "CREATE OR REPLACE TEMP VIEW u AS SELECT * FROM VALUES (1, array(1, 2), map('x', 1), named_struct('p', 1, 'q', 'r')), (3, array(), map(), NULL) AS v(id, xs, m, s)",
];

const corpus: readonly string[] = [
  "SELECT id, upper(name), price * 2 AS twice FROM t WHERE id > 1 OR name LIKE 'a%' ORDER BY id DESC NULLS LAST LIMIT 10 OFFSET 1",
  'SELECT name, count(*), sum(price), avg(id) FILTER (WHERE id > 0) FROM t GROUP BY name HAVING count(*) > 0 ORDER BY 1',
  'SELECT name, day, sum(id), grouping_id() FROM t GROUP BY GROUPING SETS ((name, day), (name), ())',
  'SELECT name, day, max(id) FROM t GROUP BY CUBE (name, day) ORDER BY ALL',
  'SELECT id, rank() OVER (PARTITION BY name ORDER BY id), sum(id) OVER w FROM t WINDOW w AS (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)',
  'SELECT * FROM t JOIN u ON t.id = u.id LEFT JOIN t AS t2 USING (id)',
  'SELECT * FROM t NATURAL JOIN u',
  'SELECT t.id, x FROM t LEFT SEMI JOIN u ON t.id = u.id LATERAL VIEW explode(array(1, 2)) e AS x',
  'SELECT * FROM u, LATERAL (SELECT explode(xs) AS x)',
  'WITH a AS (SELECT id FROM t), b(x) AS (SELECT id + 1 FROM a) SELECT * FROM a JOIN b ON a.id = b.x',
  'WITH RECURSIVE r(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT * FROM r',
  'SELECT id FROM t UNION ALL SELECT id FROM u EXCEPT SELECT 1 INTERSECT SELECT 2',
  'SELECT (SELECT max(id) FROM u WHERE u.id = t.id), EXISTS (SELECT 1 FROM u), id IN (SELECT id FROM u) FROM t',
  "SELECT * FROM t PIVOT (sum(price) AS s FOR name IN ('a' AS x, 'c'))",
  'SELECT * FROM VALUES (1, 10, 20) AS w(id, a, b) UNPIVOT INCLUDE NULLS (v FOR k IN (a, b AS c))',
  'FROM t |> WHERE id > 0 |> EXTEND id + 1 AS next |> SET price = 0 |> DROP day |> AGGREGATE sum(next) AS s GROUP BY name |> ORDER BY s |> LIMIT 1',
  'SELECT transform(xs, x -> x + 1), filter(xs, (x, i) -> i > 0), aggregate(xs, 0, (a, b) -> a + b) FROM u',
  "SELECT m['x'], xs[0], s.p, s.*, map_keys(m), element_at(xs, 1), size(xs) FROM u",
  "SELECT CASE WHEN id = 1 THEN 'one' WHEN id IS NULL THEN NULL ELSE cast(id AS STRING) END, CASE id WHEN 1 THEN 2 END FROM t",
  "SELECT cast('1' AS INT), try_cast('x' AS DATE), '5' :: BIGINT, 1 + '2', 1.5D / 3, 7 DIV 2, 7 % 4, ~5, 1 << 3",
  "SELECT date_add(day, 1), day + INTERVAL '1' MONTH, INTERVAL '1-2' YEAR TO MONTH, TIMESTAMP '2020-01-01 00:00:00', extract(YEAR FROM day) FROM t",
  "SELECT concat('a', 'b') || 'c', substring('abc', 2, 1), trim(BOTH 'x' FROM 'xax'), overlay('abc' PLACING 'z' FROM 2), position('b' IN 'abc')",
  'SELECT explode(map(1, 2, 3, 4)) AS (k, v), posexplode(array(1))',
  'SELECT stack(2, 1, 2, 3, 4), inline(array(struct(1, 2)))',
  'SELECT DISTINCT name, count(DISTINCT id, price) FROM t GROUP BY ALL',
  'SELECT * EXCEPT (id) FROM t',
  'SELECT /*+ BROADCAST(t) */ * FROM t TABLESAMPLE (50 PERCENT) REPEATABLE (1)',
  "SELECT listagg(name, ',') WITHIN GROUP (ORDER BY name), percentile_cont(0.5) WITHIN GROUP (ORDER BY price) FROM t",
  'SELECT id FROM t QUALIFY row_number() OVER (ORDER BY id) = 1',
  'SELECT id AS a, a + 1 AS b, b * 2 FROM t',
  'SELECT * FROM range(1, 10, 2) r CROSS JOIN range(3)',
  "SELECT name RLIKE '[a-z]+', name ILIKE ANY ('A%', 'b'), name NOT IN ('a', NULL), id BETWEEN 1 AND 3, id IS NOT DISTINCT FROM 1 FROM t",
  'VALUES (1, 2), (3, 4)',
  'TABLE t',
  "SELECT named_struct('a', 1).a, array(1, 2L, 3.0), map('k', array()), struct(*) FROM t",
  'DESCRIBE t',
  'DESCRIBE QUERY SELECT * FROM t',
  'EXPLAIN EXTENDED SELECT * FROM t',
  "SHOW TABLES LIKE 't*'",
  "SHOW FUNCTIONS LIKE 'a*'",
  "CREATE OR REPLACE TEMP VIEW w (a COMMENT 'c', b) AS SELECT id, name FROM t",
  "CREATE TABLE IF NOT EXISTS k (a INT DEFAULT 1, b STRING NOT NULL COMMENT 'x') USING parquet PARTITIONED BY (b)",
  'DROP TABLE IF EXISTS k',
  "INSERT INTO k PARTITION (b = 'x') VALUES (1)",
  'DECLARE OR REPLACE VARIABLE v INT DEFAULT 5',
  'SET VAR v = (SELECT max(id) FROM t)',
  "EXECUTE IMMEDIATE 'SELECT :a + ?' USING 1 AS a",
  "SELECT identifier('id'), identifier('abs')(-1) FROM identifier('t')",
  'CREATE OR REPLACE TEMPORARY FUNCTION f(x INT DEFAULT 1) RETURNS INT RETURN x + 1',
  "SELECT json_tuple('{\"a\":1}', 'a'), get_json_object('{\"a\":1}', '$.a'), from_json('{\"a\":1}', 'a INT')",
  'SELECT hash(id, name), xxhash64(name), md5(name), sha2(name, 256), crc32(name) FROM t',
  "SELECT to_date('2020-01-01'), date_format(day, 'yyyy-MM'), make_date(2020, 2, 30), last_day(day) FROM t",
  "SELECT format_number(1234.5, 2), format_string('%d %s', 1, 'a'), printf('%x', 255), lpad('a', 5, 'b'), regexp_replace('aab', '(a+)', '$1x')",
  'SELECT sort_array(xs), array_sort(xs, (a, b) -> b - a), zip_with(xs, xs, (a, b) -> a * b), sequence(1, 5, 2), flatten(array(xs, xs)) FROM u',
  'BEGIN DECLARE x INT = 1; WHILE x < 3 DO SET x = x + 1; END WHILE; SELECT x; END',
];

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
