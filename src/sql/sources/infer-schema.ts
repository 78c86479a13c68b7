/** The schema of files that come without one. */
import { quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { RecordOptions } from '../jvm/record-options.js';
import type { SessionState } from '../session-state.js';
import { BinaryType, LongType, StringType, StructField, StructType, TimestampType } from '../types/index.js';
import { sameType } from '../types/same-type.js';
import { nullableOf } from '../types/struct-type.js';
import { inferCsvSchema } from './csv-files.js';
import { formatTitles } from './file-formats.js';
import { sourceOptionsOf } from './file-listing.js';
import { inferJsonSchema } from './json-files.js';
import { inferXmlSchema } from './xml-files.js';

/** @throws SparkError UNABLE_TO_INFER_SCHEMA when there is no file */
export function inferSchema(
  format: string,
  files: readonly string[],
  options: Readonly<Record<string, string>>,
  state: SessionState,
): StructType {
  if (format === 'text') return StructType.of({ value: StringType });
  if (format === 'binaryfile')
    return StructType.of({ path: StringType, modificationTime: TimestampType, length: LongType, content: BinaryType });
  if (files.length === 0) throw sparkErrorOf('UNABLE_TO_INFER_SCHEMA', { format: formatTitles[format] ?? format });
  const record = new RecordOptions(Object.entries(options), state.settings());
  switch (format) {
    case 'csv':
      return inferCsvSchema(files, sourceOptionsOf(options), record, state.flag('spark.sql.caseSensitive'));
    case 'json':
      return inferJsonSchema(files, sourceOptionsOf(options), record);
    case 'xml':
      return inferXmlSchema(files, sourceOptionsOf(options), record);
    default: {
      const merges = sourceOptionsOf(options).get('mergeschema') ?? state.confOf('spark.sql.parquet.mergeSchema');
      // Without a merge one file stands for all.
      const read = merges?.toLowerCase() === 'true' ? files : files.slice(0, 1);
      return read.map(file => state.shared.engine.describeFile(file)).reduce(mergedSchema).asNullable;
    }
  }
}

/** The columns of both. @throws SparkError CANNOT_MERGE_SCHEMAS when one name has two types */
function mergedSchema(a: StructType, b: StructType): StructType {
  const fields = new Map(a.fields.map(field => [field.name, field]));
  for (const field of b.fields) {
    const known = fields.get(field.name);
    if (known === undefined) fields.set(field.name, field);
    else if (known.dataType.kind === 'struct' && field.dataType.kind === 'struct')
      fields.set(field.name, new StructField(field.name, mergedSchema(known.dataType, field.dataType), true));
    else if (!sameType(nullableOf(known.dataType), nullableOf(field.dataType)))
      throw sparkErrorOf('CANNOT_MERGE_SCHEMAS', { left: quotedSql(a.sql), right: quotedSql(b.sql) }, { name: 'SparkException' });
  }
  return new StructType([...fields.values()]);
}
