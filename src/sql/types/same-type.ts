import type { DataType } from './index.js';

/** Equal but for what may be NULL inside. Names of fields count, without their case. */
export function sameType(a: DataType, b: DataType): boolean {
  if (a === b) return true;
  if (a.kind === 'array' && b.kind === 'array') return sameType(a.elementType, b.elementType);
  if (a.kind === 'map' && b.kind === 'map') return sameType(a.keyType, b.keyType) && sameType(a.valueType, b.valueType);
  if (a.kind === 'struct' && b.kind === 'struct') {
    return (
      a.length === b.length &&
      a.fields.every((field, i) => {
        const other = b.fields[i]!;
        return field.name.toLowerCase() === other.name.toLowerCase() && sameType(field.dataType, other.dataType);
      })
    );
  }
  return a.equals(b);
}

/** As `sameType`, with fields of any names. */
export function sameShape(a: DataType, b: DataType): boolean {
  if (a.kind === 'array' && b.kind === 'array') return sameShape(a.elementType, b.elementType);
  if (a.kind === 'map' && b.kind === 'map') return sameShape(a.keyType, b.keyType) && sameShape(a.valueType, b.valueType);
  if (a.kind === 'struct' && b.kind === 'struct') {
    return a.length === b.length && a.fields.every((field, i) => sameShape(field.dataType, b.fields[i]!.dataType));
  }
  return a.equals(b);
}
