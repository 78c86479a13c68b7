/** Strings of other collations than the default one are grouped, joined and sorted by keys, which DuckDB compares as bytes. */
import type { FunctionCall, TypedExpression } from '../../analyzer/typed-expression.js';
import { type DataType, StringType } from '../../types/index.js';

export const isCollated = (type: DataType): boolean => type.kind === 'string' && !type.isBinaryCollation;

const keyCall = (arg: TypedExpression): FunctionCall =>
  Object.freeze({ kind: 'call', name: 'collation key', args: [arg], dataType: StringType, nullable: arg.nullable });

/** What is equal for equal values: the expression itself, or its key. */
export const equalityKey = (expression: TypedExpression): TypedExpression =>
  isCollated(expression.dataType) ? keyCall(expression) : expression;

/** The language whose order texts of the collation have; undefined where bytes are compared. Intl has no keys for it: DuckDB makes them. */
export function localeOf(type: DataType): string | undefined {
  if (type.kind !== 'string' || /^UTF8/i.test(type.collation)) return undefined;
  return /^UNICODE/i.test(type.collation) ? 'en' : type.collation.split('_')[0]!.toLowerCase();
}
