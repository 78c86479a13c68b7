/** The mean of decimals in DuckDB's SQL, which has no division of decimals: whole numbers are divided and rounded half up, as Spark does. */
import type { DecimalType } from '../types/index.js';
import type { AggregateSql } from './function-record.js';

const maxDigits = 38;

/** Numbers that are too large for the way raise an error, and are computed again by `evaluateGroup`. */
export function decimalAverage(arg: string, from: DecimalType, to: DecimalType, call: AggregateSql): string | undefined {
  const { scale } = to;
  if (call.isWindow || scale === 0 || scale < from.scale) return undefined;
  const sum = call.call('sum', arg);
  const count = `CAST(${call.call('count', arg)} AS HUGEINT)`;
  const shifted = `CAST(CAST(${sum} AS DECIMAL(${maxDigits},${from.scale})) * CAST(1${'0'.repeat(from.scale)} AS DECIMAL(${from.scale + 1},0)) AS HUGEINT) * 1${'0'.repeat(scale - from.scale)}`;
  const dividend = `(${shifted})`;
  const remainder = `(${dividend} % nullif(${count}, 0))`;
  const rounded = `((${dividend} // nullif(${count}, 0)) + CASE WHEN abs(${remainder}) * 2 >= ${count} THEN sign(${dividend}) ELSE 0 END)`;
  const unit = `CAST('0.${'0'.repeat(scale - 1)}1' AS DECIMAL(${scale},${scale}))`;
  return `(CAST(${rounded} AS DECIMAL(${maxDigits - scale},0)) * ${unit})`;
}
