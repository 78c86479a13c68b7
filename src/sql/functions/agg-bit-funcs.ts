/** Aggregates over truth values and bits. */
import { BinaryType, BooleanType, LongType } from '../types/index.js';
import { IntegralFamily } from './abstract-type.js';
import { aggregate, group } from './define.js';
import type { AggregateFunction } from './function-record.js';

type Rows = readonly (readonly any[])[];

/** @param decisive the value that one row needs to have to decide for all */
const truth = (decisive: boolean, name: string) =>
  ({
    since: '3.0.0',
    arity: 1,
    inputTypes: [BooleanType],
    dataType: BooleanType,
    allowsDistinct: true,
    evaluateGroup: (rows: Rows) => (rows.length === 0 ? null : rows.some(([value]) => value === decisive) === decisive),
    compile: ([arg], call) => call.call(name, arg!),
  }) satisfies Partial<AggregateFunction>;

const bits = (operation: (a: bigint, b: bigint) => bigint, name: string) =>
  ({
    since: '3.0.0',
    arity: 1,
    implicitCasts: false,
    inputTypes: [IntegralFamily],
    dataType: ([arg]) => arg!.dataType,
    allowsDistinct: true,
    evaluateGroup: (rows: Rows, cx) => {
      if (rows.length === 0) return null;
      const result = rows.map(([value]) => BigInt(value)).reduce(operation);
      return cx.dataType.kind === 'long' ? result : Number(result);
    },
    compile: ([arg], call) => call.call(name, arg!),
  }) satisfies Partial<AggregateFunction>;

/** A bitmap has 4096 bytes: 32768 bits. */
const bitmapBytes = 4096;

const bitmaps = (start: number, combine: (a: number, b: number) => number) =>
  ({
    arity: 1,
    implicitCasts: false,
    inputTypes: [BinaryType],
    dataType: BinaryType,
    nullable: false,
    allowsDistinct: true,
    evaluateGroup: (rows: Rows) => {
      const result = new Uint8Array(bitmapBytes).fill(start);
      for (const [bitmap] of rows) for (let i = 0; i < bitmapBytes; i++) result[i] = combine(result[i]!, (bitmap as Uint8Array)[i] ?? 0);
      return result;
    },
  }) satisfies Partial<AggregateFunction>;

export const bitFuncs = group('agg_funcs', {
  bool_and: aggregate({
    aliases: ['every'],
    usage: '_FUNC_(expr) - Whether the expression is true in all rows in which it is not NULL.',
    examples: [['bool_and(true)', 'true']],
    ...truth(false, 'bool_and'),
  }),
  bool_or: aggregate({
    aliases: ['any', 'some'],
    usage: '_FUNC_(expr) - Whether the expression is true in any row.',
    examples: [['bool_or(false)', 'false']],
    ...truth(true, 'bool_or'),
  }),
  bit_and: aggregate({
    usage: '_FUNC_(expr) - The bits that all values have.',
    examples: [['bit_and(3)', '3']],
    ...bits((a, b) => a & b, 'bit_and'),
  }),
  bit_or: aggregate({
    usage: '_FUNC_(expr) - The bits that any value has.',
    examples: [['bit_or(5)', '5']],
    ...bits((a, b) => a | b, 'bit_or'),
  }),
  bit_xor: aggregate({
    usage: '_FUNC_(expr) - The bits that an odd number of values has.',
    examples: [['bit_xor(6)', '6']],
    ...bits((a, b) => a ^ b, 'bit_xor'),
  }),
  bitmap_construct_agg: aggregate({
    since: '3.5.0',
    usage: '_FUNC_(child) - A bitmap with the bits at the given positions set.',
    examples: [['substring(hex(bitmap_construct_agg(1)), 0, 6)', '020000']],
    arity: 1,
    inputTypes: [LongType],
    dataType: BinaryType,
    nullable: false,
    allowsDistinct: true,
    evaluateGroup: (rows, cx) => {
      const bitmap = new Uint8Array(bitmapBytes);
      for (const [position] of rows as readonly (readonly [bigint])[]) {
        if (position < 0n || position >= BigInt(8 * bitmapBytes)) {
          return cx.fail('INVALID_BITMAP_POSITION', {
            bitPosition: String(position),
            bitmapNumBytes: bitmapBytes,
            bitmapNumBits: 8 * bitmapBytes,
          });
        }
        bitmap[Number(position >> 3n)]! |= 1 << Number(position & 7n);
      }
      return bitmap;
    },
  }),
  bitmap_or_agg: aggregate({
    since: '3.5.0',
    usage: '_FUNC_(child) - The bits that any bitmap has.',
    examples: [["substring(hex(bitmap_or_agg(X'10')), 0, 6)", '100000']],
    ...bitmaps(0, (a, b) => a | b),
  }),
  bitmap_and_agg: aggregate({
    since: '4.1.0',
    usage: '_FUNC_(child) - The bits that all bitmaps have.',
    examples: [["substring(hex(bitmap_and_agg(X'F0')), 0, 6)", 'F00000']],
    ...bitmaps(0xff, (a, b) => a & b),
  }),
});
