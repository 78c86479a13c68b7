/** Which casts exist, in ANSI mode and without it, and what is NULL after them. */

import {
  type DataType,
  DecimalType,
  isAnsiInterval,
  isFractional,
  isIntegral,
  isNumeric,
  type NumericType,
  type StructType,
} from '../types/index.js';
import { sameType } from '../types/same-type.js';

/** The decimal that holds all values of a number type. */
export function decimalFor(type: NumericType): DecimalType {
  switch (type.kind) {
    case 'byte':
      return new DecimalType(3, 0);
    case 'short':
      return new DecimalType(5, 0);
    case 'integer':
      return new DecimalType(10, 0);
    case 'long':
      return new DecimalType(20, 0);
    case 'float':
      return new DecimalType(14, 7);
    case 'double':
      return new DecimalType(30, 15);
    case 'decimal':
      return type;
  }
}

/** Whether `wide` holds all values of `narrow`. */
export function isWiderThan(wide: DecimalType, narrow: NumericType): boolean {
  if (narrow.kind === 'float' || narrow.kind === 'double') return false;
  const other = decimalFor(narrow);
  return wide.integralDigits >= other.integralDigits && wide.scale >= other.scale;
}

/** Whether all values of the decimal are values of a number type. */
function isTighterThan(type: DecimalType, other: NumericType): boolean {
  if (other.kind === 'decimal') return isWiderThan(other, type);
  if (isIntegral(other)) {
    const whole = decimalFor(other);
    return type.scale === 0 && type.precision <= (other.kind === 'long' ? 18 : whole.precision - 1);
  }
  return false;
}

const isString = (type: DataType) => type.kind === 'string' || type.kind === 'char' || type.kind === 'varchar';
const isComplexKind = (type: DataType) => type.kind === 'array' || type.kind === 'map' || type.kind === 'struct';
const isAtomic = (type: DataType) =>
  !isComplexKind(type) && type.kind !== 'null' && type.kind !== 'calendarInterval' && type.kind !== 'variant' && !isGeo(type);
const isGeo = (type: DataType) => type.kind === 'geometry' || type.kind === 'geography';
const isDatetime = (type: DataType) => ['date', 'timestamp', 'timestampNtz', 'timestampNanos'].includes(type.kind);
/** Digits of the second. */
const digitsOf = (type: DataType) => (type.kind === 'timestampNanos' ? type.precision : 6);
const isDatetimeOrTime = (type: DataType) => isDatetime(type) || type.kind === 'time';

/** Whether a value that is not NULL may become NULL in a cast. */
export function forceNullable(from: DataType, to: DataType): boolean {
  if (from.kind === 'null' || from.equals(to)) return false;
  if (isString(from)) return !(isString(to) || to.kind === 'binary');
  if (from.kind === 'variant') return true;
  if (isString(to)) return false;
  if (from.kind === 'timestamp' && (to.kind === 'byte' || to.kind === 'short' || to.kind === 'integer')) return true;
  if (from.kind === 'time' && (to.kind === 'byte' || to.kind === 'short')) return true;
  if ((from.kind === 'float' || from.kind === 'double') && to.kind === 'timestamp') return true;
  if (to.kind === 'date') return from.kind !== 'timestamp' && from.kind !== 'timestampNanos';
  if (from.kind === 'date') return to.kind !== 'timestamp' && to.kind !== 'timestampNanos';
  if (to.kind === 'calendarInterval') return true;
  if (to.kind === 'decimal') return !canNullSafeCastToDecimal(from, to);
  if (isFractional(from) && isIntegral(to)) return true;
  return false;
}

function canNullSafeCastToDecimal(from: DataType, to: DecimalType): boolean {
  if (from.kind === 'boolean') return isWiderThan(to, new DecimalType(1, 0));
  if (isNumeric(from))
    return (
      from.kind !== 'float' &&
      from.kind !== 'double' &&
      // A digit more than needed before the point leaves room for rounding up.
      (isWiderThan(to, from) || (from.kind === 'decimal' && to.integralDigits > from.integralDigits))
    );
  return false;
}

const resolvableNullability = (from: boolean, to: boolean) => !from || to;

function canCastFields(from: StructType, to: StructType, can: (from: DataType, to: DataType) => boolean): boolean {
  return (
    from.length === to.length &&
    from.fields.every((field, i) => {
      const target = to.fields[i]!;
      return (
        can(field.dataType, target.dataType) &&
        resolvableNullability(field.nullable || forceNullable(field.dataType, target.dataType), target.nullable)
      );
    })
  );
}

