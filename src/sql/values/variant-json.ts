/** Reads Spark's binary form of a variant: https://github.com/apache/parquet-format/blob/master/VariantEncoding.md */
import { dateText, localTimestampText, timestampText } from '../jvm/datetime-text.js';
import { doubleText, floatText } from '../jvm/number-text.js';
import type { TimeZone } from '../jvm/time-zones.js';
import { Decimal } from './decimal.js';
import type { VariantValue } from './value.js';

function unsigned(bytes: Uint8Array, at: number, size: number): number {
  let value = 0;
  for (let i = size - 1; i >= 0; i--) value = value * 256 + bytes[at + i]!;
  return value;
}

function signed(bytes: Uint8Array, at: number, size: number): bigint {
  let value = 0n;
  for (let i = size - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[at + i]!);
  return BigInt.asIntN(size * 8, value);
}

/** The key of an id in the dictionary. */
export function variantKey(metadata: Uint8Array, id: number): string {
  const offsetSize = (metadata[0]! >> 6) + 1;
  const count = unsigned(metadata, 1, offsetSize);
  const offsetAt = (i: number) => unsigned(metadata, 1 + (i + 1) * offsetSize, offsetSize);
  const start = 1 + (count + 2) * offsetSize;
  return new TextDecoder().decode(metadata.subarray(start + offsetAt(id), start + offsetAt(id + 1)));
}

export type VariantNode =
  | { readonly kind: 'object'; readonly fields: readonly (readonly [key: string, at: number])[] }
  | { readonly kind: 'array'; readonly elements: readonly number[] }
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'long'; readonly value: bigint; readonly bytes: number }
  | { readonly kind: 'double' | 'float'; readonly value: number }
  | { readonly kind: 'decimal'; readonly value: Decimal }
  | { readonly kind: 'date'; readonly value: number }
  | { readonly kind: 'timestamp' | 'timestampNtz'; readonly value: bigint }
  | { readonly kind: 'binary'; readonly value: Uint8Array }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'uuid'; readonly value: string };

/** What stands at an offset; objects and arrays give the offsets of what they hold. */
export function readVariant({ value, metadata }: VariantValue, at = 0): VariantNode {
  const header = value[at]!;
  const info = header >> 2;
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  switch (header & 3) {
    case 1:
      return { kind: 'string', value: new TextDecoder().decode(value.subarray(at + 1, at + 1 + info)) };
    case 2: {
      const sizeBytes = (info >> 4) & 1 ? 4 : 1;
      const idSize = ((info >> 2) & 3) + 1;
      const offsetSize = (info & 3) + 1;
      const count = unsigned(value, at + 1, sizeBytes);
      const ids = at + 1 + sizeBytes;
      const offsets = ids + count * idSize;
      const data = offsets + (count + 1) * offsetSize;
      const fields = Array.from({ length: count }, (_, i) => {
        const id = unsigned(value, ids + i * idSize, idSize);
        return [variantKey(metadata, id), data + unsigned(value, offsets + i * offsetSize, offsetSize)] as const;
      });
      return { kind: 'object', fields };
    }
    case 3: {
      const sizeBytes = (info >> 2) & 1 ? 4 : 1;
      const offsetSize = (info & 3) + 1;
      const count = unsigned(value, at + 1, sizeBytes);
      const offsets = at + 1 + sizeBytes;
      const data = offsets + (count + 1) * offsetSize;
      return {
        kind: 'array',
        elements: Array.from({ length: count }, (_, i) => data + unsigned(value, offsets + i * offsetSize, offsetSize)),
      };
    }
  }
  switch (info) {
    case 0:
      return { kind: 'null' };
    case 1:
    case 2:
      return { kind: 'boolean', value: info === 1 };
    case 3:
    case 4:
    case 5:
    case 6:
      return { kind: 'long', value: signed(value, at + 1, 1 << (info - 3)), bytes: 1 << (info - 3) };
    case 7:
      return { kind: 'double', value: view.getFloat64(at + 1, true) };
    case 8:
    case 9:
    case 10:
      return { kind: 'decimal', value: new Decimal(signed(value, at + 2, 4 << (info - 8)), value[at + 1]!) };
    case 11:
      return { kind: 'date', value: Number(signed(value, at + 1, 4)) };
    case 12:
    case 13:
      return { kind: info === 12 ? 'timestamp' : 'timestampNtz', value: signed(value, at + 1, 8) };
    case 14:
      return { kind: 'float', value: view.getFloat32(at + 1, true) };
    case 15:
      return { kind: 'binary', value: value.subarray(at + 5, at + 5 + unsigned(value, at + 1, 4)) };
    case 16:
      return { kind: 'string', value: new TextDecoder().decode(value.subarray(at + 5, at + 5 + unsigned(value, at + 1, 4))) };
    default:
      return {
        kind: 'uuid',
        value: Buffer.from(value.subarray(at + 1, at + 17))
          .toString('hex')
          .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
      };
  }
}

/** The variant as JSON text. */
export function variantJson(variant: VariantValue, zone: TimeZone, at = 0): string {
  const node = readVariant(variant, at);
  switch (node.kind) {
    case 'null':
      return 'null';
    case 'object':
      return `{${node.fields.map(([key, fieldAt]) => `${JSON.stringify(key)}:${variantJson(variant, zone, fieldAt)}`).join(',')}}`;
    case 'array':
      return `[${node.elements.map(elementAt => variantJson(variant, zone, elementAt)).join(',')}]`;
    case 'string':
      return JSON.stringify(node.value);
    case 'double':
    case 'float': {
      const text = node.kind === 'double' ? doubleText(node.value) : floatText(node.value);
      return Number.isFinite(node.value) ? text : `"${text}"`;
    }
    case 'decimal':
      return node.value.stripTrailingZeros().toString();
    case 'date':
      return `"${dateText(node.value)}"`;
    case 'timestamp': {
      const offset = zone.offsetAt(Number(node.value / 1_000_000n));
      const minutes = Math.floor(Math.abs(offset) / 60);
      const hhmm = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
      return `"${timestampText(node.value, zone)}${offset < 0 ? '-' : '+'}${hhmm}"`;
    }
    case 'timestampNtz':
      return `"${localTimestampText(node.value)}"`;
    case 'binary':
      return `"${Buffer.from(node.value).toString('base64')}"`;
    case 'uuid':
      return `"${node.value}"`;
    default:
      return String(node.value);
  }
}
