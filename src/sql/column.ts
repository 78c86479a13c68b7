import { inspect } from 'node:util';
import { SparkError } from '../errors/spark-error.js';
import { columnText } from './column-text.js';
import { LocalDate } from './local-date.js';
import { alias, attribute, call, type Expression, literal, literalOf, operator, type SortOrder, sortOrder } from './plan/index.js';
import { type DataType, DateType, dataTypeFromDDL, TimestampType } from './types/index.js';
import type { WindowSpec } from './window.js';

/** A column, or the name of one. */
export type ColumnOrName = Column | string;
/** What can stand beside a column in an operation: a column, or a value. */
export type Operand = Column | string | number | bigint | boolean | null | Date | LocalDate | Uint8Array | readonly unknown[];

/** A value computed for each row: `col('age').plus(1)`. Immutable; resolved when a DataFrame takes it. */
export class Column {
  readonly expression: Expression;

  /** @param column a name, `*`, or an expression of the plan */
  constructor(column: string | Expression) {
    this.expression = typeof column === 'string' ? namedColumn(column) : column;
  }

  /** The column of that name; a value that no type has kept out is a literal. */
  static of(value: ColumnOrName): Column {
    if (value instanceof Column) return value;
    return new Column(typeof value === 'string' ? value : operandOf(value));
  }

