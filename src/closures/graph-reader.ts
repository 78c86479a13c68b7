/**
 * Builds the values of a graph. Objects are made empty and filled afterwards, so cycles and depth do not matter; only functions and what
 * is made from other objects (a bound function, a view of a buffer) are made in order.
 */
import type { DriverReference } from './captured.js';
import type { ClassTable } from './class-table.js';
import type { FunctionFactories, MadeFunction } from './function-factory.js';
import type { Extras, FunctionRecord, Graph, GraphRecord, Slot, WireProperty } from './graph.js';
import type { ModuleReference } from './modules.js';
import { numberArrayOf, renewNumberArrays } from './number-arrays.js';
import { wellKnownAt } from './well-known.js';

export interface ReadEnv {
  readonly classes: ClassTable;
  readonly factories: FunctionFactories;
  resolveReference(reference: DriverReference): unknown;
  require(specifier: string, fromFile: string): unknown;
  import(specifier: string, fromFile: string): Promise<unknown>;
  /** Builds the class of an entry that this thread does not know. */
  defineClass(graph: Uint8Array): void;
}

const notMade = Symbol('notMade');

export class GraphReader {
  private readonly made: unknown[];
  private readonly unfilled: (() => void)[] = [];
  private readonly inProgress = new Set<number>();
  /** A value was asked for while it was being made; what asked is done again at the end. */
  private missed = false;
  private readonly again: (() => void)[] = [];
  private readonly renewed: ReadonlyMap<unknown, unknown>;

  /** @param updates classes that this thread knows take the variables and statics that they have in this graph */
  constructor(
    private readonly graph: Graph,
    private readonly env: ReadEnv,
    private readonly updates: boolean,
  ) {
    this.made = new Array<unknown>(graph.records.length).fill(notMade);
    this.renewed = renewNumberArrays(graph.records.map(record => (isShaped(record) || record.kind !== 'plain' ? undefined : record.value)));
    for (const { id, graph: bytes } of graph.classes) if (!env.classes.classOf(id)) env.defineClass(bytes);
  }

  read(): unknown {
    const root = this.get(this.graph.root);
    this.fill();
    for (let next = this.again.pop(); next; next = this.again.pop()) {
      this.missed = false;
      next();
      this.fill();
    }
    return root;
  }

  private get(slot: Slot): unknown {
    if (!isReference(slot)) return slot;
    const [id] = slot;
    let value = this.made[id];
    if (value !== notMade) return value;
    if (this.inProgress.has(id)) return this.miss();
    this.inProgress.add(id);
    value = this.make(this.graph.records[id]!, id);
    this.inProgress.delete(id);
    if (value === notMade) return this.miss();
    this.made[id] = value;
    return value;
  }

  private miss(): undefined {
    this.missed = true;
  }

  /** Making a class fills while something else is being filled. */
  private fill(): void {
    const { missed } = this;
    for (let next = this.unfilled.pop(); next; next = this.unfilled.pop()) {
      this.missed = false;
      next();
      if (this.missed) this.again.push(next);
    }
    this.missed = missed;
  }

  /** @param fill may run twice */
  private later<T extends object>(value: T, fill: (value: T) => void, extras?: Extras): T {
    if (fill !== noFill || extras) {
      this.unfilled.push(() => {
        fill(value);
        if (extras) this.applyExtras(value, extras);
      });
    }
    return value;
  }

