/**
 * Rewrites a plan as Spark's optimizer does: rules in batches, a batch until nothing changes any more. The order of batches and rules is
 * Spark's, and counts: what a rule makes of a plan depends on what the rules before it have left.
 */
import type { Operator } from './operator.js';
import type { Rule, RuleContext } from './rule.js';
import { booleanSimplification } from './rules/boolean-simplification.js';
import { collapseProject } from './rules/collapse-project.js';
import { columnPruning } from './rules/column-pruning.js';
import { combineConcats } from './rules/combine-concats.js';
import { computeCurrentTime } from './rules/compute-current-time.js';
import { constantFolding } from './rules/constant-folding.js';
import { constantPropagation } from './rules/constant-propagation.js';
import { convertToLocalRelation } from './rules/convert-to-local-relation.js';
import { decimalAggregates } from './rules/decimal-aggregates.js';
import { eliminateOuterJoin } from './rules/eliminate-outer-join.js';
import { eliminateSorts } from './rules/eliminate-sorts.js';
import {
  eliminateResolvedHint,
  eliminateSubqueryAliases,
  eliminateView,
  pullOutGroupingExpressions,
  replaceExpressions,
} from './rules/finish-analysis.js';
import { foldablePropagation } from './rules/foldable-propagation.js';
import {
  eliminateAggregateFilter,
  eliminateDistinct,
  removeLiteralFromGroupExpressions,
  removeRedundantAggregates,
  removeRepetitionFromGroupExpressions,
} from './rules/groups.js';
import { inferFiltersFromConstraints } from './rules/infer-filters-from-constraints.js';
import { inferFiltersFromGenerate } from './rules/infer-filters-from-generate.js';
import { inlineCte } from './rules/inline-cte.js';
import { likeSimplification } from './rules/like-simplification.js';
import { eliminateLimits, eliminateOffsets, limitPushDown } from './rules/limits.js';
import { nullDownPropagation, nullPropagation } from './rules/null-propagation.js';
import { optimizeIn } from './rules/optimize-in.js';
import { optimizeSubqueries, rewriteNonCorrelatedExists } from './rules/optimize-subqueries.js';
import { propagateEmptyRelation } from './rules/propagate-empty-relation.js';
import { pruneFilters } from './rules/prune-filters.js';
import { pullupCorrelatedPredicates } from './rules/pullup-correlated-predicates.js';
import { pushDownPredicates } from './rules/push-down-predicates.js';
import { pushExtraPredicateThroughJoin } from './rules/push-extra-predicate-through-join.js';
import { pushFoldableIntoBranches } from './rules/push-foldable-into-branches.js';
import { pushPredicateThroughJoin } from './rules/push-predicate-through-join.js';
import { removeNoopOperators } from './rules/remove-noop-operators.js';
import { removeRedundantAliases } from './rules/remove-redundant-aliases.js';
import { reorderAssociativeOperator } from './rules/reorder-associative-operator.js';
import { reorderJoin } from './rules/reorder-join.js';
import {
  replaceDeduplicateWithAggregate,
  replaceDistinctWithAggregate,
  replaceExceptWithAntiJoin,
  replaceExceptWithFilter,
  replaceIntersectWithSemiJoin,
} from './rules/replace-operators.js';
import { rewriteCorrelatedScalarSubquery } from './rules/rewrite-correlated-scalar-subquery.js';
import { rewritePredicateSubquery } from './rules/rewrite-predicate-subquery.js';
import { simplifyBinaryComparison } from './rules/simplify-binary-comparison.js';
import { simplifyCaseConversionExpressions } from './rules/simplify-case-conversions.js';
import { simplifyCasts } from './rules/simplify-casts.js';
import { simplifyConditionals } from './rules/simplify-conditionals.js';
import { simplifyExtractValueOps } from './rules/simplify-extract-value-ops.js';
import { combineUnions, pushProjectionThroughUnion, removeNoopUnion } from './rules/unions.js';
import { unwrapCastInBinaryComparison } from './rules/unwrap-cast-in-binary-comparison.js';
import { collapseWindow, inferWindowGroupLimit } from './rules/windows.js';
import { samePlan } from './same-plan.js';

interface Batch {
  readonly name: string;
  readonly rules: readonly Rule[];
  /** Run once; otherwise until the plan stays as it is. */
  readonly once?: boolean;
}

/** As `spark.sql.optimizer.maxIterations`: a batch that does not come to rest is left. */
const maxIterations = 100;

