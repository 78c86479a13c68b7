/** ANALYZE TABLE: counts the rows of a table, and the values of its columns. */
import { quotedId, quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { TableEntry } from '../catalog/session-catalog.js';
import { type ColumnStatistics, filesOf, statisticsOf, type TableStatistics } from '../catalog/table-statistics.js';
import type { PartitionSpec, Relation } from '../plan/index.js';
import type { SessionState } from '../session-state.js';
import type { DataType, StructField } from '../types/index.js';
import type { Value } from '../values/value.js';
import { fullName } from './named-table.js';
import { partitionsOfSpec } from './partitions.js';

/** @param columns whose values are counted; those that were counted before stay
 *  @param noScan only the size of the files is looked at */
export function analyzedStatistics(
  entry: TableEntry,
  columns: readonly StructField[],
  noScan: boolean,
  state: SessionState,
): TableStatistics {
  const known = statisticsOf(entry);
  const files = filesOf(entry.location);
  if (noScan) return known ?? { ...files, rowCount: 0, columns: new Map() };
  for (const each of columns) requireCountable(each, entry);
  const [row] = rowsOf(entry, ['count(*)', ...columns.flatMap(countsOf)], state) as [readonly Value[]];
  const counted = columns.map(({ name }, i): [string, ColumnStatistics] => {
    const [min, max, nulls, distinct, average, longest] = row.slice(1 + i * 6, 7 + i * 6).map(text);
    return [
      name.toLowerCase(),
      { min: min!, max: max!, nullCount: nulls!, distinctCount: distinct!, averageLength: average!, maxLength: longest! },
    ];
  });
  return { ...files, rowCount: Number(row[0]), columns: new Map([...(known?.columns ?? []), ...counted]) };
}

/** Those of the partitions that a spec names, beside those that are known. */
export function analyzedPartitions(entry: TableEntry, spec: PartitionSpec, noScan: boolean, state: SessionState): TableEntry {
  const found = new Map(entry.partitionStatistics);
  for (const { values, directory } of partitionsOfSpec(entry, spec, state)) {
    const condition = Object.entries(values).map(([name, value]) => {
      const column = quotedId(name);
      return value === null ? `${column} IS NULL` : `CAST(${column} AS STRING) = '${value.replace(/['\\]/g, '\\$&')}'`;
    });
    const [row] = noScan ? [[0]] : rowsOf(entry, ['count(*)'], state, condition.join(' AND '));
    found.set(directory, { ...filesOf(directory), rowCount: Number(row![0]), columns: new Map() });
  }
  return { ...entry, partitionStatistics: found };
}

const text = (value: Value): string | null => (value === null ? null : String(value));

function rowsOf(entry: TableEntry, columns: readonly string[], state: SessionState, condition = 'true'): readonly (readonly Value[])[] {
  const query = `SELECT ${columns.join(', ')} FROM ${quotedId(entry.database, entry.name)} WHERE ${condition}`;
  return state.run(state.analyzer().analyze(state.parsePlan(query) as Relation));
}

/** Minimum, maximum, NULLs, distinct values, average and greatest length. */
function countsOf({ name, dataType }: StructField): string[] {
  const column = quotedId(name);
  const shown = (value: string) =>
    dataType.kind === 'timestamp' ? `date_format(${value}, 'yyyy-MM-dd HH:mm:ss.SSSSSS Z')` : `CAST(${value} AS STRING)`;
  const size = sizes[dataType.kind];
  const isOrdered = size !== undefined;
  const lengths = isOrdered
    ? [String(sizeOf(dataType, size)), String(sizeOf(dataType, size))]
    : [`ceil(avg(octet_length(${column})))`, `max(octet_length(${column}))`].map(
        each => `coalesce(${each}, ${unknownSizes[dataType.kind]})`,
      );
  return [
    isOrdered ? shown(`min(${column})`) : 'NULL',
    isOrdered ? shown(`max(${column})`) : 'NULL',
    `count_if(${column} IS NULL)`,
    `count(DISTINCT ${column})`,
    ...lengths,
  ];
}

/** Bytes of a value of a type whose values are all as long. */
const sizes: Readonly<Record<string, number>> = {
  boolean: 1,
  byte: 1,
  short: 2,
  integer: 4,
  long: 8,
  float: 4,
  double: 8,
  decimal: 8,
  date: 4,
  timestamp: 8,
  timestampNtz: 8,
};
/** What Spark takes for the length of values that nobody has seen. */
const unknownSizes: Readonly<Record<string, number>> = { string: 20, char: 20, varchar: 20, binary: 100 };

const sizeOf = (type: DataType, size: number): number => (type.kind === 'decimal' && type.precision > 18 ? 16 : size);

function requireCountable({ name, dataType }: StructField, entry: TableEntry): void {
  if (dataType.kind in sizes || dataType.kind in unknownSizes) return;
  throw sparkErrorOf('UNSUPPORTED_FEATURE.ANALYZE_UNSUPPORTED_COLUMN_TYPE', {
    columnType: quotedSql(dataType.sql),
    columnName: quotedId(name),
    tableName: fullName(entry),
  });
}
