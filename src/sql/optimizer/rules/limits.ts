import { type CountOperator, idsOf, type Operator, transformDown, transformUp, withChildren } from '../operator.js';
import { counted, emptyLike, project } from '../operators.js';
import type { Rule } from '../rule.js';

/** How many rows a plan can give at most. */
export function maxRowsOf(plan: Operator): number {
  const [first, second] = plan.children;
  switch (plan.kind) {
    case 'localRelation':
      return plan.rows.length;
    case 'oneRow':
      return 1;
    case 'range': {
      const { start, end, step } = plan;
      const rows = (end - start + step + (step > 0n ? -1n : 1n)) / step;
      return rows < 0n ? 0 : Number(rows);
    }
    case 'aggregate':
      return plan.grouping.length === 0 ? 1 : maxRowsOf(first!);
    case 'globalLimit':
    case 'tail':
      return Math.min(plan.count, maxRowsOf(first!));
    case 'union':
      return plan.children.reduce((sum, each) => sum + maxRowsOf(each), 0);
    case 'join':
      if (plan.joinType === 'leftsemi' || plan.joinType === 'leftanti') return maxRowsOf(first!);
      return plan.joinType === 'inner' || plan.joinType === 'cross' ? maxRowsOf(first!) * maxRowsOf(second!) : Number.POSITIVE_INFINITY;
    case 'offset':
      return Math.max(0, maxRowsOf(first!) - plan.count);
    case 'project':
    case 'filter':
    case 'sort':
    case 'distinct':
    case 'deduplicate':
    case 'window':
    case 'localLimit':
    case 'subqueryAlias':
    case 'note':
      return maxRowsOf(first!);
    default:
      return Number.POSITIVE_INFINITY;
  }
}

/** LIMIT 0 gives nothing, one that is never reached goes, two are the smaller one. */
export const eliminateLimits: Rule = {
  name: 'EliminateLimits',
  apply: plan =>
    transformDown(plan, each => {
      if (each.kind !== 'globalLimit' && each.kind !== 'localLimit') return each;
      const [child] = each.children as [Operator];
      if (each.count === 0) return emptyLike(each);
      if (maxRowsOf(child) <= each.count) return child;
      if (child.kind === each.kind) return counted(each.kind, child.children[0]!, Math.min(each.count, child.count));
      const below = child.children[0];
      // GlobalLimit over LocalLimit over such a pair.
      if (each.kind === 'globalLimit' && child.kind === 'localLimit' && below?.kind === 'globalLimit') {
        const count = Math.min(each.count, below.count);
        const inner = below.children[0]!;
        return counted('globalLimit', counted('localLimit', inner.kind === 'localLimit' ? inner.children[0]! : inner, count), count);
      }
      return each;
    }),
};

export const eliminateOffsets: Rule = {
  name: 'EliminateOffsets',
  apply: plan =>
    transformUp(plan, each => {
      if (each.kind !== 'offset') return each;
      const [child] = each.children as [Operator];
      if (each.count === 0) return child;
      if (maxRowsOf(child) <= each.count) return emptyLike(each);
      return child.kind === 'offset' ? counted('offset', child.children[0]!, each.count + child.count) : each;
    }),
};

const local = (plan: Operator, count: number): Operator =>
  (plan.kind === 'localLimit' || plan.kind === 'globalLimit') && plan.count <= count
    ? plan
    : maxRowsOf(plan) <= count
      ? plan
      : counted('localLimit', plan, count);

/** Each side of a union, and the side of an outer join that keeps all its rows, need not give more. */
export const limitPushDown: Rule = {
  name: 'LimitPushDown',
  apply: plan =>
    transformDown(plan, each => {
      if (each.kind !== 'localLimit') return each;
      const [child] = each.children as [Operator];
      if (child.kind === 'project' && (child.children[0]!.kind === 'union' || child.children[0]!.kind === 'join')) {
        const below = pushed(each, child.children[0]!);
        return below === undefined ? each : withChildren(each, [project(below, child.expressions)]);
      }
      if (child.kind === 'offset')
        return counted('offset', counted('localLimit', child.children[0]!, each.count + child.count), child.count);
      if (child.kind === 'aggregate' && each.count === 1 && isGroupsOnly(child))
        return counted('localLimit', project(counted('localLimit', child.children[0]!, 1), child.results), 1);
      const below = pushed(each, child);
      return below === undefined ? each : withChildren(each, [below]);
    }),
};

const isGroupsOnly = (plan: Extract<Operator, { kind: 'aggregate' }>): boolean => {
  const groups = idsOf(plan.grouping.filter(each => each.kind === 'attribute'));
  return plan.grouping.length > 0 && plan.results.every(each => each.kind === 'attribute' && groups.has(each.id));
};

function pushed({ count }: CountOperator, child: Operator): Operator | undefined {
  const changed = (children: readonly Operator[]) => {
    const made = withChildren(child, children);
    return made === child ? undefined : made;
  };
  if (child.kind === 'union') return changed(child.children.map(each => local(each, count)));
  if (child.kind !== 'join' || child.isLateral) return undefined;
  const [left, right] = child.children as [Operator, Operator];
  if (child.joinType === 'leftouter') return changed([local(left, count), right]);
  if (child.joinType === 'rightouter') return changed([left, local(right, count)]);
  if (child.condition !== undefined) return undefined;
  if (child.joinType === 'inner' || child.joinType === 'cross') return changed([local(left, count), local(right, count)]);
  return child.joinType === 'leftsemi' || child.joinType === 'leftanti' ? changed([local(left, count), right]) : undefined;
}