  private make(record: GraphRecord, id: number): unknown {
    if (isShaped(record)) return this.makeShaped(record);
    switch (record.kind) {
      case 'plain':
        return this.renewed.get(record.value) ?? record.value;
      case 'function':
        return this.makeFunction(record, id);
      case 'object':
        return this.later({}, noFill, record.extras);
      case 'error':
        return this.later(bareError(), noFill, record.extras);
      case 'array':
        return record.items.some(isReference)
          ? this.later([] as unknown[], array => this.fillArray(array, record.items), record.extras)
          : this.later(numberArrayOf(record.items), noFill, record.extras);
      case 'sparse':
        return this.later(new Array<unknown>(record.length), noFill, record.extras);
      case 'arguments':
        return argumentsOf(...record.items.map(item => this.get(item)));
      case 'map':
        return this.later(new Map<unknown, unknown>(), map => this.fillMap(map, record.items), record.extras);
      case 'set':
        return this.later(new Set<unknown>(), set => this.fillSet(set, record.items), record.extras);
      case 'date':
        return this.later(new Date(record.value as number), noFill, record.extras);
      case 'boxed':
        return this.later(Object(this.get(record.value)) as object, noFill, record.extras);
      case 'regexp': {
        const made = new RegExp(record.source, record.flags);
        made.lastIndex = record.lastIndex;
        return this.later(made, noFill, record.extras);
      }
      case 'url':
        return new URL(record.text);
      case 'urlSearchParams':
        return new URLSearchParams(record.text);
      case 'arrayBuffer':
        return this.later(record.buffer, noFill, record.extras);
      case 'view':
        return this.later(
          viewOf(record.type, this.get(record.buffer) as ArrayBuffer, record.byteOffset, record.length),
          noFill,
          record.extras,
        );
      case 'symbol':
        return record.wellKnown ? (Symbol as unknown as Record<string, symbol>)[record.key] : Symbol.for(record.key);
      case 'global':
        return wellKnownAt(record.path);
      case 'module':
        return this.fromModule(record.reference);
      case 'reference':
        return this.env.resolveReference(record.reference);
      case 'prototype': {
        const of = this.get(record.of) as Function | undefined;
        return of ? this.later(of.prototype as object, noFill, record.extras) : notMade;
      }
      case 'bound':
        return Function.prototype.bind.call(
          this.get(record.target) as Function,
          this.get(record.boundThis),
          ...record.boundArgs.map(slot => this.get(slot)),
        );
      case 'require':
        return (specifier: string) => this.env.require(specifier, record.file);
      case 'import':
        return (specifier: string) => this.env.import(specifier, record.file);
      case 'cell':
        return this.later({ v: undefined as unknown }, cell => this.fillCell(cell, record.value));
      case 'class':
        return this.env.classes.classOf(record.id);
    }
  }

  private fillArray(array: unknown[], items: readonly Slot[]): void {
    for (let i = 0; i < items.length; i++) array[i] = this.get(items[i]);
  }

  private fillMap(map: Map<unknown, unknown>, items: readonly Slot[]): void {
    map.clear();
    for (let i = 0; i < items.length; i += 2) map.set(this.get(items[i]), this.get(items[i + 1]));
  }

  private fillSet(set: Set<unknown>, items: readonly Slot[]): void {
    set.clear();
    for (const item of items) set.add(this.get(item));
  }

  private fillCell(cell: { v: unknown }, value: Slot): void {
    cell.v = this.get(value);
  }

  private makeShaped(record: readonly [number, ...Slot[]]): object {
    const { proto, keys } = this.graph.shapes[record[0]]!;
    const prototype = proto === undefined ? Object.prototype : (this.get(proto) as object | null | undefined);
    const value = prototype === undefined ? {} : (Object.create(prototype) as object);
    if (prototype === undefined) this.again.push(() => Object.setPrototypeOf(value, this.get(proto) as object | null));
    this.unfilled.push(() => {
      for (let i = 0; i < keys.length; i++) define(value, keys[i]!, this.get(record[i + 1] as Slot));
    });
    return value;
  }

  private makeFunction(record: FunctionRecord, id: number): Function {
    const code = this.graph.codes[record.code]!;
    const known = record.classId === undefined ? undefined : this.env.classes.classOf(record.classId);
    if (known) return this.updateClass(known, record, id);
    const values = record.captures.map(slot => this.get(slot));
    // Making a class runs code of the person (computed keys, private statics), which must find its variables whole.
    if (record.classId !== undefined) this.fill();
    const made = this.env.factories.make(code, values, this.get(record.lexicalThis));
    this.made[id] = made.fn;
    if (record.classId !== undefined) this.env.classes.bind(record.classId, made.fn, made.setVariables);
    if (record.home !== undefined && made.home) Object.setPrototypeOf(made.home, this.get(record.home) as object | null);
    this.completeLater(record, made, values);
    if (record.name !== undefined && made.fn.name !== record.name)
      Object.defineProperty(made.fn, 'name', { value: record.name, configurable: true });
    this.hang(record, made.fn);
    return made.fn;
  }

