/**
 * What the capturer must know of a function before it reads values: its code as it will be compiled elsewhere, and its variables.
 * Computed once per function object; values are read anew at each capture.
 */
import { checkComputedKeys, parentOf, trimClass, without } from './class-text.js';
import type { Reference } from './free-names.js';
import type { FunctionInspector, InspectedFunction, ScopeChain } from './function-inspector.js';
import { type FunctionTexts, isNativeText, type ParsedFunction } from './function-text.js';
import type { FunctionCode } from './graph.js';
import { TextEdits } from './text-edits.js';
import { wellKnownNames } from './well-known.js';

/** A variable that a function takes from outside. */
export interface Variable {
  /** As the person wrote it. */
  readonly label: string;
  /** Where its value is: a scope of the function, or a property of a global object (`$cell3.limit`). */
  readonly source: { readonly scope: string } | { readonly base: object; readonly key: string } | { readonly special: 'parent' | 'import' };
  /** How it is used; the members are those after the variable. */
  readonly uses: readonly Reference[];
  readonly skippedMembers: number;
  readonly param: string;
}

/** A variable and what it holds now. */
export interface VariableValue {
  readonly value: unknown;
  /** Where the variable lives: a scope, so many scopes from the outermost, or an object. */
  readonly home?: { readonly scope: object; readonly depth: number } | { readonly base: object };
}

export interface FunctionSource {
  readonly parsed: ParsedFunction;
  readonly code: FunctionCode;
  readonly variables: readonly Variable[];
  readonly readsScopes: boolean;
  /** The code when some of its variables, by index, are shared with other functions: these are read and written as `name.v`. */
  codeSharing(shared: ReadonlySet<number>): FunctionCode;
  /** Assigns a variable, or a property of one. */
  readonly mutates: boolean;
}

export type Inspection =
  | { readonly kind: 'native'; readonly bound: InspectedFunction['bound'] }
  | { readonly kind: 'source'; readonly source: FunctionSource; readonly file: string };

const functionToString = Function.prototype.toString;
const cellName = /^\$cell\d+$/;
const globalNames: ReadonlySet<string> = new Set(['globalThis', 'global']);

