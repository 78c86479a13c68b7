/** What EXPLAIN and `df.explain()` show: our plan as it was written and as it was analyzed, then what DuckDB makes of it. */
import { SparkError } from '../../errors/spark-error.js';
import type { TypedPlan } from '../analyzer/typed-plan.js';
import type { Operator } from '../optimizer/operator.js';
import { operatorOf } from '../optimizer/operator-of.js';
import { optimize } from '../optimizer/optimizer.js';
import { ruleContextOf } from '../optimizer/rule.js';
import type { LogicalPlan } from '../plan/index.js';
import type { SessionState } from '../session-state.js';
import { engineTree, formattedPlan } from './engine-tree.js';
import { operatorTree } from './operator-tree.js';
import { parsedTree } from './parsed-tree.js';
import { shortenedList } from './shortened-list.js';
import { treeLines } from './tree-lines.js';

export type ExplainMode = 'simple' | 'extended' | 'codegen' | 'cost' | 'formatted';
const modes: readonly string[] = ['simple', 'extended', 'codegen', 'cost', 'formatted'] satisfies ExplainMode[];

/** @throws SparkError when there is no such mode */
export function explainModeOf(mode: boolean | string): ExplainMode {
  const name = typeof mode === 'boolean' ? (mode ? 'extended' : 'simple') : mode.toLowerCase();
  if (modes.includes(name)) return name as ExplainMode;
  throw new SparkError(
    'IllegalArgumentException',
    `Unknown explain mode: ${mode}. Accepted explain modes are 'simple', 'extended', 'codegen', 'cost', 'formatted'.`,
  );
}

export interface Explained {
  /** The plan before analysis; absent when there was none. */
  readonly parsed?: LogicalPlan | undefined;
  readonly analyzed: TypedPlan;
}

export function explainText({ parsed, analyzed }: Explained, mode: ExplainMode, state: SessionState): string {
  const settings = state.settings();
  const { engine } = state.shared;
  if (mode === 'codegen') return `Found 0 WholeStageCodegen subtrees.\n\n== Query of DuckDB ==\n${engine.sqlOf(analyzed, settings)}\n`;
  const physical = engine.explain(analyzed, settings, state.confForThread());
  if (mode === 'formatted') return `${heading('Physical Plan')}${formattedPlan(physical)}\n`;
  const physicalText = `${heading('Physical Plan')}${treeLines(engineTree(physical)).join('\n')}\n`;
  if (mode === 'simple') return physicalText;
  const cx = ruleContextOf(state);
  const analyzedPlan = operatorOf(analyzed, cx);
  const tree = (plan: Operator, withCost = false) => treeLines(operatorTree(plan, settings.timeZone, cx.newId, withCost)).join('\n');
  const optimizedText = `${heading('Optimized Logical Plan')}${tree(optimize(analyzedPlan, cx), mode === 'cost')}\n\n`;
  if (mode === 'cost') return optimizedText + physicalText;
  const analyzedText = tree(analyzedPlan);
  const parsedText = parsed === undefined || parsed.kind === 'dataSource' ? analyzedText : treeLines(parsedTree(parsed, cx)).join('\n');
  const types = shortenedList(analyzed.output.map(each => `${each.name}: ${each.dataType.simpleString}`));
  return [
    `${heading('Parsed Logical Plan')}${parsedText}\n\n`,
    `${heading('Analyzed Logical Plan')}${types}\n${analyzedText}\n\n`,
    optimizedText,
    physicalText,
  ].join('');
}

const heading = (name: string): string => `== ${name} ==\n`;

/** A statement that is no query. */
export const commandText = (plan: LogicalPlan): string =>
  `${heading('Physical Plan')}Execute ${plan.kind[0]!.toUpperCase()}${plan.kind.slice(1)}\n`;

/** What is known of a query that is wrong. */
export function failureText(plan: LogicalPlan, error: SparkError, state: SessionState): string {
  const tree = treeLines(parsedTree(plan, ruleContextOf(state))).join('\n');
  return `${heading('Parsed Logical Plan')}${tree}\n\n${heading('Analyzed Logical Plan')}${error.name}: ${error.message}\n`;
}
