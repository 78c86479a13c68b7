/** Whether two plans are sure to give the same rows, as far as their shape tells: names of columns do not count. */
import type { TypedPlan } from './analyzer/typed-plan.js';

export const sameSemantics = (a: TypedPlan, b: TypedPlan): boolean => canonicalText(a) === canonicalText(b);

/** Equal for plans of the same semantics. */
export function semanticHash(plan: TypedPlan): number {
  let hash = 0;
  for (const character of canonicalText(plan)) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) | 0;
  return hash;
}

/** Where these stand, their operands may change places. */
const commutative: ReadonlySet<string> = new Set(['+', '*', 'and', 'or', '&', '|', '^', '=', '<=>']);
const mirrored: ReadonlyMap<string, string> = new Map([
  ['>', '<'],
  ['>=', '<='],
]);
/** What a person reads, and what follows from the rest. */
const unseen: ReadonlySet<string> = new Set(['origin', 'qualifier', 'metadata', 'output', 'nullable', 'isLateral']);

type Loose = Readonly<Record<string, unknown>>;

function canonicalText(plan: TypedPlan): string {
  const idToNumber = new Map<number, number>();
  const numberOf = (id: number): number => {
    if (!idToNumber.has(id)) idToNumber.set(id, idToNumber.size);
    return idToNumber.get(id)!;
  };
  const write = (value: unknown): string => {
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'function') return String(value);
    if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : (JSON.stringify(value) ?? '');
    if (Array.isArray(value)) return `[${value.map(write).join()}]`;
    if (value instanceof Uint8Array || value instanceof Map) return `[${[...value].map(write).join()}]`;
    const node = value as Loose;
    if (node.kind === 'alias') {
      const child = write(node.child);
      return `${child} as ${numberOf(node.id as number)}`;
    }
    if (node.kind === 'attribute') return `#${numberOf(node.id as number)}`;
    if (node.kind === 'call') return writeCall(node);
    return writeFields(node);
  };
  const writeCall = (node: Loose): string => {
    const args = (node.args as readonly unknown[]).map(write);
    const name = node.name as string;
    const mirror = mirrored.get(name);
    if (mirror !== undefined) return `${mirror}(${args.reverse().join()})`;
    return `${name}(${(commutative.has(name) ? args.sort() : args).join()})${write(node.data)}`;
  };
  const writeFields = (node: Loose): string => {
    // What is below a plan comes first: its columns are numbered in their own order.
    const fields = Object.entries(node).filter(([key, field]) => !unseen.has(key) && field !== undefined);
    const below = fields.filter(([key]) => key === 'input' || key === 'inputs' || key === 'left' || key === 'right');
    const others = fields.filter(each => !below.includes(each));
    const text = below.map(([key, field]) => `${key}:${write(field)}`);
    if (below.length === 0 && Array.isArray(node.output)) for (const { id } of node.output as readonly { id: number }[]) numberOf(id);
    return `{${[...text, ...others.map(([key, field]) => `${key}:${write(field)}`)].join()}}`;
  };
  const text = write(plan);
  return `${text} -> ${plan.output.map(({ id }) => numberOf(id)).join()}`;
}
