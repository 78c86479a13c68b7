/** Doubles and floats as Java prints them: `1.0`, `1.0E10`, `NaN`, `-Infinity`. */

export function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  return javaText(value, value.toExponential());
}

export function floatText(value: number): string {
  if (!Number.isFinite(value) || value === 0) return doubleText(value);
  return javaText(value, shortestFloat(value));
}

/** The shortest digits that read back as the same float, in exponential form. */
function shortestFloat(value: number): string {
  for (let digits = 0; digits < 9; digits++) {
    const text = value.toExponential(digits);
    if (Math.fround(Number(text)) === value) return text;
  }
  return value.toExponential(9);
}

/** @param exponential the digits to print, as `toExponential` writes them */
function javaText(value: number, exponential: string): string {
  const [mantissa = '', exponentText] = exponential.split('e');
  const exponent = Number(exponentText);
  const digits = mantissa.replace(/[-.]/g, '');
  const sign = value < 0 ? '-' : '';
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-3 && magnitude < 1e7) {
    if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
    const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
    return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
  }
  return `${sign}${digits[0]}.${digits.slice(1) || '0'}E${exponent}`;
}
