/** Files as tables: what they are read with, and their schema. */

import { quotedId } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { ScanPlan, TypedPlan } from '../analyzer/typed-plan.js';
import type { TableEntry } from '../catalog/session-catalog.js';
import { localPath } from '../data-source-files.js';
import type { DataSource } from '../plan/index.js';
import type { SessionState } from '../session-state.js';
import { readField } from '../types/char-varchar.js';
import { type DataType, type StructField, StructType } from '../types/index.js';
import { checkOptions, checkSchema, formatOf } from './file-formats.js';
import { expandPaths, listFiles, sourceOptionsOf } from './file-listing.js';
import { inferSchema } from './infer-schema.js';
import { partitionSchemaOf } from './partition-columns.js';

export function dataSourcePlan(relation: DataSource, state: SessionState): TypedPlan {
  const format = formatOf(relation.format ?? state.confOf('spark.sql.sources.default')!);
  checkOptions(format, relation.options);
  const options = sourceOptionsOf(relation.options);
  const path = options.get('path');
  const roots = expandPaths(relation.paths.length > 0 ? relation.paths : path === undefined ? [] : [path]);
  const files = listFiles(roots, options);
  const { timeZone: zone, timeZones: zones } = state.settings();
  const infersTypes = state.confOf('spark.sql.sources.partitionColumnTypeInference.enabled') !== 'false';
  const found = partitionSchemaOf(files, { infersTypes, zone, zones });
  const given = relation.schema?.asNullable;
  const keyOf = (name: string) => (state.flag('spark.sql.caseSensitive') ? name : name.toLowerCase());
  const inFiles =
    given ??
    inferSchema(
      format,
      files.map(file => file.path),
      relation.options,
      state,
    );
  // The person's own type of a partition column wins.
  const partitions = new Map(found.fields.map(field => [keyOf(field.name), field]));
  for (const field of given?.fields ?? []) if (partitions.has(keyOf(field.name))) partitions.set(keyOf(field.name), field);
  const dataSchema = new StructType(inFiles.fields.filter(field => !partitions.has(keyOf(field.name))));
  checkDistinctNames(dataSchema, keyOf);
  checkSchema(format, dataSchema);
  return scanPlan(format, roots, relation.options, dataSchema, new StructType([...partitions.values()]), () => state.shared.newId());
}

/** @throws SparkError COLUMN_ALREADY_EXISTS, also for fields of structs */
function checkDistinctNames(type: DataType, keyOf: (name: string) => string): void {
  if (type.kind === 'array') return checkDistinctNames(type.elementType, keyOf);
  if (type.kind === 'map') {
    checkDistinctNames(type.keyType, keyOf);
    return checkDistinctNames(type.valueType, keyOf);
  }
  if (type.kind !== 'struct') return;
  const seen = new Set<string>();
  for (const { name } of type.fields) {
    const key = keyOf(name);
    if (seen.has(key)) throw sparkErrorOf('COLUMN_ALREADY_EXISTS', { columnName: quotedId(key) });
    seen.add(key);
  }
  for (const field of type.fields) checkDistinctNames(field.dataType, keyOf);
}

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
  const fields = entry.schema.fields.map(readField);
  const dataSchema = new StructType(fields.filter(field => !partitions.has(field.name)));
  const partitionSchema = new StructType(fields.filter(field => partitions.has(field.name)));
  checkOptions(entry.provider.toLowerCase(), entry.options);
  const format = entry.isStoredByUs ? 'parquet' : formatOf(entry.provider);
  return scanPlan(format, [localPath(entry.location)], entry.options, dataSchema, partitionSchema, newId);
}
