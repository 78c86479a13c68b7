/** Casts that the person writes: allowed or not, in the session's mode. */
import { quotedConf, quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { DataType } from '../types/index.js';
import { isNumeric } from '../types/index.js';
import { canAnsiCast, canCast, canTryCast } from '../values/cast-rules.js';
import { typedCast } from './expressions.js';
import type { CastMode, TypedExpression } from './typed-expression.js';

type Origin = TypedExpression['origin'];

/** @param sqlOf gives the SQL of an expression for messages
 *  @throws SparkError DATATYPE_MISMATCH.CAST_* */
export function explicitCast(
  child: TypedExpression,
  dataType: DataType,
  mode: CastMode,
  sqlOf: (expression: TypedExpression) => string,
  origin: Origin,
): TypedExpression {
  const from = child.dataType;
  const allowed = mode === 'ansi' ? canAnsiCast(from, dataType) : mode === 'try' ? canTryCast(from, dataType) : canCast(from, dataType);
  const cast = typedCast(child, dataType, mode, true, origin);
  if (allowed) return cast;
  const [condition, parameters] = refusal(from, dataType, mode);
  throw sparkErrorOf(
    `DATATYPE_MISMATCH.${condition}`,
    { sqlExpr: quotedSql(sqlOf(cast)), srcType: quotedSql(from.sql), targetType: quotedSql(dataType.sql), ...parameters },
    { origin },
  );
}

function refusal(from: DataType, to: DataType, mode: CastMode): readonly [string, Readonly<Record<string, string>>] {
  const withFunctions = (...names: readonly string[]) =>
    ['CAST_WITH_FUNC_SUGGESTION', { functionNames: names.map(name => `\`${name}\``).join('/') }] as const;
  if (isNumeric(from) && to.kind === 'date') return withFunctions('DATE_FROM_UNIX_DATE');
  if (from.kind === 'date' && isNumeric(to)) return withFunctions('UNIX_DATE');
  if (from.kind === 'array' && to.kind === 'string') return withFunctions('ARRAY_JOIN');
  if (mode === 'ansi' && canCast(from, to)) {
    return ['CAST_WITH_CONF_SUGGESTION', { config: quotedConf('spark.sql.ansi.enabled'), configVal: "'false'" }];
  }
  return ['CAST_WITHOUT_SUGGESTION', {}];
}
