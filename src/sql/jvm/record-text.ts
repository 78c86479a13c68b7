/** Scalars as CSV and XML hold them. */
import type { DataType } from '../types/index.js';
import type { Decimal } from '../values/decimal.js';
import type { Value } from '../values/value.js';
import { binaryStyleOf } from '../values/value-text.js';
import { intervalText } from './json-generator.js';
import { decimalText, doubleText, floatText } from './number-text.js';
import type { RecordTime } from './record-time.js';

export function scalarText(value: Value, type: DataType, time: RecordTime): string {
  switch (type.kind) {
    case 'float':
      return floatText(value as number);
    case 'double':
      return doubleText(value as number);
    case 'decimal':
      return decimalText((value as Decimal).unscaled, (value as Decimal).scale);
    case 'date':
      return time.dateText(value as number);
    case 'timestamp':
      return time.timestampText(value as bigint);
    case 'timestampNtz':
      return time.localTimestampText(value as bigint);
    case 'time':
      return time.timeText(value as bigint);
    case 'binary':
      return binaryStyleOf(time.options.settings.conf('spark.sql.binaryOutputStyle'))(value as Uint8Array);
    default:
      return intervalText(value, type) ?? String(value);
  }
}
