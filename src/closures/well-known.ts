/** Objects that every thread has: standard globals and what hangs on them. They travel by name. */
import { ownData } from './own-data.js';

const ecmaScript = `AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError FinalizationRegistry
  Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array Intl Iterator JSON Map Math NaN Number Object Promise Proxy RangeError
  ReferenceError Reflect RegExp Set SharedArrayBuffer String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array
  Uint8ClampedArray WeakMap WeakRef WeakSet WebAssembly decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite
  isNaN parseFloat parseInt undefined unescape`;
const node = `AbortController AbortSignal Blob BroadcastChannel Buffer ByteLengthQueuingStrategy CompressionStream CountQueuingStrategy Crypto CryptoKey
  CustomEvent DOMException DecompressionStream Event EventTarget File FormData Headers MessageChannel MessageEvent MessagePort Performance
  PerformanceEntry PerformanceMark PerformanceMeasure PerformanceObserver ReadableStream Request Response SubtleCrypto TextDecoder
  TextDecoderStream TextEncoder TextEncoderStream TransformStream URL URLSearchParams WebSocket WritableStream atob btoa clearImmediate
  clearInterval clearTimeout console crypto fetch global navigator performance process queueMicrotask setImmediate setInterval setTimeout
  structuredClone`;

export const wellKnownNames: ReadonlySet<string> = new Set(`${ecmaScript} ${node}`.trim().split(/\s+/));

const slowNames: ReadonlySet<string> = new Set(['FormData', 'Headers', 'Request', 'Response', 'WebSocket', 'MessageEvent']);

/** The object at the end of a path of names, as `['Map', 'prototype']`. */
export function wellKnownAt(path: readonly string[]): unknown {
  let at: unknown = globalThis;
  for (const key of path) at = (at as Record<string, unknown>)[key];
  return at;
}

/** Finds the path of a standard object by identity. Made when the first native function or unusual prototype is met. */
export class WellKnownObjects {
  private paths: Map<unknown, readonly string[]> | undefined;

  pathOf(value: object): readonly string[] | undefined {
    this.paths ??= this.collect();
    return this.paths.get(value);
  }

  private collect(): Map<unknown, readonly string[]> {
    const paths = new Map<unknown, readonly string[]>();
    const queue: { value: object; path: readonly string[] }[] = [];
    const add = (value: unknown, path: readonly string[]) => {
      if (value === null || (typeof value !== 'object' && typeof value !== 'function') || paths.has(value)) return;
      paths.set(value, path);
      // Three steps reach `Intl.NumberFormat.prototype` and `Array.prototype.slice`; nothing a person names is deeper.
      if (path.length < 3) queue.push({ value, path });
    };
    // What `global` names would otherwise be found under it first.
    for (const name of ['globalThis', ...wellKnownNames]) {
      // These accessors would load the whole of fetch (14 ms); what they give is not found, and not needed.
      if (name in globalThis && !slowNames.has(name)) add((globalThis as Record<string, unknown>)[name], [name]);
    }
    for (let at = queue.shift(); at; at = queue.shift()) {
      if (at.value === globalThis) continue;
      for (const [key, value] of ownData(at.value)) if (key !== 'constructor') add(value, [...at.path, key]);
    }
    return paths;
  }
}
