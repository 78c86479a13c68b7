/** A type as text: columns (`a INT, b STRING`), or one type (`array<int>`), as PySpark reads both. */
import { type DataType, dataTypeFromDDL, StructType } from './types/index.js';

export function typeFromText(text: string): DataType {
  try {
    return StructType.fromDDL(text);
  } catch {
    return dataTypeFromDDL(text);
  }
}
