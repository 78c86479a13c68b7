/** Makes typed expressions, walks and rewrites them. */
import type { DataType } from '../types/index.js';
import { canUpCast, forceNullable } from '../values/cast-rules.js';
import type { Value } from '../values/value.js';
import type { Attribute, CastMode, TypedAlias, TypedCast, TypedExpression, TypedLiteral, TypedSortOrder } from './typed-expression.js';

export const typedLiteral = (value: Value, dataType: DataType, origin?: TypedExpression['origin']): TypedLiteral =>
  Object.freeze({ kind: 'literal', value, dataType, nullable: value === null, origin });

export function typedCast(
  child: TypedExpression,
  dataType: DataType,
  mode: CastMode,
  isExplicit: boolean,
  origin = child.origin,
): TypedCast {
  const from = child.dataType;
  const nullable = child.nullable || (mode === 'try' ? !canUpCast(from, dataType) : forceNullable(from, dataType));
  return Object.freeze({ kind: 'cast', child, dataType, mode, isExplicit, nullable, origin });
}

/** The column that an alias gives, or the column itself. */
export function attributeOf(named: Attribute | TypedAlias): Attribute {
  if (named.kind === 'attribute') return named;
  const { id, name, dataType, nullable, metadata, qualifier } = named;
  return Object.freeze({ kind: 'attribute', id, name, dataType, nullable, metadata, qualifier });
}

/** The direct children; plans of subqueries are not among them. */
export function childrenOf(expression: TypedExpression): readonly TypedExpression[] {
  switch (expression.kind) {
    case 'alias':
    case 'cast':
      return [expression.child];
    case 'call':
    case 'windowFunction':
    case 'generator':
      return expression.args;
    case 'lambda':
      return [...expression.parameters, expression.body];
    case 'aggregate':
      return [...expression.args, ...(expression.filter ? [expression.filter] : []), ...(expression.order ?? []).map(order => order.child)];
    case 'window':
      return [
        expression.function,
        ...expression.partition,
        ...expression.order.map(order => order.child),
        ...[expression.frame.lower.value, expression.frame.upper.value].filter(each => each !== undefined),
      ];
    case 'inSubquery':
      return expression.values;
    default:
      return [];
  }
}

const mapAll = (list: readonly TypedExpression[], f: (each: TypedExpression) => TypedExpression): readonly TypedExpression[] => {
  const mapped = list.map(f);
  return mapped.some((each, i) => each !== list[i]) ? mapped : list;
};

const mapOrder = (order: readonly TypedSortOrder[], f: (each: TypedExpression) => TypedExpression): readonly TypedSortOrder[] => {
  const mapped = order.map(each => {
    const child = f(each.child);
    return child === each.child ? each : { ...each, child };
  });
  return mapped.some((each, i) => each !== order[i]) ? mapped : order;
};

/** The expression with other children; the same object when none changes. */
export function mapChildren(expression: TypedExpression, f: (child: TypedExpression) => TypedExpression): TypedExpression {
  const changed = (fields: object): TypedExpression => {
    const same = Object.entries(fields).every(([key, value]) => (expression as any)[key] === value);
    return same ? expression : (Object.freeze({ ...expression, ...fields }) as TypedExpression);
  };
  switch (expression.kind) {
    case 'alias':
    case 'cast':
      return changed({ child: f(expression.child) });
    case 'call': {
      const args = mapAll(expression.args, f);
      const replacement = expression.replacement && f(expression.replacement);
      return changed({ args, replacement });
    }
    case 'windowFunction':
    case 'generator':
      return changed({ args: mapAll(expression.args, f) });
    case 'lambda':
      return changed({ body: f(expression.body) });
    case 'aggregate':
      return changed({
        args: mapAll(expression.args, f),
        filter: expression.filter && f(expression.filter),
        order: expression.order && mapOrder(expression.order, f),
      });
    case 'window': {
      const { lower, upper } = expression.frame;
      const bound = (each: typeof lower) => {
        const value = each.value && f(each.value);
        return value === each.value ? each : { ...each, value };
      };
      const [newLower, newUpper] = [bound(lower), bound(upper)];
      const frame = newLower === lower && newUpper === upper ? expression.frame : { ...expression.frame, lower: newLower, upper: newUpper };
      return changed({
        function: f(expression.function),
        partition: mapAll(expression.partition, f),
        order: mapOrder(expression.order, f),
        frame,
      });
    }
    case 'inSubquery':
      return changed({ values: mapAll(expression.values, f) });
    default:
      return expression;
  }
}

/** Rewrites children first, then the expression that holds them. */
export const transformUp = (expression: TypedExpression, f: (each: TypedExpression) => TypedExpression): TypedExpression =>
  f(mapChildren(expression, child => transformUp(child, f)));

/** Rewrites an expression first; what `f` changed is not entered again. */
export function transformDown(expression: TypedExpression, f: (each: TypedExpression) => TypedExpression): TypedExpression {
  const mapped = f(expression);
  return mapped === expression ? mapChildren(expression, child => transformDown(child, f)) : mapped;
}

/** Whether the expression, or any below it, is one that `is` accepts. A replacement counts, the arguments it stands for too. */
export function exists(expression: TypedExpression, is: (each: TypedExpression) => boolean): boolean {
  if (is(expression)) return true;
  if (expression.kind === 'call' && expression.replacement !== undefined && exists(expression.replacement, is)) return true;
  return childrenOf(expression).some(child => exists(child, is));
}

/** All that `is` accepts, parents first; none inside of another. */
export function collect<E extends TypedExpression>(expression: TypedExpression, is: (each: TypedExpression) => each is E): E[] {
  if (is(expression)) return [expression];
  const children = expression.kind === 'call' && expression.replacement ? [expression.replacement] : childrenOf(expression);
  return children.flatMap(child => collect(child, is));
}
