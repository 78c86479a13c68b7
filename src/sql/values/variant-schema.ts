/** The types of variants: those of values that are seen, joined where they differ. */
import { quotedIfNeeded } from '../../errors/quoted.js';
import { legacyCoercion } from '../analyzer/type-coercion.js';
import { mergeTypes } from '../jvm/json-schema.js';
import {
  ArrayType,
  BinaryType,
  BooleanType,
  type DataType,
  DateType,
  DecimalType,
  DoubleType,
  FloatType,
  isNumeric,
  LongType,
  NullType,
  StringType,
  StructField,
  StructType,
  TimestampNTZType,
  TimestampType,
  VariantType,
} from '../types/index.js';
import type { VariantValue } from './value.js';
import { readVariant, type VariantNode } from './variant-json.js';

const scalarTypes: Readonly<Record<Exclude<VariantNode['kind'], 'object' | 'array' | 'decimal'>, DataType>> = {
  null: NullType,
  boolean: BooleanType,
  long: LongType,
  double: DoubleType,
  float: FloatType,
  date: DateType,
  timestamp: TimestampType,
  timestampNtz: TimestampNTZType,
  binary: BinaryType,
  string: StringType,
  uuid: StringType,
};

/** An object is a struct here. */
export function typeOfVariant(variant: VariantValue, at = 0): DataType {
  const node = readVariant(variant, at);
  switch (node.kind) {
    case 'object':
      return new StructType(node.fields.map(([key, each]) => new StructField(key, typeOfVariant(variant, each))));
    case 'array':
      return new ArrayType(node.elements.reduce<DataType>((type, each) => joinedType(type, typeOfVariant(variant, each)), NullType));
    case 'decimal': {
      const { precision, scale } = node.value.stripTrailingZeros();
      return new DecimalType(Math.max(precision, scale), scale);
    }
    default:
      return scalarTypes[node.kind];
  }
}

/** What has nothing in common is a variant. */
export function joinedType(a: DataType, b: DataType): DataType {
  if (a.kind === 'null') return b;
  if (b.kind === 'null') return a;
  if (a.kind === 'struct' && b.kind === 'struct') {
    const fields = new Map(a.fields.map(field => [field.name, field.dataType]));
    for (const { name, dataType } of b.fields) fields.set(name, joinedType(fields.get(name) ?? NullType, dataType));
    const sorted = [...fields].sort(([x], [y]) => (x < y ? -1 : x > y ? 1 : 0));
    return new StructType(sorted.map(([name, type]) => new StructField(name, type)));
  }
  if (a.kind === 'array' && b.kind === 'array') return new ArrayType(joinedType(a.elementType, b.elementType));
  if ((a.kind === 'decimal' || b.kind === 'decimal') && isNumeric(a) && isNumeric(b)) {
    return a.kind === 'float' || b.kind === 'float' ? DoubleType : mergeTypes(a, b);
  }
  return legacyCoercion.tightest(a, b) ?? VariantType;
}

/** As `schema_of_variant` shows it. */
export function schemaText(type: DataType): string {
  if (type.kind === 'array') return `ARRAY<${schemaText(type.elementType)}>`;
  if (type.kind !== 'struct') return type.sql;
  return `OBJECT<${type.fields.map(({ name, dataType }) => `${quotedIfNeeded(name)}: ${schemaText(dataType)}`).join(', ')}>`;
}
