/** The record of a function: its code by text, its variables by value, what hangs on it. */
import { types } from 'node:util';
import { isArrowField } from './class-text.js';
import { type FunctionSource, type Inspection, importMark } from './function-source.js';
import type { FunctionRecord, GraphRecord, Slot } from './graph.js';
import type { GraphWriter } from './graph-writer.js';
import { Refusal, titleOf, type Way, waysOut } from './refusal.js';
import { writeProperties } from './write-properties.js';
import { constructorOf } from './write-proto.js';

const functionToString = Function.prototype.toString;

export function writeFunction(writer: GraphWriter, fn: Function, way: Way): GraphRecord {
  if (fn === importMark) return { kind: 'import', file: fileAround(way) };
  if (writer.env.modules.isRequire(fn)) return { kind: 'require', file: fileAround(way) };
  const inspection = inspect(writer, fn, way);
  if (inspection.kind === 'native') return writeNative(writer, fn, inspection.bound, way);
  const { source, file } = inspection;
  const named = writer.env.modules.find(fn) && writer.referenceRecord(fn);
  if (named) return named;
  if (file.startsWith('node:')) {
    const known = writer.referenceRecord(fn);
    if (known) return known;
    throw new Refusal(
      way,
      `${fn.name ? `\`${fn.name}\`` : 'a function'} of Node's own code (${file}), which no module exports.`,
      waysOut.makeInside,
    );
  }
  const { parsed, code } = source;
  way.title = () => titleOf(parsed.text, code.location && writer.env.placeOf(code.location), parsed.classBody !== undefined, fn.name);
  way.file = file;
  const lexicalThis = thisOf(writer, source, way);
  const isClass = isClassLike(fn, source);
  const classId = isClass ? writer.env.classes.idOf(fn, classKey(source)) : undefined;
  if (classId !== undefined && writer.inRows) {
    writer.classes.set(classId, fn);
    return { kind: 'class', id: classId };
  }
  const values = writer.env.sources.valuesOf(fn, source);
  const captures = source.variables.map((variable, i) => {
    const step =
      'special' in variable.source ? { kind: 'part' as const, text: variable.label } : { kind: 'variable' as const, name: variable.label };
    const found = values[i]!;
    writer.shared.add({ fn, record: writer.recordIdOf(fn)!, index: i, source, found, way });
    return writer.pruned.slotOf(found.value, variable.uses, variable.skippedMembers, way, step);
  });
  const home = parsed.own.super && parsed.form === 'method' ? homeOf(writer, fn, way) : undefined;
  const prototype = isClass ? prototypeOf(writer, fn, source, way) : undefined;
  const extras = writeProperties(writer, fn, way, {
    skip: key => key === 'length' || key === 'name' || key === 'prototype' || key === 'arguments' || key === 'caller',
    isMade: property => isFromText(property, parsed.text),
    usualProto: usualProtoOf(fn, source),
  });
  if (extras || source.mutates) writer.isPure = false;
  const name = Object.getOwnPropertyDescriptor(fn, 'name')?.value as unknown;
  return {
    kind: 'function',
    code: writer.codeOf(code),
    captures,
    ...(typeof name === 'string' && { name }),
    ...(classId !== undefined && { classId }),
    ...(home !== undefined && { home }),
    ...(lexicalThis !== undefined && { lexicalThis }),
    ...(prototype !== undefined && { prototype }),
    ...(extras && { extras }),
  } satisfies FunctionRecord;
}

/** True for what makes instances: classes, and functions written as constructors. */
export function isClassLike(fn: Function, { parsed }: FunctionSource): boolean {
  if (parsed.classBody) return true;
  if (parsed.form === 'method' || parsed.isArrow || types.isGeneratorFunction(fn) || types.isAsyncFunction(fn)) return false;
  const prototype = fn.prototype as object | undefined;
  return prototype !== undefined && prototype !== null && (parsed.own.this || Reflect.ownKeys(prototype).length > 1);
}

/** A method of the class body, not a property that somebody set later. */
export function isFromText(property: PropertyDescriptor, text: string): boolean {
  if (property.enumerable) return false;
  const made = (property.value ?? property.get ?? property.set) as unknown;
  return typeof made === 'function' && text.includes(functionToString.call(made));
}

/** A class that takes nothing from outside is told by its text and place. */
function classKey({ variables, code }: FunctionSource): string | undefined {
  if (variables.length > 0) return undefined;
  const { file, line, column } = code.location ?? { file: '', line: 0, column: 0 };
  return `${file}:${line}:${column}:${code.text}`;
}

