/** One column of a result: numbers packed, texts in one run of UTF-8, everything else as portable values (`backend/duckdb/portable.ts`). */
export type ColumnData =
  | {
      readonly kind: 'packed';
      readonly values: Int8Array | Int16Array | Int32Array | Float32Array | Float64Array | BigInt64Array;
      readonly nulls: Uint8Array | undefined;
    }
  | {
      readonly kind: 'texts';
      readonly bytes: Uint8Array;
      /** Where each text ends. */
      readonly ends: Uint32Array;
      readonly isAscii: boolean;
      readonly nulls: Uint8Array | undefined;
    }
  | { readonly kind: 'values'; readonly values: readonly unknown[] };

/** Rows of a query, column by column. */
export interface ColumnarRows {
  readonly rowCount: number;
  readonly columns: readonly ColumnData[];
}

/** Texts longer than this are no single string of V8. */
const longestText = 2 ** 28;

export function textsOf({ bytes, ends, isAscii, nulls }: Extract<ColumnData, { kind: 'texts' }>): (string | null)[] {
  const values = new Array<string | null>(ends.length);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = isAscii && bytes.length < longestText ? buffer.toString('latin1') : undefined;
  let start = 0;
  for (let i = 0; i < values.length; i++) {
    const end = ends[i]!;
    values[i] = nulls?.[i] === 1 ? null : whole === undefined ? buffer.toString('utf8', start, end) : whole.substring(start, end);
    start = end;
  }
  return values;
}
