/** Reads a block where it lies: columns are views on the shared buffer. */
export class ByteReader {
  readonly bytes: Buffer;
  readonly #buffer: ArrayBufferLike;
  readonly #start: number;
  #position = 0;

  constructor(buffer: ArrayBufferLike, byteOffset: number, byteLength: number) {
    this.#buffer = buffer;
    this.#start = byteOffset;
    this.bytes = Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
  }

  get atEnd(): boolean {
    return this.#position >= this.bytes.length;
  }

  /** Steps over `byteCount` bytes at a multiple of `alignment` and returns where they start. */
  skip(byteCount: number, alignment = 1): number {
    const start = Math.ceil(this.#position / alignment) * alignment;
    this.#position = start + byteCount;
    return start;
  }

  uint8(): number {
    return this.bytes[this.skip(1)]!;
  }

  uint32(alignment = 1): number {
    return this.bytes.readUInt32LE(this.skip(4, alignment));
  }

  peekUint8(): number {
    return this.bytes[this.#position]!;
  }

  /** The number `ahead` bytes past the next one to read. */
  peekUint32(ahead: number): number {
    return this.bytes.readUInt32LE(this.#position + ahead);
  }

  int8s(count: number): Int8Array {
    return new Int8Array(this.#buffer, this.#start + this.skip(count), count);
  }

  uint8s(count: number): Uint8Array {
    return new Uint8Array(this.#buffer, this.#start + this.skip(count), count);
  }

  int16s(count: number): Int16Array {
    return new Int16Array(this.#buffer, this.#start + this.skip(count * 2, 2), count);
  }

  uint16s(count: number): Uint16Array {
    return new Uint16Array(this.#buffer, this.#start + this.skip(count * 2, 2), count);
  }

  int32s(count: number): Int32Array {
    return new Int32Array(this.#buffer, this.#start + this.skip(count * 4, 4), count);
  }

  uint32s(count: number): Uint32Array {
    return new Uint32Array(this.#buffer, this.#start + this.skip(count * 4, 4), count);
  }

  float64s(count: number): Float64Array {
    return new Float64Array(this.#buffer, this.#start + this.skip(count * 8, 8), count);
  }

  bigints(count: number): BigInt64Array {
    return new BigInt64Array(this.#buffer, this.#start + this.skip(count * 8, 8), count);
  }
}
