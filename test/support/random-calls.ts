/** Random calls: any function of any values, casts between any types, operators; alone, over groups and over windows. */
import { pick, type Random } from './random-sql.js';

/** Values of every type, those at the edges of it above all. */
const values: readonly string[] = [
  ...['NULL', 'true', 'false', '0', '1', '-1', '2', '3', '127Y', '-128Y', '32767S', '-32768S', '2147483647', '-2147483648', '0Y', '1S'],
  ...['9223372036854775807L', '-9223372036854775808L', '0L', '1.5', '-0.5', '0.0', '99999999999999999999999999999999999999BD', '1e-30BD'],
  ...[
    '0.1BD',
    '1D',
    '-0D',
    '1e308D',
    '1e-320D',
    "double('NaN')",
    "double('Infinity')",
    "float('-Infinity')",
    '3.4e38F',
    'CAST(1.25 AS FLOAT)',
  ],
  ...["''", "'a'", "'abc'", "' 1 '", "'1.5'", "'é😀'", "'2020-02-29'", "'2020-02-29 12:34:56.789'", "'12:34'", "'yyyy-MM-dd'", "'%s %d'"],
  ...[
    "'(a+)(b?)'",
    "'['",
    "'$.a'",
    '\'{"a": [1, {"b": null}]}\'',
    "'a=1&b=2'",
    "'<a><b>1</b></a>'",
    "'http://u:p@h:1/p?q=1#r'",
    "'a INT, b ARRAY<STRING>'",
  ],
  ...["'UTF-8'", "'UTC'", "'America/Los_Angeles'", "'day'", "'MONTH'", "'1 day 2 hours'", "'AES'", "repeat('ab', 50)", "'\\0'", "'_%\\\\'"],
  ...[
    "X''",
    "X'00ff'",
    "X'616263'",
    "encode('é', 'UTF-16')",
    "DATE '0001-01-01'",
    "DATE '9999-12-31'",
    "DATE '1970-01-01'",
    "DATE '2024-02-29'",
  ],
  ...["TIMESTAMP '2024-02-29 23:59:59.999999'", "TIMESTAMP '1582-10-15 00:00:00'", "TIMESTAMP_NTZ '1969-12-31 23:59:59.5'"],
  ...[
    "TIMESTAMP '9999-12-31 23:59:59'",
    "TIMESTAMP '0001-01-01 00:00:00'",
    "TIME '23:59:59.999999'",
    "INTERVAL '1' DAY",
    "INTERVAL '-1-2' YEAR TO MONTH",
  ],
  ...[
    "INTERVAL '106751991 04:00:54.775807' DAY TO SECOND",
    "INTERVAL '178956970-7' YEAR TO MONTH",
    'make_interval(1, 2, 3, 4, 5, 6, 7.5)',
    "INTERVAL '0' SECOND",
  ],
  ...[
    'array()',
    'array(1, 2, NULL)',
    "array('a', 'b')",
    'array(1.5D, -0D)',
    'array(array(1), NULL)',
    'array(NULL)',
    "array(DATE '2020-01-01')",
  ],
  ...[
    'map()',
    "map('a', 1, 'b', NULL)",
    'map(1, array(2))',
    "named_struct('a', 1, 'b', 'x')",
    'struct(NULL)',
    "array(named_struct('k', 1, 'v', 'x'))",
  ],
  ...[
    'parse_json(\'{"a": [1, 2.5, null, "x"]}\')',
    "variant_get(parse_json('{\"a\": 1}'), '$', 'variant')",
    "'a' COLLATE UTF8_LCASE",
    'to_variant_object(array(1))',
  ],
  ...[
    'id',
    'name',
    'price',
    'day',
    'id',
    'name',
    'CAST(NULL AS STRING)',
    'CAST(NULL AS ARRAY<INT>)',
    'CAST(NULL AS MAP<STRING, INT>)',
    'CAST(NULL AS BINARY)',
  ],
  ...[
    'x -> x',
    'x -> x + 1',
    '(x, y) -> x',
    '(x, y) -> x + y',
    '(a, b, c) -> a',
    'x -> NULL',
    'x -> x IS NULL',
    'current_date()',
    'rand(1)',
    'id + 1',
  ],
];

