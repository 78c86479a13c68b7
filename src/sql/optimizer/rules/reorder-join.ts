import type { TypedExpression } from '../../analyzer/typed-expression.js';
import { idsOf, isSubset, type JoinOperator, type Operator, outputOf, referencesOf, transformDown } from '../operator.js';
import { filter, join, project } from '../operators.js';
import { allOf, conjunctsOf, hasSubquery, isDeterministic } from '../predicates.js';
import type { Rule } from '../rule.js';

interface Side {
  readonly plan: Operator;
  readonly joinType: 'inner' | 'cross';
}

interface Chain {
  readonly sides: readonly Side[];
  readonly conditions: readonly TypedExpression[];
}

/** Of inner joins one after the other, those with a condition come first, and each has all the conditions that it can decide. */
export const reorderJoin: Rule = {
  name: 'ReorderJoin',
  apply: plan =>
    transformDown(plan, each => {
      if (!isInner(each) && !(each.kind === 'filter' && isInner(each.children[0]!))) return each;
      const { sides, conditions } = flattened(each, 'inner');
      if (sides.length < 3 || conditions.length === 0) return each;
      const ordered = orderedJoin(sides, conditions);
      if (sameJoins(ordered, each)) return each;
      const columns = outputOf(each);
      const isSame = outputOf(ordered).every((column, i) => column.id === columns[i]!.id);
      return isSame ? ordered : project(ordered, columns);
    }),
};

const isInner = (plan: Operator): plan is JoinOperator & { readonly joinType: 'inner' | 'cross' } =>
  plan.kind === 'join' &&
  (plan.joinType === 'inner' || plan.joinType === 'cross') &&
  !plan.isLateral &&
  plan.leftHint === undefined &&
  plan.rightHint === undefined;

function flattened(plan: Operator, joinType: Side['joinType']): Chain {
  if (isInner(plan)) {
    const left = flattened(plan.children[0]!, plan.joinType);
    const own = plan.condition === undefined ? [] : conjunctsOf(plan.condition);
    return { sides: [...left.sides, { plan: plan.children[1]!, joinType: plan.joinType }], conditions: [...left.conditions, ...own] };
  }
  if (plan.kind === 'filter' && isInner(plan.children[0]!)) {
    const below = flattened(plan.children[0], joinType);
    return { ...below, conditions: [...below.conditions, ...conjunctsOf(plan.condition)] };
  }
  return { sides: [{ plan, joinType }], conditions: [] };
}

const canDecide = (condition: TypedExpression): boolean => isDeterministic(condition) && !hasSubquery(condition);

function orderedJoin([first, ...rest]: readonly Side[], conditions: readonly TypedExpression[]): Operator {
  const left = first!.plan;
  const leftIds = idsOf(outputOf(left));
  const linked = rest.find(({ plan }) => {
    const ids = idsOf(outputOf(plan));
    const both = new Set([...leftIds, ...ids]);
    return conditions.some(each => {
      const read = referencesOf(each);
      return isSubset(read, both) && !(read.size > 0 && (isSubset(read, leftIds) || isSubset(read, ids)));
    });
  });
  const right = (rest.length > 1 ? linked : undefined) ?? rest[0]!;
  const both = new Set([...leftIds, ...idsOf(outputOf(right.plan))]);
  const isLast = rest.length === 1;
  const here = conditions.filter(each => canDecide(each) && (isLast || isSubset(referencesOf(each), both)));
  const others = conditions.filter(each => !here.includes(each));
  const joined = join(left, right.plan, right.joinType, allOf(here));
  if (!isLast) return orderedJoin([{ plan: joined, joinType: 'inner' }, ...rest.filter(each => each !== right)], others);
  const above = allOf(others);
  return above === undefined ? joined : filter(joined, above);
}

/** The same joins of the same sides, under the same conditions. */
function sameJoins(a: Operator, b: Operator): boolean {
  if (a === b) return true;
  if (a.kind === 'join' && b.kind === 'join')
    return (
      a.joinType === b.joinType &&
      sameConditions(a.condition, b.condition) &&
      a.children.every((each, i) => sameJoins(each, b.children[i]!))
    );
  return (
    a.kind === 'filter' && b.kind === 'filter' && sameConditions(a.condition, b.condition) && sameJoins(a.children[0]!, b.children[0]!)
  );
}

function sameConditions(a: TypedExpression | undefined, b: TypedExpression | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const [ours, theirs] = [conjunctsOf(a), conjunctsOf(b)];
  return ours.length === theirs.length && ours.every((each, i) => each === theirs[i]);
}
