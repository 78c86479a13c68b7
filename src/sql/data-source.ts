/** Files as tables: what they are read with, and their schema. */
import { existsSync } from 'node:fs';
import { sparkErrorOf } from '../errors/spark-error-of.js';
import type { ScanPlan, TypedPlan } from './analyzer/typed-plan.js';
import type { TableEntry } from './catalog/session-catalog.js';
import { filesBelow, localPath, partitionNames, pathUri } from './data-source-files.js';
import { inferSchema } from './infer-schema.js';
import type { DataSource } from './plan/index.js';
import type { SessionState } from './session-state.js';
import { type StructField, StructType } from './types/index.js';

export const fileFormats: ReadonlySet<string> = new Set(['parquet', 'csv', 'json', 'text', 'orc', 'avro', 'xml', 'binaryfile']);

export function dataSourcePlan(relation: DataSource, state: SessionState): TypedPlan {
  const format = (relation.format ?? state.confOf('spark.sql.sources.default')!).toLowerCase().replace(/^org\.apache\.spark\.sql\./, '');
  if (!fileFormats.has(format))
    throw sparkErrorOf('DATA_SOURCE_NOT_FOUND', { provider: relation.format ?? format }, { name: 'SparkClassNotFoundException' });
  const options = Object.fromEntries(Object.entries(relation.options).map(([key, value]) => [caseOf(key), value]));
  const given = relation.paths.length > 0 ? relation.paths : options.path === undefined ? [] : [options.path];
  const paths = given.map(localPath);
  for (const path of paths) if (!existsSync(path) && !/[*?{[]/.test(path)) throw sparkErrorOf('PATH_NOT_FOUND', { path: pathUri(path) });
  const files = filesBelow(paths);
  const schema = relation.schema?.asNullable ?? inferSchema(format, files, options, state);
  const partitions = new Set(partitionNames(files));
  const dataSchema = new StructType(schema.fields.filter(field => !partitions.has(field.name)));
  const partitionSchema = new StructType(schema.fields.filter(field => partitions.has(field.name)));
  return scanPlan(format, paths, options, dataSchema, partitionSchema, () => state.shared.newId());
}

/** Options are found in any case. */
const knownOptions = [
  'header',
  'sep',
  'delimiter',
  'quote',
  'escape',
  'nullValue',
  'inferSchema',
  'path',
  'multiLine',
  'dateFormat',
  'timestampFormat',
  'mode',
  'encoding',
  'comment',
  'emptyValue',
];
const caseOf = (key: string): string => knownOptions.find(each => each.toLowerCase() === key.toLowerCase()) ?? key;

export function scanPlan(
  format: string,
  paths: readonly string[],
  options: Readonly<Record<string, string>>,
  dataSchema: StructType,
  partitionSchema: StructType,
  newId: () => number,
): ScanPlan {
  const output = [...dataSchema.fields, ...partitionSchema.fields].map(({ name, dataType, nullable, metadata }: StructField) =>
    Object.freeze({ kind: 'attribute' as const, id: newId(), name, dataType, nullable, qualifier: [], metadata }),
  );
  return Object.freeze({ kind: 'scan', format, paths, options, dataSchema, partitionSchema, output });
}

export function tablePlan(entry: TableEntry, newId: () => number): TypedPlan {
  const partitions = new Set(entry.partitionColumns);
  const dataSchema = new StructType(entry.schema.fields.filter(field => !partitions.has(field.name)));
  const partitionSchema = new StructType(entry.schema.fields.filter(field => partitions.has(field.name)));
  const format = entry.isStoredByUs ? 'parquet' : entry.provider;
  return scanPlan(format, [localPath(entry.location)], entry.options, dataSchema, partitionSchema, newId);
}