const types: readonly string[] = [
  ...[
    'BOOLEAN',
    'TINYINT',
    'SMALLINT',
    'INT',
    'BIGINT',
    'FLOAT',
    'DOUBLE',
    'DECIMAL(38, 18)',
    'DECIMAL(5, 2)',
    'DECIMAL(38, 0)',
    'STRING',
    'BINARY',
  ],
  ...[
    'CHAR(2)',
    'VARCHAR(3)',
    'DATE',
    'TIMESTAMP',
    'TIMESTAMP_NTZ',
    'TIME',
    'TIME(3)',
    'INTERVAL DAY',
    'INTERVAL DAY TO SECOND',
    'INTERVAL MONTH',
    'INTERVAL YEAR TO MONTH',
  ],
  ...[
    'INTERVAL HOUR TO SECOND',
    'ARRAY<INT>',
    'ARRAY<STRING>',
    'MAP<STRING, INT>',
    'STRUCT<a: INT, b: STRING>',
    'VARIANT',
    'VOID',
    'STRING COLLATE UTF8_LCASE',
    'INTERVAL',
  ],
];

const operators = [
  '+',
  '-',
  '*',
  '/',
  '%',
  'DIV',
  '=',
  '<=>',
  '<',
  '>=',
  '!=',
  'AND',
  'OR',
  '||',
  '&',
  '|',
  '^',
  '<<',
  '>>',
  '>>>',
  'LIKE',
  'RLIKE',
  'ILIKE',
  'IS DISTINCT FROM',
  'IN',
];

export function randomCall(functions: readonly string[], random: Random): string {
  const value = (depth: number): string => {
    const kind = random();
    if (depth === 0 || kind < 0.5) return pick(values, random);
    if (kind < 0.8) return called(depth - 1);
    if (kind < 0.88) return `${pick(['CAST', 'CAST', 'TRY_CAST'], random)}(${value(depth - 1)} AS ${pick(types, random)})`;
    if (kind < 0.95) {
      const operator = pick(operators, random);
      return operator === 'IN'
        ? `(${value(depth - 1)} IN (${value(depth - 1)}, ${value(0)}))`
        : `(${value(depth - 1)} ${operator} ${value(depth - 1)})`;
    }
    return pick(
      [
        `(- ${value(0)})`,
        `(NOT ${value(0)})`,
        `(~ ${value(0)})`,
        `(${value(0)} IS NULL)`,
        `CASE WHEN ${value(0)} THEN ${value(0)} ELSE ${value(0)} END`,
        `(${value(0)} BETWEEN ${value(0)} AND ${value(0)})`,
        `(${value(0)})[${value(0)}]`,
        `(${value(0)}).a`,
        `extract(${pick(['YEAR', 'DOW', 'SECOND', 'EPOCH', 'nope'], random)} FROM ${value(0)})`,
      ],
      random,
    );
  };
  const called = (depth: number): string => {
    const count = pick([0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 6], random);
    const args = Array.from({ length: count }, () => value(depth));
    const kind = random();
    const name = pick(functions, random);
    if (kind < 0.04) return `${name}(DISTINCT ${args.join(', ')})`;
    if (kind < 0.08) return `${name}(${args.join(', ')}) FILTER (WHERE ${value(0)})`;
    if (kind < 0.14) return `${name}(${args.join(', ')}) OVER (${pick(windows, random)})`;
    if (kind < 0.16) return `${name}(${args.join(', ')}) WITHIN GROUP (ORDER BY ${value(0)})`;
    if (kind < 0.17) return `${name}(${args.join(', ')}) IGNORE NULLS`;
    return `${name}(${args.join(', ')})`;
  };
  const list = Array.from({ length: random() < 0.8 ? 1 : 2 }, () => value(2)).join(', ');
  const kind = random();
  if (kind < 0.5) return `SELECT ${list}`;
  if (kind < 0.75) return `SELECT ${list} FROM t`;
  if (kind < 0.85) return `SELECT ${list} FROM t GROUP BY ${pick(['id', 'name', value(1), 'ALL'], random)}`;
  if (kind < 0.92) return `SELECT * FROM t WHERE ${value(2)}`;
  if (kind < 0.96) return `SELECT * FROM t ORDER BY ${value(1)}`;
  return `SELECT * FROM ${pick(functions, random)}(${value(0)}, ${value(0)})`;
}

const windows: readonly string[] = [
  '',
  'ORDER BY id',
  'PARTITION BY name',
  'PARTITION BY name ORDER BY id DESC NULLS LAST',
  'ORDER BY price ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING',
  'ORDER BY id RANGE BETWEEN 1 PRECEDING AND CURRENT ROW',
  "ORDER BY day RANGE BETWEEN INTERVAL '1' DAY PRECEDING AND UNBOUNDED FOLLOWING",
];
