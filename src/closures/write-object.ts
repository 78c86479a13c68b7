/** The record of an object that is not plain data, by its kind. */
import { types } from 'node:util';
import { shipAs } from './captured.js';
import type { Extras, GraphRecord, Slot } from './graph.js';
import type { GraphWriter } from './graph-writer.js';
import { Refusal, type Way } from './refusal.js';
import { isFromText } from './write-function.js';
import { integrityOf, writeProperties } from './write-properties.js';
import { constructorOf, protoSlot } from './write-proto.js';

const isIndex = (key: PropertyKey) => typeof key === 'string' && /^(?:0|[1-9]\d*)$/.test(key);

export function writeObject(writer: GraphWriter, value: object, way: Way): GraphRecord {
  refuseHidden(value, way);
  const extrasOf = (usualProto: unknown, skip?: (key: PropertyKey) => boolean): { extras?: Extras } => {
    const extras = writeProperties(writer, value, way, { usualProto, ...(skip && { skip }) });
    return extras ? { extras } : {};
  };
  if (Array.isArray(value)) return writeArray(writer, value, way, extrasOf);
  if (types.isMap(value)) {
    const items: Slot[] = [];
    for (const [key, item] of value) items.push(writer.slotOf(key, way, part('.keys()')), writer.slotOf(item, way, memberStep(key)));
    return { kind: 'map', items, ...extrasOf(Map.prototype) };
  }
  if (types.isSet(value))
    return { kind: 'set', items: [...value].map(item => writer.slotOf(item, way, part('.values()'))), ...extrasOf(Set.prototype) };
  if (types.isDate(value)) return { kind: 'date', value: value.getTime(), ...extrasOf(Date.prototype) };
  if (types.isRegExp(value)) {
    const { source, flags, lastIndex } = value;
    return { kind: 'regexp', source, flags, lastIndex, ...extrasOf(RegExp.prototype, key => key === 'lastIndex') };
  }
  if (types.isNativeError(value)) return { kind: 'error', extras: extrasOf(Error.prototype).extras ?? {} };
  if (types.isBoxedPrimitive(value)) {
    const primitive = (value as { valueOf(): unknown }).valueOf();
    const isString = typeof primitive === 'string';
    const slot = writer.slotOf(primitive, way, part('.valueOf()'));
    return {
      kind: 'boxed',
      value: slot,
      ...extrasOf(Object.getPrototypeOf(Object(primitive)), key => isString && (key === 'length' || isIndex(key))),
    };
  }
  if (ArrayBuffer.isView(value)) return writeView(writer, value, way, extrasOf);
  if (types.isArrayBuffer(value)) return { kind: 'arrayBuffer', buffer: value, ...extrasOf(ArrayBuffer.prototype) };
  const proto = Object.getPrototypeOf(value) as object | null;
  if (proto === URL.prototype && URL.prototype) return { kind: 'url', text: (value as URL).href };
  if (proto === URLSearchParams.prototype) return { kind: 'urlSearchParams', text: (value as URLSearchParams).toString() };
  if (types.isArgumentsObject(value)) {
    const items = Array.from(value as unknown as ArrayLike<unknown>, (item, i) => writer.slotOf(item, way, { kind: 'member', key: i }));
    return { kind: 'arguments', items };
  }
  const type = constructorOf(value);
  if (type) return writePrototype(writer, value, type, way);
  return writeInstance(writer, value, proto, way, extrasOf);
}

type ExtrasOf = (usualProto: unknown, skip?: (key: PropertyKey) => boolean) => { extras?: Extras };

function writeArray(writer: GraphWriter, value: readonly unknown[], way: Way, extrasOf: ExtrasOf): GraphRecord {
  const keys = Reflect.ownKeys(value);
  let isDense = keys.length >= value.length + 1;
  for (let i = 0; isDense && i < value.length; i++) isDense = keys[i] === String(i);
  if (isDense && integrityOf(value as object) === undefined) {
    const items = value.map((item, i) => writer.slotOf(item, way, { kind: 'member', key: i }, value as object));
    return { kind: 'array', items, ...extrasOf(Array.prototype, key => key === 'length' || isIndex(key)) };
  }
  return { kind: 'sparse', length: value.length, extras: extrasOf(Array.prototype, key => key === 'length').extras ?? {} };
}

function writeView(writer: GraphWriter, view: ArrayBufferView, way: Way, extrasOf: ExtrasOf): GraphRecord {
  const isBuffer = Buffer.isBuffer(view);
  const type = types.isDataView(view)
    ? 'DataView'
    : isBuffer
      ? 'Buffer'
      : (Reflect.get(typedArray.prototype, Symbol.toStringTag, view) as string);
  // A small Buffer is a slice of a pool that it shares with strangers.
  const isPooled = isBuffer && view.buffer.byteLength === Buffer.poolSize && view.byteLength < Buffer.poolSize;
  const memory = isPooled ? view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength) : view.buffer;
  const usualProto = isBuffer ? Buffer.prototype : ((globalThis as unknown as Record<string, Function>)[type]!.prototype as unknown);
  return {
    kind: 'view',
    type,
    buffer: writer.slotOf(memory, way, { kind: 'member', key: 'buffer' }),
    byteOffset: isPooled ? 0 : view.byteOffset,
    length: types.isDataView(view) ? view.byteLength : (view as Uint8Array).length,
    ...extrasOf(usualProto, isIndex),
  };
}

