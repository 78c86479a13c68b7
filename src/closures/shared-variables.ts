/**
 * Variables that several functions of a graph share and that at least one of them assigns: `let n = 0` with `inc` and `get`. Elsewhere
 * these functions must share it too, so it travels as a cell of its own. A variable that nobody assigns needs no cell: copies will do.
 *
 * V8 shows what a scope holds but not which scope it is. Two functions see one scope when the scope holds, under the same name, something
 * that was made in it; they see different scopes when the scopes hold different things. Where neither can be told, the functions are
 * refused: a counter that silently splits in two is worse.
 */
import { types } from 'node:util';
import type { FunctionSource, FunctionSources, VariableValue } from './function-source.js';
import { ownData } from './own-data.js';
import { Refusal, type Way } from './refusal.js';

/** One function's use of one of its variables. */
export interface VariableUse {
  readonly fn: Function;
  readonly record: number;
  readonly index: number;
  readonly source: FunctionSource;
  readonly found: VariableValue;
  readonly way: Way;
}

export class SharedVariables {
  private readonly keyToUses = new Map<string, VariableUse[]>();
  private readonly baseIds = new Map<object, number>();

  constructor(private readonly sources: FunctionSources) {}

  add(use: VariableUse): void {
    const { home } = use.found;
    const { label } = use.source.variables[use.index]!;
    if (!home) return;
    const key = 'base' in home ? `${this.baseId(home.base)}.${label}` : `${use.source.code.location?.file}:${home.depth}:${label}`;
    const uses = this.keyToUses.get(key);
    if (uses) uses.push(use);
    else this.keyToUses.set(key, [use]);
  }

  /** The uses of each variable that needs a cell. */
  *groups(): Generator<readonly VariableUse[]> {
    for (const uses of this.keyToUses.values()) {
      if (uses.length < 2 || !uses.some(assigns)) continue;
      // One variable has one value.
      for (const alike of byValue(uses)) if (alike.length > 1 && alike.some(assigns)) yield* this.split(alike);
    }
  }

  private *split(uses: readonly VariableUse[]): Generator<readonly VariableUse[]> {
    const variables: VariableUse[][] = [];
    for (const use of uses) {
      const own = variables.find(others => others.some(other => this.isSame(use, other)));
      if (own) own.push(use);
      else variables.push([use]);
    }
    for (const [i, a] of variables.entries()) {
      for (const b of variables.slice(i + 1)) {
        if ((a.some(assigns) || b.some(assigns)) && !isDifferent(a[0]!, b[0]!)) throw ambiguous(a[0]!, b[0]!);
      }
      if (a.length > 1 && a.some(assigns)) yield a;
    }
  }

  private isSame(a: VariableUse, b: VariableUse): boolean {
    const [one, other] = [a.found.home!, b.found.home!];
    if ('base' in one || 'base' in other) return true;
    if (areSiblings(a, b)) return true;
    for (const [key, value] of ownData(one.scope)) {
      if (isObject(value) && (other.scope as Record<string, unknown>)[key] === value && this.wasMadeIn(value, key, one.depth)) return true;
    }
    return false;
  }

  /** A function that sees itself, or the object that holds it, under `key` of the scope was made in that scope. */
  private wasMadeIn(value: object, key: string, depth: number): boolean {
    const inside =
      typeof value === 'function' || types.isProxy(value)
        ? [value]
        : Array.isArray(value)
          ? value.slice(0, 20)
          : Array.from(ownData(value), ([, item]) => item);
    return inside.some(item => {
      if (typeof item !== 'function') return false;
      return (this.sources.scopesOf(item).at(depth) as Record<string, unknown> | undefined)?.[key] === value;
    });
  }

  private baseId(base: object): number {
    let id = this.baseIds.get(base);
    if (id === undefined) this.baseIds.set(base, (id = this.baseIds.size));
    return id;
  }
}

const isObject = (value: unknown): value is object => (typeof value === 'object' && value !== null) || typeof value === 'function';

const assigns = ({ source, index }: VariableUse) => {
  const { uses, skippedMembers } = source.variables[index]!;
  return uses.some(use => use.usage === 'write' && use.members.length === skippedMembers);
};

/** Members of one literal, `{ inc() { n++; }, get() { return n; } }`, were made together; what a loop makes at one place was not. */
function areSiblings(a: VariableUse, b: VariableUse): boolean {
  const { owner } = a.way;
  if (!owner || owner !== b.way.owner || Array.isArray(owner)) return false;
  const [one, other] = [a.source.code.location, b.source.code.location];
  return one?.line !== other?.line || one?.column !== other?.column;
}

/** One of the scopes, the same so many steps from the outermost, holds what the other does not. */
function isDifferent(a: VariableUse, b: VariableUse): boolean {
  const [one, other] = [a.found.home!, b.found.home!];
  if ('base' in one || 'base' in other) return false;
  const [left, right] = [one.scope as Record<string, unknown>, other.scope as Record<string, unknown>];
  const keys = Object.keys(left);
  return keys.length !== Object.keys(right).length || keys.some(key => !(key in right) || !Object.is(left[key], right[key]));
}

function byValue(uses: readonly VariableUse[]): Iterable<VariableUse[]> {
  const groups = new Map<unknown, VariableUse[]>();
  for (const use of uses) {
    const group = groups.get(use.found.value);
    if (group) group.push(use);
    else groups.set(use.found.value, [use]);
  }
  return groups.values();
}

function ambiguous(a: VariableUse, b: VariableUse): Refusal {
  const { label } = a.source.variables[a.index]!;
  const way: Way = { from: b.way, step: { kind: 'variable', name: label } };
  const other = a.way.title?.() ?? 'another function';
  return new Refusal(
    way,
    `a variable that may or may not be that of ${other}.`,
    `keep it in an object, \`const state = { ${label}: ... }\`, that both use.`,
  );
}
