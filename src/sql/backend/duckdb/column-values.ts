import { type ColumnData, textsOf } from '../../values/column-data.js';

/** Reads a column by index; NULL where it says so. */
export function valuesOf(column: ColumnData): (index: number) => unknown {
  switch (column.kind) {
    case 'values':
      return index => column.values[index];
    case 'texts': {
      const texts = textsOf(column);
      return index => texts[index];
    }
    case 'packed': {
      const { values, nulls } = column;
      return nulls === undefined ? index => values[index] : index => (nulls[index] === 1 ? null : values[index]);
    }
  }
}
