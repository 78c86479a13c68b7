/**
 * Spark's CAST on values. `castOf` gives a function for one pair of types; it is called with values that are not NULL.
 *
 * Modes: `ansi` raises an error where a value does not fit; `legacy` gives NULL or wraps; `try` gives NULL.
 */
import { InternalError } from '../../errors/spark-error.js';
import type { DataType, StructType } from '../types/index.js';
import { type CastContext, type CastFunction, tryCast } from './cast-context.js';
import { scalarCastOf } from './cast-scalar.js';
import { castFromVariant, castToVariant } from './cast-variant.js';
import { MapValue, type Value } from './value.js';

/** Under `try`, what is in arrays, maps, structs and variants is tried one by one. */
export function castOf(from: DataType, to: DataType, cx: CastContext): CastFunction {
  if (from.equals(to) || from.kind === 'null') return value => value;
  if (to.kind === 'variant') return cx.mode === 'try' ? tryCast(strict => castToVariant(from, strict), cx) : castToVariant(from, cx);
  if (from.kind === 'variant') return castFromVariant(to, cx);
  switch (to.kind) {
    case 'array': {
      if (from.kind !== 'array') break;
      const element = nullSafe(castOf(from.elementType, to.elementType, cx));
      return value => (value as readonly Value[]).map(element);
    }
    case 'map': {
      if (from.kind !== 'map') break;
      const key = nullSafe(castOf(from.keyType, to.keyType, cx));
      const element = nullSafe(castOf(from.valueType, to.valueType, cx));
      return value => new MapValue((value as MapValue).keys.map(key), (value as MapValue).values.map(element));
    }
    case 'struct':
      if (from.kind !== 'struct') break;
      return structCast(from, to, cx);
    default:
      return scalarCastOf(from, to, cx);
  }
  throw new InternalError(`There is no cast from ${from} to ${to}`);
}

const nullSafe =
  (cast: CastFunction): CastFunction =>
  value =>
    value === null ? null : cast(value);

function structCast(from: StructType, to: StructType, cx: CastContext): CastFunction {
  const casts = from.fields.map((field, i) => nullSafe(castOf(field.dataType, to.fields[i]!.dataType, cx)));
  return value => (value as readonly Value[]).map((each, i) => casts[i]!(each));
}
