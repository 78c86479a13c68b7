import { inspect } from 'node:util';

/** A type as Spark writes it in JSON: a name, or an object for the types that hold others. */
export type TypeJson = string | { readonly type: string; readonly [key: string]: unknown };

/**
 * What every Spark type says of itself. Types are immutable and compare by `equals`; `kind` tells them apart, so that a `switch`
 * over `DataType` is checked by the compiler.
 */
export abstract class DataTypeBase {
  abstract readonly kind: string;
  /** The name in JSON and in `printSchema`. */
  abstract readonly typeName: string;
  /** Bytes that a value is thought to take. */
  abstract readonly defaultSize: number;

  /** As `df.toString` shows it; a struct of very many fields is cut. */
  get simpleString(): string {
    return this.typeName;
  }

  /** As `simpleString`, never cut. */
  get catalogString(): string {
    return this.simpleString;
  }

  /** As DDL writes it. */
  get sql(): string {
    return this.simpleString.toUpperCase();
  }

  jsonValue(): TypeJson {
    return this.typeName;
  }

  /** Spark's JSON form, which `DataType.fromJson` reads. */
  json(): string {
    return JSON.stringify(this.jsonValue());
  }

  get prettyJson(): string {
    return prettyJsonOf(this.jsonValue());
  }

  equals(other: DataTypeBase): boolean {
    return this === other || (this.kind === other.kind && this.json() === other.json());
  }

  toString(): string {
    return `${this.kind[0]!.toUpperCase()}${this.kind.slice(1)}Type`;
  }

  [inspect.custom](): string {
    return this.toString();
  }

  /** The lines of `printSchema` below a field of this type. */
  protected childTree(_prefix: string, _depth: number): string {
    return '';
  }

  /** `childTree` of another type; protected members of a sibling class are out of reach. */
  protected static treeOf(type: DataTypeBase, prefix: string, depth: number): string {
    return depth > 0 ? type.childTree(prefix, depth) : '';
  }
}

/** json4s's pretty form: two blanks, `"key" : value`, arrays on one line. */
function prettyJsonOf(value: unknown, indent = ''): string {
  if (Array.isArray(value)) return value.length === 0 ? '[ ]' : `[ ${value.map(each => prettyJsonOf(each, indent)).join(', ')} ]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return '{ }';
  const inner = `${indent}  `;
  return `{\n${entries.map(([key, each]) => `${inner}${JSON.stringify(key)} : ${prettyJsonOf(each, inner)}`).join(',\n')}\n${indent}}`;
}
