/**
 * Objects of which only some properties are captured: a closure that reads `config.limit` does not take the whole of `config`.
 * As soon as an object is reached in another way it is captured whole.
 */
import { types } from 'node:util';
import { shipAs } from './captured.js';
import type { Reference } from './free-names.js';
import type { GraphRecord, Slot, WireProperty } from './graph.js';
import type { GraphWriter } from './graph-writer.js';
import type { Step, Way } from './refusal.js';

interface Entry {
  readonly properties: Map<string, WireProperty>;
  readonly object: object;
  readonly way: Way;
}

const dataFlags = 7;

export class PrunedObjects {
  private readonly entries = new Map<object, Entry>();

  constructor(private readonly writer: GraphWriter) {}

  has(value: object): boolean {
    return this.entries.has(value);
  }

  /** Makes a pruned object whole; true when it was pruned. */
  widen(value: unknown): boolean {
    return this.entries.delete(value as object);
  }

  /**
   * The slot of a variable's value, with only what `uses` read of it when that is known.
   * @param skip members that belong to the variable itself (`$cell3.limit`)
   */
  slotOf(value: unknown, uses: readonly Reference[], skip: number, from: Way, step: Step): Slot {
    const paths = uses.length === 0 ? undefined : uses.map(use => pathOf(use, skip, value, this.writer));
    if (!paths || paths.some(path => path === undefined || path.length === 0) || !this.isPrunable(value))
      return this.writer.slotOf(value, from, step);
    let slot: Slot;
    for (const path of paths) slot = this.take(value, path!, { from, step });
    return slot;
  }

  *records(): Generator<[number, GraphRecord]> {
    for (const { object, properties } of this.entries.values()) {
      const isNull = Object.getPrototypeOf(object) === null;
      yield [
        this.writer.recordIdOf(object)!,
        { kind: 'object', extras: { ...(isNull && { proto: null }), properties: [...properties.values()] } },
      ];
    }
  }

  private take(value: unknown, path: readonly string[], way: Way): Slot {
    const writer = this.writer;
    if (path.length === 0 || !this.isPrunable(value)) return writer.slotOf(value, way.from!, way.step, way.owner);
    let id = writer.recordIdOf(value);
    if (id !== undefined && !this.entries.has(value)) return [id];
    if (id === undefined) {
      id = writer.reserve(value, way);
      this.entries.set(value, { properties: new Map(), object: value, way });
    }
    const [key, ...rest] = path as [string, ...string[]];
    const descriptor = Object.getOwnPropertyDescriptor(value, key);
    if (!descriptor) return [id];
    if (!('value' in descriptor)) return writer.slotOf(value, way.from!, way.step);
    const slot = this.take(descriptor.value, rest, { from: way, step: { kind: 'member', key }, owner: value });
    this.entries.get(value)?.properties.set(key, { key, value: slot, flags: dataFlags });
    return [id];
  }

  /** A literal or a module's namespace: reading one property says nothing about the others. */
  private isPrunable(value: unknown): value is object {
    if (typeof value !== 'object' || value === null || types.isProxy(value) || shipAs in value) return false;
    const proto: unknown = Object.getPrototypeOf(value);
    if (proto !== Object.prototype && proto !== null) return false;
    if (!Object.isExtensible(value) && !types.isModuleNamespaceObject(value)) return false;
    return !this.writer.isKnownPlain(value) && this.writer.referenceRecord(value) === undefined;
  }
}

/** The properties that a reference reads one after the other; undefined when the object itself escapes. */
function pathOf({ members, usage }: Reference, skip: number, value: unknown, writer: GraphWriter): readonly string[] | undefined {
  const path = members.slice(skip).map(member => (member.property as { name: string }).name);
  if (path.length === 0) return undefined;
  if (usage === 'write') return path.slice(0, -1);
  return usage === 'call' && usesReceiver(value, path, writer) ? path.slice(0, -1) : path;
}

/** A method call hands the object to the method as `this`, unless the method is known to leave that alone. */
function usesReceiver(value: unknown, path: readonly string[], writer: GraphWriter): boolean {
  let at: unknown = value;
  for (const key of path) {
    const descriptor = at !== null && typeof at === 'object' ? Object.getOwnPropertyDescriptor(at, key) : undefined;
    if (!descriptor || !('value' in descriptor)) return true;
    at = descriptor.value;
  }
  if (typeof at !== 'function') return true;
  try {
    const inspection = writer.env.sources.inspect(at);
    if (inspection.kind !== 'source') return true;
    const { own, classBody } = inspection.source.parsed;
    return own.this || own.super || classBody !== undefined;
  } catch {
    return true;
  }
}
