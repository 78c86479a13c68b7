/** Well-known binary: geometries as bytes, of either order of bytes. */

export class WkbError extends Error {
  constructor(
    message: string,
    readonly position: number,
  ) {
    super(message);
  }
}

const kinds = { point: 1, line: 2, polygon: 3 } as const;
const lastKind = 7;

/** Reads a geometry and writes it again, in the other order of bytes if asked to. */
class WkbCopy {
  readonly #view: DataView;
  readonly #parts: Uint8Array[] = [];
  #at = 0;

  constructor(
    bytes: Uint8Array,
    readonly isBigEndian: boolean,
    readonly inDegrees: boolean,
  ) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  copy(): Uint8Array {
    if (this.#view.byteLength === 0) throw new WkbError('WKB data is empty or null', 0);
    this.#geometry(undefined);
    return Buffer.concat(this.#parts);
  }

  #take(size: number): number {
    if (this.#at + size > this.#view.byteLength) throw new WkbError('Unexpected end of WKB buffer', 0);
    this.#at += size;
    return this.#at - size;
  }

  #geometry(expectedKind: number | undefined): void {
    const order = this.#view.getUint8(this.#take(1));
    if (order > 1) throw new WkbError(`Invalid byte order ${order}`, this.#at - 1);
    const isLittle = order === 1;
    this.#parts.push(Uint8Array.of(this.isBigEndian ? 0 : 1));
    const type = this.#int(isLittle);
    const [kind, dimensions] = [type % 1000, Math.trunc(type / 1000)];
    if (kind < kinds.point || kind > lastKind || dimensions > 3 || (expectedKind !== undefined && kind !== expectedKind))
      throw new WkbError(`Invalid or unsupported type ${type}`, this.#at - 4);
    const size = 2 + (dimensions === 0 ? 0 : dimensions === 3 ? 2 : 1);
    if (kind === kinds.point) this.#coordinates(size, isLittle, true);
    else if (kind === kinds.line) this.#line(size, isLittle);
    else if (kind === kinds.polygon) for (let n = this.#int(isLittle); n > 0; n--) this.#line(size, isLittle);
    // Many points, lines or polygons are geometries of their own; a collection holds any.
    else for (let n = this.#int(isLittle); n > 0; n--) this.#geometry(kind === lastKind ? undefined : kind - 3);
  }

  #line(size: number, isLittle: boolean): void {
    for (let n = this.#int(isLittle); n > 0; n--) this.#coordinates(size, isLittle, false);
  }

  #int(isLittle: boolean): number {
    const value = this.#view.getUint32(this.#take(4), isLittle);
    const part = new DataView(new ArrayBuffer(4));
    part.setUint32(0, value, !this.isBigEndian);
    this.#parts.push(new Uint8Array(part.buffer));
    return value;
  }

  #coordinates(size: number, isLittle: boolean, mayBeEmpty: boolean): void {
    const start = this.#at;
    const part = new DataView(new ArrayBuffer(8 * size));
    for (let i = 0; i < size; i++) {
      const value = this.#view.getFloat64(this.#take(8), isLittle);
      const isEmpty = mayBeEmpty && Number.isNaN(value);
      const limit = this.inDegrees && i < 2 ? [180, 90][i]! : Number.MAX_VALUE;
      if (!isEmpty && !(Math.abs(value) <= limit)) throw new WkbError('Invalid coordinate value found', start);
      part.setFloat64(8 * i, value, !this.isBigEndian);
    }
    this.#parts.push(new Uint8Array(part.buffer));
  }
}

/** @param inDegrees refuses what is no longitude and latitude
 *  @throws WkbError */
export const copyWkb = (bytes: Uint8Array, isBigEndian: boolean, inDegrees: boolean): Uint8Array =>
  new WkbCopy(bytes, isBigEndian, inDegrees).copy();
