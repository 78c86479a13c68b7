/** What a parameter of a function accepts: a type, or a family of types with the names that Spark's messages give them. */
import { AtomicType } from '../types/atomic-types.js';
import {
  ArrayType,
  type DataType,
  DataTypeBase,
  DecimalType,
  DoubleType,
  isAnsiInterval,
  isIntegral,
  isNumeric,
  LongType,
  MapType,
  NullType,
  StringType,
  StructType,
  TimestampType,
} from '../types/index.js';
import { sameType } from '../types/same-type.js';

export interface TypeFamily {
  readonly family: string;
  /** In messages: `NUMERIC`, `(ARRAY or MAP)`. */
  readonly sql: string;
  accepts(type: DataType): boolean;
  /** What an implicit cast makes of a value that is not accepted. */
  readonly defaultType: DataType | undefined;
  /** The members of a collection, in order. */
  readonly members?: readonly AbstractType[];
  readonly element?: AbstractType;
}

export type AbstractType = DataType | TypeFamily;

export const isFamily = (type: AbstractType): type is TypeFamily => !(type instanceof DataTypeBase);

export const accepts = (expected: AbstractType, type: DataType): boolean =>
  isFamily(expected) ? expected.accepts(type) : sameType(expected, type);

/** As messages show it, without the quotes. */
export const sqlOfAbstract = (type: AbstractType): string => type.sql;

export const AnyType: TypeFamily = { family: 'any', sql: 'ANY', accepts: () => true, defaultType: NullType };
export const NumericFamily: TypeFamily = { family: 'numeric', sql: 'NUMERIC', accepts: isNumeric, defaultType: DoubleType };
export const IntegralFamily: TypeFamily = { family: 'integral', sql: 'INTEGRAL', accepts: isIntegral, defaultType: LongType };
export const DecimalFamily: TypeFamily = {
  family: 'decimal',
  sql: 'DECIMAL',
  accepts: type => type.kind === 'decimal',
  defaultType: new DecimalType(38, 18),
};
/** Strings of any collation. */
export const AnyString: TypeFamily = { family: 'string', sql: 'STRING', accepts: type => type.kind === 'string', defaultType: StringType };
const strings = (accepts: (collation: string) => boolean): TypeFamily => ({
  ...AnyString,
  accepts: type => type.kind === 'string' && accepts(type.collation),
});
/** `unicode_AI`: accents do not count, but case does. */
const isOnlyAccentInsensitive = (collation: string) => /_AI/.test(collation) && !/_CI/.test(collation);
const isTrimming = (collation: string) => collation.endsWith('_RTRIM');
/** Strings whose parts can be looked for. */
export const SearchableString = strings(collation => !isOnlyAccentInsensitive(collation));
/** Strings whose trailing blanks count. */
export const UntrimmedString = strings(collation => !isTrimming(collation));
export const UntrimmedSearchableString = strings(collation => !isTrimming(collation) && !isOnlyAccentInsensitive(collation));
/** Strings that compare by their bytes, or by those of their lower case: what regular expressions take. */
export const PlainString = strings(collation => collation === 'UTF8_BINARY' || collation === 'UTF8_LCASE');
export const AnyTimestamp: TypeFamily = {
  family: 'timestamp',
  sql: '(TIMESTAMP OR TIMESTAMP WITHOUT TIME ZONE)',
  accepts: type => type.kind === 'timestamp' || type.kind === 'timestampNtz',
  defaultType: TimestampType,
};
/** Timestamps of seven to nine digits behind the second. */
export const AnyNanosTimestamp: TypeFamily = {
  family: 'nanosTimestamp',
  sql: '(TIMESTAMP_LTZ(P) OR TIMESTAMP_NTZ(P) WITH P IN [7, 9])',
  accepts: type => type.kind === 'timestampNanos',
  defaultType: undefined,
};
export const AnyArray: TypeFamily = {
  family: 'array',
  sql: 'ARRAY',
  accepts: type => type.kind === 'array',
  defaultType: new ArrayType(NullType, true),
};
export const AnyMap: TypeFamily = {
  family: 'map',
  sql: 'MAP',
  accepts: type => type.kind === 'map',
  defaultType: new MapType(NullType, NullType, true),
};
export const AnyStruct: TypeFamily = {
  family: 'struct',
  sql: 'STRUCT',
  accepts: type => type.kind === 'struct',
  defaultType: new StructType(),
};
export const AnyAnsiInterval: TypeFamily = {
  family: 'ansiInterval',
  sql: '(INTERVAL DAY TO SECOND OR INTERVAL YEAR TO MONTH)',
  accepts: isAnsiInterval,
  defaultType: undefined,
};
export const AnyTime: TypeFamily = { family: 'time', sql: 'TIME', accepts: type => type.kind === 'time', defaultType: undefined };

/** Arrays of what `element` accepts. */
export const arrayOf = (element: AbstractType): TypeFamily => ({
  family: 'arrayOf',
  sql: `ARRAY<${element.sql}>`,
  accepts: type => type.kind === 'array' && accepts(element, type.elementType),
  defaultType: isFamily(element) ? element.defaultType && new ArrayType(element.defaultType, true) : new ArrayType(element, true),
  element,
});

/** Any of several, tried in their order. */
export const anyOf = (...members: readonly AbstractType[]): TypeFamily => ({
  family: 'collection',
  sql: `(${members.map(sqlOfAbstract).join(' or ')})`,
  accepts: type => members.some(member => accepts(member, type)),
  defaultType: undefined,
  members,
});

/** A type that is no array, map, struct, variant or void. */
export const isAtomic = (type: DataType): boolean =>
  type.kind !== 'null' &&
  type.kind !== 'calendarInterval' &&
  (type instanceof AtomicType || !['array', 'map', 'struct'].includes(type.kind));
