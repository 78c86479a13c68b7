/** What settings may be set to; settings that are not here take any text. */
import { sparkErrorOf } from '../errors/spark-error-of.js';
import { TimeZones } from './jvm/time-zones.js';

/** The message of what is wrong with a value, as subclass and parameters of INVALID_CONF_VALUE. */
type Check = (value: string) => readonly [subclass: string, parameters: Readonly<Record<string, string>>] | undefined;

const ofType =
  (confType: string, isValid: (value: string) => boolean): Check =>
  value =>
    isValid(value.trim()) ? undefined : ['TYPE_MISMATCH', { confType }];

const isWholeWithin =
  (least: bigint, most: bigint) =>
  (value: string): boolean =>
    /^[+-]?\d+$/.test(value) && BigInt(value.replace('+', '')) >= least && BigInt(value.replace('+', '')) <= most;

const isInt = isWholeWithin(-(2n ** 31n), 2n ** 31n - 1n);
const boolean = ofType('boolean', value => /^(true|false)$/i.test(value));
const int = ofType('int', isInt);
const long = ofType('long', isWholeWithin(-(2n ** 63n), 2n ** 63n - 1n));
const bytes = ofType('bytes in BYTE', value => /^-?\d+([kmgtp]?b?)$/i.test(value));
const oneOf =
  (...options: readonly string[]): Check =>
  value =>
    options.includes(value.toUpperCase()) ? undefined : ['OUT_OF_RANGE_OF_OPTIONS', { confOptions: options.join(', ') }];
const timeZones = new TimeZones();
const timeZone: Check = value => (timeZones.find(value) === undefined ? ['TIME_ZONE', {}] : undefined);
const partitionCount: Check = value =>
  int(value) ??
  (Number(value) > 0 ? undefined : ['REQUIREMENT', { confRequirement: 'The value of spark.sql.shuffle.partitions must be positive' }]);
const codecs = ['brotli', 'uncompressed', 'lzo', 'snappy', 'lz4_raw', 'none', 'zstd', 'lz4', 'gzip'];
const parquetCodec: Check = value =>
  codecs.includes(value.toLowerCase()) ? undefined : ['OUT_OF_RANGE_OF_OPTIONS', { confOptions: codecs.join(', ') }];

