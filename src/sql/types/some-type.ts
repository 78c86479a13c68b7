import type { DataType } from './data-type.js';

/** Whether a test holds for the type, or for one that it holds at any depth. */
export function someType(type: DataType, test: (type: DataType) => boolean): boolean {
  if (test(type)) return true;
  switch (type.kind) {
    case 'array':
      return someType(type.elementType, test);
    case 'map':
      return someType(type.keyType, test) || someType(type.valueType, test);
    case 'struct':
      return type.fields.some(field => someType(field.dataType, test));
    default:
      return false;
  }
}
