/** Reads files: DuckDB's readers give columns by name, which become those of the plan. */
import type { ScanPlan } from '../../analyzer/typed-plan.js';
import { listFiles, sourceOptionsOf } from '../../sources/file-listing.js';
import type { DataType } from '../../types/index.js';
import { columnSql, quoteText, typeSql } from './duckdb-sql.js';

const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`;

export function scanSql(plan: ScanPlan): string {
  const { output, paths, options, dataSchema, partitionSchema } = plan;
  const files = listFiles(paths, sourceOptionsOf(options)).map(file => file.path);
  if (files.length === 0) return noRowsSql(plan);
  const fields = [...dataSchema.fields, ...partitionSchema.fields];
  const columns = output.map((each, i) => `${fromFile(quoteName(fields[i]!.name), each.dataType)} AS ${columnSql(each.id)}`);
  const list = columns.length === 0 ? '0 AS "_"' : columns.join(', ');
  const hive = partitionSchema.length > 0 ? ', hive_partitioning = true, hive_types_autocast = false' : ', hive_partitioning = false';
  return `SELECT ${list} FROM read_parquet([${files.map(quoteText).join(', ')}]${files.length > 1 ? ', union_by_name = true' : ''}${hive})`;
}

export const noRowsSql = ({ output }: ScanPlan): string =>
  `SELECT ${output.map(each => `CAST(NULL AS ${typeSql(each.dataType)}) AS ${columnSql(each.id)}`).join(', ') || '0 AS "_"'} WHERE false`;

/** A value of a file in the form that plans have: fields by place, maps as lists. */
export function fromFile(sql: string, type: DataType): string {
  const cast = `CAST(${sql} AS ${typeSql(type)})`;
  switch (type.kind) {
    case 'array':
      return isNested(type.elementType) ? `list_transform(${sql}, e -> ${fromFile('e', type.elementType)})` : cast;
    case 'map':
      return `list_transform(map_entries(${sql}), e -> struct_pack(_0 := ${fromFile('e.key', type.keyType)}, _1 := ${fromFile('e.value', type.valueType)}))`;
    case 'struct': {
      const fields = type.fields.map(
        ({ name, dataType }, i) => `_${i} := ${fromFile(`struct_extract(${sql}, ${quoteText(name)})`, dataType)}`,
      );
      return `CASE WHEN ${sql} IS NOT NULL THEN struct_pack(${fields.join(', ')}) END`;
    }
    case 'timestamp':
    case 'timestampNtz':
      // With a zone in the file or without: the microseconds are what counts.
      return `make_timestamp(epoch_us(${sql}))`;
    case 'calendarInterval':
      return `CAST(NULL AS ${typeSql(type)})`;
    case 'variant':
      return `CASE WHEN ${sql} IS NOT NULL THEN struct_pack(_0 := ${sql}.value, _1 := ${sql}.metadata) END`;
    default:
      return cast;
  }
}

/** The opposite of `fromFile`. */
export function toFile(sql: string, type: DataType): string {
  switch (type.kind) {
    case 'array':
      return isNested(type.elementType) ? `list_transform(${sql}, e -> ${toFile('e', type.elementType)})` : sql;
    case 'map':
      return `CASE WHEN ${sql} IS NOT NULL THEN map_from_entries(list_transform(${sql}, e -> struct_pack(key := ${toFile('e._0', type.keyType)}, value := ${toFile('e._1', type.valueType)}))) END`;
    case 'struct': {
      const fields = type.fields.map(
        ({ name, dataType }, i) => `${quoteName(name)} := ${toFile(`struct_extract(${sql}, '_${i}')`, dataType)}`,
      );
      return `CASE WHEN ${sql} IS NOT NULL THEN struct_pack(${fields.join(', ')}) END`;
    }
    case 'timestamp':
      return `timezone('UTC', ${sql})`;
    case 'variant':
      return `CASE WHEN ${sql} IS NOT NULL THEN struct_pack("value" := ${sql}._0, metadata := ${sql}._1) END`;
    default:
      return sql;
  }
}

const isNested = (type: DataType): boolean =>
  ['struct', 'map', 'timestamp', 'timestampNtz', 'variant'].includes(type.kind) || (type.kind === 'array' && isNested(type.elementType));
