/** Spark's implicit casts: which common type several types have, and what an argument becomes. One set of rules for ANSI mode, one without. */
import { type AbstractType, isAtomic, isFamily } from '../functions/abstract-type.js';
import {
  ArrayType,
  type DataType,
  DateType,
  DayTimeIntervalType,
  DoubleType,
  dayTimeFields,
  isAnsiInterval,
  isFractional,
  isIntegral,
  isNumeric,
  LongType,
  MapType,
  NullType,
  StringType,
  StructField,
  StructType,
  TimestampNanosType,
  TimestampNTZType,
  TimestampType,
  TimeType,
  YearMonthIntervalType,
  yearMonthFields,
} from '../types/index.js';
import { canStoreAssign, decimalFor, forceNullable, isWiderThan, widerDecimal } from '../values/cast-rules.js';

type Maybe = DataType | undefined;
type FindType = (a: DataType, b: DataType) => Maybe;

export interface TypeCoercion {
  readonly isAnsi: boolean;
  /** Without loss, decimals of other types aside. */
  tightest(a: DataType, b: DataType): Maybe;
  /** Where some loss of precision is accepted. */
  wider(a: DataType, b: DataType): Maybe;
  widerWithoutStrings(a: DataType, b: DataType): Maybe;
  common(types: readonly DataType[]): Maybe;
  commonWithoutStrings(types: readonly DataType[]): Maybe;
  /** What a value of type `from` becomes where `expected` is asked for; undefined: it cannot. */
  implicitCast(from: DataType, expected: AbstractType): Maybe;
  /** What both sides of an operator become when one is a string. */
  stringPromotion(a: DataType, b: DataType): Maybe;
}

const numericPrecedence = ['byte', 'short', 'integer', 'long', 'float', 'double'] as const;

const isString = (type: DataType) => type.kind === 'string';
const isDatetime = (type: DataType) => ['date', 'timestamp', 'timestampNtz', 'timestampNanos'].includes(type.kind);
const isLocal = (type: DataType) =>
  type.kind === 'timestampNtz' || type.kind === 'date' || (type.kind === 'timestampNanos' && type.isLocal);

function widerDatetime(a: DataType, b: DataType): DataType {
  const precision = Math.max(...[a, b].map(type => (type.kind === 'timestampNanos' ? type.precision : 6)));
  if (precision > 6) return new TimestampNanosType(precision, isLocal(a) && isLocal(b));
  if (a.kind === 'timestamp' || b.kind === 'timestamp') return TimestampType;
  return a.kind === 'timestampNtz' || b.kind === 'timestampNtz' ? TimestampNTZType : DateType;
}

/** The same for both modes but for how int and float meet. */
function tightestCommon(a: DataType, b: DataType, isAnsi: boolean, recurse: FindType): Maybe {
  if (a.equals(b)) return a;
  if (a.kind === 'null') return b;
  if (b.kind === 'null') return a;
  if (isIntegral(a) && b.kind === 'decimal' && isWiderThan(b, a)) return b;
  if (a.kind === 'decimal' && isIntegral(b) && isWiderThan(a, b)) return a;
  if (isNumeric(a) && isNumeric(b) && a.kind !== 'decimal' && b.kind !== 'decimal') {
    const wider = numericPrecedence.indexOf(a.kind) > numericPrecedence.indexOf(b.kind) ? a : b;
    // An int may lose digits as a float, so ANSI mode takes double.
    return isAnsi && wider.kind === 'float' && a.kind !== b.kind ? DoubleType : wider;
  }
  if (isDatetime(a) && isDatetime(b)) return widerDatetime(a, b);
  if (a.kind === 'time' && b.kind === 'time') return new TimeType(Math.max(a.precision, b.precision));
  if (a.kind === 'dayTimeInterval' && b.kind === 'dayTimeInterval') {
    const start = Math.min(dayTimeFields.indexOf(a.startField), dayTimeFields.indexOf(b.startField));
    const end = Math.max(dayTimeFields.indexOf(a.endField), dayTimeFields.indexOf(b.endField));
    return new DayTimeIntervalType(dayTimeFields[start], dayTimeFields[end]);
  }
  if (a.kind === 'yearMonthInterval' && b.kind === 'yearMonthInterval') {
    const start = Math.min(yearMonthFields.indexOf(a.startField), yearMonthFields.indexOf(b.startField));
    const end = Math.max(yearMonthFields.indexOf(a.endField), yearMonthFields.indexOf(b.endField));
    return new YearMonthIntervalType(yearMonthFields[start], yearMonthFields[end]);
  }
  return complexCommon(a, b, recurse);
}

