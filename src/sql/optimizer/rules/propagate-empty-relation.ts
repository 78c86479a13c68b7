import { typedLiteral } from '../../analyzer/expressions.js';
import type { NamedExpression } from '../../analyzer/typed-expression.js';
import { aliasLike } from '../aliases.js';
import { type Operator, outputOf, transformUp, withChildren } from '../operator.js';
import { emptyLike, project } from '../operators.js';
import { isLiteral } from '../predicates.js';
import type { Rule } from '../rule.js';

const isEmpty = (plan: Operator): boolean => plan.kind === 'localRelation' && plan.rows.length === 0;

/** What reads no rows gives none. */
export const propagateEmptyRelation: Rule = { name: 'PropagateEmptyRelation', apply: plan => transformUp(plan, propagated) };

function propagated(plan: Operator): Operator {
  switch (plan.kind) {
    case 'union': {
      const sides = plan.children.filter(each => !isEmpty(each));
      if (sides.length === plan.children.length) return plan;
      if (sides.length === 0) return emptyLike(plan);
      if (sides.length > 1 && !isEmpty(plan.children[0]!)) return withChildren(plan, sides);
      const left = sides.length === 1 ? sides[0]! : withChildren(plan, sides);
      return renamed(left, plan);
    }
    case 'join':
      return ofJoin(plan);
    case 'project':
    case 'filter':
    case 'sample':
    case 'note':
    case 'sort':
    case 'globalLimit':
    case 'localLimit':
    case 'offset':
    case 'tail':
    case 'window':
    case 'expand':
    case 'distinct':
    case 'deduplicate':
      return isEmpty(plan.children[0]!) ? emptyLike(plan) : plan;
    case 'generate':
      return isEmpty(plan.children[0]!) ? emptyLike(plan) : plan;
    case 'aggregate':
      return isEmpty(plan.children[0]!) && plan.grouping.length > 0 ? emptyLike(plan) : plan;
    default:
      return plan;
  }
}

function ofJoin(plan: Extract<Operator, { kind: 'join' }>): Operator {
  const [left, right] = plan.children as [Operator, Operator];
  const isNever = plan.condition !== undefined && isLiteral(plan.condition, false);
  const noLeft = isEmpty(left);
  const noRight = isEmpty(right) || isNever;
  if (!noLeft && !noRight) return plan;
  switch (plan.joinType) {
    case 'inner':
    case 'cross':
      return emptyLike(plan);
    case 'leftsemi':
      return emptyLike(plan);
    case 'leftanti':
      return noLeft ? emptyLike(plan) : left;
    case 'leftouter':
      return noLeft ? emptyLike(plan) : withNulls(plan, left);
    case 'rightouter':
      return isEmpty(right) ? emptyLike(plan) : noLeft || isNever ? withNulls(plan, right) : plan;
    case 'fullouter':
      if (noLeft && isEmpty(right)) return emptyLike(plan);
      return noLeft ? withNulls(plan, right) : isEmpty(right) ? withNulls(plan, left) : plan;
  }
}

/** The rows of one side, the columns of the other are NULL. */
function withNulls(plan: Operator, side: Operator): Operator {
  const own = new Map(outputOf(side).map(each => [each.id, each]));
  return project(
    side,
    outputOf(plan).map((each): NamedExpression => own.get(each.id) ?? aliasLike(each, typedLiteral(null, each.dataType))),
  );
}

function renamed(side: Operator, plan: Operator): Operator {
  const own = outputOf(side);
  const output = outputOf(plan);
  if (own.every((each, i) => each.id === output[i]!.id)) return side;
  return project(
    side,
    output.map((each, i) => aliasLike(each, own[i]!)),
  );
}
