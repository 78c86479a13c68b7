/** Files as tables: what they are read with, and their schema. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sparkErrorOf } from '../errors/spark-error-of.js';
import type { ScanPlan, TypedPlan } from './analyzer/typed-plan.js';
import type { TableEntry } from './catalog/session-catalog.js';
import type { DataSource } from './plan/index.js';
import { inferSchema } from './infer-schema.js';
import type { SessionState } from './session-state.js';
import { StructField, StructType } from './types/index.js';

export const fileFormats: ReadonlySet<string> = new Set(['parquet', 'csv', 'json', 'text', 'orc', 'avro', 'xml', 'binaryfile']);

/** The local path of a URI of Hadoop. */
export function localPath(uri: string): string {
  if (/^file:\/\//.test(uri)) return fileURLToPath(uri);
  return resolve(uri.replace(/^file:/, ''));
}

/** As Spark shows a path: `file:/a/b`. */
export const pathUri = (path: string): string => pathToFileURL(path).href.replace('file:///', 'file:/');

/** The files below paths: hidden ones and those of a job are left out. */
export function filesBelow(paths: readonly string[]): string[] {
  const files: string[] = [];
  const walk = (path: string) => {
    if (!existsSync(path)) return;
    if (!statSync(path).isDirectory()) return void files.push(path);
    for (const name of readdirSync(path).sort()) if (!/^[._]/.test(name) || /^_.*=/.test(name)) walk(join(path, name));
  };
  for (const path of paths) walk(path);
  return files;
}

/** The columns that directories name: `year=2020/month=1`. */
export function partitionNames(files: readonly string[]): string[] {
  const [first] = files;
  return first === undefined ? [] : [...first.matchAll(/\/([^/=]+)=[^/]*(?=\/)/g)].map(match => match[1]!);
}

export function dataSourcePlan(relation: DataSource, state: SessionState): TypedPlan {
  const format = (relation.format ?? state.confOf('spark.sql.sources.default')!).toLowerCase().replace(/^org\.apache\.spark\.sql\./, '');
  if (!fileFormats.has(format)) throw sparkErrorOf('DATA_SOURCE_NOT_FOUND', { provider: relation.format ?? format }, { name: 'SparkClassNotFoundException' });
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
const knownOptions = ['header', 'sep', 'delimiter', 'quote', 'escape', 'nullValue', 'inferSchema', 'path', 'multiLine', 'dateFormat', 'timestampFormat', 'mode', 'encoding', 'comment', 'emptyValue'];
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
