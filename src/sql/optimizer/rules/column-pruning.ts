/** Columns that nobody asks for are dropped as early as they can be. */

import type { NamedExpression, TypedExpression } from '../../analyzer/typed-expression.js';
import { definitionsOf } from '../aliases.js';
import {
  expressionsOf,
  idsOf,
  isSubset,
  type Operator,
  outerColumns,
  outputOf,
  referencesOf,
  transformDown,
  transformUp,
  withChildren,
} from '../operator.js';
import { aggregate, filter, project } from '../operators.js';
import type { Rule } from '../rule.js';

type Ids = ReadonlySet<number>;

const readBy = (expressions: readonly TypedExpression[]): Ids => new Set(expressions.flatMap(each => [...referencesOf(each)]));

const pruned = (plan: Operator, required: Ids): Operator => {
  const output = outputOf(plan);
  return output.every(each => required.has(each.id))
    ? plan
    : project(
        plan,
        output.filter(each => required.has(each.id)),
      );
};

export const columnPruning: Rule = {
  name: 'ColumnPruning',
  apply: plan => transformUp(transformDown(plan, prune), withoutProjectBelowFilter),
};

function prune(plan: Operator): Operator {
  const [child] = plan.children;
  if (child === undefined) return plan;
  switch (plan.kind) {
    case 'aggregate':
    case 'expand':
      return withChildren(plan, [pruned(child, readBy(expressionsOf(plan)))]);
    case 'join': {
      if (plan.joinType !== 'leftsemi' && plan.joinType !== 'leftanti') return plan;
      return withChildren(plan, [child, pruned(plan.children[1]!, readBy(expressionsOf(plan)))]);
    }
    case 'project':
      return overChild(plan.expressions, plan, child);
    default:
      return plan;
  }
}

function overChild(list: readonly NamedExpression[], plan: Operator, child: Operator): Operator {
  const required = readBy(list);
  const isAsked = (each: { readonly id: number }) => required.has(each.id);
  switch (child.kind) {
    case 'project':
      if (child.expressions.every(isAsked)) return plan;
      return withChildren(plan, [project(child.children[0]!, child.expressions.filter(isAsked))]);
    case 'aggregate':
      if (child.results.every(isAsked)) return plan;
      return withChildren(plan, [aggregate(child.children[0]!, child.grouping, child.results.filter(isAsked))]);
    case 'expand': {
      if (child.output.every(isAsked)) return plan;
      const projections = child.projections.map(each => each.filter((_, i) => isAsked(child.output[i]!)));
      return withChildren(plan, [Object.freeze({ ...child, projections, output: child.output.filter(isAsked) })]);
    }
    case 'generate': {
      const input = child.children[0]!;
      const read = referencesOf(child.generator);
      const below = pruned(input, new Set([...required, ...read]));
      const unrequired = outputOf(below).flatMap((each, i) => (read.has(each.id) && !isAsked(each) ? [i] : []));
      if (below === input && unrequired.join() === child.unrequired.join()) return plan;
      return withChildren(plan, [Object.freeze({ ...child, children: [below], unrequired })]);
    }
    case 'union': {
      const columns = outputOf(child);
      if (columns.every(isAsked)) return plan;
      const places = columns.flatMap((each, i) => (isAsked(each) ? [i] : []));
      const sides = child.children.map(side =>
        project(
          side,
          places.map(i => outputOf(side)[i]!),
        ),
      );
      return withChildren(plan, [withChildren(child, sides)]);
    }
    case 'window':
      if (!child.windows.every(isAsked)) {
        const windows = child.windows.filter(isAsked);
        const below = windows.length === 0 ? child.children[0]! : Object.freeze({ ...child, windows });
        return withChildren(plan, [below]);
      }
      break;
    case 'withCte':
      return plan;
    case 'distinct':
    case 'intersect':
    case 'except':
    case 'deduplicate':
      // All of their columns count, whoever asks.
      return plan;
  }
  const asked = new Set([...required, ...readBy(expressionsOf(child))]);
  if (child.kind === 'join' && child.isLateral) for (const { id } of outerColumns(child.children[1]!)) asked.add(id);
  const inputs = child.children.map(each => pruned(each, asked));
  return withChildren(plan, [withChildren(child, inputs)]);
}

/** The other way round is what pushing filters makes of it; the two rules would never end. */
function withoutProjectBelowFilter(plan: Operator): Operator {
  if (plan.kind !== 'project' || plan.children[0]!.kind !== 'filter' || plan.children[0].children[0]!.kind !== 'project') return plan;
  const below = plan.children[0].children[0];
  const [source] = below.children as [Operator];
  const isPlain = definitionsOf(below.expressions).size === 0 && isSubset(idsOf(below.expressions), idsOf(outputOf(source)));
  return isPlain ? withChildren(plan, [filter(source, plan.children[0].condition)]) : plan;
}
