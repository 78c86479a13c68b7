/** What an object has beyond its kind: properties with their attributes, an unusual prototype, frozenness. */
import type { Extras, Integrity, Slot, WireProperty } from './graph.js';
import type { GraphWriter } from './graph-writer.js';
import type { Way } from './refusal.js';
import { protoSlot } from './write-proto.js';

export interface PropertyRules {
  /** Keys that belong to the kind itself. */
  skip?(key: PropertyKey): boolean;
  /** Properties that making the object anew makes too. */
  isMade?(property: PropertyDescriptor): boolean;
  readonly usualProto: unknown;
}

export function writeProperties(writer: GraphWriter, value: object, way: Way, rules: PropertyRules): Extras | undefined {
  const proto = Object.getPrototypeOf(value) as object | null;
  // First, since an instance that cannot be sent is refused for what it is, not for one of its fields.
  const unusual = proto === rules.usualProto ? undefined : { proto: protoSlot(writer, proto, way) };
  const properties: WireProperty[] = [];
  for (const key of Reflect.ownKeys(value)) {
    if (rules.skip?.(key)) continue;
    const property = Object.getOwnPropertyDescriptor(value, key)!;
    if (rules.isMade?.(property)) continue;
    properties.push(wireProperty(writer, value, key, property, way));
  }
  const integrity = integrityOf(value);
  if (properties.length === 0 && !unusual && integrity === undefined) return undefined;
  return {
    ...unusual,
    ...(properties.length > 0 && { properties }),
    ...(integrity && { integrity }),
  };
}

function wireProperty(writer: GraphWriter, owner: object, key: string | symbol, property: PropertyDescriptor, way: Way): WireProperty {
  const flags = (property.writable ? 1 : 0) | (property.enumerable ? 2 : 0) | (property.configurable ? 4 : 0);
  const step = {
    kind: 'member',
    key: typeof key === 'symbol' ? key.toString() : /^(?:0|[1-9]\d*)$/.test(key) ? Number(key) : key,
  } as const;
  const wireKey: Slot = typeof key === 'symbol' ? writer.slotOf(key, way, step) : key;
  const slotOf = (item: unknown) => writer.slotOf(item, way, step, owner);
  if ('value' in property) return { key: wireKey, value: slotOf(property.value), flags };
  return { key: wireKey, get: slotOf(property.get), set: slotOf(property.set), flags };
}

export function integrityOf(value: object): Integrity | undefined {
  if (Object.isExtensible(value)) return undefined;
  return Object.isFrozen(value) ? 'frozen' : Object.isSealed(value) ? 'sealed' : 'nonextensible';
}
