/** Metrics that are observed beside a query: aggregates, and constants around them. */
import { quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { CollectMetrics } from '../plan/index.js';
import { namedOf } from './analyze-select-list.js';
import type { Analyzer, RelationContext, Resolved } from './analyzer.js';
import { childrenOf, exists } from './expressions.js';
import { isDeterministic } from './is-deterministic.js';
import type { TypedExpression } from './typed-expression.js';

/** The rows are those of the input. @throws SparkError INVALID_OBSERVED_METRICS */
export function analyzeMetrics(relation: CollectMetrics, context: RelationContext, analyzer: Analyzer): Resolved {
  const input = analyzer.relation(relation.input, context);
  const scope = analyzer.scopeOf(input, context);
  for (const each of relation.metrics) {
    const typed = analyzer.within(context, () => analyzer.expressions.analyze(each, { scope }));
    const named = namedOf(typed, each, analyzer);
    checkMetric(
      named.kind === 'alias' ? named.child : named,
      quotedSql(`${analyzer.sqlOf(named.kind === 'alias' ? named.child : named)} AS \`${named.name}\``),
      analyzer,
    );
  }
  return input;
}

function checkMetric(metric: TypedExpression, expr: string, analyzer: Analyzer): void {
  const refuse = (subclass: string, shown = expr) => sparkErrorOf(`INVALID_OBSERVED_METRICS.${subclass}`, { expr: shown });
  const check = (each: TypedExpression): void => {
    if (each.kind === 'window') throw refuse('WINDOW_EXPRESSIONS_UNSUPPORTED');
    if (each.kind === 'aggregate') {
      if (each.isDistinct) throw refuse('AGGREGATE_EXPRESSION_WITH_DISTINCT_UNSUPPORTED');
      if (each.filter !== undefined) throw refuse('AGGREGATE_EXPRESSION_WITH_FILTER_UNSUPPORTED');
      if (each.args.some(arg => exists(arg, inner => inner.kind === 'aggregate'))) throw refuse('NESTED_AGGREGATES_UNSUPPORTED');
      return;
    }
    if (each.kind === 'attribute') throw refuse('NON_AGGREGATE_FUNC_ARG_IS_ATTRIBUTE', quotedSql(analyzer.sqlOf(each)));
    const children = each.kind === 'call' && each.replacement !== undefined ? [each.replacement] : childrenOf(each);
    if (children.length === 0 && !isDeterministic(each)) throw refuse('NON_AGGREGATE_FUNC_ARG_IS_NON_DETERMINISTIC');
    children.forEach(check);
  };
  check(metric);
}
