/** Raises Spark's error conditions by name: the class, the text and the context block are those of Spark. */
import { errorConditionOf } from './error-conditions.js';
import { type Origin, queryContextBlock } from './query-context.js';
import { SparkError } from './spark-error.js';

export interface SparkErrorDetails {
  /** Where in the query; shown as Spark shows it for this class of error. */
  readonly origin?: Origin | undefined;
  /** What follows the text as it is, such as the block of a DataFrame call. Wins over `origin`. */
  readonly queryContext?: string | undefined;
  readonly cause?: unknown;
  /** The class that Spark throws, where the condition alone does not say it. */
  readonly name?: string | undefined;
  /** The condition that the error carries, where it is not the one of its text. */
  readonly condition?: string | undefined;
}

type Parameters = Readonly<Record<string, string | number | boolean>>;

/**
 * @param condition such as `DIVIDE_BY_ZERO` or `UNRESOLVED_COLUMN.WITH_SUGGESTION`
 * @param parameters the values of `<name>` in the text; how they are quoted is the caller's, see `quoted.ts`
 */
export function sparkErrorOf(condition: string, parameters: Parameters = {}, details: SparkErrorDetails = {}): SparkError {
  const { template, sqlState } = errorConditionOf(condition);
  const messageParameters: Record<string, string> = {};
  for (const [key, value] of Object.entries(parameters)) messageParameters[key] = String(value);
  const text = template.replace(/<([A-Za-z0-9_-]+)>/g, (all, key: string) => messageParameters[key] ?? all);
  const legacy = condition.startsWith('_LEGACY_ERROR');
  const name = details.name ?? classOf(condition);
  const state = sqlState === undefined ? '' : ` SQLSTATE: ${sqlState}`;
  const message = `${legacy ? '' : `[${condition}] `}${text}${state}${contextOf(name, details)}`;
  return new SparkError(name, message, {
    condition: details.condition ?? condition,
    messageParameters,
    ...(sqlState === undefined ? {} : { sqlState }),
    ...(details.cause === undefined ? {} : { cause: details.cause }),
  });
}

function contextOf(name: string, { origin, queryContext }: SparkErrorDetails): string {
  if (queryContext !== undefined) return queryContext;
  if (origin === undefined) return '';
  if (name === 'AnalysisException') return `; line ${origin.line} pos ${origin.column}`;
  const block = queryContextBlock(origin);
  return block === '' ? '' : `\n${block}`;
}

const classOfPrefix: readonly (readonly [RegExp, string])[] = [
  [/^(PARSE_|INVALID_SQL_SYNTAX|UNCLOSED_BRACKETED_COMMENT|_LEGACY_ERROR_TEMP_00)/, 'ParseException'],
  [
    /^(DIVIDE_BY_ZERO|REMAINDER_BY_ZERO|INTERVAL_DIVIDED_BY_ZERO|ARITHMETIC_OVERFLOW|BINARY_ARITHMETIC_OVERFLOW|CAST_OVERFLOW|DATETIME_OVERFLOW|INTERVAL_ARITHMETIC_OVERFLOW|NUMERIC_VALUE_OUT_OF_RANGE|DECIMAL_PRECISION_EXCEEDS)/,
    'SparkArithmeticException',
  ],
  [/^(CANNOT_PARSE_TIME|DATETIME_FIELD_OUT_OF_BOUNDS|INVALID_FRACTION_OF_SECOND|INVALID_TIMEZONE)/, 'SparkDateTimeException'],
  [/^CAST_INVALID_INPUT/, 'SparkNumberFormatException'],
  [/^INVALID_ARRAY_INDEX/, 'SparkArrayIndexOutOfBoundsException'],
  [/^INCONSISTENT_BEHAVIOR_CROSS_VERSION/, 'SparkUpgradeException'],
  [/^UNSUPPORTED_FEATURE\.TABLE_OPERATION/, 'SparkUnsupportedOperationException'],
  [
    /^(INVALID_PARAMETER_VALUE\.(TIME_UNIT|CHARSET)|INVALID_FORMAT\.MISMATCH|ILLEGAL_DAY_OF_WEEK|CODEC_NOT_AVAILABLE|INVALID_JSON_DATA_TYPE|FIELD_NOT_FOUND$)/,
    'SparkIllegalArgumentException',
  ],
  [
    /^(USER_RAISED_EXCEPTION|INVALID_PARAMETER_VALUE|INVALID_INDEX_OF_ZERO|DUPLICATED_MAP_KEY|NULL_MAP_KEY|COLLECTION_SIZE_LIMIT|VECTOR_|INVALID_VECTOR|NOT_NULL_ASSERT|COMPARATOR_RETURNS|INVALID_VARIANT|MALFORMED_VARIANT|VARIANT_)/,
    'SparkRuntimeException',
  ],
  [/^(SCALAR_SUBQUERY_TOO_MANY_ROWS|ROW_SUBQUERY_TOO_MANY_ROWS|MALFORMED_RECORD|INTERNAL_ERROR)/, 'SparkException'],
  [/^SQL_CONF_NOT_FOUND/, 'SparkNoSuchElementException'],
];

function classOf(condition: string): string {
  return classOfPrefix.find(([prefix]) => prefix.test(condition))?.[1] ?? 'AnalysisException';
}