/** Complex types: element by element, when NULLs fit. */
function canCastComplex(from: DataType, to: DataType, can: (from: DataType, to: DataType) => boolean): boolean {
  if (from.kind === 'array' && to.kind === 'array') {
    const nulls = from.containsNull || forceNullable(from.elementType, to.elementType);
    return can(from.elementType, to.elementType) && resolvableNullability(nulls, to.containsNull);
  }
  if (from.kind === 'map' && to.kind === 'map') {
    const nulls = from.valueContainsNull || forceNullable(from.valueType, to.valueType);
    return (
      can(from.keyType, to.keyType) &&
      !forceNullable(from.keyType, to.keyType) &&
      can(from.valueType, to.valueType) &&
      resolvableNullability(nulls, to.valueContainsNull)
    );
  }
  return from.kind === 'struct' && to.kind === 'struct' && canCastFields(from, to, can);
}

/** What a variant can be cast to. */
function isVariantTarget(type: DataType): boolean {
  if (type.kind === 'array') return isVariantTarget(type.elementType);
  if (type.kind === 'map') return isString(type.keyType) && isVariantTarget(type.valueType);
  if (type.kind === 'struct') return type.fields.every(field => isVariantTarget(field.dataType));
  return isAtomic(type) ? !isAnsiInterval(type) : type.kind === 'variant';
}

/** What can be cast to a variant: scalars, and arrays of them. */
function isVariantSource(type: DataType): boolean {
  if (type.kind === 'array') return isVariantSource(type.elementType);
  return (isAtomic(type) && !isAnsiInterval(type)) || type.kind === 'variant';
}

/** What `to_variant_object` takes inside of structs, maps and arrays. */
export function isVariantPart(type: DataType): boolean {
  if (type.kind === 'array') return isVariantPart(type.elementType);
  if (type.kind === 'map') return isString(type.keyType) && isVariantPart(type.valueType);
  if (type.kind === 'struct') return type.fields.every(field => isVariantPart(field.dataType));
  return isVariantSource(type);
}

function canCastAtomicCommon(from: DataType, to: DataType): boolean | undefined {
  if (from.equals(to) || from.kind === 'null') return true;
  if (isGeo(from) || isGeo(to)) return false;
  if (isString(to)) return true;
  if (to.kind === 'variant') return isVariantSource(from);
  if (from.kind === 'variant') return isVariantTarget(to);
  if (isString(from)) return isAtomic(to) || to.kind === 'calendarInterval';
  if (to.kind === 'time' || from.kind === 'time') {
    if (from.kind !== 'time') return isDatetime(from) && from.kind !== 'date';
    return to.kind === 'time' || to.kind === 'decimal' || isIntegral(to) || (isDatetime(to) && to.kind !== 'date');
  }
  if (isDatetime(from) && isDatetime(to)) return true;
  if (isNumeric(from) && isNumeric(to)) return true;
  if (isNumeric(from) && to.kind === 'timestamp') return true;
  if (from.kind === 'timestamp' && isNumeric(to)) return true;
  if (from.kind === 'boolean' && isNumeric(to)) return true;
  if (isNumeric(from) && to.kind === 'boolean') return true;
  if (isAnsiInterval(from) && from.kind === to.kind) return true;
  if (isAnsiInterval(from) && (isIntegral(to) || to.kind === 'decimal')) return true;
  if ((isIntegral(from) || from.kind === 'decimal') && isAnsiInterval(to)) return true;
  return undefined;
}

export function canAnsiCast(from: DataType, to: DataType): boolean {
  return canCastAtomicCommon(from, to) ?? canCastComplex(from, to, canAnsiCast);
}

/** Without ANSI mode. */
export function canCast(from: DataType, to: DataType): boolean {
  const common = canCastAtomicCommon(from, to);
  if (common !== undefined) return common;
  if (isIntegral(from) && to.kind === 'binary') return true;
  if (from.kind === 'boolean' && to.kind === 'timestamp') return true;
  if (from.kind === 'timestamp' && to.kind === 'boolean') return true;
  if (from.kind === 'date' && (to.kind === 'boolean' || isNumeric(to))) return true;
  return canCastComplex(from, to, canCast);
}

