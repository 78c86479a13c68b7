import { inspect } from 'node:util';
import { quotedIfNeeded } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { ArrayType, MapType } from './collection-types.js';
import type { DataType } from './data-type.js';
import type { TypeJson } from './data-type-base.js';
import { IndeterminateStringType, StringTypeClass } from './string-types.js';

/** What a field carries besides its type: `comment`, defaults, whatever the person puts there. */
export type Metadata = Readonly<Record<string, unknown>>;

export interface FieldJson {
  readonly name: string;
  readonly type: TypeJson;
  readonly nullable: boolean;
  readonly metadata: Metadata;
}

/** Where JSON keeps the collations of a field's strings, so that a reader that knows none sees plain strings. */
export const collationsKey = '__COLLATIONS';

/** A column of a struct or of a DataFrame. */
export class StructField {
  constructor(
    readonly name: string,
    readonly dataType: DataType,
    readonly nullable: boolean = true,
    readonly metadata: Metadata = {},
  ) {
    Object.freeze(this);
  }

  get comment(): string | undefined {
    return typeof this.metadata.comment === 'string' ? this.metadata.comment : undefined;
  }

  /** The field with a comment; none takes it away. */
  withComment(comment: string | undefined): StructField {
    const { comment: _, ...others } = this.metadata;
    return new StructField(this.name, this.dataType, this.nullable, comment === undefined ? others : { ...others, comment });
  }

  jsonValue(): FieldJson {
    const collations: Record<string, string> = {};
    const type = withoutCollations(this.dataType, this.name, collations);
    const metadata = Object.keys(collations).length === 0 ? this.metadata : { ...this.metadata, [collationsKey]: collations };
    return { name: this.name, type, nullable: this.nullable, metadata };
  }

  /** `name TYPE NOT NULL COMMENT '...'`: a column of CREATE TABLE. */
  get toDDL(): string {
    return `${quotedIfNeeded(this.name)} ${this.dataType.sql}${this.#options}`;
  }

  /** `name: TYPE NOT NULL COMMENT '...'`: a field of STRUCT<...>. */
  get sql(): string {
    return `${quotedIfNeeded(this.name)}: ${this.dataType.sql}${this.#options}`;
  }

  get #options(): string {
    const comment = this.comment === undefined ? '' : ` COMMENT '${this.comment.replace(/[\\']/g, '\\$&')}'`;
    return `${this.nullable ? '' : ' NOT NULL'}${comment}`;
  }

  equals(other: StructField): boolean {
    return JSON.stringify(this.jsonValue()) === JSON.stringify(other.jsonValue());
  }

  toString(): string {
    return `StructField(${this.name},${this.dataType},${this.nullable})`;
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

/** The JSON of a type with its strings plain; their collations go into `found`, by path. */
function withoutCollations(type: DataType, path: string, found: Record<string, string>): TypeJson {
  if (type instanceof StringTypeClass) {
    if (type.equals(IndeterminateStringType)) {
      throw sparkErrorOf('INTERNAL_ERROR', { message: `Unexpected data type ${type}` }, { name: 'SparkException' });
    }
    if (type.isBinaryCollation) return type.typeName;
    found[path] = `${type.collation.startsWith('UTF8_') ? 'spark' : 'icu'}.${type.collation}`;
    return 'string';
  }
  if (type instanceof ArrayType) {
    const elementType = withoutCollations(type.elementType, `${path}.element`, found);
    return { type: 'array', elementType, containsNull: type.containsNull };
  }
  if (type instanceof MapType) {
    const keyType = withoutCollations(type.keyType, `${path}.key`, found);
    const valueType = withoutCollations(type.valueType, `${path}.value`, found);
    return { type: 'map', keyType, valueType, valueContainsNull: type.valueContainsNull };
  }
  return type.jsonValue();
}
