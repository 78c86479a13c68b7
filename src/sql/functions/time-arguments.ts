/** What functions of TIME share: the setting that allows the type, and how arguments become times. */
import { requireTimeType } from '../analyzer/check-time-type.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { TimeType } from '../types/index.js';
import type { AnalysisContext } from './function-record.js';

export const nanosPerUnit: Readonly<Record<string, bigint>> = {
  HOUR: 3_600_000_000_000n,
  MINUTE: 60_000_000_000n,
  SECOND: 1_000_000_000n,
  MILLISECOND: 1_000_000n,
  MICROSECOND: 1000n,
};

export const nanosPerDay = 86_400_000_000_000n;

/** @throws SparkError UNSUPPORTED_TIME_TYPE unless spark.sql.timeType.enabled */
export function withTimeType<T>(args: T, cx: AnalysisContext): T {
  requireTimeType(cx.conf);
  return args;
}

/** An implicit cast to TIME: of text and NULL, in ANSI mode of timestamps too; there a date is asked and refused as a cast. */
export function asTime(arg: TypedExpression, cx: AnalysisContext): TypedExpression {
  const { kind } = arg.dataType;
  if (kind === 'string' || kind === 'null') return cx.cast(arg, new TimeType());
  if (!cx.ansi) return arg;
  if (kind === 'timestamp' || kind === 'timestampNtz') return cx.cast(arg, new TimeType());
  return kind === 'date' ? cx.explicitCast(arg, new TimeType()) : arg;
}
