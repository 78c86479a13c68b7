import { expect, test } from 'vitest';
import { errorConditionOf } from '../../src/errors/error-conditions.js';
import { Origin, queryContextBlock } from '../../src/errors/query-context.js';
import { quotedId, quotedIfNeeded } from '../../src/errors/quoted.js';
import { InternalError } from '../../src/errors/spark-error.js';
import { sparkErrorOf } from '../../src/errors/spark-error-of.js';

const originOf = (text: string, fragment: string) =>
  new Origin({ text }, text.indexOf(fragment), text.indexOf(fragment) + fragment.length - 1);

test('an error at run time shows its place below its text', () => {
  const error = sparkErrorOf('DIVIDE_BY_ZERO', { config: '"spark.sql.ansi.enabled"' }, { origin: originOf('select 1/0', '1/0') });
  expect(error).toMatchObject({ name: 'SparkArithmeticException', condition: 'DIVIDE_BY_ZERO', sqlState: '22012' });
  expect(
    error.message,
  ).toBe(`[DIVIDE_BY_ZERO] Division by zero. Use \`try_divide\` to tolerate divisor being 0 and return NULL instead. If necessary set "spark.sql.ansi.enabled" to "false" to bypass this error. SQLSTATE: 22012
== SQL (line 1, position 8) ==
select 1/0
       ^^^
`);
});

test('an error of the analyzer ends with its place', () => {
  const parameters = { objectName: '`b`', proposal: '`a`' };
  const error = sparkErrorOf('UNRESOLVED_COLUMN.WITH_SUGGESTION', parameters, { origin: originOf('select\n  b from t', 'b') });
  expect(error.name).toBe('AnalysisException');
  expect(error.message).toBe(
    '[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column, variable, or function parameter with name `b` cannot be resolved. Did you mean one of the following? [`a`]. SQLSTATE: 42703; line 2 pos 2',
  );
  expect(error.messageParameters).toEqual(parameters);
});

test('a block of several lines marks each of them', () => {
  const text = 'SELECT v + (\n  SELECT x\n) AS y';
  const end = text.indexOf(')');
  expect(
    queryContextBlock(new Origin({ text, objectType: 'VIEW', objectName: 'v1' }, 11, end)),
  ).toBe(`== SQL of VIEW v1 (line 1, position 12) ==
SELECT v + (
           ^
  SELECT x
^^^^^^^^^^
) AS y
^
`);
});

test('legacy conditions show their text alone', () => {
  expect(sparkErrorOf('_LEGACY_ERROR_TEMP_0035', { message: 'x' }).message).toBe('Operation not allowed: x.');
});

test('the table is sorted, and a name that is not in it is a bug of ours', () => {
  expect(errorConditionOf('INVALID_SQL_SYNTAX.EMPTY_IN_PREDICATE').sqlState).toBe('42000');
  expect(() => errorConditionOf('NO_SUCH_CONDITION')).toThrowError(InternalError);
  expect(() => errorConditionOf('INVALID_SQL_SYNTAX.NO_SUCH')).toThrowError(InternalError);
});

test('names are quoted where SQL needs it', () => {
  expect(quotedId('a', 'b`c')).toBe('`a`.`b``c`');
  expect(['a1', '1', 'a b', '_x'].map(quotedIfNeeded)).toEqual(['a1', '`1`', '`a b`', '_x']);
});