const typedArray = Object.getPrototypeOf(Uint8Array) as { prototype: object };

/** The class makes its prototype; what others hung on it later goes along. */
function writePrototype(writer: GraphWriter, value: object, type: Function, way: Way): GraphRecord {
  const of = writer.slotOf(type, way.from ?? way, way.from && way.step);
  const inspection = writer.env.sources.tryInspect(type);
  if (inspection?.kind !== 'source' || writer.inRows || writer.env.modules.find(type)) return { kind: 'prototype', of };
  const { classBody, text } = inspection.source.parsed;
  const extras = writeProperties(writer, value, way, {
    skip: key => key === 'constructor',
    isMade: property => classBody !== undefined && isFromText(property, text),
    usualProto: classBody ? Object.getPrototypeOf(value) : Object.prototype,
  });
  return { kind: 'prototype', of, ...(extras && { extras }) };
}

function writeInstance(writer: GraphWriter, value: object, proto: object | null, way: Way, extrasOf: ExtrasOf): GraphRecord {
  if (!isSimpleInstance(value)) return { kind: 'object', extras: extrasOf(Object.prototype).extras ?? {} };
  const record = writeFields(writer, value, proto, way);
  if (proto !== null && isInstanceProto(proto)) writer.instanceProtos.add(proto);
  return record;
}

/** Instances of one class with the same fields share a shape. */
export function writeFields(writer: GraphWriter, value: object, proto: object | null, way: Way): GraphRecord {
  const keys = Object.keys(value);
  const shape = writer.shapeOf(proto, keys, () => (proto === Object.prototype ? undefined : protoSlot(writer, proto, way)));
  const record: [number, ...Slot[]] = [shape];
  for (const key of keys) {
    const item = (value as Record<string, unknown>)[key];
    const isObject = (typeof item === 'object' && item !== null) || typeof item === 'function' || typeof item === 'symbol';
    record.push(isObject ? writer.slotOf(item, way, { kind: 'member', key }, value) : (item as Slot));
  }
  return record;
}

/** Enumerable data properties and nothing else. */
export function isSimpleInstance(value: object): boolean {
  if (!Object.isExtensible(value) || Object.getOwnPropertySymbols(value).length > 0) return false;
  const keys = Object.getOwnPropertyNames(value);
  return keys.every(key => {
    const property = Object.getOwnPropertyDescriptor(value, key)!;
    return 'value' in property && property.writable === true && property.enumerable === true && property.configurable === true;
  });
}

function isInstanceProto(proto: object): boolean {
  if (shipAs in proto) return false;
  for (let at: object | null = proto; at !== Object.prototype; at = Object.getPrototypeOf(at) as object | null)
    if (at === null || !constructorOf(at)) return false;
  return true;
}

/** State that no code can read and set from outside. */
function refuseHidden(value: object, way: Way): void {
  const found = hiddenKinds.find(([is]) => is(value));
  if (found) throw new Refusal(way, found[1], found[2]);
}

const hiddenKinds: readonly (readonly [is: (value: unknown) => boolean, reason: string, wayOut: string])[] = [
  [types.isPromise, 'a Promise: it belongs to this thread.', 'await it first, and use what it gives.'],
  [types.isWeakMap, 'a WeakMap: its entries cannot be read.', 'use a Map.'],
  [types.isWeakSet, 'a WeakSet: its members cannot be read.', 'use a Set.'],
  [value => value instanceof WeakRef, 'a WeakRef: it belongs to this thread.', 'use what it refers to.'],
  [types.isGeneratorObject, 'a generator that runs in this thread.', 'collect what it yields first: `[...it]`.'],
  [
    value => types.isMapIterator(value) || types.isSetIterator(value),
    'an iterator of this thread.',
    'collect what it yields first: `[...it]`.',
  ],
  [
    value =>
      Object.prototype.toString.call(value).endsWith(' Iterator]') &&
      typeof (value as Iterator<unknown>).next === 'function' &&
      Reflect.ownKeys(value as object).length === 0,
    'an iterator of this thread.',
    'collect what it yields first: `[...it]`.',
  ],
  [types.isExternal, 'a native object.', 'make it inside the function.'],
  [
    types.isSharedArrayBuffer,
    'a SharedArrayBuffer: executors get copies of what a function uses, never the same memory.',
    'copy it to an ArrayBuffer, broadcast it, or count with an accumulator.',
  ],
];

const part = (text: string) => ({ kind: 'part', text }) as const;

const memberStep = (key: unknown) =>
  typeof key === 'string' || typeof key === 'number'
    ? ({ kind: 'part', text: `.get(${JSON.stringify(key)})` } as const)
    : part('.values()');
