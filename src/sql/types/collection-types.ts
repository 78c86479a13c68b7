import type { DataType } from './data-type.js';
import { DataTypeBase, type TypeJson } from './data-type-base.js';

/** A sequence of values of one type. */
export class ArrayType extends DataTypeBase {
  readonly kind = 'array';
  readonly typeName = 'array';

  constructor(
    readonly elementType: DataType,
    readonly containsNull = true,
  ) {
    super();
    Object.freeze(this);
  }

  get defaultSize(): number {
    return this.elementType.defaultSize;
  }

  override get simpleString(): string {
    return `array<${this.elementType.simpleString}>`;
  }

  override get catalogString(): string {
    return `array<${this.elementType.catalogString}>`;
  }

  override get sql(): string {
    return `ARRAY<${this.elementType.sql}>`;
  }

  override jsonValue(): TypeJson {
    return { type: 'array', elementType: this.elementType.jsonValue(), containsNull: this.containsNull };
  }

  override toString(): string {
    return `ArrayType(${this.elementType},${this.containsNull})`;
  }

  protected override childTree(prefix: string, depth: number): string {
    const { elementType, containsNull } = this;
    const below = DataTypeBase.treeOf(elementType, `${prefix}    |`, depth - 1);
    return `${prefix}-- element: ${elementType.typeName} (containsNull = ${containsNull})\n${below}`;
  }
}

/** Keys of one type, each with a value of another. Keys are never null. */
export class MapType extends DataTypeBase {
  readonly kind = 'map';
  readonly typeName = 'map';

  constructor(
    readonly keyType: DataType,
    readonly valueType: DataType,
    readonly valueContainsNull = true,
  ) {
    super();
    Object.freeze(this);
  }

  get defaultSize(): number {
    return this.keyType.defaultSize + this.valueType.defaultSize;
  }

  override get simpleString(): string {
    return `map<${this.keyType.simpleString},${this.valueType.simpleString}>`;
  }

  override get catalogString(): string {
    return `map<${this.keyType.catalogString},${this.valueType.catalogString}>`;
  }

  override get sql(): string {
    return `MAP<${this.keyType.sql}, ${this.valueType.sql}>`;
  }

  override jsonValue(): TypeJson {
    const { keyType, valueType, valueContainsNull } = this;
    return { type: 'map', keyType: keyType.jsonValue(), valueType: valueType.jsonValue(), valueContainsNull };
  }

  override toString(): string {
    return `MapType(${this.keyType},${this.valueType},${this.valueContainsNull})`;
  }

  protected override childTree(prefix: string, depth: number): string {
    const { keyType, valueType, valueContainsNull } = this;
    const belowKey = DataTypeBase.treeOf(keyType, `${prefix}    |`, depth - 1);
    const belowValue = DataTypeBase.treeOf(valueType, `${prefix}    |`, depth - 1);
    const value = `${prefix}-- value: ${valueType.typeName} (valueContainsNull = ${valueContainsNull})\n`;
    return `${prefix}-- key: ${keyType.typeName}\n${belowKey}${value}${belowValue}`;
  }
}
