import { expect, test } from 'vitest';
import { runQuery } from './run-query.js';

const legacy = { 'spark.sql.ansi.enabled': 'false' };
const shown = (expressions: string, conf = {}) => runQuery(`SELECT ${expressions}`, conf).shown[0];
const names = (expressions: string) => runQuery(`SELECT ${expressions}`).schema.fields.map(field => field.name);
const types = (expressions: string) => runQuery(`SELECT ${expressions}`).schema.fields.map(field => field.dataType.simpleString);

function conditionOf(expression: string, conf = {}): string {
  try {
    runQuery(`SELECT ${expression}`, conf);
  } catch (error) {
    return (error as { condition: string }).condition;
  }
  return 'none';
}

// Recorded from Apache Spark 4.3.0.
test.each([
  ['exp(1), exp(100), expm1(1e-10)', '2.7182818284590455|2.6881171418161356E43|1.00000000005E-10'],
  [
    'pow(21.32823233241152D, -0.9890996583226962D), hypot(0.7306990420600421D, 3.762050303812492D)',
    '0.048476493623681706|3.8323548346262415',
  ],
  [
    'cbrt(17), cbrt(10), cosh(1), asinh(1), asinh(1e200), acosh(1e200)',
    '2.5712815906582356|2.154434690031884|1.543080634815244|0.881373587019543|461.2101657793691|461.2101657793691',
  ],
  [
    'log2(10), log10(7), log(3, 10), log(1, 2), ln(0), log1p(-1)',
    '3.3219280948873626|0.8450980400142568|2.095903274289385|Infinity|NULL|NULL',
  ],
  ['round(1.005D, 2), round(2.5D), bround(2.5D), bround(3.5D), rint(2.5), rint(-0.3)', '1.01|3.0|2.0|4.0|2.0|-0.0'],
  ['round(123.456, -2), round(999.9, -4), round(15, -1), ceil(-0.1), floor(-0.1)', '100|0|20|0|-1'],
  [
    "conv('-9223372036854775809', 10, -10), conv('-1', 10, 16), conv('1.5', 10, 2), conv('', 10, 2)",
    '-9223372036854775807|FFFFFFFFFFFFFFFF|1|NULL',
  ],
  ["hex(-1), hex('a'), unhex('GG'), bin(-1)", `FFFFFFFFFFFFFFFF|61|NULL|${'1'.repeat(64)}`],
  ['width_bucket(10, 0, 10, 5), width_bucket(5, 3, 3, 4), width_bucket(0.0, 10.0, 0.0, 5)', '6|NULL|6'],
  ['pmod(-7, 3), pmod(7, -3), pmod(-7.5, 2)', '2|1|0.5'],
  ["greatest(double('NaN'), 1D), least(double('NaN'), 1D), greatest(null, 1)", 'NaN|1.0|1'],
  ['shiftleft(1, 33), shiftleft(1L, 65), shiftrightunsigned(-8, 1), -8 >>> 60', '2|2|2147483644|15'],
  ['rand(0), randn(3), uniform(5.5, 10.5, 123), uniform(0, 100, 42)', '0.7604953758285915|-1.1854930781734352|6.3|61'],
])('%s gives what Spark gives', (expressions, row) => {
  expect(shown(expressions)).toBe(row);
});

test('a generated name is in capitals where Spark has it so', () => {
  expect(names('ceil(1.5), ceiling(1.5), sign(1), signum(1), power(2, 3), pow(2, 3), log(10), ln(1), random(0)')).toEqual([
    'CEIL(1.5)',
    'ceiling(1.5)',
    'sign(1)',
    'SIGNUM(1)',
    'POWER(2, 3)',
    'pow(2, 3)',
    'LOG(E(), 10)',
    'ln(1)',
    'rand(0)',
  ]);
});

test('rounding a decimal takes one more digit before the point', () => {
  expect(types('ceil(9.9), round(99.99, 1), ceil(3.1411, -3), ceil(5, 1), floor(ceil(1.1))')).toEqual([
    'decimal(2,0)',
    'decimal(4,1)',
    'decimal(4,0)',
    'decimal(11,0)',
    'decimal(2,0)',
  ]);
});

test('an overflow is an error in ANSI mode and wraps without it', () => {
  expect(conditionOf('round(2147483647, -1)')).toBe('ARITHMETIC_OVERFLOW');
  expect(shown('round(2147483647, -1), round(cast(127 as tinyint), -1)', legacy)).toBe('-2147483646|-126');
  expect(conditionOf('abs(cast(-128 as tinyint))')).toBe('ARITHMETIC_OVERFLOW');
  expect(shown('abs(cast(-128 as tinyint))', legacy)).toBe('-128');
  expect(conditionOf('floor(1e300)')).toBe('ARITHMETIC_OVERFLOW');
  expect(shown('floor(1e300)', legacy)).toBe('9223372036854775807');
});

test('a try_ function tolerates its own error, not that of an argument', () => {
  expect(shown('try_add(2147483647, 1), try_divide(1, 0), try_mod(5.5D, 0)')).toBe('NULL|NULL|NULL');
  expect(conditionOf('try_add(1/0, 1)')).toBe('DIVIDE_BY_ZERO');
});

test('a scale that is no constant is refused', () => {
  expect(conditionOf('ceil(1.5, CAST(NULL AS INT))')).toBe('NON_FOLDABLE_ARGUMENT');
  expect(conditionOf('round(2.5, c) FROM VALUES (1) AS t(c)')).toBe('DATATYPE_MISMATCH.NON_FOLDABLE_INPUT');
});

test('negating more than 34 digits rounds them, as Java does', () => {
  expect(shown("abs(cast('-12345678901234567890123456789012345678' as decimal(38,0)))")).toBe('12345678901234567890123456789012350000');
  expect(conditionOf("abs(cast('-99999999999999999999999999999999999999' as decimal(38,0)))")).toBe(
    'NUMERIC_VALUE_OUT_OF_RANGE.WITHOUT_SUGGESTION',
  );
});
