/**
 * What the capturer must know of a function before it reads values: its code as it will be compiled elsewhere, and its variables.
 * Computed once per function object; values are read anew at each capture.
 */
import type { FreeName, Reference } from './free-names.js';
import type { FunctionInspector, InspectedFunction, ScopeChain } from './function-inspector.js';
import { type FunctionTexts, type ParsedFunction, isNativeText } from './function-text.js';
import type { FunctionCode } from './graph.js';
import { wellKnownNames } from './well-known.js';

/** A variable that a function takes from outside. */
export interface Variable {
  /** As the person wrote it. */
  readonly label: string;
  /** Where its value is: a scope of the function, or a property of a global object (`$cell3.limit`). */
  readonly source: { readonly scope: string } | { readonly base: object; readonly key: string };
  /** How it is used; the members are those after the variable. */
  readonly uses: readonly Reference[];
  readonly skippedMembers: number;
}

export interface FunctionSource {
  readonly parsed: ParsedFunction;
  readonly code: FunctionCode;
  readonly variables: readonly Variable[];
  readonly readsScopes: boolean;
  /** Assigns a variable, or a property of one. */
  readonly mutates: boolean;
}

export type Inspection =
  | { readonly kind: 'native'; readonly bound: InspectedFunction['bound'] }
  | { readonly kind: 'source'; readonly source: FunctionSource; readonly file: string };

const functionToString = Function.prototype.toString;
const cellName = /^\$cell\d+$/;
const globalNames: ReadonlySet<string> = new Set(['globalThis', 'global']);

export class FunctionSources {
  private readonly inspections = new WeakMap<Function, Inspection>();
  /** Scopes that were read in the capture that is going on. */
  private readonly scopes = new Map<Function, ScopeChain>();

  constructor(
    private readonly inspector: FunctionInspector,
    private readonly texts: FunctionTexts,
  ) {}

  /** @throws SyntaxError when the text means nothing outside of its place */
  inspect(fn: Function): Inspection {
    const known = this.inspections.get(fn);
    if (known) return known;
    const text = functionToString.call(fn);
    const found: Inspection = isNativeText(text) ? { kind: 'native', bound: this.inspector.inspect(fn).bound } : this.read(fn, text);
    // A name that nothing defines yet may be defined by the next capture.
    if (found.kind === 'native' || found.source.parsed.free.length === 0 || isSettled(found.source)) this.inspections.set(fn, found);
    return found;
  }

