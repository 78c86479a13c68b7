/** The type of JSON texts: schema_of_json, and files read without a schema. */
import { quotedConf } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import {
  ArrayType,
  BooleanType,
  type DataType,
  DecimalType,
  DoubleType,
  LongType,
  NullType,
  StringType,
  StructField,
  StructType,
  TimestampNTZType,
  TimestampType,
} from '../types/index.js';
import { Decimal } from '../values/decimal.js';
import type { JsonNode } from './json-parser.js';
import type { RecordTime } from './record-time.js';

export interface JsonInferOptions {
  readonly primitivesAsString: boolean;
  readonly prefersDecimal: boolean;
  /** Texts that are timestamps are typed as such. */
  readonly inferTimestamp: boolean;
  readonly time?: RecordTime;
  /** Reads a decimal in a text, where decimals are preferred. */
  readonly parseDecimal?: ((text: string) => Decimal | undefined) | undefined;
  /** The type of spark.sql.timestampType. */
  readonly timestampType?: DataType;
}

/** With NullType where nothing but null was seen. */
export function inferJsonType(node: JsonNode, options: JsonInferOptions): DataType {
  switch (node.kind) {
    case 'null':
      return NullType;
    case 'boolean':
      return options.primitivesAsString ? StringType : BooleanType;
    case 'string':
      return stringType(node.value, options);
    case 'array':
      return new ArrayType(node.items.reduce<DataType>((type, item) => mergeTypes(type, inferJsonType(item, options)), NullType));
    case 'object': {
      const fields = new Map<string, DataType>();
      for (const [name, value] of node.fields) fields.set(name, inferJsonType(value, options));
      return sortedStruct(fields);
    }
    default:
      return options.primitivesAsString ? StringType : numberType(node.kind, node.text, options.prefersDecimal);
  }
}

function stringType(
  text: string,
  { prefersDecimal, inferTimestamp, time, timestampType = TimestampType, parseDecimal }: JsonInferOptions,
): DataType {
  const decimal = prefersDecimal ? (parseDecimal ?? Decimal.parse)(text) : undefined;
  if (decimal !== undefined && decimal.precision <= DecimalType.maxPrecision && decimal.scale <= DecimalType.maxPrecision) {
    return new DecimalType(Math.max(decimal.precision, decimal.scale), decimal.scale);
  }
  return (inferTimestamp ? time?.temporalType(text, timestampType) : undefined) ?? StringType;
}

function numberType(kind: 'int' | 'float', text: string, prefersDecimal: boolean): DataType {
  if (kind === 'int') {
    const value = BigInt(text);
    if (BigInt.asIntN(64, value) === value) return LongType;
    return decimalOr(text.replace(/^-?0*/, '').length, 0);
  }
  if (!prefersDecimal) return DoubleType;
  const match = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) return DoubleType;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  const scale = fraction.length - Number(exponent);
  if (scale < 0) {
    throw sparkErrorOf('NEGATIVE_SCALE_DISALLOWED', { scale, sqlConf: quotedConf('spark.sql.legacy.allowNegativeScaleOfDecimal') });
  }
  return decimalOr((whole + fraction).replace(/^0+/, '').length, scale);
}

function decimalOr(digits: number, scale: number): DataType {
  const precision = Math.max(digits, scale, 1);
  return precision <= DecimalType.maxPrecision ? new DecimalType(precision, scale) : DoubleType;
}

/** Fields by name, as the inference orders them. */
function sortedStruct(fields: ReadonlyMap<string, DataType>): StructType {
  const sorted = [...fields].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return new StructType(sorted.map(([name, type]) => new StructField(name, type)));
}

/** The type that holds both: numbers widen, structs join, and what has nothing in common is text. */
export function mergeTypes(a: DataType, b: DataType): DataType {
  if (a.kind === 'null') return b;
  if (b.kind === 'null' || a.equals(b)) return a;
  if (a.kind === 'struct' && b.kind === 'struct') {
    const fields = new Map(a.fields.map(field => [field.name, field.dataType]));
    for (const { name, dataType } of b.fields) {
      const other = fields.get(name);
      fields.set(name, other === undefined ? dataType : mergeTypes(other, dataType));
    }
    return sortedStruct(fields);
  }
  if (a.kind === 'array' && b.kind === 'array') return new ArrayType(mergeTypes(a.elementType, b.elementType));
  const kinds = new Set([a.kind, b.kind]);
  const numeric = [a, b].every(
    type => type.kind === 'long' || type.kind === 'integer' || type.kind === 'double' || type.kind === 'decimal',
  );
  if (numeric) {
    if (kinds.has('double')) return DoubleType;
    const [x, y] = [decimalOf(a), decimalOf(b)];
    if (a.kind !== 'decimal' && b.kind !== 'decimal') return LongType;
    const scale = Math.max(x.scale, y.scale);
    const range = Math.max(x.precision - x.scale, y.precision - y.scale);
    return range + scale > DecimalType.maxPrecision ? DoubleType : new DecimalType(range + scale, scale);
  }
  if (kinds.has('timestamp') && (kinds.has('timestampNtz') || kinds.has('date'))) return TimestampType;
  if (kinds.has('timestampNtz') && kinds.has('date')) return TimestampNTZType;
  return StringType;
}

const decimalOf = (type: DataType): { precision: number; scale: number } =>
  type.kind === 'decimal' ? type : { precision: type.kind === 'long' ? 20 : 10, scale: 0 };

/**
 * What stays null is text, or left out where that is asked for; a field without a name stays out, and so does a struct without fields.
 * @returns undefined for what is left out
 */
export function canonicalType(type: DataType, dropNulls = false): DataType | undefined {
  switch (type.kind) {
    case 'null':
      return dropNulls ? undefined : StringType;
    case 'array': {
      const elementType = canonicalType(type.elementType, dropNulls);
      return elementType && new ArrayType(elementType, type.containsNull);
    }
    case 'struct': {
      const fields = type.fields.flatMap(({ name, dataType }) => {
        const canonical = name === '' ? undefined : canonicalType(dataType, dropNulls);
        return canonical === undefined ? [] : [new StructField(name, canonical)];
      });
      return fields.length === 0 ? undefined : new StructType(fields);
    }
    default:
      return type;
  }
}

/** The type of one JSON text, for a person to read: schema_of_json. @param root undefined for a blank text */
export function schemaOfJson(root: JsonNode | undefined, options: JsonInferOptions & { readonly dropFieldIfAllNull?: boolean }): DataType {
  const type = root === undefined ? NullType : inferJsonType(root, options);
  const canonical = canonicalType(type, options.dropFieldIfAllNull);
  if (canonical !== undefined) return canonical;
  if (type.kind === 'struct') return new StructType();
  return type.kind === 'array' && type.elementType.kind === 'struct' ? new ArrayType(new StructType(), type.containsNull) : StringType;
}
