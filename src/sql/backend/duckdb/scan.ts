/** Reads files: DuckDB's readers give columns by name, which become those of the plan. */
import type { ScanPlan } from '../../analyzer/typed-plan.js';
import { listFiles, sourceOptionsOf } from '../../sources/file-listing.js';
import type { DataType } from '../../types/index.js';
import { columnSql, quoteText, typeSql } from './duckdb-sql.js';

const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** @param isLenient columns that no file has are NULL: those of tables that were added behind the rows. It takes more of DuckDB. */
export function scanSql(plan: ScanPlan, isLenient: boolean): string {
  const { output, paths, options, dataSchema, partitionSchema } = plan;
  const files = listFiles(paths, sourceOptionsOf(options)).map(file => file.path);
  if (files.length === 0) return noRowsSql(plan);
  const fields = [...dataSchema.fields, ...partitionSchema.fields];
  const columns = output.map((each, i) => `${fromFile(quoteName(fields[i]!.name), each.dataType)} AS ${columnSql(each.id)}`);
  const list = columns.length === 0 ? '0 AS "_"' : columns.join(', ');
  const hive = partitionSchema.length > 0 ? ', hive_partitioning = true, hive_types_autocast = false' : ', hive_partitioning = false';
  const source = `read_parquet([${files.map(quoteText).join(', ')}]${files.length > 1 ? ', union_by_name = true' : ''}${hive})`;
  if (!isLenient || fields.length === 0) return `SELECT ${list} FROM ${source}`;
  const noRow = `SELECT ${fields.map(each => `CAST(NULL AS ${typeInFile(each.dataType)}) AS ${quoteName(each.name)}`).join(', ')} WHERE false`;
  return `SELECT ${list} FROM (${noRow} UNION ALL BY NAME SELECT * FROM ${source}) q`;
}

export const noRowsSql = ({ output }: ScanPlan): string =>
  `SELECT ${output.map(each => `CAST(NULL AS ${typeSql(each.dataType)}) AS ${columnSql(each.id)}`).join(', ') || '0 AS "_"'} WHERE false`;

/** A parameter of lambdas, by a name that no column has: DuckDB would take the column. */
const item = '"item of a list"';

/** A value of a file in the form that plans have: fields by place, maps as lists. */
export function fromFile(sql: string, type: DataType): string {
  const cast = `CAST(${sql} AS ${typeSql(type)})`;
  switch (type.kind) {
    case 'array':
      return isNested(type.elementType) ? `list_transform(${sql}, ${item} -> ${fromFile(item, type.elementType)})` : cast;
    case 'map':
      return `list_transform(map_entries(${sql}), ${item} -> struct_pack(_0 := ${fromFile(`${item}.key`, type.keyType)}, _1 := ${fromFile(`${item}.value`, type.valueType)}))`;
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

/** A type as `fromFile` reads it. */
function typeInFile(type: DataType): string {
  switch (type.kind) {
    case 'timestamp':
      return 'TIMESTAMP WITH TIME ZONE';
    case 'timestampNtz':
      return 'TIMESTAMP';
    case 'array':
      return `${typeInFile(type.elementType)}[]`;
    case 'map':
      return `MAP(${typeInFile(type.keyType)}, ${typeInFile(type.valueType)})`;
    case 'struct':
      return `STRUCT(${type.fields.map(each => `${quoteName(each.name)} ${typeInFile(each.dataType)}`).join(', ')})`;
    case 'variant':
      return 'STRUCT("value" BLOB, metadata BLOB)';
    default:
      return typeSql(type);
  }
}

/** The opposite of `fromFile`. */
export function toFile(sql: string, type: DataType): string {
  switch (type.kind) {
    case 'array':
      return isNested(type.elementType) ? `list_transform(${sql}, ${item} -> ${toFile(item, type.elementType)})` : sql;
    case 'map':
      return `CASE WHEN ${sql} IS NOT NULL THEN map_from_entries(list_transform(${sql}, ${item} -> struct_pack(key := ${toFile(`${item}._0`, type.keyType)}, value := ${toFile(`${item}._1`, type.valueType)}))) END`;
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
