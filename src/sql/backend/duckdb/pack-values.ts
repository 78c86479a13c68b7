import type { DataType } from '../../types/index.js';
import type { ColumnData } from '../../values/column-data.js';
import { toPortable } from '../../values/portable.js';
import type { Value } from '../../values/value.js';
import { isPackable, packerOf } from './column-data.js';

/** Values of a type as a column that crosses threads. */
export function packValues(values: readonly Value[], type: DataType): ColumnData {
  if (!isPackable(type)) return { kind: 'values', values: values.map(toPortable(type)) };
  const packed = packerOf(type, values.length);
  let nulls: Uint8Array | undefined;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value === null) (nulls ??= new Uint8Array(values.length))[i] = 1;
    else (packed as { [index: number]: unknown })[i] = value;
  }
  return { kind: 'packed', values: packed, nulls };
}
