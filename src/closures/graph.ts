/**
 * The wire form of captured values: records that refer to each other by number, so that cycles and shared references survive.
 * Plain data inside a graph stays as it is and is cloned by V8; a record describes what V8's clone would lose or refuse.
 */
import { deserialize, serialize } from 'node:v8';
import type { DriverReference, SourceLocation } from './captured.js';
import type { ModuleReference } from './modules.js';

/** A primitive, or `[n]`: record n. */
export type Slot = undefined | null | boolean | number | string | bigint | readonly [record: number];

export type Integrity = 'frozen' | 'sealed' | 'nonextensible';

/** Flags are those of a property descriptor: 1 writable, 2 enumerable, 4 configurable. */
export type WireProperty =
  | { readonly key: Slot; readonly value: Slot; readonly flags: number }
  | { readonly key: Slot; readonly get: Slot; readonly set: Slot; readonly flags: number };

/** What any object may have beyond its kind. `proto` is absent when it is the usual one of the kind. */
export interface Extras {
  readonly proto?: Slot;
  readonly properties?: readonly WireProperty[];
  readonly integrity?: Integrity;
}

/** Objects with the same prototype and keys share a shape; their record is `[shape, ...values]`. */
export interface Shape {
  readonly proto: Slot;
  readonly keys: readonly string[];
}

/** The code of a function, ready to be compiled. Functions that differ in captured values only share it. */
export interface FunctionCode {
  readonly text: string;
  /** Names of captured variables. */
  readonly params: readonly string[];
  readonly form: 'expression' | 'method';
  readonly accessor?: 'get' | 'set';
  readonly strict: boolean;
  readonly location?: SourceLocation;
}

export interface FunctionRecord {
  readonly kind: 'function';
  readonly code: number;
  readonly captures: readonly Slot[];
  /** Absent when a class has a static method of that name. */
  readonly name?: string;
  /** Set for a class: the instances made of it on any thread are instances of one class. */
  readonly classId?: string;
  /** The prototype of the object that a method with `super` belongs to. */
  readonly home?: Slot;
  /** The instance whose field the arrow function is. */
  readonly lexicalThis?: Slot;
  /** Set when the prototype object has more than the text gives it. */
  readonly prototype?: Slot;
  readonly extras?: Extras;
}

export type GraphRecord =
  | readonly [shape: number, ...values: Slot[]]
  | FunctionRecord
  | { readonly kind: 'plain'; readonly value: unknown }
  | { readonly kind: 'object' | 'error'; readonly extras: Extras }
  | { readonly kind: 'array' | 'arguments'; readonly items: readonly Slot[]; readonly extras?: Extras }
  | { readonly kind: 'sparse'; readonly length: number; readonly extras: Extras }
  | { readonly kind: 'map' | 'set'; readonly items: readonly Slot[]; readonly extras?: Extras }
  | { readonly kind: 'date' | 'boxed'; readonly value: Slot; readonly extras?: Extras }
  | { readonly kind: 'regexp'; readonly source: string; readonly flags: string; readonly lastIndex: number; readonly extras?: Extras }
  | { readonly kind: 'url' | 'urlSearchParams'; readonly text: string; readonly extras?: Extras }
  | {
      readonly kind: 'view';
      readonly type: string;
      readonly buffer: Slot;
      readonly byteOffset: number;
      readonly length: number;
      readonly extras?: Extras;
    }
  | { readonly kind: 'arrayBuffer'; readonly buffer: ArrayBuffer; readonly extras?: Extras }
  | { readonly kind: 'symbol'; readonly key: string; readonly wellKnown: boolean }
  | { readonly kind: 'global'; readonly path: readonly string[] }
  | { readonly kind: 'module'; readonly reference: ModuleReference }
  | { readonly kind: 'reference'; readonly reference: DriverReference }
  | { readonly kind: 'prototype'; readonly of: Slot; readonly extras?: Extras }
  | { readonly kind: 'bound'; readonly target: Slot; readonly boundThis: Slot; readonly boundArgs: readonly Slot[] }
  | { readonly kind: 'require' | 'import'; readonly file: string }
  | { readonly kind: 'class'; readonly id: string }
  /** A variable that functions share; they read and write its `v`. */
  | { readonly kind: 'cell'; readonly value: Slot };

export interface ClassEntry {
  readonly id: string;
  /** A graph of its own whose root is the class. */
  readonly graph: Uint8Array;
}

export interface Graph {
  readonly root: Slot;
  readonly records: readonly GraphRecord[];
  readonly shapes: readonly Shape[];
  readonly codes: readonly FunctionCode[];
  /** The classes that `class` records name. */
  readonly classes: readonly ClassEntry[];
}

/** Past this many bytes executors share one copy of a graph instead of being posted one each. */
const shareBytes = 64 * 1024;

export function encodeGraph(graph: Graph): Uint8Array {
  const bytes = serialize(graph);
  if (bytes.byteLength < shareBytes) return bytes;
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.byteLength));
  shared.set(bytes);
  return shared;
}

export const decodeGraph = (bytes: Uint8Array): Graph => deserialize(bytes) as Graph;