const checks: Readonly<Record<string, Check>> = {
  'spark.sql.adaptive.enabled': boolean,
  'spark.sql.ansi.doubleQuotedIdentifiers': boolean,
  'spark.sql.ansi.enabled': boolean,
  'spark.sql.ansi.enforceReservedKeywords': boolean,
  'spark.sql.ansi.relationPrecedence': boolean,
  'spark.sql.artifact.isolation.enabled': boolean,
  'spark.sql.autoBroadcastJoinThreshold': bytes,
  'spark.sql.binByRelationOperator.enabled': boolean,
  'spark.sql.binaryOutputStyle': oneOf('UTF-8', 'BASIC', 'BASE64', 'HEX', 'HEX_DISCRETE'),
  'spark.sql.caseSensitive': boolean,
  'spark.sql.crossJoin.enabled': boolean,
  'spark.sql.cteRecursionLevelLimit': int,
  'spark.sql.cteRecursionRowLimit': int,
  'spark.sql.files.maxPartitionBytes': bytes,
  'spark.sql.files.maxRecordsPerFile': long,
  'spark.sql.groupByAliases': boolean,
  'spark.sql.groupByOrdinal': boolean,
  'spark.sql.join.asofJoin.enabled': boolean,
  'spark.sql.jsonGenerator.ignoreNullFields': boolean,
  'spark.sql.legacy.allowHashOnMapType': boolean,
  'spark.sql.legacy.allowNegativeScaleOfDecimal': boolean,
  'spark.sql.legacy.allowNullComparisonResultInArraySort': boolean,
  'spark.sql.legacy.charVarcharAsString': boolean,
  'spark.sql.legacy.consecutiveStringLiterals.enabled': boolean,
  'spark.sql.legacy.exponentLiteralAsDecimal.enabled': boolean,
  'spark.sql.legacy.followThreeValuedLogicInArrayExists': boolean,
  'spark.sql.legacy.groupingIdWithAppendedUserGroupBy': boolean,
  'spark.sql.legacy.identifierClause': boolean,
  'spark.sql.legacy.interval.enabled': boolean,
  'spark.sql.legacy.negativeIndexInArrayInsert': boolean,
  'spark.sql.legacy.percentileDiscCalculation': boolean,
  'spark.sql.legacy.setopsPrecedence.enabled': boolean,
  'spark.sql.legacy.sizeOfNull': boolean,
  'spark.sql.legacy.timeParserPolicy': oneOf('EXCEPTION', 'LEGACY', 'CORRECTED'),
  'spark.sql.legacy.viewSchemaBindingMode': boolean,
  'spark.sql.legacy.viewSchemaCompensation': boolean,
  'spark.sql.mapKeyDedupPolicy': oneOf('EXCEPTION', 'LAST_WIN'),
  'spark.sql.orderByOrdinal': boolean,
  'spark.sql.parquet.compression.codec': parquetCodec,
  'spark.sql.parquet.mergeSchema': boolean,
  'spark.sql.parser.escapedStringLiterals': boolean,
  'spark.sql.parser.quotedRegexColumnNames': boolean,
  'spark.sql.parser.singleCharacterPipeOperator.enabled': boolean,
  'spark.sql.pyspark.worker.logging.enabled': boolean,
  'spark.sql.repl.eagerEval.enabled': boolean,
  'spark.sql.repl.eagerEval.maxNumRows': int,
  'spark.sql.repl.eagerEval.truncate': int,
  'spark.sql.retainGroupColumns': boolean,
  'spark.sql.session.timeZone': timeZone,
  'spark.sql.shuffle.partitions': partitionCount,
  'spark.sql.sources.partitionColumnTypeInference.enabled': boolean,
  'spark.sql.sources.partitionOverwriteMode': oneOf('STATIC', 'DYNAMIC'),
  'spark.sql.storeAssignmentPolicy': oneOf('ANSI', 'LEGACY', 'STRICT'),
  'spark.sql.timeType.enabled': boolean,
  'spark.sql.timestampNanosTypes.enabled': boolean,
  'spark.sql.timestampType': oneOf('TIMESTAMP_NTZ', 'TIMESTAMP_LTZ'),
  'spark.sql.variable.substitute': boolean,
  'spark.sql.variant.allowDuplicateKeys': boolean,
};

/** Settings of SQL that a session is started with. */
const staticKeys: ReadonlySet<string> = new Set([
  'spark.sql.catalogImplementation',
  'spark.sql.extensions',
  'spark.sql.globalTempDatabase',
  'spark.sql.warehouse.dir',
]);

/** Settings of the application that Spark knows; others of no meaning to SQL may be set. */
const applicationKeys: ReadonlySet<string> = new Set([
  'spark.cores.max',
  'spark.driver.cores',
  'spark.driver.maxResultSize',
  'spark.driver.memory',
  'spark.eventLog.enabled',
  'spark.executor.cores',
  'spark.executor.instances',
  'spark.executor.memory',
  'spark.serializer',
  'spark.task.maxFailures',
  'spark.ui.enabled',
  'spark.ui.port',
]);

/** Whether no session may change it. */
export const isFixed = (key: string): boolean => staticKeys.has(key) || applicationKeys.has(key);

/** @throws SparkError CANNOT_MODIFY_STATIC_CONFIG, CANNOT_MODIFY_CONFIG, INVALID_CONF_VALUE */
export function checkSetting(key: string, value: string): void {
  const quoted = `"${key}"`;
  if (staticKeys.has(key)) throw sparkErrorOf('CANNOT_MODIFY_STATIC_CONFIG', { key: quoted });
  if (applicationKeys.has(key)) {
    const docroot = 'https://spark.apache.org/docs/latest';
    throw sparkErrorOf('CANNOT_MODIFY_CONFIG', { key: quoted, docroot });
  }
  const problem = checks[key]?.(value);
  if (problem === undefined) return;
  const [subclass, parameters] = problem;
  const name = 'SparkIllegalArgumentException';
  throw sparkErrorOf(`INVALID_CONF_VALUE.${subclass}`, { confName: key, confValue: value, ...parameters }, { name });
}
