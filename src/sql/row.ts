/** A row of a result, as `collect` gives it. */
import { inspect } from 'node:util';
import { SparkError } from '../errors/spark-error.js';
import { sparkErrorOf } from '../errors/spark-error-of.js';
import type { StructType } from './types/index.js';

/** Values by place and by name: `row.get(0)`, `row.getAs('age')`, `row.age`. */
export class Row {
  readonly schema: StructType;
  readonly #values: readonly unknown[];

  constructor(values: readonly unknown[], schema: StructType) {
    this.schema = schema;
    this.#values = values;
    for (const [i, name] of schema.fieldNames.entries()) {
      if (name in this) continue;
      Object.defineProperty(this, name, { enumerable: true, value: values[i] });
    }
  }

  get length(): number {
    return this.#values.length;
  }

  get size(): number {
    return this.#values.length;
  }

  get(index: number): unknown {
    if (index < 0 || index >= this.#values.length)
      throw new SparkError('ArrayIndexOutOfBoundsException', `Index ${index} out of bounds for length ${this.length}`);
    return this.#values[index];
  }

  /** @throws SparkError FIELD_NOT_FOUND */
  getAs<T = unknown>(field: string | number): T {
    return this.get(typeof field === 'number' ? field : this.fieldIndex(field)) as T;
  }

  /** PySpark's name of the place of a field. @throws SparkError FIELD_NOT_FOUND */
  fieldIndex(name: string): number {
    const index = this.schema.fieldNames.indexOf(name);
    if (index >= 0) return index;
    const fields = this.schema.fieldNames.map(each => `\`${each}\``).join(', ');
    throw sparkErrorOf('FIELD_NOT_FOUND', { fieldName: `\`${name}\``, fields }, { name: 'SparkIllegalArgumentException' });
  }

  isNullAt(index: number): boolean {
    return this.get(index) === null;
  }

  toSeq(): unknown[] {
    return [...this.#values];
  }

  /** PySpark's name: the values by their names. */
  asDict(): Record<string, unknown> {
    return Object.fromEntries(this.schema.fieldNames.map((name, i) => [name, this.#values[i]]));
  }

  toJSON(): Record<string, unknown> {
    return this.asDict();
  }

  [Symbol.iterator](): Iterator<unknown> {
    return this.#values[Symbol.iterator]();
  }

  /** As Scala prints it: `[30,Andy]`. */
  toString(): string {
    return `[${this.#values.map(shown).join(',')}]`;
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

function shown(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `ArraySeq(${value.map(shown).join(', ')})`;
  if (value instanceof Map) return `Map(${[...value].map(([key, each]) => `${shown(key)} -> ${shown(each)}`).join(', ')})`;
  if (value instanceof Uint8Array) return `[${Array.from(value).join(', ')}]`;
  if (value instanceof Date) return value.toISOString();
  return String(value);
}
