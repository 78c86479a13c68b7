/** Columns that directories name, with types that hold all of their values. */

import { dirname } from 'node:path';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { pathUri } from '../data-source-files.js';
import { parseDate, parseTimestamp } from '../jvm/datetime-text.js';
import type { TimeZone, TimeZones } from '../jvm/time-zones.js';
import {
  type DataType,
  DateType,
  DecimalType,
  DoubleType,
  IntegerType,
  LongType,
  NullType,
  StringType,
  StructField,
  StructType,
  TimestampType,
} from '../types/index.js';
import type { SourceFile } from './file-listing.js';

export interface PartitionSettings {
  /** Without inference all are text. */
  readonly infersTypes: boolean;
  readonly zone: TimeZone;
  readonly zones: TimeZones;
}

/** @throws SparkError CONFLICTING_PARTITION_COLUMN_NAMES when directories do not name the same columns */
export function partitionSchemaOf(files: readonly SourceFile[], settings: PartitionSettings): StructType {
  const named = files.filter(({ partition }) => partition.length > 0);
  const [first] = named;
  if (first === undefined) return new StructType();
  const names = first.partition.map(([name]) => name);
  const lists = new Map(named.map(({ partition, path }) => [partition.map(([name]) => name).join(', '), dirname(path)]));
  if (lists.size > 1) {
    throw sparkErrorOf('CONFLICTING_PARTITION_COLUMN_NAMES', {
      distinctPartColLists: [...lists.keys()].map((list, i) => `\n\tPartition column name list #${i}: ${list}`).join(''),
      suspiciousPaths: [...lists.values()].map(path => `\n\t${pathUri(path)}`).join(''),
    });
  }
  return new StructType(
    names.map((name, i) => {
      const values = new Set(named.map(({ partition }) => partition[i]![1]));
      const types = [...values].map(value => (value === null ? NullType : settings.infersTypes ? typeOf(value, settings) : StringType));
      const type = types.reduce<DataType>(merged, NullType);
      return new StructField(name, type.kind === 'null' ? StringType : type, true);
    }),
  );
}

function typeOf(text: string, { zone, zones }: PartitionSettings): DataType {
  if (/^[+-]?\d+$/.test(text)) {
    const value = BigInt(text.replace(/^\+/, ''));
    if (BigInt.asIntN(32, value) === value) return IntegerType;
    if (BigInt.asIntN(64, value) === value) return LongType;
    const digits = text.replace(/^[+-]?0*/, '').length;
    if (digits <= DecimalType.maxPrecision) return new DecimalType(digits, 0);
  }
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return DoubleType;
  if (parseDate(text) !== undefined && /^\d{4}-\d{1,2}-\d{1,2}$/.test(text)) return DateType;
  if (/\d:\d/.test(text) && parseTimestamp(text, zone, zones, () => 0n) !== undefined) return TimestampType;
  return StringType;
}

const numbers = ['integer', 'long', 'decimal', 'double'];

function merged(a: DataType, b: DataType): DataType {
  if (a.kind === 'null') return b;
  if (b.kind === 'null' || a.equals(b)) return a;
  const [x, y] = [numbers.indexOf(a.kind), numbers.indexOf(b.kind)];
  if (x >= 0 && y >= 0) {
    if (a.kind === 'decimal' && b.kind === 'decimal') return new DecimalType(Math.max(a.precision, b.precision), 0);
    return x > y ? a : b;
  }
  const kinds = new Set([a.kind, b.kind]);
  return kinds.has('date') && kinds.has('timestamp') ? TimestampType : StringType;
}
