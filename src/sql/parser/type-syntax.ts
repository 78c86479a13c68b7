/** Types and columns as DDL writes them, read into Spark's JSON form of them: `array<int>`, `a INT NOT NULL COMMENT 'x', b STRING`. */

import type { SparkError } from '../../errors/spark-error.js';
import type { TypeJson } from '../types/data-type-base.js';
import { GeographyType, GeometryType, geographicSrid, isSrid } from '../types/geo-types.js';
import type { FieldJson } from '../types/struct-field.js';
import type { Token } from './lexer.js';
import { defaultParserOptions, type ParserOptions } from './parser-options.js';
import { fail, TokenStream } from './token-stream.js';

/** Types of one word; TIMESTAMP is the one that spark.sql.timestampType says. */
const plainTypes: Readonly<Record<string, string>> = {
  BOOLEAN: 'boolean',
  TINYINT: 'byte',
  BYTE: 'byte',
  SMALLINT: 'short',
  SHORT: 'short',
  INT: 'integer',
  INTEGER: 'integer',
  BIGINT: 'long',
  LONG: 'long',
  FLOAT: 'float',
  REAL: 'float',
  DOUBLE: 'double',
  DATE: 'date',
  BINARY: 'binary',
  VARIANT: 'variant',
  VOID: 'void',
};

const collations = new Set(['UTF8_BINARY', 'UTF8_LCASE', 'UNICODE', 'UNICODE_CI', 'UNICODE_CI_AI', 'UNICODE_AI']);
const yearMonth = ['YEAR', 'MONTH'] as const;
const dayTime = ['DAY', 'HOUR', 'MINUTE', 'SECOND'] as const;

/** One type, and nothing behind it. */
export function parseTypeSyntax(text: string, options: ParserOptions = defaultParserOptions): TypeJson {
  const stream = new TokenStream(text, options);
  if (stream.isEnd) throw stream.emptyStatement();
  try {
    const type = readType(stream);
    if (stream.isEnd) return type;
  } catch (error) {
    // Text that has not the form of one type is refused before its words are looked at.
    if (stream.isEnd || (error as SparkError).condition !== 'UNSUPPORTED_DATATYPE') throw error;
  }
  throw stream.endExpected();
}

/** Columns: `a INT, b STRING`. */
export function parseTableSchemaSyntax(text: string, options: ParserOptions = defaultParserOptions): TypeJson {
  const stream = new TokenStream(text, options);
  if (stream.isEnd) throw stream.emptyStatement();
  const fields = stream.commaList(() => readColumn(stream));
  if (!stream.isEnd) throw stream.endExpected();
  return { type: 'struct', fields };
}

/** `name TYPE [NOT NULL] [COMMENT '...']` */
export function readColumn(stream: TokenStream): FieldJson {
  const name = stream.name();
  return fieldOf(stream, name, readType(stream));
}

function fieldOf(stream: TokenStream, name: string, type: TypeJson): FieldJson {
  const nullable = !stream.accept('NOT', 'NULL') && !stream.accept('!', 'NULL');
  return { name, type, nullable, metadata: stream.accept('COMMENT') ? { comment: stream.string() } : {} };
}

export function readType(stream: TokenStream): TypeJson {
  return stream.nested(() => {
    const { key } = stream.token;
    if (stream.token.kind !== 'word') return readOther(stream);
    if (key === 'ARRAY' || key === 'MAP' || key === 'STRUCT') return readComplex(stream, key);
    const plain = plainTypes[key];
    if (plain !== undefined && stream.peek().key !== '(') {
      stream.at++;
      return plain;
    }
    return readWithArguments(stream, key) ?? readOther(stream);
  });
}