function complexCommon(a: DataType, b: DataType, find: FindType): Maybe {
  if (a.kind === 'array' && b.kind === 'array') {
    const element = find(a.elementType, b.elementType);
    if (element === undefined) return undefined;
    const nulls = a.containsNull || b.containsNull || forceNullable(a.elementType, element) || forceNullable(b.elementType, element);
    return new ArrayType(element, nulls);
  }
  if (a.kind === 'map' && b.kind === 'map') {
    const key = find(a.keyType, b.keyType);
    if (key === undefined || forceNullable(a.keyType, key) || forceNullable(b.keyType, key)) return undefined;
    const value = find(a.valueType, b.valueType);
    if (value === undefined) return undefined;
    const nulls = a.valueContainsNull || b.valueContainsNull || forceNullable(a.valueType, value) || forceNullable(b.valueType, value);
    return new MapType(key, value, nulls);
  }
  if (a.kind === 'struct' && b.kind === 'struct' && a.length === b.length) {
    const fields: StructField[] = [];
    for (let i = 0; i < a.length; i++) {
      const [x, y] = [a.fields[i]!, b.fields[i]!];
      if (x.name.toLowerCase() !== y.name.toLowerCase()) return undefined;
      const type = find(x.dataType, y.dataType);
      if (type === undefined) return undefined;
      const nulls = x.nullable || y.nullable || forceNullable(x.dataType, type) || forceNullable(y.dataType, type);
      fields.push(new StructField(x.name, type, nulls));
    }
    return new StructType(fields);
  }
  return undefined;
}

function widerForDecimal(a: DataType, b: DataType): Maybe {
  if (a.kind === 'decimal' && b.kind === 'decimal') return widerDecimal(a, b);
  if (isIntegral(a) && b.kind === 'decimal') return widerDecimal(decimalFor(a), b);
  if (a.kind === 'decimal' && isIntegral(b)) return widerDecimal(a, decimalFor(b));
  if ((a.kind === 'decimal' && isFractional(b)) || (isFractional(a) && b.kind === 'decimal')) return DoubleType;
  return undefined;
}

const fold = (types: readonly DataType[], find: FindType): Maybe =>
  types.reduce<Maybe>((common, type) => (common === undefined ? undefined : find(common, type)), NullType);

// ANSI mode

function ansiStringPromotion(a: DataType, b: DataType): Maybe {
  if (!isString(a)) return isString(b) ? ansiStringPromotion(b, a) : undefined;
  if (isIntegral(b)) return LongType;
  if (isFractional(b)) return DoubleType;
  if (b.kind === 'null') return a;
  if (isAnsiInterval(b)) return undefined;
  if (isString(b)) return a.equals(b) ? a : undefined;
  return isAtomic(b) && b.kind !== 'variant' ? b : undefined;
}

const ansiTightest: FindType = (a, b) => tightestCommon(a, b, true, ansiTightest);
const ansiWider: FindType = (a, b) =>
  ansiTightest(a, b) ?? widerForDecimal(a, b) ?? ansiStringPromotion(a, b) ?? complexCommon(a, b, ansiWider);
const ansiWiderWithoutStrings: FindType = (a, b) =>
  ansiTightest(a, b) ?? widerForDecimal(a, b) ?? complexCommon(a, b, ansiWiderWithoutStrings);

function ansiImplicitCast(from: DataType, expected: AbstractType): Maybe {
  if (isFamily(expected) ? expected.accepts(from) : expected.equals(from)) return from;
  const family = isFamily(expected) ? expected.family : undefined;
  if (isNumeric(from) && family === 'decimal') return decimalFor(from);
  if (isString(from) && (family === 'string' || (!isFamily(expected) && expected.kind === 'string'))) return undefined;
  if (isFractional(from) && family === 'integral') return undefined;
  if (isString(from)) {
    // Not whole numbers: Spark casts no text for ~ or bit_get.
    if (family === 'numeric' || family === 'decimal' || family === 'timestamp') return (expected as { defaultType: Maybe }).defaultType;
    if (family === 'integral') return undefined;
    if (!isFamily(expected) && isAtomic(expected) && expected.kind !== 'variant') return expected;
  }
  if (from.kind === 'array' && isFamily(expected) && expected.element !== undefined) {
    const element = ansiImplicitCast(from.elementType, expected.element);
    return element && new ArrayType(element, true);
  }
  if (isFamily(expected) && expected.members !== undefined) {
    // A time becomes a timestamp where that alone is asked for.
    const members =
      from.kind === 'time' ? expected.members.filter(each => !isFamily(each) || each.family !== 'timestamp') : expected.members;
    return firstDefined(members, member => ansiImplicitCast(from, member));
  }
  const target = isFamily(expected) ? expected.defaultType : expected;
  return target !== undefined && canStoreAssign(from, target) ? target : undefined;
}

function firstDefined<T, R>(list: readonly T[], f: (each: T) => R | undefined): R | undefined {
  for (const each of list) {
    const result = f(each);
    if (result !== undefined) return result;
  }
  return undefined;
}

export const ansiCoercion: TypeCoercion = {
  isAnsi: true,
  tightest: ansiTightest,
  wider: ansiWider,
  widerWithoutStrings: ansiWiderWithoutStrings,
  common: types => fold(types, ansiWider),
  commonWithoutStrings: types => fold(types, ansiWiderWithoutStrings),
  implicitCast: ansiImplicitCast,
  stringPromotion: ansiStringPromotion,
};

