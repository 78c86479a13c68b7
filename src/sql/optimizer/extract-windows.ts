/** A SELECT with window functions: columns that they read, a Window for each partitioning and order, then the list. */
import { keyOfExpression } from '../analyzer/expression-key.js';
import { attributeOf, collect, mapChildren } from '../analyzer/expressions.js';
import type { Attribute, NamedExpression, TypedAlias, TypedExpression, WindowCall } from '../analyzer/typed-expression.js';
import { type Operator, outputOf } from './operator.js';
import type { OperatorContext } from './operator-of.js';
import { project } from './operators.js';

const isWindow = (each: TypedExpression): each is WindowCall => each.kind === 'window';

/** Functions whose rank is that of the order: Spark shows what they are ordered by as their arguments. */
export const ranks: ReadonlySet<string> = new Set(['rank', 'dense_rank', 'percent_rank']);

/** @param below makes the input of the windows from the columns that they read */
export function extractWindows(
  list: readonly NamedExpression[],
  below: (columns: readonly NamedExpression[]) => Operator,
  cx: OperatorContext,
): Operator {
  const hasWindow = (each: NamedExpression) => collect(each, isWindow).length > 0;
  const columns = list.filter(each => !hasWindow(each));
  const ids = new Set(columns.map(each => each.id));
  const made = new Map<string, Attribute>();
  const addColumn = (each: Attribute) => {
    if (each.isOuter || ids.has(each.id)) return;
    ids.add(each.id);
    columns.push(each);
  };
  let named = 0;
  const column = (each: TypedExpression): TypedExpression => {
    if (each.kind === 'literal' || isConstant(each)) return each;
    if (each.kind === 'attribute') {
      addColumn(each);
      return each;
    }
    const key = keyOfExpression(each);
    const known = made.get(key);
    if (known !== undefined) return known;
    const alias = aliasOf(each, `_w${named++}`, cx);
    columns.push(alias);
    ids.add(alias.id);
    made.set(key, attributeOf(alias));
    return attributeOf(alias);
  };
  const extract = (call: WindowCall): WindowCall => {
    // A window over windows reads their columns, which come from below.
    if (ranks.has(call.function.name)) for (const each of call.order) column(each.child);
    const called = mapChildren(call.function, column) as WindowCall['function'];
    return Object.freeze({
      ...call,
      function: called,
      partition: call.partition.map(column),
      order: call.order.map(each => ({ ...each, child: column(each.child) })),
    });
  };
  const windows: TypedAlias[] = [];
  const replace = (each: TypedExpression): TypedExpression => {
    if (each.kind === 'attribute') {
      addColumn(each);
      return each;
    }
    if (each.kind === 'aggregate') return column(each);
    if (each.kind !== 'window') return mapChildren(each, replace);
    const alias = aliasOf(extract(each), `_we${windows.length}`, cx);
    windows.push(alias);
    return attributeOf(alias);
  };
  const rewritten = list.filter(hasWindow).map((each): NamedExpression => {
    const alias = each as TypedAlias;
    if (alias.child.kind !== 'window') return Object.freeze({ ...alias, child: replace(alias.child) });
    const whole = Object.freeze({ ...alias, child: extract(alias.child) });
    windows.push(whole);
    return attributeOf(whole);
  });
  const groups = new Map<string, TypedAlias[]>();
  for (const each of windows) {
    const { partition, order } = each.child as WindowCall;
    const key = `${partition.map(keyOfExpression).join()};${order.map(({ child, ascending, nullsFirst }) => `${keyOfExpression(child)} ${ascending} ${nullsFirst}`).join()}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  let plan = below(columns);
  for (const group of groups.values()) {
    const { partition, order } = group[0]!.child as WindowCall;
    plan = Object.freeze({ kind: 'window', children: [plan], windows: group, partition, order });
  }
  return project(project(plan, [...outputOf(plan), ...rewritten]), list.map(attributeOf));
}

const isConstant = (each: TypedExpression): boolean =>
  collect(each, (inner): inner is TypedExpression => inner.kind !== 'literal' && inner.kind !== 'cast' && inner.kind !== 'call').length ===
    0 && collect(each, (inner): inner is TypedExpression => inner.kind === 'literal').length > 0;

function aliasOf(child: TypedExpression, name: string, cx: OperatorContext): TypedAlias {
  const { dataType, nullable } = child;
  return Object.freeze({ kind: 'alias', child, name, id: cx.newId(), metadata: {}, qualifier: [], dataType, nullable });
}
