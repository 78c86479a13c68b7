/** What EXPLAIN and `df.explain()` show: our plan as it was written and as it was analyzed, then what DuckDB makes of it. */
import { SparkError } from '../../errors/spark-error.js';
import type { TypedPlan } from '../analyzer/typed-plan.js';
import type { LogicalPlan } from '../plan/index.js';
import type { SessionState } from '../session-state.js';
import { engineTree, formattedPlan } from './engine-tree.js';
import { parsedTree } from './parsed-tree.js';
import { treeLines } from './tree-lines.js';
import { typedTree } from './typed-tree.js';

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
  const { optimized, physical } = engine.explain(analyzed, settings, state.confForThread());
  if (mode === 'formatted') return `${heading('Physical Plan')}${formattedPlan(physical)}\n`;
  const physicalText = `${heading('Physical Plan')}${treeLines(engineTree(physical)).join('\n')}\n`;
  if (mode === 'simple') return physicalText;
  const optimizedText = `${heading('Optimized Logical Plan')}${treeLines(engineTree(optimized, mode === 'cost')).join('\n')}\n\n`;
  if (mode === 'cost') return optimizedText + physicalText;
  const analyzedTree = typedTree(analyzed, settings.timeZone);
  const parsedLines = treeLines(parsed === undefined ? analyzedTree : parsedTree(parsed, settings.timeZone));
  const types = analyzed.output.map(each => `${each.name}: ${each.dataType.simpleString}`).join(', ');
  return [
    `${heading('Parsed Logical Plan')}${parsedLines.join('\n')}\n\n`,
    `${heading('Analyzed Logical Plan')}${types}\n${treeLines(analyzedTree).join('\n')}\n\n`,
    optimizedText,
    physicalText,
  ].join('');
}

export const heading = (name: string): string => `== ${name} ==\n`;
