import { ByteReader } from './byte-reader.js';
import { ColumnKind } from './column-kinds.js';
import { ColumnReader } from './column-reader.js';
import { concatenated } from './concatenated.js';
import type { EncodedRows, RowsBlock } from './encoded-rows.js';
import { RowsBuilder } from './rows-builder.js';
import { readFrames } from './rows-file.js';
import type { ValueSerializer } from './value-serializer.js';

export { RowsBuilder } from './rows-builder.js';
export type { ValueSerializer } from './value-serializer.js';

export function encodeRows(rows: readonly unknown[], values: ValueSerializer): EncodedRows {
  const builder = new RowsBuilder(values);
  for (let i = 0; i < rows.length; i++) builder.push(rows[i]);
  return builder.build();
}

export function decodeRows(block: EncodedRows, values: ValueSerializer): unknown[] {
  const batches = [...new RowsDecoder(values).batches(block)];
  return batches.length === 1 ? batches[0]! : concatenated(batches);
}

/** Reads blocks batch by batch, so that only one batch of rows need be in memory. Serves any number of blocks. */
export class RowsDecoder {
  readonly #columns: ColumnReader;

  constructor(values: ValueSerializer) {
    this.#columns = new ColumnReader(values);
  }

  /** Arrays of rows, in order. */
  *batches(block: RowsBlock): Generator<unknown[], void, undefined> {
    for (const piece of piecesOf(block)) {
      const from = readerOf(piece);
      while (!from.atEnd) yield this.#columns.read(from, from.uint32(8));
    }
  }

  /** Keys and values of a block of pairs, as arrays of their own: no pair is made unless the rows lie as something else. */
  *pairBatches(block: RowsBlock): Generator<PairBatch, void, undefined> {
    for (const piece of piecesOf(block)) {
      const from = readerOf(piece);
      while (!from.atEnd) {
        const rowCount = from.uint32(8);
        if (from.peekUint8() === ColumnKind.tuple && from.peekUint32(1) === 2) {
          from.skip(5);
          const [keys, values] = this.#columns.readColumns(from, 2, rowCount) as [unknown[], unknown[]];
          yield { keys, values };
        } else {
          const rows = this.#columns.read(from, rowCount) as (readonly [unknown, unknown])[];
          yield { keys: rows.map(row => row[0]), values: rows.map(row => row[1]) };
        }
      }
    }
  }
}

/** Pairs as keys and values side by side: an array a pair would cost more than most of what is done with it. */
export interface PairBatch {
  readonly keys: readonly unknown[];
  readonly values: readonly unknown[];
}

const piecesOf = (block: RowsBlock): Iterable<EncodedRows> => ('path' in block ? readFrames(block) : [block]);

function readerOf(block: EncodedRows): ByteReader {
  return new ByteReader(block.buffer, block.byteOffset, block.byteLength);
}
