/** `JOIN t EXACT NEAREST 3 BY DISTANCE expression`: for each row of the left side the rows of the right side that rank first. */
import { quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import {
  alias,
  attribute,
  call,
  type Expression,
  intLiteral,
  type NearestByJoin,
  operator,
  type Relation,
  sortOrder,
} from '../plan/index.js';
import { StructType } from '../types/index.js';
import { isOrderable } from '../values/ordering.js';
import type { Analyzer, RelationContext, Resolved } from './analyzer.js';
import { nullableOutput, withOutput } from './plans.js';
import { hasAggregate, hasWindow } from './select-builder.js';
import type { JoinPlan } from './typed-plan.js';

const maxResults = 100_000;
const rowColumn = '__nearest_by_row';
const rankColumn = '__nearest_by_rank';

/** The left rows get a number; the pairs of each are ranked, without those whose rank is NULL, and the first ones stay. */
export function analyzeNearestJoin(relation: NearestByJoin, context: RelationContext, analyzer: Analyzer): Resolved {
  const { left, right, joinType, numResults, ranking, direction, origin } = relation;
  checkNearestJoin(relation);
  const numbered: Relation = { kind: 'withColumns', input: left, aliases: [alias(call('monotonically_increasing_id', []), rowColumn)] };
  const joined = analyzer.relation({ kind: 'join', left: numbered, right, joinType, origin }, context).plan as JoinPlan;
  const scope = analyzer.scope(
    joined.output.filter(each => each.name !== rowColumn),
    context.outer,
  );
  const analyze = (expression: Expression) => analyzer.within(context, () => analyzer.expressions.analyze(expression, { scope }));
  const typed = analyze(ranking);
  if (hasAggregate(typed) || hasWindow(typed)) {
    throw sparkErrorOf(
      'UNSUPPORTED_EXPR_FOR_OPERATOR',
      { operator: 'NearestByJoin', invalidExprSqls: quotedSql(analyzer.sqlOf(typed)) },
      { origin },
    );
  }
  if (!isOrderable(typed.dataType)) {
    throw sparkErrorOf(
      'NEAREST_BY_JOIN.NON_ORDERABLE_RANKING_EXPRESSION',
      { expression: quotedSql(analyzer.sqlOf(typed)), type: quotedSql(typed.dataType.sql) },
      { origin },
    );
  }
  const order = [sortOrder(ranking, direction === 'distance' ? 'ascending' : 'descending', 'nullsLast')];
  const rank = {
    kind: 'window',
    function: call('row_number', []),
    spec: { kind: 'windowSpec', partitionSpec: [attribute([rowColumn])], orderSpec: order },
  } as const;
  // What has no rank meets nobody.
  const pairs: JoinPlan = Object.freeze({ ...joined, joinType, condition: analyze(operator('isnotnull', [ranking])) });
  const input: Relation = { kind: 'resolvedPlan', schema: new StructType(), plan: pairs };
  const ranked: Relation = { kind: 'withColumns', input, aliases: [alias(rank, rankColumn)] };
  const condition = operator('<=', [attribute([rankColumn]), intLiteral(numResults)]);
  const first: Relation = { kind: 'filter', input: ranked, condition };
  const { plan } = analyzer.relation({ kind: 'drop', input: first, columns: [], columnNames: [rowColumn, rankColumn] }, context);
  return { plan: withOutput(plan, nullableOutput(plan.output)) };
}

/** @throws SparkError NEAREST_BY_JOIN.UNSUPPORTED_JOIN_TYPE, NEAREST_BY_JOIN.NUM_RESULTS_OUT_OF_RANGE */
function checkNearestJoin({ joinType, numResults, origin, isLateral }: NearestByJoin): void {
  if (isLateral) throw sparkErrorOf('UNSUPPORTED_FEATURE.LATERAL_JOIN_NEAREST_BY', {}, { origin });
  if (joinType !== 'inner' && joinType !== 'leftouter') {
    const shown = joinType.replace(/^(left|right|full)(outer|semi|anti)$/, '$1 $2').toUpperCase();
    throw sparkErrorOf('NEAREST_BY_JOIN.UNSUPPORTED_JOIN_TYPE', { joinType: shown, supported: "'INNER', 'LEFT OUTER'" }, { origin });
  }
  if (!(numResults >= 1 && numResults <= maxResults))
    throw sparkErrorOf('NEAREST_BY_JOIN.NUM_RESULTS_OUT_OF_RANGE', { numResults, min: 1, max: maxResults }, { origin });
}