/** Stands for `import()` of the thread that a function runs on. */
export const importMark: () => void = () => {};

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
  valuesOf(fn: Function, { variables, readsScopes }: FunctionSource): VariableValue[] {
    const scopes = readsScopes ? this.scopesOf(fn) : undefined;
    return variables.map(({ source }) => {
      if ('scope' in source) {
        const found = scopes!.find(source.scope);
        return { value: found?.value, ...(found && { home: found }) };
      }
      if ('special' in source) return { value: source.special === 'parent' ? Object.getPrototypeOf(fn) : importMark };
      return { value: (source.base as Record<string, unknown>)[source.key], home: source };
    });
  }

  scopesOf(fn: Function): ScopeChain {
    let scopes = this.scopes.get(fn);
    if (!scopes) this.scopes.set(fn, (scopes = this.inspector.inspect(fn).scopes()));
    return scopes;
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
    const edits = new TextEdits(text);
    const dropped = parsed.classBody ? trimClass(parsed.classBody, edits) : [];
    const free = without(parsed.free, dropped);
    const scopes = free.length > 0 ? inspected.scopes() : undefined;
    if (scopes) this.scopes.set(fn, scopes);
    const variables: Variable[] = [];
    const taken = new Set(parsed.free.map(name => name.name));
    const add = (param: string, variable: Omit<Variable, 'param'>) => variables.push({ ...variable, param });
    const addSpecial = (special: 'parent' | 'import', param: string, label: string): string => {
      add(param, { label, source: { special }, uses: [], skippedMembers: 0 });
      return param;
    };
    for (const { name, references } of free) {
      if (scopes?.find(name)) {
        const param = reservedInStrict.has(name) ? unused(`$${name.slice(1)}`, taken) : name;
        add(param, { label: name, source: { scope: name }, uses: references, skippedMembers: 0 });
      } else if (!Object.hasOwn(globalThis, name)) {
        if (parsed.classBody) checkComputedKeys(parsed.classBody, { name, references });
      } else if (name === '$import') {
        // What the shell's compiler makes of `import(...)`.
        addSpecial('import', name, 'import()');
      } else if (cellName.test(name) || globalNames.has(name)) {
        const base = (globalThis as Record<string, unknown>)[name] as object;
        for (const [key, uses] of byFirstMember(references)) {
          if (globalNames.has(name) && (wellKnownNames.has(key) || cellName.test(key) || !Object.hasOwn(base, key))) continue;
          const label = cellName.test(name) ? key : `${name}.${key}`;
          add(unused(`${name}_${key}`, taken), { label, source: { base, key }, uses, skippedMembers: 1 });
        }
      } else if (!wellKnownNames.has(name)) {
        add(name, { label: name, source: { base: globalThis, key: name }, uses: references, skippedMembers: 0 });
      }
    }
    const parent = parsed.classBody && parentOf(parsed.classBody);
    if (parent) edits.replace(parent.start, parent.end, addSpecial('parent', unused('$p', taken), 'its parent class'));
    if (parsed.imports.length > 0) {
      const param = addSpecial('import', unused('$mport', taken), 'import()');
      for (const { start } of parsed.imports) edits.replace(start, start + 'import'.length, param);
    }
    if (parsed.computedKey) edits.replace(parsed.computedKey[0] + 1, parsed.computedKey[1] - 1, '0');
    const codeSharing = (shared: ReadonlySet<number>): FunctionCode => ({
      text: withVariables(edits.copy(), variables, shared),
      params: variables.map(({ param }) => param),
      form: parsed.form,
      ...(parsed.accessor && { accessor: parsed.accessor }),
      strict: !sloppy,
      ...(inspected.location && file !== '' && { location: { file, ...startOf(text, parsed.anchor, inspected.location) } }),
    });
    const readsScopes = variables.some(variable => 'scope' in variable.source);
    const mutates = variables.some(variable => variable.uses.some(use => use.usage === 'write'));
    return { kind: 'source', file, source: { parsed, code: codeSharing(new Set()), codeSharing, variables, readsScopes, mutates } };
  }
}

/** Writes each variable as the parameter that it becomes. */
function withVariables(edits: TextEdits, variables: readonly Variable[], shared: ReadonlySet<number>): string {
  for (const [i, { param, uses, skippedMembers }] of variables.entries()) {
    const written = shared.has(i) ? `${param}.v` : param;
    for (const use of uses) if (written !== use.node.name) edits.rename(use, written, skippedMembers);
  }
  return edits.apply();
}

/** Every free name is accounted for: a scope's, a cell's or a standard global. */
function isSettled({ parsed, variables }: FunctionSource): boolean {
  const labels = new Set(variables.map(variable => ('scope' in variable.source ? variable.source.scope : variable.label)));
  return parsed.free.every(
    ({ name }) => labels.has(name) || name === '$import' || cellName.test(name) || (wellKnownNames.has(name) && !globalNames.has(name)),
  );
}

/** Names that code may use but no parameter may have in strict mode. */
const reservedInStrict: ReadonlySet<string> = new Set([
  'arguments',
  'eval',
  'yield',
  'let',
  'static',
  'implements',
  'interface',
  'package',
  'private',
  'protected',
  'public',
  'await',
]);

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

/** V8 gives the place of the anchor; the text starts before it. */
function startOf(text: string, anchor: number, at: { line: number; column: number }): { line: number; column: number } {
  const lineCount = text.slice(0, anchor).split('\n').length - 1;
  // What stands before the first line of a text that opens further down is not known; its own lines keep their columns.
  return lineCount > 0 ? { line: at.line - lineCount + 1, column: 1 } : { line: at.line + 1, column: at.column - anchor + 1 };
}
