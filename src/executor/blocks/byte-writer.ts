/** Bytes that grow. Positions are relative to the start of the block, which lies at a multiple of 8 in its buffer. */
export class ByteWriter {
  #bytes: Buffer;
  #length = 0;

  constructor(initialBytes = 1024) {
    this.#bytes = Buffer.allocUnsafeSlow(initialBytes);
  }

  get length(): number {
    return this.#length;
  }

  /** Makes room for `byteCount` bytes at a multiple of `alignment` and returns where they start. */
  reserve(byteCount: number, alignment = 1): number {
    const start = Math.ceil(this.#length / alignment) * alignment;
    const end = start + byteCount;
    if (end > this.#bytes.length) {
      const grown = Buffer.allocUnsafeSlow(Math.max(end, this.#bytes.length * 2));
      grown.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = grown;
    }
    this.#length = end;
    return start;
  }

  /** The bytes as they are now; the next `reserve` may move them. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  get memory(): ArrayBuffer {
    return this.#bytes.buffer as ArrayBuffer;
  }

  uint8(value: number): void {
    const at = this.reserve(1);
    this.#bytes[at] = value;
  }

  uint32(value: number, alignment = 1): void {
    const at = this.reserve(4, alignment);
    this.#bytes.writeUInt32LE(value, at);
  }

  /** Drops everything after `length`. */
  truncate(length: number): void {
    this.#length = length;
  }
}
