import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { DataTypeBase } from './data-type-base.js';

/** Numbers of up to 38 digits, `scale` of them behind the point. */
export class DecimalType extends DataTypeBase {
  static readonly maxPrecision = 38;
  static readonly maxScale = 38;

  readonly kind = 'decimal';
  readonly typeName: string;
  readonly defaultSize: number;

  /** @throws SparkError DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION, DECIMAL_SCALE_EXCEEDS_PRECISION */
  constructor(
    readonly precision = 10,
    readonly scale = 0,
  ) {
    super();
    if (scale > precision) {
      throw sparkErrorOf('DECIMAL_SCALE_EXCEEDS_PRECISION', { scale, precision });
    }
    if (precision > DecimalType.maxPrecision) {
      throw sparkErrorOf('DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION', { precision, maxPrecision: DecimalType.maxPrecision });
    }
    this.typeName = `decimal(${precision},${scale})`;
    this.defaultSize = precision <= 18 ? 8 : 16;
    Object.freeze(this);
  }

  /** The digits before the point. */
  get integralDigits(): number {
    return this.precision - this.scale;
  }

  override toString(): string {
    return `DecimalType(${this.precision},${this.scale})`;
  }
}
