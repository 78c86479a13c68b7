import type { StructType } from './types/index.js';

// Symbols, so that the enumerable properties of a row are its columns; registered, so that they are the same in every thread.
const valuesOf = Symbol.for('ts-spark-shell.row.values');
const namesOf = Symbol.for('ts-spark-shell.row.names');
const typeOf = Symbol.for('ts-spark-shell.row.schema');

/**
 * A row of a result. Values by place and by name: `row.get(0)`, `row.getAs('age')`, `row.age`.
 * Rows travel into closures, class and all, so nothing here reaches another module.
 */
export class Row {
  declare private readonly [valuesOf]: readonly unknown[];
  declare private readonly [namesOf]: readonly string[];
  declare private readonly [typeOf]: StructType | undefined;

  constructor(values: readonly unknown[], names: readonly string[], schema?: StructType) {
    const own = this as any;
    own[valuesOf] = values;
    own[namesOf] = names;
    own[typeOf] = schema;
    for (let i = 0; i < names.length; i++) {
      const name = names[i]!;
      if (!(name in this)) own[name] = values[i];
    }
  }

  /** The columns, when the row comes from a DataFrame. */
  get schema(): StructType {
    return this[typeOf]!;
  }

  get length(): number {
    return this[valuesOf].length;
  }

  get size(): number {
    return this[valuesOf].length;
  }

  get(index: number): unknown {
    if (index >= 0 && index < this[valuesOf].length) return this[valuesOf][index];
    throw Object.assign(new Error(`Index ${index} out of bounds for length ${this.length}`), { name: 'ArrayIndexOutOfBoundsException' });
  }

  /** @throws FIELD_NOT_FOUND */
  getAs<T = any>(field: string | number): T {
    return this.get(typeof field === 'number' ? field : this.fieldIndex(field)) as T;
  }

  /** The place of a field. @throws FIELD_NOT_FOUND */
  fieldIndex(name: string): number {
    const index = this[namesOf].indexOf(name);
    if (index >= 0) return index;
    const fields = this[namesOf].map(each => `\`${each}\``).join(', ');
    const message = `[FIELD_NOT_FOUND] No such struct field \`${name}\` in ${fields}. SQLSTATE: 42704`;
    throw Object.assign(new Error(message), { name: 'SparkIllegalArgumentException', condition: 'FIELD_NOT_FOUND' });
  }

  isNullAt(index: number): boolean {
    return this.get(index) === null;
  }

  toSeq(): unknown[] {
    return [...this[valuesOf]];
  }

  /** PySpark's name: the values by their names. */
  asDict(): Record<string, unknown> {
    return Object.fromEntries(this[namesOf].map((name, i) => [name, this[valuesOf][i]]));
  }

  toJSON(): Record<string, unknown> {
    return this.asDict();
  }

  [Symbol.iterator](): Iterator<unknown> {
    return this[valuesOf][Symbol.iterator]();
  }

  /** As Scala prints it: `[30,Andy]`. */
  toString(): string {
    const shown = (value: unknown): string => {
      if (value === null) return 'null';
      if (Array.isArray(value)) return `ArraySeq(${value.map(shown).join(', ')})`;
      if (value instanceof Map) return `Map(${[...value].map(([key, each]) => `${shown(key)} -> ${shown(each)}`).join(', ')})`;
      if (value instanceof Uint8Array) return `[${Array.from(value).join(', ')}]`;
      return value instanceof Date ? value.toISOString() : String(value);
    };
    return `[${this[valuesOf].map(shown).join(',')}]`;
  }

  /** As `console.log` and the shell print it. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }

  /** Columns of the person's own query. */
  readonly [column: string]: any;
}
