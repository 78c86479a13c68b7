/**
 * Windows of time: `window(ts, '5 minutes')` is a column that the rows below the query get, under the name `window`, which the query may
 * also use by itself (`window.start`). Rows without a time are left out; where windows overlap there is a row for each. A query has one
 * such window, and perhaps windows inside of it.
 *
 * `session_window` is a column too. Where a query groups by it, sessions of the other groups that touch become one before the rows are
 * grouped.
 */
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { isTimeWindow, windowMetadata } from '../functions/time-window-funcs.js';
import type { Expression, PlanNode, UnresolvedFunction } from '../plan/index.js';
import { childrenOf, isRelation } from '../plan/tree.js';
import { IntegerType, LongType } from '../types/index.js';
import type { Analyzer, RelationContext } from './analyzer.js';
import { keyOfExpression } from './expression-key.js';
import { attributeOf } from './expressions.js';
import { filter, project } from './plans.js';
import type { Scope } from './scope.js';
import type { Attribute, FunctionCall, TypedAlias, TypedExpression } from './typed-expression.js';
import type { TypedPlan } from './typed-plan.js';

export interface TimeWindows {
  /** The rows below, with the columns of the windows before their own. */
  readonly plan: TypedPlan;
  /** What a query that calls one may name by itself: the innermost. */
  readonly column: Attribute;
  /** The column that a call stands for. */
  readonly resolve: (call: FunctionCall) => TypedExpression;
}

const names = new Set(['window', 'session_window']);

/** Calls of windows by how many windows are inside of them. */
function callsByDepth(expressions: readonly PlanNode[]): readonly (readonly UnresolvedFunction[])[] {
  const levels: UnresolvedFunction[][] = [];
  const visit = (node: PlanNode): number => {
    if (isRelation(node)) return 0;
    let depth = 0;
    for (const child of childrenOf(node)) depth = Math.max(depth, visit(child));
    if (node.kind !== 'unresolvedFunction' || node.nameParts.length !== 1 || !names.has(node.nameParts[0]!.toLowerCase())) return depth;
    levels[depth] ??= [];
    levels[depth]!.push(node);
    return depth + 1;
  };
  for (const each of expressions) visit(each);
  return levels;
}

/** @returns undefined where no window is called */
export function withTimeWindows(
  expressions: readonly PlanNode[],
  input: TypedPlan,
  scope: Scope,
  context: RelationContext,
  analyzer: Analyzer,
): TimeWindows | undefined {
  const levels = callsByDepth(expressions);
  if (levels.length === 0) return undefined;
  const columns = new Map<string, Attribute>();
  const resolve = (call: FunctionCall) => columns.get(keyOfExpression(call)) ?? call;
  let plan = input;
  let innermost: Attribute | undefined;
  for (const calls of levels) {
    const found = new Map<string, FunctionCall>();
    for (const each of calls) {
      const typed = analyzer.within(context, () => analyzer.expressions.analyze(each as Expression, { scope, timeWindow: resolve }));
      if (isTimeWindow(typed)) found.set(keyOfExpression(typed), typed);
    }
    if (found.size > 1) throw sparkErrorOf('_LEGACY_ERROR_TEMP_1039', {}, { origin: calls[0]!.origin });
    for (const [key, call] of found) {
      const extended = withColumn(plan, call, analyzer);
      columns.set(key, extended.column);
      plan = extended.plan;
      innermost ??= extended.column;
    }
  }
  return innermost && { plan, column: innermost, resolve };
}

const fieldOf = (window: TypedExpression, index: 0 | 1, analyzer: Analyzer) => {
  const cx = analyzer.calls.context('window', window.origin, () => []);
  return cx.call('getstructfield', window, cx.literal(index, IntegerType));
};

/** Windows that one row is in, at most: each is an expression of the plan. */
const maxWindowsOfRow = 100_000;

function withColumn(plan: TypedPlan, call: FunctionCall, analyzer: Analyzer): { plan: TypedPlan; column: Attribute } {
  const cx = analyzer.calls.context(call.name, call.origin, () => call.args);
  const [time, ...durations] = call.args as readonly [TypedExpression, ...TypedExpression[]];
  const moment = time.dataType.kind === 'struct' ? cx.call('window_time', time) : time;
  const metadata = { [windowMetadata[call.name as keyof typeof windowMetadata]]: true };
  const named = (child: TypedExpression): TypedAlias =>
    Object.freeze({ ...analyzer.alias(child, call.name, metadata), nullable: false, dataType: call.dataType });
  if (call.name === 'session_window') {
    const column = named(cx.call('session bounds', moment, ...durations));
    const window = attributeOf(column);
    const extended = project(plan, [column, ...plan.output]);
    // A gap that is not positive makes no session, neither does an unknown one.
    return { plan: filter(extended, cx.call('>', fieldOf(window, 1, analyzer), fieldOf(window, 0, analyzer))), column: window };
  }
  const rows = filter(plan, cx.call('isnotnull', moment));
  const [size, slide] = durations.map(each => (each as { value: bigint }).value) as [bigint, bigint];
  const windowAt = (index: bigint) => cx.call('time window', moment, ...durations, cx.literal(index, LongType));
  if (size === slide) {
    const column = named(windowAt(0n));
    return { plan: project(rows, [column, ...rows.output]), column: attributeOf(column) };
  }
  const window = attributeOf(named(windowAt(0n)));
  const count = Number((size + slide - 1n) / slide);
  // Spark runs out of memory.
  if (count > maxWindowsOfRow) throw cx.error('FAILED_TO_PARSE_TOO_COMPLEX', {});
  const projections = Array.from({ length: count }, (_, i) => [windowAt(BigInt(i)), ...rows.output]);
  const expanded: TypedPlan = Object.freeze({ kind: 'expand', input: rows, projections, output: [window, ...rows.output] });
  const isInside = cx.call('and', cx.call('>=', moment, fieldOf(window, 0, analyzer)), cx.call('<', moment, fieldOf(window, 1, analyzer)));
  return { plan: filter(expanded, isInside), column: window };
}
