import type { StructType } from './types/index.js';

// Symbols, so that the enumerable properties of a row are its columns; registered, so that they are the same in every thread.
const valuesOf = Symbol.for('ts-spark-shell.row.values');
const shapeOf = Symbol.for('ts-spark-shell.row.shape');

/** Members that others are made of. */
const needed: readonly string[] = [
  'constructor',
  'length',
  'get',
  'getAs',
  'fieldIndex',
  'toSeq',
  'asDict',
  'toJSON',
  'toString',
  'schema',
  'fieldNames',
];

/** What all rows of a result share. */
export interface RowShape {
  readonly names: readonly string[];
  readonly schema?: StructType | undefined;
  /** Each column is a property, and no member has its name. */
  readonly isPlain: boolean;
}

/**
 * A row of a result. Values by place and by name: `row.get(0)`, `row[0]`, `row.getAs('age')`, `row.age`.
 * Rows travel into closures, class and all, so nothing here reaches another module.
 */
export class Row {
  /** Only where not every column is a property: two have one name, or a name is one of the members below. */
  declare private readonly [valuesOf]: readonly unknown[] | undefined;
  declare private readonly [shapeOf]: RowShape;

  constructor(values: readonly unknown[], names: readonly string[], schema?: StructType, shape: RowShape = Row.shapeOf(names, schema)) {
    const own = this as any;
    own[shapeOf] = shape;
    if (shape.isPlain && values.length === shape.names.length) {
      for (let i = 0; i < values.length; i++) own[shape.names[i]!] = values[i];
      return;
    }
    let isWhole = true;
    for (let i = 0; i < values.length; i++) {
      const name = shape.names[i];
      if (name === undefined || Object.hasOwn(own, name) || needed.includes(name)) isWhole = false;
      // A column wins over a member that rows can do without.
      else if (name in this) Object.defineProperty(own, name, { value: values[i], enumerable: true });
      else own[name] = values[i];
    }
    if (!isWhole) Object.defineProperty(this, valuesOf, { value: values });
  }

  /** What rows of these columns share: many rows are made of one. */
  static shapeOf(names: readonly string[], schema?: StructType): RowShape {
    Row.addPlaces();
    return { names, schema, isPlain: new Set(names).size === names.length && !names.some(name => name in Row.prototype) };
  }

  /** `row[0]`: not as properties of a row, which would show among its columns. Once in each thread, since a class travels as its text. */
  private static addPlaces(): void {
    if (0 in Row.prototype) return;
    for (let place = 0; place < 100; place++) {
      Object.defineProperty(Row.prototype, place, {
        get(this: Row) {
          return this.toSeq()[place];
        },
        // A column may have that name.
        set(this: Row, value: unknown) {
          Object.defineProperty(this, place, { value, enumerable: true, writable: true, configurable: true });
        },
        configurable: true,
      });
    }
  }

  static shaped(values: readonly unknown[], shape: RowShape): Row {
    return new Row(values, shape.names, shape.schema, shape);
  }

  /** `Row.of(1, 'a')`: a row without names. */
  static of(...values: readonly unknown[]): Row {
    return new Row(values, []);
  }

  /** As Scala's `Row.fromSeq`. */
  static fromSeq(values: Iterable<unknown>): Row {
    return new Row([...values], []);
  }

  /** As Scala's `Row.fromTuple`. */
  static fromTuple(tuple: readonly unknown[]): Row {
    return Row.fromSeq(tuple);
  }

  /** The values of several rows, one behind the other. */
  static merge(...rows: readonly Row[]): Row {
    return new Row(
      rows.flatMap(row => row.toSeq()),
      [],
    );
  }

  /** A row of names and values: PySpark's `Row(name='Andy', age=30)`. */
  static from(fields: Readonly<Record<string, unknown>>): Row {
    return new Row(Object.values(fields), Object.keys(fields));
  }

  static get empty(): Row {
    return new Row([], []);
  }

  /** The columns, when the row comes from a DataFrame. */
  get schema(): StructType {
    return this[shapeOf].schema!;
  }

  /** The names of the columns. */
  get fieldNames(): readonly string[] {
    return this[shapeOf].names;
  }

  get length(): number {
    return this[valuesOf]?.length ?? this[shapeOf].names.length;
  }

  get size(): number {
    return this.length;
  }

  get(index: number): unknown {
    if (Number.isInteger(index) && index >= 0 && index < this.length) {
      const values = this[valuesOf];
      return values === undefined ? this[this[shapeOf].names[index]!] : values[index];
    }
    throw Object.assign(new Error(`Index ${index} out of bounds for length ${this.length}`), { name: 'ArrayIndexOutOfBoundsException' });
  }

  /** Scala's `row(0)`. */
  apply(index: number): unknown {
    return this.get(index);
  }

  /** @throws FIELD_NOT_FOUND */
  getAs<T = any>(field: string | number): T {
    return this.get(typeof field === 'number' ? field : this.fieldIndex(field)) as T;
  }

