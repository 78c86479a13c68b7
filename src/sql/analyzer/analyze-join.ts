/** Joins: sides with columns apart, USING and NATURAL, what may be NULL afterwards. */
import { quotedId, quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { Join, JoinType, LateralJoin, Relation } from '../plan/index.js';
import { visit } from '../plan/index.js';
import type { Analyzer, RelationContext, Resolved } from './analyzer.js';
import { attributeOf } from './expressions.js';
import { checkJoinSubqueries } from './join-subqueries.js';
import { copied, nullableOutput, project, withOutput } from './plans.js';
import { Scope } from './scope.js';
import { hasAggregate, hasWindow } from './select-builder.js';
import { orderedSuggestions } from './suggest.js';
import type { Attribute, NamedExpression, TypedExpression } from './typed-expression.js';
import type { JoinPlan, TypedPlan } from './typed-plan.js';

export function analyzeJoin(relation: Join, context: RelationContext, analyzer: Analyzer): Resolved {
  const left = analyzer.relation(relation.left, context);
  const right = separated(analyzer.relation(relation.right, context), relation.right, left.plan, analyzer);
  const names = relation.isNatural ? commonNames(left.plan, right.plan, analyzer) : relation.usingColumns;
  if (names !== undefined) return joinUsing(relation.joinType, left, right, names, analyzer, relation.origin, relation.isNatural ?? false);
  const hidden = [...(left.hidden ?? []), ...(right.hidden ?? [])];
  const scope = analyzer.scope([...left.plan.output, ...right.plan.output], context.outer, hidden);
  const condition = relation.condition && analyzer.within(context, () => joinCondition(relation.condition!, scope, analyzer, context));
  const plan = joinPlan(withHidden(left), withHidden(right), relation.joinType, condition, false);
  if (condition !== undefined) checkJoinSubqueries(condition, plan.left.output, plan.right.output, analyzer);
  return hidden.length === 0 ? { plan } : hiding(plan, plan.output, hidden);
}

/** The plan with the columns that only a qualifier finds among its own. */
const withHidden = ({ plan, hidden = [] }: Resolved): TypedPlan =>
  hidden.length === 0 ? plan : withOutput(plan, [...plan.output, ...hidden]);

/** Hidden columns stay in the plan, so that their qualifier finds them; a projection that nobody asks for them from drops them. */
function hiding(plan: TypedPlan, expressions: readonly NamedExpression[], hidden: readonly Attribute[]): Resolved {
  const isHidden = (column: NamedExpression) => hidden.some(each => each.id === column.id);
  const shown = expressions.filter(each => !isHidden(each));
  const below = plan.output.filter(isHidden);
  return { plan: withOutput(project(plan, [...shown, ...below]), shown.map(attributeOf)), hidden: below };
}

export function analyzeLateralJoin(relation: LateralJoin, context: RelationContext, analyzer: Analyzer): Resolved {
  const left = analyzer.relation(relation.left, context);
  const outer = analyzer.scope(left.plan.output, context.outer, left.hidden);
  const right = separated(analyzer.relation(relation.right, { ...context, outer }), relation.right, left.plan, analyzer);
  const scope = analyzer.scope([...left.plan.output, ...right.plan.output], context.outer);
  const condition = relation.condition && analyzer.within(context, () => joinCondition(relation.condition!, scope, analyzer, context));
  return { plan: joinPlan(left.plan, right.plan, relation.joinType, condition, true), hidden: left.hidden };
}

function joinCondition(
  condition: NonNullable<Join['condition']>,
  scope: Scope,
  analyzer: Analyzer,
  context: RelationContext,
): TypedExpression {
  const checked = analyzer.expressions.condition(condition, { scope, windows: context.windows }, typed =>
    sparkErrorOf(
      'JOIN_CONDITION_IS_NOT_BOOLEAN_TYPE',
      { joinCondition: quotedSql(analyzer.sqlOf(typed)), conditionType: quotedSql(typed.dataType.sql) },
      { origin: condition.origin },
    ),
  );
  if (!hasWindow(checked) && !hasAggregate(checked)) return checked;
  throw sparkErrorOf(
    'UNSUPPORTED_EXPR_FOR_OPERATOR',
    { operator: 'Join', invalidExprSqls: quotedSql(analyzer.sqlOf(checked)) },
    { origin: condition.origin },
  );
}

const isOneSided = (joinType: JoinType) => joinType === 'leftsemi' || joinType === 'leftanti';

export function joinPlan(
  left: TypedPlan,
  right: TypedPlan,
  joinType: JoinType,
  condition: TypedExpression | undefined,
  isLateral: boolean,
): JoinPlan {
  const leftOutput = joinType === 'rightouter' || joinType === 'fullouter' ? nullableOutput(left.output) : left.output;
  const rightOutput = joinType === 'leftouter' || joinType === 'fullouter' ? nullableOutput(right.output) : right.output;
  const output = isOneSided(joinType) ? left.output : [...leftOutput, ...rightOutput];
  return Object.freeze({ kind: 'join', left, right, joinType, condition, isLateral, output });
}

/** The right side, with new ids for the columns that the left side has too: a DataFrame joined with itself. */
function separated(right: Resolved, relation: Relation, left: TypedPlan, analyzer: Analyzer): Resolved {
  const leftIds = new Set(left.output.map(each => each.id));
  if (!right.plan.output.some(each => leftIds.has(each.id))) return right;
  const renames = new Map<number, Attribute>();
  const expressions = right.plan.output.map((each): NamedExpression => {
    if (!leftIds.has(each.id)) return each;
    const made = Object.freeze({ ...analyzer.alias(each, each.name, each.metadata), qualifier: each.qualifier });
    renames.set(each.id, attributeOf(made));
    return made;
  });
  const planIds = new Set<number>();
  visit(relation, node => {
    if ('planId' in node && node.planId !== undefined) planIds.add(node.planId);
  });
  analyzer.renameOutputs(renames, planIds);
  return { plan: copied(right.plan, expressions) };
}

/** A name that a side has twice counts twice. */
function commonNames(left: TypedPlan, right: TypedPlan, analyzer: Analyzer): readonly string[] {
  const same = analyzer.scope([], undefined);
  const unmatched = [...right.output];
  const names: string[] = [];
  for (const { name } of left.output) {
    const at = unmatched.findIndex(other => same.same(name, other.name));
    if (at < 0) continue;
    unmatched.splice(at, 1);
    names.push(name);
  }
  return names;
}

/** The key columns come first, once; those of the other side are found by their qualifier only. */
function joinUsing(
  joinType: JoinType,
  left: Resolved,
  right: Resolved,
  names: readonly string[],
  analyzer: Analyzer,
  origin: Relation['origin'],
  isNatural: boolean,
): Resolved {
  const leftKeys = names.map(name => keyOf(name, left, 'left', analyzer, origin));
  const rightKeys = names.map(name => keyOf(name, right, 'right', analyzer, origin));
  const calls = analyzer.calls.context('=', origin, () => []);
  const equalities = leftKeys.map((key, i) => calls.call('=', key, rightKeys[i]!));
  const condition = equalities.reduce<TypedExpression | undefined>(
    (all, each) => (all === undefined ? each : calls.call('and', all, each)),
    undefined,
  );
  const type = isNatural && names.length === 0 && joinType === 'cross' ? 'inner' : joinType;
  const plan = joinPlan(withHidden(left), withHidden(right), type, condition, false);
  const hiddenBefore = [...(left.hidden ?? []), ...(right.hidden ?? [])];
  if (isOneSided(joinType)) return hiding(plan, [...leftKeys, ...without(left.plan.output, leftKeys)], hiddenBefore);
  const of = (keys: readonly Attribute[]) => keys.map(key => plan.output.find(each => each.id === key.id)!);
  const [leftNow, rightNow] = [of(leftKeys), of(rightKeys)];
  const rest = [...without(plan.output, [...leftKeys, ...rightKeys])];
  let keys: readonly NamedExpression[];
  let hidden: readonly Attribute[];
  if (joinType === 'rightouter') {
    keys = rightNow;
    hidden = leftNow;
  } else if (joinType === 'fullouter') {
    keys = leftNow.map((key, i) => analyzer.alias(calls.call('coalesce', key, rightNow[i]!), key.name));
    hidden = [...leftNow, ...rightNow];
  } else {
    keys = leftNow;
    hidden = rightNow;
  }
  return hiding(plan, [...keys, ...rest], [...hidden, ...hiddenBefore]);
}

const without = (output: readonly Attribute[], keys: readonly Attribute[]) => output.filter(each => !keys.some(key => key.id === each.id));

/** The first column of the name: more than one is no ambiguity here. */
function keyOf(name: string, side: Resolved, which: 'left' | 'right', analyzer: Analyzer, origin: Relation['origin']): Attribute {
  const scope = new Scope(side.plan.output, analyzer.session.isCaseSensitive);
  const found = side.plan.output.find(each => scope.same(each.name, name));
  if (found !== undefined) return found;
  const suggestion = orderedSuggestions(
    name,
    1,
    side.plan.output.map(each => [each.name]),
  )
    .slice(0, 5)
    .join(', ');
  throw sparkErrorOf('UNRESOLVED_USING_COLUMN_FOR_JOIN', { colName: quotedId(name), side: which, suggestion }, { origin });
}