const operatorOptimization: readonly Rule[] = [
  pushProjectionThroughUnion,
  reorderJoin,
  eliminateOuterJoin,
  pushDownPredicates,
  limitPushDown,
  columnPruning,
  collapseProject,
  collapseWindow,
  eliminateOffsets,
  eliminateLimits,
  combineUnions,
  nullPropagation,
  nullDownPropagation,
  constantPropagation,
  foldablePropagation,
  optimizeIn,
  constantFolding,
  eliminateAggregateFilter,
  reorderAssociativeOperator,
  likeSimplification,
  booleanSimplification,
  simplifyConditionals,
  pushFoldableIntoBranches,
  simplifyBinaryComparison,
  pruneFilters,
  simplifyCasts,
  simplifyCaseConversionExpressions,
  rewriteCorrelatedScalarSubquery,
  removeRedundantAliases,
  removeRedundantAggregates,
  unwrapCastInBinaryComparison,
  removeNoopOperators,
  simplifyExtractValueOps,
  combineConcats,
];

const batches: readonly Batch[] = [
  {
    name: 'Finish Analysis',
    once: true,
    rules: [
      eliminateResolvedHint,
      eliminateSubqueryAliases,
      eliminateView,
      replaceExpressions,
      rewriteNonCorrelatedExists,
      pullOutGroupingExpressions,
      computeCurrentTime,
    ],
  },
  { name: 'Eliminate Distinct', once: true, rules: [eliminateDistinct] },
  { name: 'Inline CTE', once: true, rules: [inlineCte] },
  { name: 'Union', rules: [removeNoopOperators, combineUnions, removeNoopUnion] },
  { name: 'LocalRelation early', rules: [convertToLocalRelation, propagateEmptyRelation] },
  { name: 'Pullup Correlated Expressions', once: true, rules: [pullupCorrelatedPredicates] },
  { name: 'Subquery', once: true, rules: [optimizeSubqueries((plan, cx) => optimize(plan, cx))] },
  {
    name: 'Replace Operators',
    rules: [
      replaceIntersectWithSemiJoin,
      replaceExceptWithFilter,
      replaceExceptWithAntiJoin,
      replaceDistinctWithAggregate,
      replaceDeduplicateWithAggregate,
    ],
  },
  { name: 'Aggregate', rules: [removeLiteralFromGroupExpressions, removeRepetitionFromGroupExpressions] },
  { name: 'Operator Optimization before Inferring Filters', rules: operatorOptimization },
  { name: 'Infer Filters', once: true, rules: [inferFiltersFromGenerate, inferFiltersFromConstraints] },
  { name: 'Operator Optimization after Inferring Filters', rules: operatorOptimization },
  { name: 'Push extra predicate through join', once: true, rules: [pushExtraPredicateThroughJoin, pushDownPredicates] },
  { name: 'Eliminate Sorts', once: true, rules: [eliminateSorts, removeNoopOperators] },
  { name: 'Decimal Optimizations', rules: [decimalAggregates] },
  { name: 'LocalRelation', rules: [convertToLocalRelation, propagateEmptyRelation] },
  {
    name: 'RewriteSubquery',
    once: true,
    rules: [
      rewritePredicateSubquery,
      pushPredicateThroughJoin,
      limitPushDown,
      columnPruning,
      collapseProject,
      removeRedundantAliases,
      removeNoopOperators,
    ],
  },
  { name: 'Infer window group limit', once: true, rules: [inferWindowGroupLimit] },
];

export function optimize(plan: Operator, cx: RuleContext): Operator {
  return batches.reduce((current, batch) => runBatch(batch, current, cx), plan);
}

function runBatch({ rules, once }: Batch, plan: Operator, cx: RuleContext): Operator {
  for (let i = 0; i < (once ? 1 : maxIterations); i++) {
    const before = plan;
    plan = rules.reduce((current, rule) => applied(rule, current, cx), plan);
    if (plan === before) break;
  }
  return plan;
}

const settled = new WeakMap<Rule, WeakSet<Operator>>();

/** A rule that has left a plan as it is would do so again. */
function applied(rule: Rule, plan: Operator, cx: RuleContext): Operator {
  const known = settled.get(rule) ?? new WeakSet();
  if (known.has(plan)) return plan;
  const made = rule.apply(plan, cx);
  if (!samePlan(made, plan)) return made;
  settled.set(rule, known.add(plan));
  return plan;
}