function readComplex(stream: TokenStream, key: 'ARRAY' | 'MAP' | 'STRUCT'): TypeJson {
  const start = stream.at;
  const first = stream.next();
  if (key === 'STRUCT' && stream.accept('<>')) return { type: 'struct', fields: [] };
  if (!stream.is('<')) {
    stream.raise(stream.error(`INCOMPLETE_TYPE_DEFINITION.${key}`, { elementType: '<INT>' }, stream.originFrom(start)));
    return 'void';
  }
  stream.at++;
  if (key === 'STRUCT') {
    if (stream.accept('>')) return { type: 'struct', fields: [] };
    const fields = stream.commaList(() => {
      const name = stream.name();
      stream.accept(':');
      return fieldOf(stream, name, readType(stream));
    });
    closeAngle(stream, first);
    return { type: 'struct', fields };
  }
  const element = readType(stream);
  if (key === 'ARRAY') {
    closeAngle(stream, first);
    return { type: 'array', elementType: element, containsNull: true };
  }
  stream.expect(',');
  const valueType = readType(stream);
  closeAngle(stream, first);
  return { type: 'map', keyType: element, valueType, valueContainsNull: true };
}

function closeAngle(stream: TokenStream, opening: Token): void {
  if (stream.accept('>')) return;
  // Where the text ends inside, no alternative was left from the opening on.
  throw stream.isEnd ? stream.syntaxError(stream.tokens[stream.tokens.indexOf(opening) + 1]) : stream.unexpected('>');
}

/** Types that may have arguments in parentheses or words behind them. */
function readWithArguments(stream: TokenStream, key: string): TypeJson | undefined {
  const start = stream.at;
  switch (key) {
    case 'STRING':
      stream.at++;
      return readCollation(stream, 'string');
    case 'CHAR':
    case 'CHARACTER':
    case 'VARCHAR': {
      stream.at++;
      if (!stream.is('(')) {
        const type = stream.tokenAt(start).text.toUpperCase();
        stream.raise(stream.error('DATATYPE_MISSING_SIZE', { type: `"${type}"` }, stream.originFrom(start)));
        return readCollation(stream, 'string');
      }
      const length = readArguments(stream, 1)[0]!;
      return readCollation(stream, `${key === 'VARCHAR' ? 'varchar' : 'char'}(${length})`);
    }
    case 'DEC':
    case 'DECIMAL':
    case 'NUMERIC': {
      stream.at++;
      if (!stream.is('(')) return 'decimal(10,0)';
      const [precision, scale = 0, ...more] = readArguments(stream, Number.POSITIVE_INFINITY);
      if (more.length > 0) stream.raise(unsupported(stream, start));
      return `decimal(${precision},${scale})`;
    }
    case 'TIMESTAMP': {
      stream.at++;
      const precision = readTimestampPrecision(stream, 'TIMESTAMP_LTZ');
      if (stream.accept('WITHOUT', 'TIME', 'ZONE')) return timestampName(true, precision);
      if (stream.accept('WITH', 'LOCAL', 'TIME', 'ZONE')) return timestampName(false, precision);
      return timestampName(stream.options.timestampType === 'TIMESTAMP_NTZ', precision);
    }
    case 'TIMESTAMP_LTZ':
    case 'TIMESTAMP_NTZ':
      stream.at++;
      return timestampName(key === 'TIMESTAMP_NTZ', readTimestampPrecision(stream, key));
    case 'TIME': {
      stream.at++;
      const precision = stream.is('(') ? readArguments(stream, 1)[0]! : 6;
      stream.accept('WITHOUT', 'TIME', 'ZONE');
      if (precision > 9) fail(stream.error('UNSUPPORTED_TIME_PRECISION', { precision }, undefined));
      return `time(${precision})`;
    }
    case 'INTERVAL':
      stream.at++;
      return readInterval(stream);
    case 'GEOMETRY':
    case 'GEOGRAPHY':
      return stream.peek().key === '(' ? readGeo(stream, key) : undefined;
    default:
      return undefined;
  }
}

/** `GEOMETRY(3857)`, `GEOMETRY(ANY)`, `GEOGRAPHY(4326)` */
function readGeo(stream: TokenStream, key: 'GEOMETRY' | 'GEOGRAPHY'): string {
  stream.at++;
  stream.expect('(');
  const isAny = key === 'GEOMETRY' && stream.accept('ANY');
  const srid = isAny ? undefined : stream.integer();
  stream.expect(')');
  if (srid !== undefined && !(key === 'GEOMETRY' ? isSrid(srid) : srid === geographicSrid)) {
    fail(stream.error('ST_INVALID_SRID_VALUE', { srid }, undefined));
  }
  return key === 'GEOMETRY' ? new GeometryType(srid).typeName : new GeographyType().typeName;
}

