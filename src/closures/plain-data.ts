/** Tells data that V8's own clone carries without loss: nested literals, Map, Set, Date and, in rows, typed arrays. */
import { inspect, types } from 'node:util';

const objectPrototype = Object.prototype;
const arrayPrototype = Array.prototype;
// Asking for a getter is the cheapest way to know that a property is data (4 times cheaper than its descriptor).
const getterOf = (Object.prototype as unknown as { __lookupGetter__(key: string): unknown }).__lookupGetter__;

/** V8 recurses into nested data; deeper data travels as records, which are flat. */
const maxDepth = 500;
/** Rows are trees nearly always: only what lies deeper is remembered, against cycles and repeated walks. */
const rowDepth = 4;
/** Longer lists are asked for their names without making a string of every index. */
const shortList = 1000;

export class PlainData {
  private readonly plain = new Set<object>();
  private readonly other = new Set<object>();
  private readonly buffers = new Map<ArrayBufferLike, object>();

  /** @param isRecord tells objects of a closure's graph that must stay records; absent for rows, where speed counts */
  constructor(private readonly isRecord?: (value: object) => boolean) {}

  /** Remembers verdicts, so that asking about each of many nested objects walks the data once or twice. */
  isPlain(value: unknown): boolean {
    if (typeof value !== 'object') return typeof value !== 'function' && typeof value !== 'symbol';
    if (value === null || this.plain.has(value)) return true;
    if (this.other.has(value) || !plainPrototypes.has(Object.getPrototypeOf(value))) return false;
    const seen = new Set<object>();
    if (!this.walk(value, 0, seen, [])) return false;
    if (this.isRecord) for (const object of seen) this.plain.add(object);
    return true;
  }

  /** Found to be plain, alone or as part of something. */
  has(value: object): boolean {
    return this.plain.has(value);
  }

  /** @param way the objects above `value`: on refusal all of them are marked, since they reach what was refused */
  private walk(value: unknown, depth: number, seen: Set<object>, way: object[]): boolean {
    if (typeof value !== 'object') return typeof value !== 'function' && typeof value !== 'symbol';
    if (value === null) return true;
    if (this.isRecord || depth > rowDepth) {
      if (seen.has(value) || this.plain.has(value)) return true;
      if (depth > maxDepth || this.other.has(value)) return this.refuse(way);
      // In rows the clone itself finds a Proxy.
      if (this.isRecord && (types.isProxy(value) || this.isRecord(value))) return this.refuse(way);
      seen.add(value);
    }
    way.push(value);
    if (!this.walkMembers(value, depth + 1, seen, way)) return this.refuse(way);
    way.pop();
    return true;
  }

  private refuse(way: object[]): false {
    for (const object of way) this.other.add(object);
    way.length = 0;
    return false;
  }

  private walkMembers(value: object, depth: number, seen: Set<object>, way: object[]): boolean {
    const proto: unknown = Object.getPrototypeOf(value);
    if (proto === objectPrototype) return Object.isExtensible(value) && this.walkProperties(value, depth, seen, way);
    // The prototype of a class that extends Array has this prototype too.
    if (proto === arrayPrototype) return Array.isArray(value) && Object.isExtensible(value) && this.walkArray(value, depth, seen, way);
    if (proto === Map.prototype && types.isMap(value)) {
      for (const [key, item] of value) if (!this.walk(key, depth, seen, way) || !this.walk(item, depth, seen, way)) return false;
      return isBare(value);
    }
    if (proto === Set.prototype && types.isSet(value)) {
      for (const item of value) if (!this.walk(item, depth, seen, way)) return false;
      return isBare(value);
    }
    if (types.isDate(value)) return proto === Date.prototype && isBare(value);
    return this.isRecord === undefined && isWholeView(value, proto) && this.ownsMemory(value);
  }

  private walkArray(array: unknown[], depth: number, seen: Set<object>, way: object[]): boolean {
    for (let i = 0; i < array.length; i++) {
      const item = array[i];
      if (typeof item === 'object') {
        if (item !== null && !this.walk(item, depth, seen, way)) return false;
      } else if (typeof item === 'function' || typeof item === 'symbol') return false;
    }
    return hasItemsOnly(array, Object.keys) || this.walkProperties(array, depth, seen, way);
  }

  private walkProperties(value: object, depth: number, seen: Set<object>, way: object[]): boolean {
    let count = Array.isArray(value) ? 1 : 0;
    for (const key in value) {
      const item = (value as Record<string, unknown>)[key];
      count++;
      if (getterOf.call(value, key) !== undefined) return false;
      if (item === undefined && Object.getOwnPropertyDescriptor(value, key)?.set) return false;
      if (!this.walk(item, depth, seen, way)) return false;
    }
    return count === Object.getOwnPropertyNames(value).length && Object.getOwnPropertySymbols(value).length === 0;
  }

  /** Two views over one memory see each other's writes; a clone of each would not. */
  private ownsMemory(view: ArrayBufferView): boolean {
    const owner = this.buffers.get(view.buffer);
    if (owner !== undefined && owner !== view && view.buffer.byteLength !== Buffer.poolSize) return false;
    this.buffers.set(view.buffer, view);
    return true;
  }
}

const plainPrototypes: ReadonlySet<unknown> = new Set([objectPrototype, arrayPrototype, Map.prototype, Set.prototype, Date.prototype]);

const isBare = (value: object) => Object.isExtensible(value) && Reflect.ownKeys(value).length === 0;

const intrinsicViews: ReadonlySet<unknown> = new Set(
  [
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
  ].map(type => type.prototype as unknown),
);

/** A view that V8's clone gives back as it is: of a usual kind, over memory that is its own or a slice of Node's pool. */
function isWholeView(value: object, proto: unknown): value is ArrayBufferView {
  if (!ArrayBuffer.isView(value) || !types.isArrayBuffer(value.buffer)) return false;
  if (!intrinsicViews.has(proto) && proto !== Buffer.prototype) return false;
  const whole = value.byteLength === value.buffer.byteLength || (proto === Buffer.prototype && value.buffer.byteLength === Buffer.poolSize);
  return whole && hasItemsOnly(value as Uint8Array, Reflect.ownKeys);
}

/** No names, no symbols. `inspect` looks past the indices at once: 0.1 ms for a million items, their keys take 75. */
function hasItemsOnly(list: ArrayLike<unknown> & object, keysOf: (list: object) => readonly unknown[]): boolean {
  if (list.length <= shortList) return keysOf(list).length === list.length;
  return inspect(list, { maxArrayLength: 0, depth: 0, customInspect: false }).endsWith(' more items ]');
}