  getString(index: number): string {
    return this.get(index) as string;
  }
  getBoolean(index: number): boolean {
    return this.get(index) as boolean;
  }
  getInt(index: number): number {
    return this.get(index) as number;
  }
  getLong(index: number): number | bigint {
    return this.get(index) as number | bigint;
  }
  getDouble(index: number): number {
    return this.get(index) as number;
  }
  getFloat(index: number): number {
    return this.get(index) as number;
  }
  getShort(index: number): number {
    return this.get(index) as number;
  }
  getByte(index: number): number {
    return this.get(index) as number;
  }
  getDate<T = any>(index: number): T {
    return this.get(index) as T;
  }
  getLocalDate<T = any>(index: number): T {
    return this.get(index) as T;
  }
  getDecimal<T = any>(index: number): T {
    return this.get(index) as T;
  }
  getTimestamp(index: number): Date {
    return this.get(index) as Date;
  }
  getInstant(index: number): Date {
    return this.get(index) as Date;
  }
  getSeq<T = any>(index: number): T[] {
    return this.get(index) as T[];
  }
  getList<T = any>(index: number): T[] {
    return this.get(index) as T[];
  }
  getMap<K = any, V = any>(index: number): Map<K, V> {
    return this.get(index) as Map<K, V>;
  }
  getJavaMap<K = any, V = any>(index: number): Map<K, V> {
    return this.get(index) as Map<K, V>;
  }
  getStruct(index: number): Row {
    return this.get(index) as Row;
  }

  /** The place of a field. @throws FIELD_NOT_FOUND */
  fieldIndex(name: string): number {
    const index = this[shapeOf].names.indexOf(name);
    if (index >= 0) return index;
    const fields = this[shapeOf].names.map(each => `\`${each}\``).join(', ');
    const message = `[FIELD_NOT_FOUND] No such struct field \`${name}\` in ${fields}. SQLSTATE: 42704`;
    throw Object.assign(new Error(message), { name: 'SparkIllegalArgumentException', condition: 'FIELD_NOT_FOUND' });
  }

  isNullAt(index: number): boolean {
    return this.get(index) === null;
  }

  /** Whether any value is NULL. */
  get anyNull(): boolean {
    return this.toSeq().includes(null);
  }

  toSeq(): unknown[] {
    const values = this[valuesOf];
    return values === undefined ? this[shapeOf].names.map(name => this[name]) : [...values];
  }

  /** Values by their names, of some fields. */
  getValuesMap<T = any>(names: readonly string[]): Map<string, T> {
    return new Map(names.map(name => [name, this.getAs<T>(name)]));
  }

  copy(): Row {
    return new Row(this.toSeq(), this[shapeOf].names, this[shapeOf].schema);
  }

  /** The values in one text. */
  mkString(separator = '', start?: string, end?: string): string {
    const [open, between, close] = start === undefined ? ['', separator, ''] : [separator, start, end ?? ''];
    return `${open}${texts(this).join(between)}${close}`;
  }

  /** PySpark's name: the values by their names. @param recursive also rows inside of it */
  asDict(recursive = false): Record<string, unknown> {
    const values = this.toSeq();
    return Object.fromEntries(this[shapeOf].names.map((name, i) => [name, recursive ? plain(values[i]) : values[i]]));
  }

  toJSON(): Record<string, unknown> {
    return this.asDict();
  }

  /** As one line of JSON. */
  get json(): string {
    return JSON.stringify(this, (_, value: unknown) => jsonValue(value));
  }

  get prettyJson(): string {
    return JSON.stringify(this, (_, value: unknown) => jsonValue(value), 2);
  }

  [Symbol.iterator](): Iterator<unknown> {
    return this.toSeq()[Symbol.iterator]();
  }

  /** As Scala prints it: `[30,Andy]`. */
  toString(): string {
    return `[${texts(this).join(',')}]`;
  }

  /** As `console.log` and the shell print it. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }

  /** Columns of the person's own query. */
  readonly [column: string]: any;
}

const texts = (row: Row): string[] => row.toSeq().map((value, i) => shown(value, row.schema?.fields[i]?.dataType));

/** A value as Scala prints it. @param type tells a DOUBLE from an INT; rows on executors have none */
function shown(value: unknown, type: any): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number' && (type?.kind === 'double' || type?.kind === 'float')) return doubleText(value);
  if (Array.isArray(value)) return `ArraySeq(${value.map(each => shown(each, type?.elementType)).join(', ')})`;
  if (value instanceof Map)
    return `Map(${[...value].map(([key, each]) => `${shown(key, type?.keyType)} -> ${shown(each, type?.valueType)}`).join(', ')})`;
  if (value instanceof Uint8Array) return `[${Array.from(value).join(', ')}]`;
  return value instanceof Date ? timestampText(value) : String(value);
}

/** As Java writes a double: `6.0`, `1.0E10`. */
function doubleText(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const withPoint = (digits: string) => (digits.includes('.') ? digits : `${digits}.0`);
  if (size >= 1e-3 && size < 1e7) return withPoint(String(value));
  const [digits, exponent] = value.toExponential().split('e') as [string, string];
  return `${withPoint(digits)}E${Number(exponent)}`;
}

/** As `java.sql.Timestamp` has it, in the time zone of the process: `2024-02-29 12:34:56.0`. */
function timestampText(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const fraction = String(date.getMilliseconds())
    .padStart(3, '0')
    .replace(/0{1,2}$/, '');
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${fraction}`;
}

/** Rows inside of a value as objects. */
function plain(value: unknown): unknown {
  if (value instanceof Row) return value.asDict(true);
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return new Map([...value].map(([key, each]) => [key, plain(each)]));
  return value;
}

function jsonValue(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  return value instanceof Map ? Object.fromEntries(value) : value;
}
