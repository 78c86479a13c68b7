/** Whether a JSON record says nothing new about the types of its fields: most records of a file do not, and are looked at as bytes only. */
import type { DataType, StructType } from '../types/index.js';
import { FieldNames, type JsonBytes } from './json-bytes.js';

/** Whole numbers of so many digits are longs. */
const LONG_DIGITS = 18;

/** @returns what says whether the value at the cursor is of a type already; false also where it is not plain */
export function knownTypeOf(type: DataType, lines: JsonBytes): () => boolean {
  const isKnown = knownValueOf(type, lines);
  return () => (lines.startOf() === 'null' ? lines.readWord('null') : isKnown());
}

function knownValueOf(type: DataType, lines: JsonBytes): () => boolean {
  switch (type.kind) {
    case 'struct':
      return knownStructOf(type, lines);
    case 'array': {
      const isKnown = knownTypeOf(type.elementType, lines);
      return () => lines.startOf() === 'array' && lines.readArray(isKnown);
    }
    case 'string':
      // Anything is a text beside others.
      return () => lines.skipValue();
    case 'boolean':
      return () => {
        const start = lines.startOf();
        return (start === 'true' || start === 'false') && lines.readWord(start);
      };
    case 'long':
      return () => lines.startOf() === 'number' && lines.readNumber() && !lines.isFloat && lines.end - lines.start <= LONG_DIGITS;
    case 'double':
      return () => lines.startOf() === 'number' && lines.readNumber();
    default:
      return () => false;
  }
}

function knownStructOf(type: StructType, lines: JsonBytes): () => boolean {
  const names = new FieldNames(type.fieldNames);
  const fields = type.fields.map(({ dataType }) => knownTypeOf(dataType, lines));
  const isKnownField = (place: number): boolean => {
    const index = names.find(place, lines.bytes, lines.start, lines.end);
    return index >= 0 && fields[index]!();
  };
  return () => lines.startOf() === 'object' && lines.readObject(isKnownField);
}
