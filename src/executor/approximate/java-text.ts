/** A value as its counterpart on the JVM prints itself: integers without a point, other numbers as a double, arrays as tuples. */
import { rowText } from '../output/row-text.js';

export function javaText(value: unknown): string {
  if (typeof value === 'number') return numberText(value);
  if (Array.isArray(value))
    return `(${value.map(element => (element === null || element === undefined ? 'null' : javaText(element))).join(',')})`;
  return rowText(value);
}

/** Double.toString: `1.5`, `1.0E10`, `1.0E-4`. */
function numberText(value: number): string {
  if (Number.isSafeInteger(value) || !Number.isFinite(value)) return String(value);
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string];
  const power = Number(exponent);
  if (power >= -3 && power < 7) return String(value);
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${power}`;
}
