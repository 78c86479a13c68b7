/** Text of CSV and XML as a scalar in a variant: what looks like a boolean or a number is one. */
import { parseInteger } from './number-text.js';
import type { VariantBuilder } from './variant-builder.js';

export function addScalarText(builder: VariantBuilder, text: string, nullValue: string | undefined): void {
  if (text === '' || text === nullValue) return builder.addNull();
  if (/^(?:true|false)$/i.test(text)) return builder.addBoolean(text.toLowerCase() === 'true');
  const long = /^[+-]?\d+$/.test(text) ? parseInteger(text, 64) : undefined;
  if (long !== undefined) return builder.addLong(long);
  const decimal = /^([+-]?)(\d*)\.?(\d*)$/.exec(text);
  if (decimal !== null && /\d/.test(text)) {
    const [, sign, whole = '', fraction = ''] = decimal;
    if (whole.length + fraction.length <= 38) {
      return builder.addDecimal(BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`), fraction.length);
    }
  }
  builder.addString(text);
}
