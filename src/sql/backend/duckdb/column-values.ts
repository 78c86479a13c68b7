import type { ColumnData } from './protocol.js';

/** A value of a column; NULL where the column says so. */
export function valueAt(column: ColumnData, index: number): unknown {
  if (column.kind === 'values') return column.values[index];
  return column.nulls?.[index] === 1 ? null : column.values[index];
}
