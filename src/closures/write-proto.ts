/** Prototypes: standard ones by name, those of the person's classes by the class, others as objects. */
import { types } from 'node:util';
import type { Slot } from './graph.js';
import type { GraphWriter } from './graph-writer.js';
import { Refusal, type Way, waysOut } from './refusal.js';

/** Kinds whose state is in plain sight, or that `write-object.ts` knows how to read. */
const openKinds: ReadonlySet<string> = new Set(
  `Object Function Array Map Set Date RegExp Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError ArrayBuffer DataView
  Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array
  Number String Boolean BigInt Symbol URL URLSearchParams Buffer`.split(/\s+/),
);

const typedArrayPrototype: unknown = Object.getPrototypeOf(Uint8Array.prototype);

/** @throws Refusal for an instance whose state cannot be read and set from outside */
export function protoSlot(writer: GraphWriter, proto: object | null, way: Way): Slot {
  if (proto === null) return null;
  for (let at: object | null = proto; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    if (writer.checkedProtos.has(at)) break;
    checkProto(writer, at, proto, way);
    writer.checkedProtos.add(at);
  }
  const type = constructorOf(proto);
  const step = type && { kind: 'class' as const, name: type.name };
  return writer.slotOf(proto, way, step ?? { kind: 'part', text: '.__proto__' });
}

/** The class that a prototype object belongs to. */
export function constructorOf(proto: object): Function | undefined {
  const type = Object.getOwnPropertyDescriptor(proto, 'constructor')?.value as unknown;
  return typeof type === 'function' && !types.isProxy(type) && type.prototype === proto ? type : undefined;
}

function checkProto(writer: GraphWriter, at: object, proto: object, way: Way): void {
  if (types.isProxy(at)) return;
  const type = constructorOf(at);
  if (!type || at === typedArrayPrototype) return;
  const path = writer.env.wellKnown.pathOf(at);
  if (path) {
    if (path.length === 2 && openKinds.has(path[0]!)) return;
    throw new Refusal(
      way,
      `${kindName(proto, at, path[path.length - 2]!)}: what it is made of belongs to this thread.`,
      waysOut.makeInside,
    );
  }
  const inspection = writer.env.sources.tryInspect(type);
  if (!inspection) return;
  const isNode = inspection.kind === 'native' || inspection.file.startsWith('node:');
  if (isNode) throw new Refusal(way, `${kindName(proto, at, type.name)}: what it is made of belongs to this thread.`, waysOut.makeInside);
  const hidden = inspection.source.parsed.classBody?.body.body.find(
    member => member.type !== 'StaticBlock' && !member.static && member.key.type === 'PrivateIdentifier',
  );
  if (hidden?.type === 'PropertyDefinition' || hidden?.type === 'MethodDefinition') {
    const name = hidden.key.type === 'PrivateIdentifier' ? hidden.key.name : '';
    throw new Refusal(
      way,
      `an instance of \`${type.name}\`, whose private field \`#${name}\` cannot be read from outside.`,
      "make it inside the function, or keep the value in a field that is not private (TypeScript's `private` is fine).",
    );
  }
}

function kindName(proto: object, at: object, base: string): string {
  const article = /^[aeiou]/i.test(base) ? 'an' : 'a';
  const own = constructorOf(proto);
  return proto === at || !own ? `${article} ${base}` : `an instance of \`${own.name}\`, ${article} ${base}`;
}
