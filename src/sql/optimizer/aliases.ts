/** What the columns of a list stand for. */
import { mapChildren } from '../analyzer/expressions.js';
import type { NamedExpression, TypedAlias, TypedExpression } from '../analyzer/typed-expression.js';
import { replaceColumns } from './ids.js';

export function definitionsOf(list: readonly NamedExpression[]): ReadonlyMap<number, TypedExpression> {
  const definitions = new Map<number, TypedExpression>();
  for (const each of list) if (each.kind === 'alias') definitions.set(each.id, each.child);
  return definitions;
}

/** An expression over a list as one over what the list is made of. */
export const substitute = (expression: TypedExpression, definitions: ReadonlyMap<number, TypedExpression>): TypedExpression =>
  replaceColumns(expression, column => definitions.get(column.id));

/** A column of a list over another list as one over what that list is made of; its name and id stay. */
export function substituteNamed(named: NamedExpression, definitions: ReadonlyMap<number, TypedExpression>): NamedExpression {
  if (named.kind === 'alias') return withChild(named, withoutAliases(substitute(named.child, definitions)));
  const value = definitions.get(named.id);
  if (value === undefined) return named;
  return aliasLike(named, value);
}

export const withChild = (alias: TypedAlias, child: TypedExpression): TypedAlias =>
  child === alias.child ? alias : Object.freeze({ ...alias, child, dataType: child.dataType, nullable: child.nullable });

/** An alias with the name and the id of a column. */
export function aliasLike({ id, name, metadata, qualifier }: NamedExpression, child: TypedExpression): TypedAlias {
  const { dataType, nullable } = child;
  return Object.freeze({ kind: 'alias', child, id, name, metadata, qualifier, dataType, nullable });
}

/** Only the outermost name of a column counts. */
const withoutAliases = (expression: TypedExpression): TypedExpression =>
  expression.kind === 'alias' ? withoutAliases(expression.child) : mapChildren(expression, withoutAliases);
