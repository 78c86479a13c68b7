/** The time of the query: it began once, whatever row asks. */
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { localMicros, microsToDays } from '../jvm/timestamps.js';
import { DateType, StringType, TimestampNanosType, TimestampNTZType, TimestampType } from '../types/index.js';
import { group, scalar } from './define.js';
import type { AnalysisContext, ScalarFunction } from './function-record.js';

type Doc = Pick<ScalarFunction, 'usage' | 'examples' | 'since' | 'aliases' | 'dataType' | 'evaluate' | 'hidesAlias'>;

const ofQuery = (doc: Doc) => scalar({ ...doc, arity: 0, nullable: false });

/** `now(6)`: microseconds are all there is. */
function checkPrecision([precision]: readonly TypedExpression[], typeName: string, cx: AnalysisContext): void {
  if (precision === undefined) return;
  if (!cx.isFoldable(precision)) {
    const parameters = { funcName: `\`${cx.functionName}\``, paramName: '`precision`', paramType: `"${precision.dataType.sql}"` };
    throw cx.error('NON_FOLDABLE_ARGUMENT', parameters);
  }
  if (precision.dataType.kind !== 'integer') {
    throw cx.error('UNEXPECTED_INPUT_TYPE', {
      functionName: `\`${cx.functionName}\``,
      paramIndex: 'first',
      requiredType: '"INT"',
      inputSql: `"${cx.sqlOf(precision)}"`,
      inputType: `"${precision.dataType.sql}"`,
    });
  }
  const digits = Number(cx.evaluate(precision));
  if (digits === 6) return;
  const isNanos = digits >= 7 && digits <= 9;
  throw cx.error(
    isNanos ? 'FEATURE_NOT_ENABLED' : 'INVALID_TIMESTAMP_PRECISION',
    isNanos
      ? { featureName: 'Nanosecond-precision timestamp types', configKey: 'spark.sql.timestampNanosTypes.enabled', configValue: 'true' }
      : { precision: digits, type: typeName },
    'SparkException',
  );
}

const timestampOfQuery = (typeName: string, doc: Doc) =>
  scalar({
    ...doc,
    arity: [0, 1],
    // More digits than the clock has are zeros.
    substitute: ([precision], cx) => {
      if (
        precision?.dataType.kind !== 'integer' ||
        !cx.isFoldable(precision) ||
        cx.conf('spark.sql.timestampNanosTypes.enabled')?.toLowerCase() !== 'true'
      )
        return undefined;
      const digits = Number(cx.evaluate(precision));
      const isNanos = digits >= 7 && digits <= 9;
      return isNanos ? cx.cast(cx.call(cx.functionName), new TimestampNanosType(digits, typeName === 'TIMESTAMP_NTZ')) : undefined;
    },
    coerce: (args, cx) => {
      checkPrecision(args, typeName, cx);
      return [];
    },
    nullable: false,
  });

export const datetimeNowFuncs = group('datetime_funcs', {
  current_date: ofQuery({
    aliases: ['curdate'],
    hidesAlias: true,
    since: '1.5.0',
    usage: '_FUNC_() - Returns the date when the query began. The parentheses may be left out.',
    examples: [['current_date() = curdate()', 'true']],
    dataType: DateType,
    evaluate: (_, { settings }) => microsToDays(settings.nowMicros, settings.timeZone),
  }),
  current_timestamp: timestampOfQuery('TIMESTAMP_LTZ', {
    aliases: ['now'],
    since: '1.5.0',
    usage: '_FUNC_() - Returns the time when the query began. The parentheses may be left out.',
    examples: [['current_timestamp() = now()', 'true']],
    dataType: TimestampType,
    evaluate: (_, { settings }) => settings.nowMicros,
  }),
  localtimestamp: timestampOfQuery('TIMESTAMP_NTZ', {
    since: '3.4.0',
    usage: "_FUNC_() - Returns the time when the query began, as the session's clock shows it, without a time zone.",
    examples: [['localtimestamp() = current_timestamp()', 'true']],
    dataType: TimestampNTZType,
    evaluate: (_, { settings }) => localMicros(settings.nowMicros, settings.timeZone),
  }),
  current_timezone: ofQuery({
    since: '3.1.0',
    usage: '_FUNC_() - Returns the time zone of the session.',
    examples: [['current_timezone()', 'UTC']],
    dataType: StringType,
    evaluate: (_, { settings }) => settings.conf('spark.sql.session.timeZone') ?? settings.timeZone.id,
  }),
});