export function canTryCast(from: DataType, to: DataType): boolean {
  return canAnsiCast(from, to);
}

const numericPrecedence = ['byte', 'short', 'integer', 'long', 'float', 'double'];

/** Whether no value is lost or fails. */
export function canUpCast(from: DataType, to: DataType): boolean {
  if (from.equals(to) || from.kind === 'null') return true;
  if (isNumeric(from) && to.kind === 'decimal') return isWiderThan(to, from);
  if (from.kind === 'decimal' && isNumeric(to)) return isTighterThan(from, to);
  if (isNumeric(from) && isNumeric(to)) return numericPrecedence.indexOf(from.kind) <= numericPrecedence.indexOf(to.kind);
  if (isDatetime(from) && isDatetime(to) && to.kind !== 'date') return from.kind === 'date' || digitsOf(from) <= digitsOf(to);
  if (isString(to)) return isAtomic(from) || from.kind === 'calendarInterval' || from.kind === 'variant';
  if (isAnsiInterval(from) && from.kind === to.kind) return true;
  if (from.kind === 'time' && to.kind === 'time') return from.precision <= to.precision;
  if (from.kind === 'array' && to.kind === 'array') {
    return resolvableNullability(from.containsNull, to.containsNull) && canUpCast(from.elementType, to.elementType);
  }
  if (from.kind === 'map' && to.kind === 'map') {
    return (
      resolvableNullability(from.valueContainsNull, to.valueContainsNull) &&
      canUpCast(from.keyType, to.keyType) &&
      canUpCast(from.valueType, to.valueType)
    );
  }
  if (from.kind === 'struct' && to.kind === 'struct') {
    return (
      from.length === to.length &&
      from.fields.every(
        (field, i) => resolvableNullability(field.nullable, to.fields[i]!.nullable) && canUpCast(field.dataType, to.fields[i]!.dataType),
      )
    );
  }
  return false;
}

/** What the ANSI store assignment of INSERT allows; implicit casts of function arguments follow it. */
export function canStoreAssign(from: DataType, to: DataType): boolean {
  if (sameType(from, to) || from.kind === 'null') return true;
  if (isNumeric(from) && isNumeric(to)) return true;
  if (isString(to)) return isAtomic(from) || from.kind === 'calendarInterval' || from.kind === 'variant';
  if (from.kind === 'time' && to.kind === 'time') return from.precision <= to.precision;
  if (from.kind === 'timestampNanos' && to.kind !== 'date' && isDatetime(to)) return digitsOf(from) <= digitsOf(to);
  if (isDatetimeOrTime(from) && isDatetimeOrTime(to)) return true;
  if (isAnsiInterval(from) && from.kind === to.kind) return true;
  if (from.kind === 'array' && to.kind === 'array') {
    return resolvableNullability(from.containsNull, to.containsNull) && canStoreAssign(from.elementType, to.elementType);
  }
  if (from.kind === 'map' && to.kind === 'map') {
    return (
      resolvableNullability(from.valueContainsNull, to.valueContainsNull) &&
      canStoreAssign(from.keyType, to.keyType) &&
      canStoreAssign(from.valueType, to.valueType)
    );
  }
  if (from.kind === 'struct' && to.kind === 'struct') {
    return (
      from.length === to.length &&
      from.fields.every(
        (field, i) =>
          resolvableNullability(field.nullable, to.fields[i]!.nullable) && canStoreAssign(field.dataType, to.fields[i]!.dataType),
      )
    );
  }
  return false;
}

/** The type that decimals of both fit; where that is more than 38 digits, those before the point are kept. */
export function widerDecimal(a: DecimalType, b: DecimalType): DecimalType {
  const whole = Math.max(a.integralDigits, b.integralDigits);
  const scale = Math.min(Math.max(a.scale, b.scale), 38 - whole);
  return new DecimalType(whole + scale, scale);
}

/** Cut at 38 digits, those before the point first kept. */
export const boundedDecimal = (precision: number, scale: number): DecimalType =>
  new DecimalType(Math.min(precision, 38), Math.min(scale, 38));

/** Too many digits: of those behind the point, at least 6 are kept. */
export function adjustedDecimal(precision: number, scale: number): DecimalType {
  if (precision <= 38) return new DecimalType(precision, scale);
  const whole = precision - scale;
  const minScale = Math.min(scale, 6);
  return new DecimalType(38, Math.max(38 - whole, minScale));
}
