/**
 * Turns values into the records of a graph. Objects wait in a queue until their record is written, so depth does not matter; each keeps
 * the way that led to it, for the message of a refusal.
 */
import { types } from 'node:util';
import { type DriverReference, type Shippable, type SourceLocation, shipAs } from './captured.js';
import type { ClassTable } from './class-table.js';
import type { FunctionSources } from './function-source.js';
import type { FunctionCode, FunctionRecord, Graph, GraphRecord, Shape, Slot } from './graph.js';
import type { Modules } from './modules.js';
import { ownData } from './own-data.js';
import { PlainData } from './plain-data.js';
import { PrunedObjects } from './pruned-objects.js';
import { Refusal, type Step, type Way, waysOut } from './refusal.js';
import { SharedVariables, type VariableUse } from './shared-variables.js';
import type { WellKnownObjects } from './well-known.js';
import { writeFunction } from './write-function.js';
import { isSimpleInstance, writeFields, writeObject } from './write-object.js';
import { constructorOf } from './write-proto.js';

/** What a capturer keeps from capture to capture. */
export interface CaptureEnv {
  readonly sources: FunctionSources;
  readonly modules: Modules;
  readonly wellKnown: WellKnownObjects;
  readonly classes: ClassTable;
  /** The place in the person's own text, for messages. */
  placeOf(location: SourceLocation): SourceLocation;
}

export class GraphWriter {
  readonly references: DriverReference[] = [];
  readonly shapes: Shape[] = [];
  readonly codes: FunctionCode[] = [];
  /** The classes that rows name. */
  readonly classes = new Map<string, Function>();
  /** Nothing written so far can be changed by a function of the graph. */
  isPure = true;
  readonly pruned = new PrunedObjects(this);
  readonly shared: SharedVariables;
  /** Prototypes whose instances may be sent. */
  readonly checkedProtos = new Set<object>();
  /** Those of classes that extend nothing but classes of the person: their instances are ordinary objects, and rows hold many. */
  readonly instanceProtos = new Set<unknown>();
  private readonly records: GraphRecord[] = [];
  private readonly ids = new Map<unknown, number>();
  /** By record: the object, and the way to it. */
  private readonly objects: object[] = [];
  private readonly ways: Way[] = [];
  private readonly queue: number[] = [];
  private readonly shapeIds = new Map<object | null, Map<string, number>>();
  private readonly codeIds = new Map<FunctionCode, number>();
  private readonly plainData = new PlainData(value => this.pruned.has(value));

  /** @param inRows classes are named, not written: rows carry each class once, whole */
  constructor(
    readonly env: CaptureEnv,
    readonly inRows: boolean,
  ) {
    this.shared = new SharedVariables(env.sources);
  }

  /** Writes everything that the root reaches. */
  write(value: unknown, way: Way): Slot {
    const root = this.slotOf(value, way, undefined);
    for (let i = 0; i < this.queue.length; i++) {
      const id = this.queue[i]!;
      this.put(id, this.recordOf(this.objects[id]!, this.ways[id]!));
    }
    for (const [id, record] of this.pruned.records()) this.records[id] = record;
    for (const uses of this.shared.groups()) this.share(uses);
    return root;
  }

  finish(root: Slot, classGraph: (type: Function) => Uint8Array): Graph {
    const classes = [...this.classes].map(([id, type]) => ({ id, graph: classGraph(type) }));
    return { root, records: this.records, shapes: this.shapes, codes: this.codes, classes };
  }

  /** The slot of a value reached by `step`; its record is written later. */
  slotOf(value: unknown, from: Way, step: Step | undefined, owner?: object): Slot {
    if (typeof value === 'symbol') return this.symbolSlot(value, step ? { from, step } : from);
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return value as Slot;
    const known = this.ids.get(value);
    if (known !== undefined) {
      if (this.pruned.widen(value)) this.queue.push(known);
      return [known];
    }
    const way: Way = step ? { from, step, ...(owner && { owner }) } : from;
    const record = this.reserve(value, way);
    this.queue.push(record);
    return [record];
  }

  /** A record number for an object whose record somebody else writes. */
  reserve(value: object, way: Way): number {
    const record = this.records.length;
    this.records.push({ kind: 'plain', value: undefined });
    this.ids.set(value, record);
    this.objects[record] = value;
    this.ways[record] = way;
    return record;
  }

  get recordCount(): number {
    return this.records.length;
  }

  recordIdOf(value: object): number | undefined {
    return this.ids.get(value);
  }

  shapeOf(proto: object | null, keys: readonly string[], slotOfProto: () => Slot): number {
    let shapes = this.shapeIds.get(proto);
    if (!shapes) this.shapeIds.set(proto, (shapes = new Map()));
    const key = keys.join('\0');
    let shape = shapes.get(key);
    if (shape === undefined) {
      shape = this.shapes.push({ proto: slotOfProto(), keys }) - 1;
      shapes.set(key, shape);
    }
    return shape;
  }

