/** DESCRIBE ... AS JSON: what DESCRIBE EXTENDED tells, for programs. */
import { realpathSync } from 'node:fs';
import { catalogName, type TableEntry, type TempView, type ViewText } from '../catalog/session-catalog.js';
import { redacted, schemaModes } from '../catalog/table-information.js';
import { partitionStatisticsText, statisticsOf } from '../catalog/table-statistics.js';
import { pathUri } from '../data-source-files.js';
import type { DataType, StructField, StructType } from '../types/index.js';
import { defaultOf } from './column-defaults.js';

type Json = Readonly<Record<string, unknown>>;

const defaultCollation = 'UTF8_BINARY';

export interface DescribedPartition {
  readonly values: Readonly<Record<string, string | null>>;
  readonly directory: string;
}

/** @param partition of the table that is asked about */
export function tableJson(
  entry: TableEntry,
  partition: DescribedPartition | undefined,
  confOf: (key: string) => string | undefined,
): string {
  const { bucketSpec, view, comment, partitionColumns, properties } = entry;
  const { path: _, ...options } = entry.options;
  const statistics = statisticsOf(entry);
  return JSON.stringify({
    ...head(entry.name, catalogName, entry.database, entry.schema),
    ...(partition && { partition_values: partition.values }),
    ...(bucketSpec && { num_buckets: bucketSpec.numBuckets, bucket_columns: bucketSpec.columns, sort_columns: bucketSpec.sortColumns }),
    ...(view === undefined && { location: partition === undefined ? entry.location : pathUri(realpathSync(partition.directory)) }),
    ...(Object.keys(options).length > 0 && { storage_properties: shownProperties(options) }),
    ...created(entry.createdTimeMs, entry.tableType, partition && partitionStatisticsText(entry, partition.directory)),
    ...(view === undefined && { provider: entry.provider }),
    ...(comment !== undefined && { comment }),
    ...(view && viewJson(view, false, entry.schema.fieldNames)),
    ...(Object.keys(properties).length > 0 && { table_properties: shownProperties(properties) }),
    ...(view && { view_creation_spark_configuration: settingsOfViews(confOf) }),
    ...(statistics && { statistics: { size_in_bytes: statistics.sizeInBytes, num_rows: statistics.rowCount } }),
    ...(partitionColumns.length > 0 && { partition_provider: 'Catalog', partition_columns: partitionColumns }),
    collation: entry.collation ?? defaultCollation,
  });
}

export function tempViewJson({ name, schema, createdTimeMs, comment, view, properties }: TempView): string {
  return JSON.stringify({
    ...head(name, 'system', 'session', schema),
    ...created(createdTimeMs ?? Date.now(), 'VIEW'),
    ...(comment !== undefined && { comment }),
    ...(view && viewJson(view, true, schema.fieldNames)),
    ...(Object.keys(properties).length > 0 && { table_properties: shownProperties(properties) }),
    collation: defaultCollation,
  });
}

const head = (name: string, catalog: string, database: string, { fields }: StructType): Json => ({
  table_name: name,
  catalog_name: catalog,
  namespace: [database],
  schema_name: database,
  columns: fields.map(field => {
    const value = defaultOf(field);
    return { ...fieldJson(field), ...(value !== undefined && { default: value }) };
  }),
});

const created = (timeMs: number, type: string, partitionStatistics?: string): Json => ({
  created_time: `${new Date(timeMs).toISOString().slice(0, 19)}Z`,
  last_access: 'UNKNOWN',
  ...(partitionStatistics !== undefined && { partition_statistics: partitionStatistics }),
  created_by: 'Spark 4.3.0',
  type,
});

const viewJson = ({ text, schemaMode, currentDatabase, queryColumns }: ViewText, isTemp: boolean, fieldNames: readonly string[]): Json => ({
  view_text: text,
  ...(!isTemp && { view_original_text: text }),
  view_schema_mode: schemaMode === undefined ? 'BINDING' : schemaModes[schemaMode],
  view_catalog_and_namespace: `${catalogName}.${currentDatabase}`,
  view_query_output_columns: queryColumns ?? fieldNames,
});

const settingsOfViews = (confOf: (key: string) => string | undefined): Json =>
  Object.fromEntries(
    ['spark.sql.artifact.isolation.enabled', 'spark.sql.ansi.enabled', 'spark.sql.session.timeZone'].map(key => [
      key,
      confOf(key) ?? 'false',
    ]),
  );

const shownProperties = (properties: Readonly<Record<string, string>>): Json =>
  Object.fromEntries(
    Object.entries(properties)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, redacted(key, value)]),
  );

const fieldJson = ({ name, dataType, nullable, comment }: StructField): Json => ({
  name,
  type: typeJson(dataType),
  nullable,
  ...(comment !== undefined && { comment }),
});

function typeJson(type: DataType): Json {
  switch (type.kind) {
    case 'string':
      return { name: 'string', collation: type.collation };
    case 'char':
    case 'varchar':
      return { name: 'string', collation: defaultCollation };
    case 'decimal':
      return { name: 'decimal', precision: type.precision, scale: type.scale };
    case 'timestamp':
      return { name: 'timestamp_ltz' };
    case 'array':
      return { name: 'array', element_type: typeJson(type.elementType), element_nullable: type.containsNull };
    case 'map':
      return {
        name: 'map',
        key_type: typeJson(type.keyType),
        value_type: typeJson(type.valueType),
        value_nullable: type.valueContainsNull,
      };
    case 'struct':
      return { name: 'struct', fields: type.fields.map(fieldJson) };
    case 'dayTimeInterval':
    case 'yearMonthInterval': {
      const [, start, end = start] = /^interval (\w+)(?: to (\w+))?$/.exec(type.simpleString)!;
      return { name: 'interval', start_unit: start, end_unit: end };
    }
    default:
      return { name: type.simpleString };
  }
}
