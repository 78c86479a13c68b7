/**
 * Variants in Spark's binary form: a value, and the dictionary of its keys.
 * The format: https://github.com/apache/parquet-format/blob/master/VariantEncoding.md
 */
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { defaultJsonOptions, type JsonNode, JsonSyntaxError, parseJson } from './json-parser.js';

export interface VariantBytes {
  readonly value: Uint8Array;
  readonly metadata: Uint8Array;
}

/** Bytes that a variant may have at most. */
const sizeLimit = 128 * 1024 * 1024;

const primitive = (type: number): number => type << 2;

/** Primitive types by their numbers in the format. */
const types = {
  null: 0,
  true: 1,
  false: 2,
  int1: 3,
  int2: 4,
  int4: 5,
  int8: 6,
  double: 7,
  decimal4: 8,
  decimal8: 9,
  decimal16: 10,
  date: 11,
  timestamp: 12,
  timestampNtz: 13,
  float: 14,
  binary: 15,
  longString: 16,
} as const;

/** Writes one value after another; what an object or an array holds is written before its header is known, and moved behind it. */
export class VariantBuilder {
  #bytes = new Uint8Array(128);
  #length = 0;
  readonly #keyToId = new Map<string, number>();
  readonly #keys: Uint8Array[] = [];

  constructor(readonly functionName = 'parse_json') {}