  codeOf(code: FunctionCode): number {
    let id = this.codeIds.get(code);
    if (id === undefined) this.codeIds.set(code, (id = this.codes.push(code) - 1));
    return id;
  }

  isKnownPlain(value: object): boolean {
    return this.plainData.has(value);
  }

  /** Gives a variable a record of its own, and its functions the code that goes through it. */
  private share(uses: readonly VariableUse[]): void {
    const first = this.records[uses[0]!.record] as FunctionRecord;
    const cell = this.records.push({ kind: 'cell', value: first.captures[uses[0]!.index] }) - 1;
    for (const { record, index, source } of uses) {
      const written = this.records[record] as FunctionRecord;
      const captures = written.captures.with(index, [cell]);
      const shared = new Set(captures.flatMap((slot, i) => (this.isCell(slot) ? [i] : [])));
      this.records[record] = { ...written, captures, code: this.codeOf(source.codeSharing(shared)) };
    }
  }

  private isCell(slot: Slot): boolean {
    if (typeof slot !== 'object' || slot === null) return false;
    const record = this.records[slot[0]]!;
    return 'kind' in record && record.kind === 'cell';
  }

  private put(id: number, record: GraphRecord): void {
    if (!('kind' in record) || !pureKinds.has(record.kind)) this.isPure = false;
    this.records[id] = record;
  }

  private recordOf(value: object, way: Way): GraphRecord {
    if (types.isProxy(value))
      throw new Refusal(way, 'a Proxy: its handler belongs to this thread.', 'pass a copy of what it holds, such as `{ ...it }`.');
    const proto: unknown = Object.getPrototypeOf(value);
    if (this.instanceProtos.has(proto) && isSimpleInstance(value)) return writeFields(this, value, proto as object, way);
    const shipped = this.shippedRecord(value as Partial<Shippable>, way);
    if (shipped) return shipped;
    if (typeof value === 'function') return writeFunction(this, value, way);
    if (this.plainData.isPlain(value)) return { kind: 'plain', value };
    try {
      return this.referenceRecord(value) ?? writeObject(this, value, way);
    } catch (error) {
      // `process`, `crypto`: instances that cannot be read, but that every thread has.
      const path = error instanceof Refusal && error.way === way ? this.env.wellKnown.pathOf(value) : undefined;
      if (path) return { kind: 'global', path };
      throw error;
    }
  }

  /** Standard objects and those of modules go by name. */
  referenceRecord(value: object): GraphRecord | undefined {
    if (typeof value !== 'function' && !mayHaveName(value)) return undefined;
    const path = this.env.wellKnown.pathOf(value);
    if (path) return { kind: 'global', path };
    const reference = this.env.modules.find(value);
    return reference && { kind: 'module', reference };
  }

  private shippedRecord(value: Partial<Shippable>, way: Way): GraphRecord | undefined {
    if (typeof value[shipAs] !== 'function') return undefined;
    const shipping = value[shipAs]();
    if (shipping === undefined) return undefined;
    if (shipping.kind === 'refuse') throw new Refusal(way, shipping.reason, shipping.wayOut ?? waysOut.makeInside);
    this.references.push(shipping);
    return { kind: 'reference', reference: shipping };
  }

  private symbolSlot(symbol: symbol, way: Way): Slot {
    const known = this.ids.get(symbol);
    if (known !== undefined) return [known];
    const key = Symbol.keyFor(symbol);
    const name = symbol.description?.startsWith('Symbol.') ? symbol.description.slice(7) : '';
    const isWellKnown = name !== '' && (Symbol as unknown as Record<string, unknown>)[name] === symbol;
    if (key === undefined && !isWellKnown) {
      throw new Refusal(
        way,
        `the symbol ${symbol.toString()}: it would be another symbol elsewhere.`,
        `use a registered one, Symbol.for(${JSON.stringify(symbol.description ?? 'name')}).`,
      );
    }
    const record = this.records.push({ kind: 'symbol', key: key ?? name, wellKnown: isWellKnown }) - 1;
    this.ids.set(symbol, record);
    return [record];
  }
}

const pureKinds: ReadonlySet<string> = new Set([
  'function',
  'class',
  'bound',
  'symbol',
  'global',
  'module',
  'reference',
  'require',
  'import',
]);

/** Standard objects and modules hold functions: other objects need not be looked up. */
function mayHaveName(value: object): boolean {
  if (types.isModuleNamespaceObject(value) || constructorOf(value)) return true;
  for (const [, item] of ownData(value)) if (typeof item === 'function') return true;
  return false;
}
