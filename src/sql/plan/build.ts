/** Short ways to make the nodes that are made most. Each is frozen. */
import type { Origin } from '../../errors/query-context.js';
import { BinaryType, BooleanType, type DataType, DoubleType, IntegerType, LongType, NullType, StringType } from '../types/index.js';
import type { Alias, Expression, Literal, SortOrder, UnresolvedAttribute, UnresolvedFunction } from './expressions.js';

export const literal = (value: unknown, dataType: DataType, origin?: Origin): Literal =>
  Object.freeze({ kind: 'literal', value, dataType, origin });

export const stringLiteral = (value: string, origin?: Origin): Literal => literal(value, StringType, origin);
export const intLiteral = (value: number, origin?: Origin): Literal => literal(value, IntegerType, origin);
export const booleanLiteral = (value: boolean, origin?: Origin): Literal => literal(value, BooleanType, origin);
export const nullLiteral = (origin?: Origin): Literal => literal(null, NullType, origin);

/** The literal of a JavaScript value of a simple type; none for others. A number with no fraction that fits is an int. */
export function literalOf(value: unknown): Literal | undefined {
  if (value === null || value === undefined) return nullLiteral();
  if (typeof value === 'string') return stringLiteral(value);
  if (typeof value === 'boolean') return booleanLiteral(value);
  if (typeof value === 'bigint') return literal(value, LongType);
  if (value instanceof Uint8Array) return literal(value, BinaryType);
  if (typeof value !== 'number') return undefined;
  if (!Number.isInteger(value) || Object.is(value, -0)) return literal(value, DoubleType);
  if (value === (value | 0)) return intLiteral(value);
  return Number.isSafeInteger(value) ? literal(BigInt(value), LongType) : literal(value, DoubleType);
}

export const attribute = (nameParts: readonly string[], origin?: Origin): UnresolvedAttribute =>
  Object.freeze({ kind: 'unresolvedAttribute', nameParts, origin });

/** A call of a function by its name, as the person writes it. */
export const call = (name: string | readonly string[], args: readonly Expression[], origin?: Origin): UnresolvedFunction =>
  Object.freeze({ kind: 'unresolvedFunction', nameParts: typeof name === 'string' ? [name] : name, arguments: args, origin });

/** An operator, or another syntax that stands for a function of Spark: `+`, `and`, `isnull`. */
export const operator = (name: string, args: readonly Expression[], origin?: Origin): UnresolvedFunction =>
  Object.freeze({ kind: 'unresolvedFunction', nameParts: [name], arguments: args, isInternal: true, origin });

export const alias = (child: Expression, names: string | readonly string[], origin?: Origin): Alias =>
  Object.freeze({ kind: 'alias', child, names: typeof names === 'string' ? [names] : names, origin });

/** Without a null ordering: nulls first when ascending, last when descending. */
export function sortOrder(
  child: Expression,
  direction: SortOrder['direction'] = 'ascending',
  nullOrdering: SortOrder['nullOrdering'] = direction === 'ascending' ? 'nullsFirst' : 'nullsLast',
  origin?: Origin,
): SortOrder {
  return Object.freeze({ kind: 'sortOrder', child, direction, nullOrdering, origin });
}

/** `(a, b)` or `struct(a, b)`. */
export const isRow = (expression: Expression): expression is UnresolvedFunction =>
  expression.kind === 'unresolvedFunction' &&
  expression.isInternal === true &&
  (expression.nameParts[0] === 'row' || expression.nameParts[0] === 'struct');
