/** Items of frequent-items sketches by their type: Java's hash codes, and how they are stored. */
import type { DataType } from '../types/index.js';
import { Decimal } from '../values/decimal.js';
import { keyOf } from '../values/ordering.js';
import type { ItemKind } from './frequent-items.js';

export interface StoredKind extends ItemKind<any> {
  write(items: readonly any[]): Uint8Array;
  /** @param count of the items that are there */
  read(bytes: Uint8Array, count: number): any[];
}

const scratch = new DataView(new ArrayBuffer(8));
const foldLong = (value: bigint): number => Number(BigInt.asIntN(32, value ^ (BigInt.asUintN(64, value) >> 32n)));

function doubleHash(value: number): number {
  scratch.setFloat64(0, value);
  if (Number.isNaN(value)) scratch.setBigUint64(0, 0x7ff8000000000000n);
  return foldLong(scratch.getBigInt64(0));
}

function floatHash(value: number): number {
  scratch.setFloat32(0, value);
  return Number.isNaN(value) ? 0x7fc00000 : scratch.getInt32(0);
}

const stringHash = (text: string): number => {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  return hash;
};

/** As Scala hashes a BigDecimal: like the number of a simpler type that is equal. */
function decimalHash(value: Decimal): number {
  const { unscaled, scale } = value.stripTrailingZeros();
  if (scale <= 0) {
    const whole = unscaled * 10n ** BigInt(-scale);
    return whole === BigInt.asIntN(32, whole) ? Number(whole) : foldLong(BigInt.asIntN(64, whole));
  }
  const double = value.toNumber();
  return Math.fround(double) === double ? floatHash(double) : doubleHash(double);
}

/** Items of one size, behind a byte that says of which type they are, or none. */
function fixed(
  size: number,
  tag: number | undefined,
  put: (view: DataView, at: number, item: any) => void,
  get: (view: DataView, at: number) => any,
) {
  const step = size + (tag === undefined ? 0 : 1);
  return {
    write: (items: readonly any[]) => {
      const bytes = new Uint8Array(items.length * step);
      const view = new DataView(bytes.buffer);
      items.forEach((item, i) => {
        if (tag !== undefined) view.setUint8(i * step, tag);
        put(view, (i + 1) * step - size, item);
      });
      return bytes;
    },
    read: (bytes: Uint8Array, count: number) => {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      return Array.from({ length: count }, (_, i) => get(view, (i + 1) * step - size));
    },
  };
}

/** Items with their length in front. */
function sized(toBytes: (item: any) => Uint8Array, ofBytes: (bytes: Uint8Array) => any) {
  return {
    write: (items: readonly any[]) =>
      Buffer.concat(
        items.map(item => {
          const bytes = toBytes(item);
          const length = Buffer.alloc(4);
          length.writeInt32LE(bytes.length);
          return Buffer.concat([length, bytes]);
        }),
      ),
    read: (bytes: Uint8Array, count: number) => {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      let at = 0;
      return Array.from({ length: count }, () => {
        const length = view.getInt32(at, true);
        at += 4 + length;
        if (at > bytes.length) throw new RangeError('cut off');
        return ofBytes(bytes.subarray(at - length, at));
      });
    },
  };
}

const tags = { byte: 2, short: 3, double: 4, float: 6, integer: 9, long: 12 } as const;
const longs = fixed(
  8,
  undefined,
  (view, at, item: bigint) => view.setBigInt64(at, item, true),
  (view, at) => view.getBigInt64(at, true),
);
const integers = fixed(
  4,
  tags.integer,
  (view, at, item: number) => view.setInt32(at, item, true),
  (view, at) => view.getInt32(at, true),
);

const booleans = {
  write: (items: readonly boolean[]) => {
    const bytes = new Uint8Array(Math.ceil(items.length / 8));
    items.forEach((item, i) => {
      if (item) bytes[i >> 3]! |= 1 << (i & 7);
    });
    return bytes;
  },
  read: (bytes: Uint8Array, count: number) => Array.from({ length: count }, (_, i) => ((bytes[i >> 3]! >> (i & 7)) & 1) === 1),
};

function bytesOfInteger(value: bigint): Uint8Array {
  let length = 1;
  while (BigInt.asIntN(8 * length, value) !== value) length++;
  return Uint8Array.from({ length }, (_, i) => Number(BigInt.asUintN(8, value >> BigInt(8 * (length - 1 - i)))));
}
const integerOfBytes = (bytes: Uint8Array): bigint =>
  BigInt.asIntN(8 * bytes.length, BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`));

function decimals(precision: number, scale: number) {
  const unscaled = (item: Decimal) => item.withScale(scale).unscaled;
  const of = (value: bigint) => new Decimal(value, scale);
  if (precision > 18) {
    return sized(
      item => bytesOfInteger(unscaled(item)),
      bytes => of(integerOfBytes(bytes)),
    );
  }
  const inner = precision <= 9 ? integers : longs;
  const to = (item: Decimal): any => (precision <= 9 ? Number(unscaled(item)) : unscaled(item));
  return {
    write: (items: readonly Decimal[]) => inner.write(items.map(to)),
    read: (bytes: Uint8Array, count: number) => inner.read(bytes, count).map(each => of(BigInt(each))),
  };
}

/** Undefined for types that are not counted. */
export function itemKindOf(type: DataType): StoredKind | undefined {
  switch (type.kind) {
    case 'boolean':
      return { hashCode: item => (item ? 1231 : 1237), key: keyOf(type), ...booleans };
    case 'byte': {
      const stored = fixed(
        1,
        tags.byte,
        (view, at, item: number) => view.setInt8(at, item),
        (view, at) => view.getInt8(at),
      );
      return { hashCode: Number, key: keyOf(type), ...stored };
    }
    case 'short': {
      const stored = fixed(
        2,
        tags.short,
        (view, at, item: number) => view.setInt16(at, item, true),
        (view, at) => view.getInt16(at, true),
      );
      return { hashCode: Number, key: keyOf(type), ...stored };
    }
    case 'integer':
    case 'date':
      return { hashCode: Number, key: keyOf(type), ...integers };
    case 'float': {
      const stored = fixed(
        4,
        tags.float,
        (view, at, item: number) => view.setFloat32(at, item, true),
        (view, at) => view.getFloat32(at, true),
      );
      return { hashCode: floatHash, key: String, ...stored };
    }
    case 'double': {
      const stored = fixed(
        8,
        undefined,
        (view, at, item: number) => view.setFloat64(at, item, true),
        (view, at) => view.getFloat64(at, true),
      );
      return { hashCode: doubleHash, key: String, ...stored };
    }
    case 'long':
    case 'timestamp':
    case 'timestampNtz':
      return { hashCode: foldLong, key: keyOf(type), ...longs };
    case 'string': {
      const stored = sized(
        item => Buffer.from(item),
        bytes => Buffer.from(bytes).toString(),
      );
      return { hashCode: stringHash, key: String, ...stored };
    }
    case 'decimal':
      return { hashCode: decimalHash, key: keyOf(type), ...decimals(type.precision, type.scale) };
    default:
      return undefined;
  }
}