  /** The class is here already: its variables and statics take the values that they have in this graph. */
  private updateClass(known: Function, record: FunctionRecord, id: number): Function {
    this.made[id] = known;
    const setVariables = this.env.classes.setVariablesOf(known);
    if (!this.updates || !setVariables) return known;
    const values = record.captures.map(slot => this.get(slot));
    setVariables(values);
    this.completeLater(record, { fn: known, setVariables, home: undefined }, values);
    this.hang(record, known);
    return known;
  }

  /** Variables that were still being made are set once everything is. */
  private completeLater(record: FunctionRecord, { setVariables }: MadeFunction, values: readonly unknown[]): void {
    const misses = record.captures.some((slot, i) => values[i] === undefined && slot !== undefined);
    if (misses) this.again.push(() => setVariables(record.captures.map(slot => this.get(slot))));
  }

  private hang(record: FunctionRecord, fn: Function): void {
    const { extras, prototype } = record;
    if (prototype !== undefined || extras) {
      this.unfilled.push(() => {
        if (prototype !== undefined) this.get(prototype);
        if (extras) this.applyExtras(fn, extras);
      });
    }
  }

  private applyExtras(value: object, { proto, properties = [], integrity }: Extras): void {
    const prototype = proto === undefined ? undefined : (this.get(proto) as object | null);
    const descriptors = properties.map(property => [this.get(property.key) as PropertyKey, this.descriptorOf(property)] as const);
    if (this.missed) return;
    if (prototype !== undefined) Object.setPrototypeOf(value, prototype);
    for (const [key, descriptor] of descriptors) Object.defineProperty(value, key, descriptor);
    if (integrity === 'frozen') Object.freeze(value);
    else if (integrity === 'sealed') Object.seal(value);
    else if (integrity === 'nonextensible') Object.preventExtensions(value);
  }

  private descriptorOf(property: WireProperty): PropertyDescriptor {
    const enumerable = (property.flags & 2) !== 0;
    const configurable = (property.flags & 4) !== 0;
    if ('value' in property) return { value: this.get(property.value), writable: (property.flags & 1) !== 0, enumerable, configurable };
    return {
      get: this.get(property.get) as () => unknown,
      set: this.get(property.set) as (value: unknown) => void,
      enumerable,
      configurable,
    };
  }

  private fromModule({ specifier, path, namespace }: ModuleReference): unknown {
    let at = this.env.require(specifier, '');
    if (namespace && at !== null && typeof at === 'object' && !(Symbol.toStringTag in at))
      return Object.assign(Object.create(null), at, { default: at });
    for (const [i, key] of path.entries()) {
      const next = (at as Record<string, unknown>)[key];
      // What a namespace holds as `default` is what `require` gives.
      at = next === undefined && i === 0 && key === 'default' ? at : next;
    }
    return at;
  }
}

const noFill = () => {};
const isReference = (slot: Slot): slot is readonly [record: number] => typeof slot === 'object' && slot !== null;
const isShaped = (record: GraphRecord): record is readonly [number, ...Slot[]] => Array.isArray(record);

/** Assigning would call the setters of the prototype; fields are defined, as a class defines them. */
function define(value: object, key: string, item: unknown): void {
  if (key in value) Object.defineProperty(value, key, { value: item, writable: true, enumerable: true, configurable: true });
  else (value as Record<string, unknown>)[key] = item;
}

function argumentsOf(..._items: unknown[]): IArguments {
  // biome-ignore lint/complexity/noArguments: the object itself is what was captured
  return arguments;
}

/** An error without the stack of this place. */
function bareError(): Error {
  const error = new Error();
  for (const key of Reflect.ownKeys(error)) Reflect.deleteProperty(error, key);
  return error;
}

function viewOf(type: string, buffer: ArrayBuffer, byteOffset: number, length: number): ArrayBufferView {
  if (type === 'Buffer') return Buffer.from(buffer, byteOffset, length);
  const View = wellKnownAt([type]) as new (buffer: ArrayBuffer, byteOffset: number, length: number) => ArrayBufferView;
  return new View(buffer, byteOffset, length);
}
