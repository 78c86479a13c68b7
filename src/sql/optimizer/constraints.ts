/** What is known to hold of each row of a plan: conditions of filters and joins, what follows from equal columns, what is not NULL. */
import type { Attribute, TypedExpression } from '../analyzer/typed-expression.js';
import { replaceColumns } from './ids.js';
import { isNullIntolerant } from './nullability.js';
import { idsOf, isSubset, type Operator, outputOf, referencesOf } from './operator.js';
import { comparison, conjunctsOf, distinctExpressions, isCall, isDeterministic, isNotNullTest, keyOfExpression } from './predicates.js';

const known = new WeakMap<Operator, readonly TypedExpression[]>();

export function constraintsOf(plan: Operator): readonly TypedExpression[] {
  let constraints = known.get(plan);
  if (constraints === undefined) {
    const valid = validConstraints(plan);
    const columns = outputOf(plan);
    const ids = idsOf(columns);
    constraints = distinctExpressions([...valid, ...inferred(valid), ...notNulls(valid, columns)]).filter(
      each => referencesOf(each).size > 0 && isSubset(referencesOf(each), ids) && isDeterministic(each),
    );
    known.set(plan, constraints);
  }
  return constraints;
}

function validConstraints(plan: Operator): readonly TypedExpression[] {
  const [first, second] = plan.children;
  switch (plan.kind) {
    case 'filter':
      return [...constraintsOf(first!), ...conjunctsOf(plan.condition)];
    case 'project':
      return renamed(constraintsOf(first!), plan.expressions);
    case 'aggregate':
      return plan.grouping.length === 0 ? [] : renamed(constraintsOf(first!), plan.results);
    case 'join': {
      const own = plan.condition === undefined ? [] : conjunctsOf(plan.condition);
      if (plan.joinType === 'inner' || plan.joinType === 'cross') return [...constraintsOf(first!), ...constraintsOf(second!), ...own];
      if (plan.joinType === 'leftsemi') return [...constraintsOf(first!), ...own];
      if (plan.joinType === 'leftouter' || plan.joinType === 'leftanti') return constraintsOf(first!);
      return plan.joinType === 'rightouter' ? constraintsOf(second!) : [];
    }
    case 'union': {
      const columns = outputOf(plan);
      const sides = plan.children.map(side => {
        const own = new Map(outputOf(side).map((each, i) => [each.id, columns[i]!]));
        return constraintsOf(side).map(each => replaceColumns(each, column => own.get(column.id)));
      });
      const keys = sides.slice(1).map(side => new Set(side.map(keyOfExpression)));
      return sides[0]!.filter(each => keys.every(side => side.has(keyOfExpression(each))));
    }
    case 'expand':
    case 'withCte':
      return [];
    default:
      return first === undefined ? [] : constraintsOf(first);
  }
}

/** What holds of a column holds of another name for it. */
function renamed(constraints: readonly TypedExpression[], list: readonly TypedExpression[]): readonly TypedExpression[] {
  const all = [...constraints];
  for (const each of list) {
    if (each.kind !== 'alias') continue;
    const { child, id, name, dataType, nullable, metadata, qualifier } = each;
    const column: Attribute = Object.freeze({ kind: 'attribute', id, name, dataType, nullable, metadata, qualifier });
    if (child.kind === 'literal') {
      if (child.value !== null) all.push(comparison('<=>', column, child));
    } else if (child.kind === 'attribute') {
      for (const constraint of constraints)
        if (referencesOf(constraint).has(child.id))
          all.push(replaceColumns(constraint, other => (other.id === child.id ? column : undefined)));
      all.push(comparison('<=>', child, column));
    }
  }
  return all;
}

/** Of columns that are equal, what holds of one holds of the other. */
export function inferred(constraints: readonly TypedExpression[]): readonly TypedExpression[] {
  const present = new Set(constraints.map(keyOfExpression));
  const made: TypedExpression[] = [];
  for (const each of constraints) {
    if (!isCall(each, '=')) continue;
    const [a, b] = each.args as [TypedExpression, TypedExpression];
    if (a.kind !== 'attribute' || b.kind !== 'attribute') continue;
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      for (const other of constraints) {
        if (other === each || !referencesOf(other).has(from.id)) continue;
        const moved = replaceColumns(other, column => (column.id === from.id ? to : undefined));
        const key = keyOfExpression(moved);
        if (present.has(key)) continue;
        present.add(key);
        made.push(moved);
      }
    }
  }
  return made;
}

/** What may not be NULL where the constraints hold. */
export function notNulls(constraints: readonly TypedExpression[], columns: readonly Attribute[]): readonly TypedExpression[] {
  const tests = constraints.flatMap(each => nullIntolerantParts(isCall(each, 'isnotnull') ? each.args[0]! : each, true)).map(isNotNullTest);
  const certain = columns.filter(each => !each.nullable).map(isNotNullTest);
  const present = new Set(constraints.map(keyOfExpression));
  return distinctExpressions([...tests, ...certain]).filter(each => !present.has(keyOfExpression(each)));
}

function nullIntolerantParts(expression: TypedExpression, isWhole = false): readonly TypedExpression[] {
  if (expression.kind === 'attribute') return [expression];
  if (!isWhole && isCall(expression, 'getstructfield')) return isColumn(expression) ? [expression] : [];
  return isNullIntolerant(expression) ? childrenOf(expression).flatMap(each => nullIntolerantParts(each)) : [];
}

const isColumn = (expression: TypedExpression): boolean =>
  expression.kind === 'attribute' || (isCall(expression, 'getstructfield') && isColumn(expression.args[0]!));

const childrenOf = (expression: TypedExpression): readonly TypedExpression[] =>
  expression.kind === 'cast' ? [expression.child] : expression.kind === 'call' ? expression.args : [];
