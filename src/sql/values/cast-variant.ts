/** Casts to and from variants. */
import { VariantBuilder } from '../jvm/variant-builder.js';
import {
  BinaryType,
  BooleanType,
  type DataType,
  DateType,
  DecimalType,
  DoubleType,
  FloatType,
  LongType,
  StringType,
  TimestampNTZType,
  TimestampType,
} from '../types/index.js';
import type { CastContext, CastFunction } from './cast-context.js';
import { canAnsiCast } from './cast-rules.js';
import { scalarCastOf } from './cast-scalar.js';
import type { Decimal } from './decimal.js';
import { MapValue, type Value, VariantValue } from './value.js';
import { readVariant, type VariantNode, variantJson } from './variant-json.js';
import { addVariant, partOf } from './variant-parts.js';

/** Structs and maps become objects, which `to_variant_object` alone allows. @throws SparkError VARIANT_DUPLICATE_KEY */
export function castToVariant(from: DataType, cx: Pick<CastContext, 'fail'>): CastFunction {
  if (!hasForm(from)) return () => cx.fail('UNSUPPORTED_DATATYPE', { typeName: `"${from.sql}"` });
  return value => {
    const builder = new VariantBuilder('to_variant_object');
    addValue(builder, value, from);
    const { value: bytes, metadata } = builder.result();
    return new VariantValue(bytes, metadata);
  };
}

/** Spark lets times and timestamps of nine digits through its checks, and then finds no form for them. */
function hasForm(type: DataType): boolean {
  switch (type.kind) {
    case 'array':
      return hasForm(type.elementType);
    case 'map':
      return hasForm(type.valueType);
    case 'struct':
      return type.fields.every(field => hasForm(field.dataType));
    default:
      return type.kind !== 'time' && type.kind !== 'timestampNanos';
  }
}

function addValue(builder: VariantBuilder, value: Value, type: DataType): void {
  if (value === null) return builder.addNull();
  switch (type.kind) {
    case 'boolean':
      return builder.addBoolean(value as boolean);
    case 'byte':
    case 'short':
    case 'integer':
    case 'long':
      return builder.addLong(BigInt(value as number | bigint));
    case 'float':
      return builder.addFloat(value as number);
    case 'double':
      return builder.addDouble(value as number);
    case 'decimal':
      return builder.addDecimal((value as Decimal).unscaled, (value as Decimal).scale);
    case 'date':
      return builder.addDate(value as number);
    case 'timestamp':
      return builder.addTimestamp(value as bigint);
    case 'timestampNtz':
      return builder.addLocalTimestamp(value as bigint);
    case 'binary':
      return builder.addBinary(value as Uint8Array);
    case 'variant':
      return addVariant(builder, value as VariantValue);
    case 'array':
      return builder.addArray(value as readonly Value[], item => addValue(builder, item, type.elementType));
    case 'map': {
      const { keys, values } = value as MapValue;
      const entries = keys.map((key, i) => [String(key), values[i]!] as const);
      return builder.addObject(entries, each => addValue(builder, each, type.valueType));
    }
    case 'struct': {
      const fields = type.fields.map((field, i) => [field.name, { field, value: (value as readonly Value[])[i]! }] as const);
      return builder.addObject(fields, each => addValue(builder, each.value, each.field.dataType));
    }
    default:
      return builder.addString(String(value));
  }
}

/**
 * What does not fit is an error, or NULL under `try`: only the element of an array, map or struct that does not fit, not the whole.
 * Without ANSI mode it is an error all the same.
 */
export function castFromVariant(to: DataType, cx: CastContext): CastFunction {
  const cast = nodeCast(to, cx);
  return value => cast(value as VariantValue, 0);
}

type NodeCast = (variant: VariantValue, at: number) => Value;

function nodeCast(to: DataType, cx: CastContext): NodeCast {
  const refuse: NodeCast = (variant, at) =>
    cx.mode === 'try'
      ? null
      : cx.fail('INVALID_VARIANT_CAST', { value: variantJson(variant, cx.timeZone, at), dataType: `"${to.sql}"` }, 'SparkRuntimeException');
  switch (to.kind) {
    case 'variant':
      return partOf;
    case 'array': {
      const element = nodeCast(to.elementType, cx);
      return (variant, at) => {
        const node = readVariant(variant, at);
        if (node.kind === 'null') return null;
        return node.kind === 'array' ? node.elements.map(each => element(variant, each)) : refuse(variant, at);
      };
    }
    case 'map': {
      const element = nodeCast(to.valueType, cx);
      return (variant, at) => {
        const node = readVariant(variant, at);
        if (node.kind === 'null') return null;
        if (node.kind !== 'object') return refuse(variant, at);
        return new MapValue(
          node.fields.map(([key]) => key),
          node.fields.map(([, each]) => element(variant, each)),
        );
      };
    }
    case 'struct': {
      const casts = to.fields.map(field => nodeCast(field.dataType, cx));
      return (variant, at) => {
        const node = readVariant(variant, at);
        if (node.kind === 'null') return null;
        if (node.kind !== 'object') return refuse(variant, at);
        const places = new Map(node.fields);
        return to.fields.map(({ name }, i) => {
          const place = places.get(name);
          return place === undefined ? null : casts[i]!(variant, place);
        });
      };
    }
    default:
      return scalarCast(to, cx, refuse);
  }
}

function scalarCast(to: DataType, cx: CastContext, refuse: NodeCast): NodeCast {
  const casts = new Map<string, CastFunction | undefined>();
  const castFrom = (from: DataType): CastFunction | undefined => {
    if (!casts.has(from.simpleString)) {
      casts.set(from.simpleString, canAnsiCast(from, to) ? scalarCastOf(from, to, { ...cx, mode: 'try' }) : undefined);
    }
    return casts.get(from.simpleString);
  };
  return (variant, at) => {
    const node = readVariant(variant, at);
    if (node.kind === 'null') return null;
    const scalar = scalarOf(node);
    if (scalar === undefined) return to.kind === 'string' ? variantJson(variant, cx.timeZone, at) : refuse(variant, at);
    const [value, from] = scalar;
    if (from.kind === 'long' && to.kind === 'timestamp') {
      const micros = (value as bigint) * 1_000_000n;
      return BigInt.asIntN(64, micros) === micros ? micros : refuse(variant, at);
    }
    return castFrom(from)?.(value) ?? refuse(variant, at);
  };
}

/** Undefined for objects and arrays. */
function scalarOf(node: VariantNode): readonly [Value, DataType] | undefined {
  switch (node.kind) {
    case 'boolean':
      return [node.value, BooleanType];
    case 'long':
      return [node.value, LongType];
    case 'double':
      return [node.value, DoubleType];
    case 'float':
      return [node.value, FloatType];
    case 'decimal': {
      const value = node.value.stripTrailingZeros();
      return [value, new DecimalType(Math.max(value.precision, value.scale), value.scale)];
    }
    case 'date':
      return [node.value, DateType];
    case 'timestamp':
      return [node.value, TimestampType];
    case 'timestampNtz':
      return [node.value, TimestampNTZType];
    case 'binary':
      return [node.value, BinaryType];
    case 'string':
    case 'uuid':
      return [node.value, StringType];
    default:
      return undefined;
  }
}
