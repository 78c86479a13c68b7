/** What a malformed record makes of a parse, by its mode. */

import type { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { MapValue, type Value } from '../values/value.js';

export type RecordMode = 'PERMISSIVE' | 'DROPMALFORMED' | 'FAILFAST';

/** A value does not fit its type. */
export class FieldError extends Error {
  override readonly name = 'FieldError';
}

/** @param badRecord the row that could be read of the record, see `rowText` */
export const malformedRecord = (badRecord: string, cause?: unknown, subclass = 'WITHOUT_SUGGESTION'): SparkError =>
  sparkErrorOf(`MALFORMED_RECORD_IN_PARSING.${subclass}`, { badRecord, failFastMode: 'FAILFAST' }, { name: 'SparkException', cause });

/** A row as Spark's own rows print themselves: [3,null]. */
export function rowText(value: Value): string {
  if (value instanceof MapValue) return `keys: ${rowText(value.keys)}, values: ${rowText(value.values)}`;
  return Array.isArray(value) ? `[${value.map(rowText).join(',')}]` : String(value);
}
