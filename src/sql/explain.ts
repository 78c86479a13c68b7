/** What EXPLAIN shows: the plan as a tree, and the query that DuckDB runs. */
import { SparkError } from '../errors/spark-error.js';
import type { TypedPlan } from './analyzer/typed-plan.js';
import type { SessionState } from './session-state.js';

const modes: ReadonlySet<string> = new Set(['simple', 'extended', 'codegen', 'cost', 'formatted']);

export function explainText(plan: TypedPlan, mode: boolean | string, state: SessionState): string {
  const name = typeof mode === 'boolean' ? (mode ? 'extended' : 'simple') : mode.toLowerCase();
  if (!modes.has(name)) {
    throw new SparkError(
      'IllegalArgumentException',
      `Unknown explain mode: ${mode}. Accepted explain modes are 'simple', 'extended', 'codegen', 'cost', 'formatted'.`,
    );
  }
  const tree = treeOf(plan).join('\n');
  const physical = `== Physical Plan ==\n${tree}\n`;
  if (name !== 'extended' && name !== 'codegen') return physical;
  const types = plan.output.map(each => `${each.name}: ${each.dataType.simpleString}`).join(', ');
  return `== Analyzed Logical Plan ==\n${types}\n${tree}\n\n${physical}\n== DuckDB ==\n${state.shared.engine.sqlOf(plan, state.settings())}\n`;
}

function treeOf(plan: TypedPlan): string[] {
  const children = childrenOf(plan);
  const lines = [`${plan.kind[0]!.toUpperCase()}${plan.kind.slice(1)} [${plan.output.map(each => `${each.name}#${each.id}`).join(', ')}]`];
  children.forEach((child, i) => {
    const isLast = i === children.length - 1;
    treeOf(child).forEach((line, k) => {
      lines.push(`${k === 0 ? (isLast ? '+- ' : ':- ') : isLast ? '   ' : ':  '}${line}`);
    });
  });
  return lines;
}

function childrenOf(plan: TypedPlan): readonly TypedPlan[] {
  if (plan.kind === 'join') return [plan.left, plan.right];
  if (plan.kind === 'setOperation') return plan.inputs;
  return 'input' in plan ? [plan.input] : [];
}