function inspect(writer: GraphWriter, fn: Function, way: Way): Inspection {
  try {
    return writer.env.sources.inspect(fn);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    way.title = () => titleOf(functionToString.call(fn), undefined, false, fn.name);
    const reason = `whose text means nothing outside of its place: ${error.message.replace(/ \(\d+:\d+\)$/, '')}.`;
    throw new Refusal(way, `a function ${reason}`, 'ship the object or the class around it, or write it as a function of its own.');
  }
}

function writeNative(writer: GraphWriter, fn: Function, bound: Extract<Inspection, { kind: 'native' }>['bound'], way: Way): GraphRecord {
  const named = writer.referenceRecord(fn);
  if (named) return named;
  if (!bound) {
    throw new Refusal(way, `a native function${fn.name ? ` (${fn.name})` : ''} that has no name elsewhere.`, waysOut.makeInside);
  }
  way.title = () => `a bound function (${fn.name})`;
  return {
    kind: 'bound',
    target: writer.slotOf(bound.target, way, { kind: 'part', text: 'its target' }),
    boundThis: writer.slotOf(bound.boundThis, way, { kind: 'part', text: 'its `this`' }),
    boundArgs: bound.boundArgs.map((argument, i) => writer.slotOf(argument, way, { kind: 'part', text: `its argument ${i + 1}` })),
  };
}

/** An arrow's `this` is a variable of the code around it that V8 shows to nobody; only that of a field of an instance is known. */
function thisOf(writer: GraphWriter, { parsed }: FunctionSource, way: Way): Slot {
  const { outer } = parsed;
  if (
    outer.this &&
    !outer.super &&
    way.owner &&
    way.step?.kind === 'member' &&
    isFieldOf(writer, way.owner, String(way.step.key), parsed.text)
  )
    return writer.slotOf(way.owner, way, undefined);
  const word = outer.super ? 'super' : outer.this ? 'this' : undefined;
  if (word === undefined) return;
  throw new Refusal(
    { from: way, step: { kind: 'variable', name: word } },
    'which belongs to the code around it and cannot be read from outside.',
    'copy what it needs to a constant first (`const factor = this.factor`) and use that.',
  );
}

function isFieldOf(writer: GraphWriter, owner: object, key: string, text: string): boolean {
  for (let proto: unknown = Object.getPrototypeOf(owner); proto; proto = Object.getPrototypeOf(proto)) {
    const type = constructorOf(proto as object);
    const inspection = type && writer.env.sources.tryInspect(type);
    const parsed = inspection?.kind === 'source' ? inspection.source.parsed : undefined;
    if (parsed?.classBody && isArrowField(parsed.classBody, parsed.text, key, text)) return true;
  }
  return false;
}

/** `super` in a method of an object literal means the prototype of that object. */
function homeOf(writer: GraphWriter, fn: Function, way: Way): Slot {
  const owner = way.owner;
  if (owner) return writer.slotOf(Object.getPrototypeOf(owner), way, { kind: 'part', text: 'super' });
  throw new Refusal(
    { from: way, step: { kind: 'variable', name: 'super' } },
    'of an object that is not known here.',
    `call it on its object: x => object.${fn.name || 'method'}(x).`,
  );
}

/** The slot of the prototype object when it holds more than the text of the class makes. */
function prototypeOf(writer: GraphWriter, fn: Function, { parsed }: FunctionSource, way: Way): Slot | undefined {
  const prototype = fn.prototype as object;
  if (writer.recordIdOf(prototype) !== undefined) return undefined;
  const isUsual = (key: PropertyKey, property: PropertyDescriptor) =>
    key === 'constructor' || isFromText(property, parsed.classBody ? parsed.text : '');
  const usualProto = parsed.classBody ? Object.getPrototypeOf(prototype) : Object.prototype;
  const isMade =
    Reflect.ownKeys(prototype).every(key => isUsual(key, Object.getOwnPropertyDescriptor(prototype, key)!)) &&
    Object.getPrototypeOf(prototype) === usualProto;
  return isMade && Object.isExtensible(prototype) ? undefined : writer.slotOf(prototype, way, { kind: 'member', key: 'prototype' });
}

function usualProtoOf(fn: Function, { parsed }: FunctionSource): unknown {
  const isSpecial = types.isAsyncFunction(fn) || types.isGeneratorFunction(fn) || (parsed.classBody?.superClass ?? null) !== null;
  return isSpecial ? Object.getPrototypeOf(fn) : Function.prototype;
}

function fileAround(way: Way): string {
  for (let at: Way | undefined = way; at; at = at.from) if (at.file !== undefined) return at.file;
  return '';
}
