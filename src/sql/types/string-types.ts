import { DataTypeBase } from './data-type-base.js';

const binaryCollation = 'UTF8_BINARY';

/**
 * Text. A string compares by its collation; the default one compares bytes. Where a person has named the default collation, the type
 * shows it, but it is the same type.
 */
export class StringTypeClass extends DataTypeBase {
  readonly kind = 'string';
  readonly typeName: string;
  readonly defaultSize = 20;

  constructor(
    readonly collation: string = binaryCollation,
    readonly isNamed: boolean = collation !== binaryCollation,
  ) {
    super();
    this.typeName = isNamed ? `string collate ${collation}` : 'string';
    Object.freeze(this);
  }

  get isBinaryCollation(): boolean {
    return this.collation === binaryCollation;
  }

  override get sql(): string {
    return this.isNamed ? `STRING COLLATE ${this.collation}` : 'STRING';
  }

  override equals(other: DataTypeBase): boolean {
    return other instanceof StringTypeClass && other.collation === this.collation;
  }

  override toString(): string {
    return this.isNamed ? `StringType(${this.collation})` : 'StringType';
  }
}

export const StringType = new StringTypeClass();
export type StringType = StringTypeClass;

/** A string type whose collation somebody has named. */
export const collatedString = (collation: string): StringType => new StringTypeClass(collation, true);

/** What strings of different collations make together: text that does not compare, in a type that no schema can hold. */
export const IndeterminateStringType = new StringTypeClass('null', true);

/** Text of a fixed length, padded with blanks. Only in tables; a query sees a string. */
export class CharType extends DataTypeBase {
  readonly kind = 'char';
  readonly typeName: string;
  readonly defaultSize: number;

  constructor(
    readonly length: number,
    readonly collation: string = binaryCollation,
  ) {
    super();
    this.typeName = `char(${length})${collation === binaryCollation ? '' : ` collate ${collation}`}`;
    this.defaultSize = length;
    Object.freeze(this);
  }

  override toString(): string {
    return `CharType(${this.length})`;
  }
}

/** Text of a bounded length. Only in tables; a query sees a string. */
export class VarcharType extends DataTypeBase {
  readonly kind = 'varchar';
  readonly typeName: string;
  readonly defaultSize: number;

  constructor(
    readonly length: number,
    readonly collation: string = binaryCollation,
  ) {
    super();
    this.typeName = `varchar(${length})${collation === binaryCollation ? '' : ` collate ${collation}`}`;
    this.defaultSize = length;
    Object.freeze(this);
  }

  override toString(): string {
    return `VarcharType(${this.length})`;
  }
}
