/** Reads files: DuckDB's readers give columns by name, which become those of the plan. */
import type { ScanPlan } from '../../analyzer/typed-plan.js';
import { filesBelow } from '../../data-source-files.js';
import type { DataType, StructType } from '../../types/index.js';
import { columnSql, quoteText, typeSql } from './duckdb-sql.js';

const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`;

export function scanSql(plan: ScanPlan): string {
  const { output, paths, dataSchema, partitionSchema } = plan;
  const fields = [...dataSchema.fields, ...partitionSchema.fields];
  const columns = output.map((each, i) => `${fromFile(quoteName(fields[i]!.name), each.dataType)} AS ${columnSql(each.id)}`);
  const list = columns.length === 0 ? '0 AS "_"' : columns.join(', ');
  if (filesBelow(paths).length === 0)
    return `SELECT ${output.map(each => `CAST(NULL AS ${typeSql(each.dataType)}) AS ${columnSql(each.id)}`).join(', ') || '0 AS "_"'} WHERE false`;
  return `SELECT ${list} FROM ${reader(plan)}`;
}

function reader({ format, paths, options, dataSchema, partitionSchema }: ScanPlan): string {
  const found = filesBelow(paths);
  const files = `[${found.map(quoteText).join(', ')}]`;
  const hive = partitionSchema.length > 0 ? ', hive_partitioning = true, hive_types_autocast = false' : ', hive_partitioning = false';
  switch (format) {
    case 'parquet':
      return `read_parquet(${files}${found.length > 1 ? ', union_by_name = true' : ''}${hive})`;
    case 'json':
      return `read_json(${files}, format = 'auto', columns = ${columnsOf(dataSchema)}${hive})`;
    default: {
      const option = (key: string, otherwise: string) => quoteText(options[key] ?? otherwise);
      const isHeader = (options.header ?? 'false').toLowerCase() === 'true';
      const delimiter = options.sep ?? options.delimiter ?? ',';
      return `read_csv(${files}, auto_detect = false, header = ${isHeader}, delim = ${quoteText(delimiter === '\\t' ? '\t' : delimiter)}, quote = ${option('quote', '"')}, escape = ${option('escape', '\\')}, nullstr = ${option('nullValue', '')}, null_padding = true, columns = ${columnsOf(dataSchema)}${hive})`;
    }
  }
}

const columnsOf = (schema: StructType) =>
  `{${schema.fields.map(({ name, dataType }) => `${quoteText(name)}: ${quoteText(fileType(dataType))}`).join(', ')}}`;

/** The type of a file's column, with the names of fields. */
export function fileType(type: DataType): string {
  switch (type.kind) {
    case 'array':
      return `${fileType(type.elementType)}[]`;
    case 'map':
      return `MAP(${fileType(type.keyType)}, ${fileType(type.valueType)})`;
    case 'struct':
      return `STRUCT(${type.fields.map(({ name, dataType }) => `${quoteName(name)} ${fileType(dataType)}`).join(', ')})`;
    default:
      return typeSql(type);
  }
}

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
    default:
      return sql;
  }
}

const isNested = (type: DataType): boolean =>
  type.kind === 'struct' || type.kind === 'map' || (type.kind === 'array' && isNested(type.elementType));