  #binary(name: string, other: Operand): Column {
    return new Column(operator(name, [this.expression, operandOf(other)]));
  }

  #unary(name: string): Column {
    return new Column(operator(name, [this.expression]));
  }

  // Comparisons

  equalTo(other: Operand): Column {
    return this.#binary('=', other);
  }
  eq(other: Operand): Column {
    return this.#binary('=', other);
  }
  notEqual(other: Operand): Column {
    return new Column(operator('not', [operator('=', [this.expression, operandOf(other)])]));
  }
  neq(other: Operand): Column {
    return this.notEqual(other);
  }
  gt(other: Operand): Column {
    return this.#binary('>', other);
  }
  lt(other: Operand): Column {
    return this.#binary('<', other);
  }
  geq(other: Operand): Column {
    return this.#binary('>=', other);
  }
  ge(other: Operand): Column {
    return this.#binary('>=', other);
  }
  leq(other: Operand): Column {
    return this.#binary('<=', other);
  }
  le(other: Operand): Column {
    return this.#binary('<=', other);
  }
  /** Equal, and NULL equals NULL. */
  eqNullSafe(other: Operand): Column {
    return this.#binary('<=>', other);
  }
  between(lower: Operand, upper: Operand): Column {
    return this.geq(lower).and(this.leq(upper));
  }
  isin(...values: readonly Operand[]): Column {
    const list = values.length === 1 && Array.isArray(values[0]) ? (values[0] as readonly Operand[]) : values;
    return new Column(operator('in', [this.expression, ...list.map(operandOf)]));
  }
  isNull(): Column {
    return this.#unary('isnull');
  }
  isNotNull(): Column {
    return this.#unary('isnotnull');
  }
  isNaN(): Column {
    return new Column(call('isnan', [this.expression]));
  }

  // Logic

  and(other: Operand): Column {
    return this.#binary('and', other);
  }
  or(other: Operand): Column {
    return this.#binary('or', other);
  }
  not(): Column {
    return this.#unary('not');
  }

  // Arithmetic

  plus(other: Operand): Column {
    return this.#binary('+', other);
  }
  minus(other: Operand): Column {
    return this.#binary('-', other);
  }
  multiply(other: Operand): Column {
    return this.#binary('*', other);
  }
  divide(other: Operand): Column {
    return this.#binary('/', other);
  }
  mod(other: Operand): Column {
    return this.#binary('%', other);
  }
  negate(): Column {
    return new Column(call('negative', [this.expression]));
  }
  bitwiseAND(other: Operand): Column {
    return this.#binary('&', other);
  }
  bitwiseOR(other: Operand): Column {
    return this.#binary('|', other);
  }
  bitwiseXOR(other: Operand): Column {
    return this.#binary('^', other);
  }

  // Text

  like(pattern: string): Column {
    return this.#binary('like', pattern);
  }
  ilike(pattern: string): Column {
    return this.#binary('ilike', pattern);
  }
  rlike(pattern: string): Column {
    return this.#binary('rlike', pattern);
  }
  contains(other: Operand): Column {
    return new Column(call('contains', [this.expression, operandOf(other)]));
  }
  startsWith(other: Operand): Column {
    return new Column(call('startswith', [this.expression, operandOf(other)]));
  }
  startswith(other: Operand): Column {
    return this.startsWith(other);
  }
  endsWith(other: Operand): Column {
    return new Column(call('endswith', [this.expression, operandOf(other)]));
  }
  endswith(other: Operand): Column {
    return this.endsWith(other);
  }
  /** @param position of the first character, from 1 */
  substr(position: Column | number, length: Column | number): Column {
    return new Column(call('substr', [this.expression, operandOf(position), operandOf(length)]));
  }

  // Parts

  /** A field of a struct, an element of an array by index, a value of a map by key. */
  getItem(key: Operand): Column {
    return new Column({ kind: 'unresolvedExtractValue', child: this.expression, extraction: operandOf(key) });
  }
  /** As `getItem`: Scala's `column(key)`. */
  apply(key: Operand): Column {
    return this.getItem(key);
  }
  getField(name: string): Column {
    return this.getItem(name);
  }
  /** The struct with a field replaced or added; `a.b` names a field of a field. */
  withField(name: string, column: Column): Column {
    return new Column({ kind: 'updateFields', child: this.expression, fieldName: name, value: column.expression });
  }
  dropFields(...names: readonly string[]): Column {
    return new Column(names.reduce<Expression>((child, fieldName) => ({ kind: 'updateFields', child, fieldName }), this.expression));
  }

  // Names and types

  alias(...names: readonly string[]): Column {
    return new Column(alias(this.expression, names));
  }
  as(...names: readonly string[]): Column {
    return this.alias(...names);
  }
  name(name: string): Column {
    return this.alias(name);
  }
  cast(dataType: DataType | string): Column {
    return this.#cast(dataType, 'default');
  }
  astype(dataType: DataType | string): Column {
    return this.cast(dataType);
  }
  /** NULL where the value does not fit. */
  try_cast(dataType: DataType | string): Column {
    return this.#cast(dataType, 'try');
  }
  #cast(dataType: DataType | string, evalMode: 'default' | 'try'): Column {
    return new Column({
      kind: 'cast',
      child: this.expression,
      dataType: typeof dataType === 'string' ? dataTypeFromDDL(dataType) : dataType,
      evalMode,
    });
  }

  // Order

  asc(): Column {
    return new Column(sortOrder(this.expression));
  }
  asc_nulls_first(): Column {
    return this.asc();
  }
  asc_nulls_last(): Column {
    return new Column(sortOrder(this.expression, 'ascending', 'nullsLast'));
  }
  desc(): Column {
    return new Column(sortOrder(this.expression, 'descending'));
  }
  desc_nulls_first(): Column {
    return new Column(sortOrder(this.expression, 'descending', 'nullsFirst'));
  }
  desc_nulls_last(): Column {
    return this.desc();
  }

  // CASE and windows

  /** After `when(condition, value)`: another branch. */
  when(condition: Column, value: Operand): Column {
    return new Column(operator('when', [...this.#branches('when'), condition.expression, operandOf(value)]));
  }
  /** After `when(condition, value)`: the value where no condition holds. */
  otherwise(value: Operand): Column {
    return new Column(operator('when', [...this.#branches('otherwise'), operandOf(value)]));
  }
  #branches(name: string): readonly Expression[] {
    const { expression } = this;
    const isOpen = expression.kind === 'unresolvedFunction' && expression.nameParts[0] === 'when' && expression.arguments.length % 2 === 0;
    if (isOpen) return expression.arguments;
    const message =
      name === 'when'
        ? 'when() can only be applied on a Column previously generated by when() function'
        : 'otherwise() can only be applied on a Column previously generated by when()';
    throw new SparkError('IllegalArgumentException', message);
  }
  /** The function over a window. */
  over(window: WindowSpec): Column {
    return new Column({ kind: 'window', function: this.expression, spec: window.spec });
  }
  /** In a subquery: a column of the query around it. */
  outer(): Column {
    return this;
  }
  /** As `isin`, of a collection. */
  isInCollection(values: Iterable<Operand>): Column {
    return this.isin(...values);
  }
  transform(f: (column: Column) => Column): Column {
    return f(this);
  }

  /** As the Scala shell prints it: `>(age, 27)`. */
  toString(): string {
    return columnText(this.expression);
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

function namedColumn(name: string): Expression {
  if (name === '*') return { kind: 'unresolvedStar' };
  if (name.endsWith('.*')) return { kind: 'unresolvedStar', target: attributeParts(name.slice(0, -2)) };
  return attribute(attributeParts(name));
}

/** `a.b` has two parts, `` `a.b` `` one. @throws SparkError _LEGACY_ERROR_TEMP_1049 */
function attributeParts(name: string): string[] {
  const parts: string[] = [];
  const part = /\s*(?:`((?:[^`]|``)*)`|([^.`]+))(\.|$)/y;
  for (let at = 0; at < name.length; at = part.lastIndex) {
    part.lastIndex = at;
    const match = part.exec(name);
    if (match === null || (match[3] === '.' && part.lastIndex === name.length)) {
      throw new SparkError(
        'AnalysisException',
        `[INVALID_ATTRIBUTE_NAME_SYNTAX] Syntax error in the attribute name: ${name}. Check that backticks appear in pairs, a quoted string is a complete name part and use a backtick only inside quoted name parts. SQLSTATE: 42601`,
        {
          condition: 'INVALID_ATTRIBUTE_NAME_SYNTAX',
          sqlState: '42601',
          messageParameters: { name },
        },
      );
    }
    parts.push(match[1]?.replaceAll('``', '`') ?? match[2]!);
  }
  return parts.length === 0 ? [''] : parts;
}

/** A column as it is, anything else as a literal. @throws SparkError UNSUPPORTED_FEATURE.LITERAL_TYPE */
export function operandOf(value: Operand | undefined): Expression {
  if (value instanceof Column) return value.expression;
  const simple = literalOf(value);
  if (simple !== undefined) return simple;
  if (value instanceof Date) return literal(BigInt(value.getTime()) * 1000n, TimestampType);
  if (value instanceof LocalDate) return literal(value.epochDay, DateType);
  if (Array.isArray(value)) return call('array', value.map(operandOf));
  throw new SparkError(
    'SparkRuntimeException',
    `[UNSUPPORTED_FEATURE.LITERAL_TYPE] The feature is not supported: Literal for '${String(value)}' of ${typeof value}. SQLSTATE: 0A000`,
    {
      condition: 'UNSUPPORTED_FEATURE.LITERAL_TYPE',
      sqlState: '0A000',
    },
  );
}

/** What ORDER BY takes: ascending when it does not say. */
export const sortOrderOf = ({ expression }: Column): SortOrder => (expression.kind === 'sortOrder' ? expression : sortOrder(expression));