  tryInspect(fn: Function): Inspection | undefined {
    try {
      return this.inspect(fn);
    } catch (error) {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  /** True when a later look would find the same variables. */
  isSettled(fn: Function): boolean {
    return this.inspections.has(fn);
  }

  /** Ends a capture: values are read anew in the next. */
  release(): void {
    this.scopes.clear();
    this.inspector.release();
  }

  /** The values that the variables of a function have now. */
  valuesOf(fn: Function, { variables, readsScopes }: FunctionSource): unknown[] {
    const scopes = readsScopes ? (this.scopes.get(fn) ?? this.inspector.inspect(fn).scopes()) : undefined;
    return variables.map(({ source }) => {
      if ('scope' in source) return scopes!.find(source.scope)?.value;
      return (source.base as Record<string, unknown>)[source.key];
    });
  }

  /** Functions of sloppy code say so by `caller`; its arrows and methods do not, and are taken as strict while they can be. */
  private parse(fn: Function, text: string): { parsed: ParsedFunction; sloppy: boolean } {
    if (Object.hasOwn(fn, 'caller')) return { parsed: this.texts.parse(text, true), sloppy: true };
    try {
      return { parsed: this.texts.parse(text, false), sloppy: false };
    } catch {
      return { parsed: this.texts.parse(text, true), sloppy: true };
    }
  }

  private read(fn: Function, text: string): Inspection {
    const inspected = this.inspector.inspect(fn);
    const file = inspected.location?.file ?? '';
    const { parsed, sloppy } = this.parse(fn, text);
    const edits = new Edits(text);
    const dropped = parsed.classBody ? trimClass(parsed.classBody, edits) : [];
    const free = parsed.free.map(name => without(name, dropped)).filter(name => name.references.length > 0);
    const scopes = free.length > 0 ? inspected.scopes() : undefined;
    if (scopes) this.scopes.set(fn, scopes);
    const variables: Variable[] = [];
    const params: string[] = [];
    const taken = new Set(parsed.free.map(name => name.name));
    for (const name of free) {
      if (scopes?.find(name.name)) {
        const param = reservedInStrict.has(name.name) ? unused(`$${name.name.slice(1)}`, taken) : name.name;
        if (param !== name.name) for (const reference of name.references) edits.rename(reference, param, 0);
        params.push(param);
        variables.push({ label: name.name, source: { scope: name.name }, uses: name.references, skippedMembers: 0 });
        continue;
      }
      if (!Object.hasOwn(globalThis, name.name)) continue;
      const holdsVariables = cellName.test(name.name) || globalNames.has(name.name);
      if (holdsVariables) {
        const base = (globalThis as Record<string, unknown>)[name.name] as object;
        for (const [key, references] of byFirstMember(name.references)) {
          if (globalNames.has(name.name) && (wellKnownNames.has(key) || cellName.test(key) || !Object.hasOwn(base, key))) continue;
          const param = unused(`${name.name}_${key}`, taken);
          for (const reference of references) edits.rename(reference, param, 1);
          params.push(param);
          variables.push({ label: cellName.test(name.name) ? key : `${name.name}.${key}`, source: { base, key }, uses: references, skippedMembers: 1 });
        }
      } else if (!wellKnownNames.has(name.name)) {
        params.push(name.name);
        variables.push({ label: name.name, source: { base: globalThis, key: name.name }, uses: name.references, skippedMembers: 0 });
      }
    }
    if (parsed.classBody?.superClass && dropped.some(range => range[0] === parsed.classBody!.superClass!.start)) {
      const param = unused('$p', taken);
      edits.replace(parsed.classBody.superClass.start, parsed.classBody.superClass.end, param);
      params.push(param);
      variables.push({ label: 'extends', source: { base: fn, key: '__proto__' }, uses: [], skippedMembers: 0 });
    }
    if (parsed.computedKey) edits.replace(parsed.computedKey[0] + 1, parsed.computedKey[1] - 1, '0');
    const code: FunctionCode = {
      text: edits.apply(),
      params,
      form: parsed.form,
      ...(parsed.accessor && { accessor: parsed.accessor }),
      strict: !sloppy,
      ...(inspected.location && file !== '' && { location: { file, ...startOf(text, parsed.anchor, inspected.location) } }),
    };
    const readsScopes = variables.some(variable => 'scope' in variable.source);
    const mutates = variables.some(variable => variable.uses.some(use => use.usage === 'write'));
    return { kind: 'source', file, source: { parsed, code, variables, readsScopes, mutates } };
  }
}

/** Every free name is accounted for: a scope's, a cell's or a standard global. */
function isSettled({ parsed, variables }: FunctionSource): boolean {
  const labels = new Set(variables.map(variable => ('scope' in variable.source ? variable.source.scope : variable.label)));
  return parsed.free.every(({ name }) => labels.has(name) || cellName.test(name) || (wellKnownNames.has(name) && !globalNames.has(name)));
}

/** Names that code may use but no parameter may have in strict mode. */
const reservedInStrict: ReadonlySet<string> = new Set(
  ['arguments', 'eval', 'yield', 'let', 'static', 'implements', 'interface', 'package', 'private', 'protected', 'public', 'await'],
);

function unused(name: string, taken: Set<string>): string {
  let free = name;
  while (taken.has(free)) free = `$${free.length > 1 && free.startsWith('$') ? free : free.slice(1)}`;
  taken.add(free);
  return free;
}

function byFirstMember(references: readonly Reference[]): Map<string, Reference[]> {
  const groups = new Map<string, Reference[]>();
  for (const reference of references) {
    const property = reference.members[0]?.property;
    if (property?.type !== 'Identifier') continue;
    const group = groups.get(property.name);
    if (group) group.push(reference);
    else groups.set(property.name, [reference]);
  }
  return groups;
}

type Range = readonly [start: number, end: number];

/**
 * The class as it stands now is shipped, not the making of it: initialisers of static fields and static blocks are blanked out (their
 * results travel as values, their effects happened here), and a computed heritage is replaced by the parent that it gave.
 * Classes with private statics keep them: nothing outside of the class can read or set these.
 */
function trimClass(classBody: NonNullable<ParsedFunction['classBody']>, edits: Edits): Range[] {
  const dropped: Range[] = [];
  const { superClass, body } = classBody;
  if (superClass && superClass.type !== 'Identifier' && superClass.type !== 'Literal') dropped.push([superClass.start, superClass.end]);
  const isPrivateStatic = body.body.some(member => member.type === 'PropertyDefinition' && member.static && member.key.type === 'PrivateIdentifier');
  if (isPrivateStatic) return dropped;
  for (const member of body.body) {
    if (member.type === 'StaticBlock') {
      dropped.push([member.start, member.end]);
      edits.blank(member.start, member.end);
    } else if (member.type === 'PropertyDefinition' && member.static && member.value) {
      const keyEnd = edits.text.indexOf('=', member.computed ? edits.text.indexOf(']', member.key.end) : member.key.end);
      dropped.push([member.value.start, member.value.end]);
      edits.blank(keyEnd, edits.text.endsWith(';', member.end) ? member.end - 1 : member.end);
    }
  }
  return dropped;
}

function without(name: FreeName, dropped: readonly Range[]): FreeName {
  if (dropped.length === 0) return name;
  const references = name.references.filter(({ node }) => !dropped.some(([start, end]) => node.start >= start && node.end <= end));
  return { ...name, references };
}

/** Replacements keep the length of the text where they can, so that stack frames name the person's columns. */
class Edits {
  private readonly edits: { start: number; end: number; text: string }[] = [];
  constructor(readonly text: string) {}

  replace(start: number, end: number, text: string): void {
    const lines = this.text.slice(start, end).split('\n');
    lines[0] = text.padEnd(lines[0]!.length);
    for (let i = 1; i < lines.length; i++) lines[i] = ' '.repeat(lines[i]!.length);
    this.edits.push({ start, end, text: lines.join('\n') });
  }

  blank(start: number, end: number): void {
    this.replace(start, end, '');
  }

  /** Replaces a name and the first `memberCount` members after it. */
  rename({ node, members, shorthand }: Reference, name: string, memberCount: number): void {
    const end = memberCount === 0 ? node.end : members[memberCount - 1]!.end;
    this.replace(node.start, end, shorthand ? `${node.name}: ${name}` : name);
  }

  apply(): string {
    let text = '';
    let at = 0;
    for (const edit of this.edits.sort((a, b) => a.start - b.start)) {
      text += this.text.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    return text + this.text.slice(at);
  }
}

/** V8 gives the place of the anchor; the text starts before it. */
function startOf(text: string, anchor: number, at: { line: number; column: number }): { line: number; column: number } {
  const lineCount = text.slice(0, anchor).split('\n').length - 1;
  // What stands before the first line of a text that opens further down is not known; its own lines keep their columns.
  return lineCount > 0 ? { line: at.line - lineCount + 1, column: 1 } : { line: at.line + 1, column: at.column - anchor + 1 };
}
