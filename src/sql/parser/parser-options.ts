import type { TimeZones } from '../jvm/time-zones.js';

/** The settings that change what a text means to the parser. */
export interface ParserOptions {
  /** spark.sql.ansi.enabled */
  readonly ansi: boolean;
  /** spark.sql.ansi.enforceReservedKeywords */
  readonly enforceReservedKeywords: boolean;
  /** spark.sql.ansi.doubleQuotedIdentifiers: "a" is a name. */
  readonly doubleQuotedIdentifiers: boolean;
  /** spark.sql.parser.escapedStringLiterals: a backslash in a string is a backslash. */
  readonly escapedStringLiterals: boolean;
  /** spark.sql.legacy.consecutiveStringLiterals.enabled: 'a''b' is ab. */
  readonly consecutiveStringLiterals: boolean;
  /** spark.sql.parser.singleCharacterPipeOperator.enabled: | is |> before a clause. */
  readonly singleCharacterPipe: boolean;
  /** spark.sql.legacy.interval.enabled: all interval literals are calendar intervals. */
  readonly legacyInterval: boolean;
  /** spark.sql.legacy.identifierClause: IDENTIFIER('a') stands for tables and functions only. */
  readonly legacyIdentifierClause: boolean;
  /** spark.sql.legacy.setopsPrecedence.enabled: INTERSECT binds as UNION does. */
  readonly legacySetOperationsPrecedence: boolean;
  /** spark.sql.legacy.exponentLiteralAsDecimal.enabled: 1e3 is a decimal. */
  readonly exponentLiteralAsDecimal: boolean;
  /** spark.sql.parser.quotedRegexColumnNames: a quoted column of SELECT is a regular expression. */
  readonly quotedRegexColumnNames: boolean;
  /** spark.sql.ansi.relationPrecedence: JOIN binds tighter than the comma. */
  readonly ansiRelationPrecedence: boolean;
  /** spark.sql.join.asofJoin.enabled */
  readonly asOfJoin: boolean;
  /** spark.sql.session.timeZone, for timestamps that name no zone. */
  readonly timeZone: string;
  /** The zones that the session has looked up. */
  readonly timeZones?: TimeZones | undefined;
  /** What `TIMESTAMP 'now'` means. */
  readonly nowMs?: (() => number) | undefined;
  /** The value of `${name}` in a text, when spark.sql.variable.substitute allows it. */
  readonly variable?: ((name: string) => string | undefined) | undefined;
  /** spark.sql.timestampNanosTypes.enabled: timestamps of up to nine digits. */
  readonly nanosTimestamps: boolean;
  /** spark.sql.timestampType: what TIMESTAMP means. */
  readonly timestampType: 'TIMESTAMP_LTZ' | 'TIMESTAMP_NTZ';
}

export const defaultParserOptions: ParserOptions = {
  ansi: true,
  enforceReservedKeywords: false,
  doubleQuotedIdentifiers: false,
  escapedStringLiterals: false,
  consecutiveStringLiterals: false,
  singleCharacterPipe: true,
  legacyInterval: false,
  legacyIdentifierClause: false,
  legacySetOperationsPrecedence: false,
  exponentLiteralAsDecimal: false,
  quotedRegexColumnNames: false,
  ansiRelationPrecedence: false,
  asOfJoin: false,
  timeZone: 'UTC',
  nanosTimestamps: false,
  timestampType: 'TIMESTAMP_LTZ',
};

/** @param get the value of a setting; none when the session does not set it */
export function parserOptionsOf(get: (key: string) => string | undefined, timeZones?: TimeZones): ParserOptions {
  const flag = (key: string, otherwise: boolean) => {
    const value = get(key);
    return value === undefined ? otherwise : value.trim().toLowerCase() === 'true';
  };
  const ansi = flag('spark.sql.ansi.enabled', true);
  return {
    ansi,
    enforceReservedKeywords: ansi && flag('spark.sql.ansi.enforceReservedKeywords', false),
    doubleQuotedIdentifiers: ansi && flag('spark.sql.ansi.doubleQuotedIdentifiers', false),
    escapedStringLiterals: flag('spark.sql.parser.escapedStringLiterals', false),
    consecutiveStringLiterals: flag('spark.sql.legacy.consecutiveStringLiterals.enabled', false),
    singleCharacterPipe: flag('spark.sql.parser.singleCharacterPipeOperator.enabled', true),
    legacyInterval: flag('spark.sql.legacy.interval.enabled', false),
    legacyIdentifierClause: flag('spark.sql.legacy.identifierClause', false),
    legacySetOperationsPrecedence: flag('spark.sql.legacy.setopsPrecedence.enabled', false),
    exponentLiteralAsDecimal: flag('spark.sql.legacy.exponentLiteralAsDecimal.enabled', false),
    quotedRegexColumnNames: flag('spark.sql.parser.quotedRegexColumnNames', false),
    ansiRelationPrecedence: ansi && flag('spark.sql.ansi.relationPrecedence', false),
    asOfJoin: flag('spark.sql.join.asofJoin.enabled', false),
    timeZone: get('spark.sql.session.timeZone') ?? defaultParserOptions.timeZone,
    timeZones,
    variable: flag('spark.sql.variable.substitute', true) ? name => variableOf(name, get) : undefined,
    nanosTimestamps: get('spark.sql.timestampNanosTypes.enabled')?.toLowerCase() === 'true',
    timestampType: get('spark.sql.timestampType')?.toUpperCase() === 'TIMESTAMP_NTZ' ? 'TIMESTAMP_NTZ' : 'TIMESTAMP_LTZ',
  };
}

function variableOf(name: string, get: (key: string) => string | undefined): string | undefined {
  const [, scope = 'spark', key = ''] = /^(?:(\w+):)?(.*)$/s.exec(name) ?? [];
  if (scope === 'env') return process.env[key];
  return ['spark', 'sparkconf', 'hivevar', 'hiveconf'].includes(scope) ? get(key) : undefined;
}