  get length(): number {
    return this.#length;
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed > sizeLimit) throw this.#tooLarge();
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }

  #tooLarge() {
    const parameters = { sizeLimit: '128.0 MiB', functionName: `\`${this.functionName}\`` };
    return sparkErrorOf('VARIANT_SIZE_LIMIT', parameters, { name: 'SparkRuntimeException' });
  }

  #byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  #integer(value: bigint, size: number): void {
    this.#reserve(size);
    for (let i = 0; i < size; i++, value >>= 8n) this.#bytes[this.#length++] = Number(value & 0xffn);
  }

  addNull(): void {
    this.#byte(primitive(types.null));
  }

  addBoolean(value: boolean): void {
    this.#byte(primitive(value ? types.true : types.false));
  }

  /** In as few bytes as hold it. */
  addLong(value: bigint): void {
    const size = [1, 2, 4].find(bytes => BigInt.asIntN(bytes * 8, value) === value) ?? 8;
    this.#byte(primitive(types.int1 + Math.log2(size)));
    this.#integer(value, size);
  }

  addDouble(value: number): void {
    this.#byte(primitive(types.double));
    this.#reserve(8);
    new DataView(this.#bytes.buffer).setFloat64(this.#length, value, true);
    this.#length += 8;
  }

  addFloat(value: number): void {
    this.#byte(primitive(types.float));
    this.#reserve(4);
    new DataView(this.#bytes.buffer).setFloat32(this.#length, value, true);
    this.#length += 4;
  }

  addDecimal(unscaled: bigint, scale: number): void {
    const digits = Math.max((unscaled < 0n ? -unscaled : unscaled).toString().length, scale);
    const size = digits <= 9 ? 4 : digits <= 18 ? 8 : 16;
    this.#byte(primitive(size === 4 ? types.decimal4 : size === 8 ? types.decimal8 : types.decimal16));
    this.#byte(scale);
    this.#integer(unscaled, size);
  }

  addDate(days: number): void {
    this.#byte(primitive(types.date));
    this.#integer(BigInt(days), 4);
  }

  addTimestamp(micros: bigint): void {
    this.#byte(primitive(types.timestamp));
    this.#integer(micros, 8);
  }

  addLocalTimestamp(micros: bigint): void {
    this.#byte(primitive(types.timestampNtz));
    this.#integer(micros, 8);
  }

  addBinary(bytes: Uint8Array): void {
    this.#byte(primitive(types.binary));
    this.#integer(BigInt(bytes.length), 4);
    this.#append(bytes);
  }

  addString(text: string): void {
    const bytes = new TextEncoder().encode(text);
    if (bytes.length <= 63) this.#byte((bytes.length << 2) | 1);
    else {
      this.#byte(primitive(types.longString));
      this.#integer(BigInt(bytes.length), 4);
    }
    this.#append(bytes);
  }

  /** A value that is neither an object nor an array, as its bytes stand in another variant. */
  addScalar(bytes: Uint8Array): void {
    this.#append(bytes);
  }

  #append(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #keyId(key: string): number {
    let id = this.#keyToId.get(key);
    if (id === undefined) {
      id = this.#keys.length;
      this.#keyToId.set(key, id);
      this.#keys.push(new TextEncoder().encode(key));
    }
    return id;
  }

  /** @param addItem writes one item */
  addArray<T>(items: Iterable<T>, addItem: (item: T) => void): void {
    const start = this.#length;
    const offsets: number[] = [];
    for (const item of items) {
      offsets.push(this.#length - start);
      addItem(item);
    }
    const dataSize = this.#length - start;
    const large = offsets.length > 255;
    const offsetSize = sizeOf(dataSize);
    const header = [((((large ? 1 : 0) << 2) | (offsetSize - 1)) << 2) | 3];
    this.#insertHeader(start, header, offsets.length, large, [], 0, [...offsets, dataSize], offsetSize);
  }

  /**
   * Keys are sorted; of equal ones the last is kept, or they are an error.
   * @param addValue writes the value of a field
   * @throws SparkError VARIANT_DUPLICATE_KEY
   */
  addObject<T>(fields: Iterable<readonly [key: string, value: T]>, addValue: (value: T) => void, allowDuplicateKeys = false): void {
    const start = this.#length;
    const entries: { key: string; id: number; offset: number }[] = [];
    for (const [key, value] of fields) {
      entries.push({ key, id: this.#keyId(key), offset: this.#length - start });
      addValue(value);
    }
    const dataSize = this.#length - start;
    entries.sort((a, b) => compareKeys(a.key, b.key) || a.offset - b.offset);
    const kept = entries.filter((entry, index) => entries[index + 1]?.key !== entry.key);
    if (kept.length < entries.length && !allowDuplicateKeys) {
      const key = entries.find((entry, index) => entries[index + 1]?.key === entry.key)!.key;
      throw sparkErrorOf('VARIANT_DUPLICATE_KEY', { key }, { name: 'SparkRuntimeException' });
    }
    const large = kept.length > 255;
    const idSize = sizeOf(Math.max(0, ...kept.map(entry => entry.id)));
    const offsetSize = sizeOf(dataSize);
    const header = [((((large ? 1 : 0) << 4) | ((idSize - 1) << 2) | (offsetSize - 1)) << 2) | 2];
    const offsets = [...kept.map(entry => entry.offset), dataSize];
    this.#insertHeader(
      start,
      header,
      kept.length,
      large,
      kept.map(entry => entry.id),
      idSize,
      offsets,
      offsetSize,
    );
  }

  #insertHeader(
    start: number,
    header: readonly number[],
    count: number,
    large: boolean,
    ids: readonly number[],
    idSize: number,
    offsets: readonly number[],
    offsetSize: number,
  ): void {
    const bytes: number[] = [...header];
    const push = (value: number, size: number) => {
      for (let i = 0; i < size; i++) bytes.push(Math.floor(value / 256 ** i) & 0xff);
    };
    push(count, large ? 4 : 1);
    for (const id of ids) push(id, idSize);
    for (const offset of offsets) push(offset, offsetSize);
    this.#reserve(bytes.length);
    this.#bytes.copyWithin(start + bytes.length, start, this.#length);
    this.#bytes.set(bytes, start);
    this.#length += bytes.length;
  }

  result(): VariantBytes {
    const total = this.#keys.reduce((sum, key) => sum + key.length, 0);
    const size = sizeOf(Math.max(total, this.#keys.length));
    const metadata = new Uint8Array(1 + size * (this.#keys.length + 2) + total);
    let at = 0;
    const put = (value: number) => {
      for (let i = 0; i < size; i++) metadata[at++] = Math.floor(value / 256 ** i) & 0xff;
    };
    metadata[at++] = 1 | ((size - 1) << 6);
    put(this.#keys.length);
    let offset = 0;
    for (const key of this.#keys) {
      put(offset);
      offset += key.length;
    }
    put(offset);
    for (const key of this.#keys) {
      metadata.set(key, at);
      at += key.length;
    }
    return { value: this.#bytes.slice(0, this.#length), metadata };
  }
}

const sizeOf = (value: number): number => (value <= 0xff ? 1 : value <= 0xffff ? 2 : value <= 0xffffff ? 3 : 4);

/** By UTF-16 units, as Java compares strings. */
const compareKeys = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** @throws SparkError VARIANT_DUPLICATE_KEY, VARIANT_SIZE_LIMIT */
export function buildVariant(root: JsonNode, functionName?: string, allowDuplicateKeys = false): VariantBytes {
  const builder = new VariantBuilder(functionName);
  const add = (node: JsonNode): void => {
    switch (node.kind) {
      case 'null':
        return builder.addNull();
      case 'boolean':
        return builder.addBoolean(node.value);
      case 'string':
        return builder.addString(node.value);
      case 'array':
        return builder.addArray(node.items, add);
      case 'object':
        return builder.addObject(node.fields, add, allowDuplicateKeys);
      default:
        return addNumber(builder, node.kind, node.text);
    }
  };
  add(root);
  return builder.result();
}

/** Whole numbers are longs, plain fractions decimals of up to 38 digits; the rest are doubles. */
function addNumber(builder: VariantBuilder, kind: 'int' | 'float', text: string): void {
  if (kind === 'int') {
    const value = BigInt(text);
    if (BigInt.asIntN(64, value) === value) return builder.addLong(value);
  }
  const plain = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (plain !== null) {
    const [, sign, whole = '', fraction = ''] = plain;
    const digits = (whole + fraction).replace(/^0+/, '');
    if (fraction.length <= 38 && digits.length <= 38) {
      const unscaled = BigInt(whole + fraction);
      return builder.addDecimal(sign === '-' ? -unscaled : unscaled, fraction.length);
    }
  }
  builder.addDouble(Number(text.replace('INF', 'Infinity')));
}

/**
 * parse_json. What stands behind the value is not looked at.
 * @returns undefined when the text is no JSON
 */
export function parseVariant(text: string, functionName?: string, allowDuplicateKeys = false): VariantBytes | undefined {
  try {
    const root = parseJson(text, strictJson);
    return root === undefined ? undefined : buildVariant(root, functionName, allowDuplicateKeys);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}

const strictJson = { ...defaultJsonOptions, allowSingleQuotes: false, allowNonNumericNumbers: false };
