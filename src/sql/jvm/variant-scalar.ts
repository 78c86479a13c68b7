/** Text of CSV and XML as a scalar in a variant: what looks like a boolean or a number is one. */
import { Decimal, powerOfTen } from '../values/decimal.js';
import { parseInteger } from './number-text.js';
import type { VariantBuilder } from './variant-builder.js';

const maxDigits = 38;

export function addScalarText(builder: VariantBuilder, text: string, nullValue: string | undefined): void {
  if (text === '' || text === nullValue) return builder.addNull();
  if (/^(?:true|false)$/i.test(text)) return builder.addBoolean(text.toLowerCase() === 'true');
  const long = /^[+-]?\d+$/.test(text) ? parseInteger(text, 64) : undefined;
  if (long !== undefined) return builder.addLong(long);
  const decimal = Decimal.parse(text);
  if (decimal !== undefined && decimal.scale <= maxDigits && decimal.precision - Math.min(decimal.scale, 0) <= maxDigits) {
    return builder.addDecimal(
      decimal.scale < 0 ? decimal.unscaled * powerOfTen(-decimal.scale) : decimal.unscaled,
      Math.max(decimal.scale, 0),
    );
  }
  builder.addString(text);
}