// Without ANSI mode

const legacyTightest: FindType = (a, b) => tightestCommon(a, b, false, legacyTightest);

/** A string and another simple type become a string. */
function legacyStringPromotion(a: DataType, b: DataType): Maybe {
  const promotes = (type: DataType) => isAtomic(type) && type.kind !== 'binary' && type.kind !== 'boolean' && !isString(type);
  if (isString(a) && promotes(b)) return a;
  if (isString(b) && promotes(a)) return b;
  return undefined;
}

const legacyWider: FindType = (a, b) =>
  legacyTightest(a, b) ?? widerForDecimal(a, b) ?? legacyStringPromotion(a, b) ?? complexCommon(a, b, legacyWider);
const legacyWiderWithoutStrings: FindType = (a, b) =>
  legacyTightest(a, b) ?? widerForDecimal(a, b) ?? complexCommon(a, b, legacyWiderWithoutStrings);

/** Strings come first, so that the order of the types does not count. */
function legacyCommon(types: readonly DataType[]): Maybe {
  const hasString = (type: DataType): boolean => isString(type) || (type.kind === 'array' && hasString(type.elementType));
  const strings = types.filter(hasString);
  return fold([...strings, ...types.filter(type => !hasString(type))], legacyWider);
}

/** What a comparison makes of a string and another type. */
function legacyComparison(a: DataType, b: DataType): Maybe {
  const [string, other] = isString(a) ? [a, b] : [b, a];
  if (!isString(string)) return undefined;
  if (other.kind === 'null') return string;
  if (other.kind === 'timestamp' || other.kind === 'timestampNtz' || other.kind === 'date') return other;
  if (other.kind === 'decimal') return DoubleType;
  if (isString(other) || other.kind === 'binary') return other.kind === 'binary' ? other : string;
  return isAtomic(other) && other.kind !== 'variant' ? other : undefined;
}

function legacyImplicitCast(from: DataType, expected: AbstractType): Maybe {
  if (isFamily(expected) ? expected.accepts(from) : expected.equals(from)) return from;
  const family = isFamily(expected) ? expected.family : undefined;
  if (from.kind === 'null')
    return isFamily(expected)
      ? (expected.defaultType ?? firstDefined(expected.members ?? [], member => legacyImplicitCast(from, member)))
      : expected;
  if (isNumeric(from) && family === 'decimal') return decimalFor(from);
  if (isString(from) && (family === 'decimal' || family === 'numeric' || family === 'timestamp')) {
    return (expected as { defaultType: Maybe }).defaultType;
  }
  if (isFamily(expected)) {
    if (expected.element !== undefined && from.kind === 'array') {
      const element = legacyImplicitCast(from.elementType, expected.element);
      return element && new ArrayType(element, true);
    }
    if (expected.members !== undefined) return firstDefined(expected.members, member => legacyImplicitCast(from, member));
    if (family === 'string' && isAtomic(from) && !isString(from)) return StringType;
    if (family === 'timestamp' && from.kind === 'date') return TimestampType;
    return undefined;
  }
  if (isNumeric(from) && isNumeric(expected)) return expected;
  if (isDatetime(from) && isDatetime(expected)) return expected;
  if (isString(from)) {
    if (isNumeric(expected) || isDatetime(expected) || expected.kind === 'binary' || expected.kind === 'boolean') return expected;
    if (isAnsiInterval(expected) || expected.kind === 'calendarInterval' || expected.kind === 'time')
      return expected.kind === 'calendarInterval' ? undefined : expected;
    return undefined;
  }
  if (expected.kind === 'string' && isAtomic(from)) return expected;
  if (isAnsiInterval(from) && from.kind === expected.kind) return expected;
  if (from.kind === 'array' && expected.kind === 'array') {
    if (from.containsNull && !expected.containsNull) return undefined;
    const element = legacyImplicitCast(from.elementType, expected.elementType);
    if (element === undefined) return undefined;
    if (!expected.containsNull && forceNullable(from.elementType, element)) return undefined;
    return new ArrayType(element, expected.containsNull);
  }
  if (from.kind === 'map' && expected.kind === 'map') {
    const key = legacyImplicitCast(from.keyType, expected.keyType);
    const value = legacyImplicitCast(from.valueType, expected.valueType);
    if (key === undefined || value === undefined || forceNullable(from.keyType, key)) return undefined;
    if (from.valueContainsNull && !expected.valueContainsNull) return undefined;
    return new MapType(key, value, expected.valueContainsNull);
  }
  return undefined;
}

export const legacyCoercion: TypeCoercion = {
  isAnsi: false,
  tightest: legacyTightest,
  wider: legacyWider,
  widerWithoutStrings: legacyWiderWithoutStrings,
  common: legacyCommon,
  commonWithoutStrings: types => fold(types, legacyWiderWithoutStrings),
  implicitCast: legacyImplicitCast,
  stringPromotion: legacyComparison,
};
