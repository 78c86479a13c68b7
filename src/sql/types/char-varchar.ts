/** CHAR and VARCHAR are types of tables. A query sees strings, and the metadata of a column remember what it is in its table. */
import { ArrayType, MapType } from './collection-types.js';
import type { DataType } from './data-type.js';
import { CharType, collatedString, StringType, VarcharType } from './string-types.js';
import { type Metadata, StructField } from './struct-field.js';
import { dataTypeFromDDL, StructType } from './struct-type.js';

const metadataKey = '__CHAR_VARCHAR_TYPE_STRING';

/** The type with strings in the place of CHAR and VARCHAR; the same object when it has none. */
export function withStrings(type: DataType): DataType {
  if (type instanceof CharType || type instanceof VarcharType)
    return type.collation === StringType.collation ? StringType : collatedString(type.collation);
  if (type instanceof ArrayType) {
    const elementType = withStrings(type.elementType);
    return elementType === type.elementType ? type : new ArrayType(elementType, type.containsNull);
  }
  if (type instanceof MapType) {
    const [keyType, valueType] = [withStrings(type.keyType), withStrings(type.valueType)];
    return keyType === type.keyType && valueType === type.valueType ? type : new MapType(keyType, valueType, type.valueContainsNull);
  }
  if (type instanceof StructType) {
    const types = type.fields.map(field => withStrings(field.dataType));
    if (types.every((each, i) => each === type.fields[i]!.dataType)) return type;
    return new StructType(type.fields.map(({ name, nullable, metadata }, i) => new StructField(name, types[i]!, nullable, metadata)));
  }
  return type;
}

/** The column of a table as a query sees it. */
export function readField(field: StructField): StructField {
  const type = withStrings(field.dataType);
  if (type === field.dataType) return field;
  return new StructField(field.name, type, field.nullable, { ...field.metadata, [metadataKey]: field.dataType.catalogString });
}

/** The type that a column of a query has in the table that it comes from, when that is CHAR, VARCHAR, or holds them. */
export function storedType(metadata: Metadata): DataType | undefined {
  const text = metadata[metadataKey];
  return typeof text === 'string' ? dataTypeFromDDL(text) : undefined;
}

/** The length of a column that is a CHAR in its table. */
export function charLength(metadata: Metadata): number | undefined {
  const length = /^char\((\d+)\)$/.exec(String(metadata[metadataKey] ?? ''));
  return length === null ? undefined : Number(length[1]);
}

/** The column with its stored type, for a table or view that is made of it. */
export function storedField(name: string, dataType: DataType, nullable: boolean, metadata: Metadata): StructField {
  const { [metadataKey]: _, ...others } = metadata;
  return new StructField(name, storedType(metadata) ?? dataType, nullable, others);
}
