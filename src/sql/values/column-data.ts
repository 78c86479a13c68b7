/**
 * One column of a batch of rows: arrays that change threads without a copy. Everything that has no such form crosses as portable values
 * (`portable.ts`).
 */
export type ColumnData =
  /** Numbers; decimals whose unscaled values have 64 bits; booleans as bytes. */
  | { readonly kind: 'packed'; readonly values: PackedValues; readonly nulls: Nulls }
  /** Whole numbers of 128 bits: the low half, then the high half. */
  | { readonly kind: 'wide'; readonly halves: BigInt64Array; readonly nulls: Nulls }
  | {
      readonly kind: 'texts';
      /** All texts in one run of valid UTF-8. */
      readonly bytes: Uint8Array;
      /** Where each text ends, in UTF-16 units. */
      readonly ends: Uint32Array;
      readonly isAscii: boolean;
      readonly nulls: Nulls;
    }
  /** Arrays, and maps as arrays of entries. */
  | { readonly kind: 'list'; readonly ends: Uint32Array; readonly elements: ColumnData; readonly nulls: Nulls }
  | { readonly kind: 'struct'; readonly fields: readonly ColumnData[]; readonly nulls: Nulls }
  | { readonly kind: 'values'; readonly values: readonly unknown[] };

export type PackedValues = Int8Array | Uint8Array | Int16Array | Int32Array | Float32Array | Float64Array | BigInt64Array;

/** 1 where a value is NULL; absent when none is. */
export type Nulls = Uint8Array | undefined;

/** Some rows of a query, column by column. */
export interface RowBatch {
  readonly rowCount: number;
  readonly columns: readonly ColumnData[];
  /** Rows of all batches of the query. */
  readonly totalRowCount: number;
}

/** The memory of columns, which may move to another thread with them. */
export function buffersOf(columns: readonly ColumnData[]): ArrayBuffer[] {
  const buffers: ArrayBuffer[] = [];
  const add = (array: ArrayBufferView | undefined) => array && buffers.push(array.buffer as ArrayBuffer);
  for (const column of columns) {
    if (column.kind === 'values') continue;
    add(column.nulls);
    switch (column.kind) {
      case 'packed':
        add(column.values);
        break;
      case 'wide':
        add(column.halves);
        break;
      case 'texts':
        add(column.bytes);
        add(column.ends);
        break;
      case 'list':
        add(column.ends);
        buffers.push(...buffersOf([column.elements]));
        break;
      case 'struct':
        buffers.push(...buffersOf(column.fields));
    }
  }
  return buffers;
}
