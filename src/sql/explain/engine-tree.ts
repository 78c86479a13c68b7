/** A plan of DuckDB as a tree in Spark's style: `HashGroupBy Groups: [#0], Aggregates: [max(#1)]`. */
import { type TreeNode, treeLines } from './tree-lines.js';

/** As DuckDB's `EXPLAIN (FORMAT JSON)` has it. */
export interface EnginePlan {
  readonly name: string;
  readonly children: readonly EnginePlan[];
  readonly extra_info: Readonly<Record<string, string | readonly string[]>>;
}

const lists = new Set(['Projections', 'Expressions', 'Groups', 'Aggregates']);

/** The function that reads files of a format is made for the query. */
const fileScan = /^scan_([a-z]+)_\d+$/i;

function nameOf({ name }: EnginePlan): string {
  const [, format] = fileScan.exec(name.trim()) ?? [];
  if (format !== undefined) return `FileScan ${format.toLowerCase()}`;
  const words = name.trim().split(/[_\s]+/);
  return words.map(word => word[0]?.toUpperCase() + word.slice(1).toLowerCase()).join('');
}

const detailsOf = ({ extra_info: info }: EnginePlan): readonly (readonly [key: string, value: string])[] =>
  Object.entries(info)
    .filter(([key, value]) => key !== 'Estimated Cardinality' && value.length > 0 && !key.startsWith('__'))
    .filter(([, value]) => typeof value !== 'string' || !fileScan.test(value))
    .map(([key, value]) => [key, typeof value === 'string' && !lists.has(key) ? value : `[${[value].flat().join(', ')}]`]);

export function engineTree(plan: EnginePlan): TreeNode {
  const details = detailsOf(plan).map(([key, value]) => `${key}: ${value}`);
  return { text: [nameOf(plan), details.join(', ')].join(' ').trimEnd(), children: plan.children.map(engineTree) };
}

/** Names and numbers in a tree, and below it what there is to say of each. */
export function formattedPlan(root: EnginePlan): string {
  const numbered: EnginePlan[] = [];
  const number = (plan: EnginePlan): TreeNode => {
    const children = plan.children.map(number);
    numbered.push(plan);
    return { text: `${nameOf(plan)} (${numbered.length})`, children };
  };
  const tree = treeLines(number(root)).join('\n');
  const details = numbered.map((plan, i) => [`(${i + 1}) ${nameOf(plan)}`, ...detailsOf(plan).map(each => each.join(': '))].join('\n'));
  return `${tree}\n\n\n${details.join('\n\n')}`;
}