/** The digits of the second; 6 where none are said. */
function readTimestampPrecision(stream: TokenStream, type: string): number {
  if (!stream.is('(')) return 6;
  const precision = readArguments(stream, 1)[0]!;
  if (precision === 6) return 6;
  if (precision < 7 || precision > 9) fail(stream.error('INVALID_TIMESTAMP_PRECISION', { precision, type }, undefined));
  if (stream.options.nanosTimestamps) return precision;
  const configKey = 'spark.sql.timestampNanosTypes.enabled';
  stream.raise(
    stream.error('FEATURE_NOT_ENABLED', { featureName: 'Nanosecond-precision timestamp types', configKey, configValue: 'true' }, undefined),
  );
  return 6;
}

const timestampName = (isLocal: boolean, precision: number) =>
  precision > 6 ? `timestamp_${isLocal ? 'ntz' : 'ltz'}(${precision})` : isLocal ? 'timestamp_ntz' : 'timestamp';

function readArguments(stream: TokenStream, atMost: number): number[] {
  stream.expect('(');
  const list = [stream.integer()];
  while (list.length < atMost && stream.accept(',')) list.push(stream.integer());
  stream.expect(')');
  return list;
}

function readCollation(stream: TokenStream, type: string): string {
  if (!stream.accept('COLLATE')) return type;
  const parts = stream.multipartName();
  const name = parts[parts.length - 1]!.toUpperCase();
  return `${type} collate ${collationNameOf(stream, name, parts.join('.'))}`;
}

/** Names of Unicode locales are a language of ICU's and its variants, in the order AI, CI, trim. */
function collationNameOf(stream: TokenStream, name: string, written: string): string {
  const base = name.replace(/(_(CI|CS|AI|AS|RTRIM))+$/, '');
  if (collations.has(name) || collations.has(name.replace(/_RTRIM$/, '')) || isLocale(base)) return name;
  if (base === 'UNICODE') return name;
  stream.raise(
    stream.error('COLLATION_INVALID_NAME', { collationName: written, proposals: 'UTF8_BINARY, UTF8_LCASE, UNICODE' }, undefined),
  );
  return name;
}

/** A language that ICU knows, with a script or a country behind it. */
function isLocale(name: string): boolean {
  const [language = '', ...rest] = name.split('_');
  if (!/^[A-Z]{2,3}$/.test(language) || !rest.every(part => /^[A-Z]{3,4}$/.test(part))) return false;
  return Intl.Collator.supportedLocalesOf([language.toLowerCase()]).length > 0;
}

function readInterval(stream: TokenStream): string {
  const start = stream.token.key;
  const field = yearMonth.find(each => each === start) ?? dayTime.find(each => each === start);
  if (field === undefined) return 'interval';
  stream.at++;
  const fields: readonly string[] = field === 'YEAR' || field === 'MONTH' ? yearMonth : dayTime;
  if (!stream.is('TO')) return `interval ${field.toLowerCase()}`;
  const end = stream.peek().key;
  if (fields.indexOf(end) <= fields.indexOf(field)) throw stream.syntaxError();
  stream.at += 2;
  return `interval ${field.toLowerCase()} to ${end.toLowerCase()}`;
}

/** A word that names no type. */
function readOther(stream: TokenStream): TypeJson {
  const start = stream.at;
  if (!stream.isIdentifierAt()) throw stream.syntaxError();
  stream.at++;
  if (stream.is('(')) {
    if (stream.token.key === '(' && stream.peek().kind !== 'integer') fail(stream.syntaxError(stream.peek()));
    readArguments(stream, Number.POSITIVE_INFINITY);
  }
  stream.raise(unsupported(stream, start));
  return 'void';
}

function unsupported(stream: TokenStream, start: number): SparkError {
  const name = stream.nameOf(stream.tokenAt(start)).toUpperCase();
  const args = stream.at > start + 1 ? stream.tokens.slice(start + 1, stream.at).map(token => token.text) : [];
  return stream.error('UNSUPPORTED_DATATYPE', { typeName: `"${name}${args.join('')}"` }, stream.originFrom(start));
}
