import { Column, type Operand, operandOf } from './column.js';
import type { DataFrame } from './dataframe.js';
import { call, operator } from './plan/index.js';
import { type DataType, isNumeric } from './types/index.js';

type FillValue = string | number | boolean;

/** Missing values: `df.na.fill(0)`, `df.na.drop()`, `df.na.replace('name', { Andy: 'A' })`. */
export class DataFrameNaFunctions {
  readonly #frame: DataFrame;

  constructor(frame: DataFrame) {
    this.#frame = frame;
  }

  /** Rows without NULL or NaN. @param how any, all, or the least number of values a row must have */
  drop(how?: 'any' | 'all' | number, columns?: readonly string[]): DataFrame;
  drop(columns: readonly string[]): DataFrame;
  drop(first: 'any' | 'all' | number | readonly string[] = 'any', columns?: readonly string[]): DataFrame {
    if (typeof first === 'object') return this.drop('any', first);
    const how = first;
    const names = columns ?? this.#frame.columns;
    if (names.length === 0) return this.#frame;
    const least = how === 'any' ? names.length : how === 'all' ? 1 : how;
    const present = names.map(name => operandOf(this.#isPresent(name)));
    const count = present.map(each => operator('when', [each, operandOf(1), operandOf(0)])).reduce((a, b) => operator('+', [a, b]));
    return this.#frame.filter(new Column(operator('>=', [count, operandOf(least)])));
  }

  #isPresent(name: string): Column {
    const column = this.#frame.col(name);
    const type = this.#typeOf(name);
    const isFloating = type?.kind === 'double' || type?.kind === 'float';
    return isFloating ? column.isNotNull().and(column.isNaN().not()) : column.isNotNull();
  }

  #typeOf(name: string): DataType | undefined {
    return this.#frame.schema.fields.find(field => field.name.toLowerCase() === name.toLowerCase())?.dataType;
  }

  /** Fills columns of the type of the value; `fill({ age: 0, name: '?' })` says which. */
  fill(value: FillValue | Readonly<Record<string, FillValue>>, columns?: readonly string[]): DataFrame {
    const wanted = new Map<string, FillValue>();
    if (typeof value === 'object')
      for (const [name, each] of Object.entries(value)) wanted.set(this.#frame.schema.field(this.#exact(name)).name, each);
    else for (const name of columns ?? this.#frame.columns) if (isFillable(this.#typeOf(name), value)) wanted.set(this.#exact(name), value);
    return this.#frame.select(
      ...this.#frame.schema.fields.map(({ name, dataType }) => {
        const column = this.#frame.col(quoted(name));
        const fill = wanted.get(name);
        if (fill === undefined) return column;
        const isFloating = dataType.kind === 'double' || dataType.kind === 'float';
        const base = isFloating ? new Column(call('nanvl', [column.expression, operandOf(null)])) : column;
        return new Column(call('coalesce', [base.expression, new Column(operandOf(fill)).cast(dataType).expression])).as(name);
      }),
    );
  }

  #exact(name: string): string {
    return this.#frame.columns.find(each => each.toLowerCase() === name.toLowerCase()) ?? name;
  }

  /** Replaces values of some columns, `*` for all. */
  replace(columns: string | readonly string[], replacement: Readonly<Record<string, Operand>> | ReadonlyMap<Operand, Operand>): DataFrame {
    const pairs = replacement instanceof Map ? [...replacement] : Object.entries(replacement as Readonly<Record<string, Operand>>);
    const names = columns === '*' ? this.#frame.columns : typeof columns === 'string' ? [columns] : columns;
    const isNumber = pairs.every(
      ([from]) =>
        typeof from === 'number' ||
        (typeof from === 'string' && from !== '' && !Number.isNaN(Number(from)) && !(replacement instanceof Map)),
    );
    return this.#frame.select(
      ...this.#frame.schema.fields.map(({ name, dataType }) => {
        const column = this.#frame.col(quoted(name));
        const isMeant = names.some(each => each.toLowerCase() === name.toLowerCase());
        const fits =
          dataType.kind === 'string' ? !(replacement instanceof Map && typeof pairs[0]?.[0] === 'number') : isNumeric(dataType) && isNumber;
        if (!isMeant || !fits) return column;
        const branches = pairs.flatMap(([from, to]) => {
          const key = dataType.kind === 'string' ? String(from) : Number(from);
          return [operator('=', [column.expression, operandOf(key)]), new Column(operandOf(to)).cast(dataType).expression];
        });
        return new Column(operator('when', [...branches, column.expression])).as(name);
      }),
    );
  }
}

const quoted = (name: string) => `\`${name.replaceAll('`', '``')}\``;

function isFillable(type: DataType | undefined, value: FillValue): boolean {
  if (type === undefined) return false;
  if (typeof value === 'number') return isNumeric(type);
  return type.kind === (typeof value === 'string' ? 'string' : 'boolean');
}
