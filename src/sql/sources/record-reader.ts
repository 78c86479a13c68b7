/** Files of records to rows, in the way of each format. Runs in the sql thread. */

import { pathToFileURL } from 'node:url';
import { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { RecordOptions, type RecordSettings } from '../jvm/record-options.js';
import type { StructType } from '../types/index.js';
import type { Value } from '../values/value.js';
import { binaryRecords } from './binary-files.js';
import { csvBatches, csvRecords } from './csv-files.js';
import { type SourceOptions, sourceOptionsOf } from './file-listing.js';
import { jsonBatches } from './json-batches.js';
import { jsonRecords } from './json-files.js';
import { type Batch, type BatchColumn, batchRows, ValueColumn } from './record-batch.js';
import { textRecords } from './text-files.js';
import { xmlRecords } from './xml-files.js';

export interface RecordRequest {
  /** Columns of the files. */
  readonly schema: StructType;
  /** Those that the query reads, by place. */
  readonly required: readonly number[];
  readonly options: SourceOptions;
  readonly record: RecordOptions;
}

export type Row = readonly Value[];
/** Makes the reader of a query's files. Rows have the required columns only. */
export type RecordSource = (request: RecordRequest) => (path: string) => Iterable<Row>;

/** Reads files into columns. */
export interface BatchSource {
  newColumns(): readonly BatchColumn[];
  /** Goes on filling the batch; yields when it is full. */
  open(path: string, batch: Batch): Iterator<void>;
}

const sources: Readonly<Record<string, RecordSource>> = {
  csv: csvRecords,
  json: jsonRecords,
  text: textRecords,
  binaryfile: binaryRecords,
  xml: xmlRecords,
};

const batchSources: Readonly<Record<string, (request: RecordRequest) => BatchSource | undefined>> = { csv: csvBatches, json: jsonBatches };

export const hasRecordSource = (format: string): boolean => Object.hasOwn(sources, format);

const corruptible = { csv: true, json: true, xml: true };

/** Files of a format as batches of the required columns. */
export function batchReader(
  format: string,
  options: Readonly<Record<string, string>>,
  schema: StructType,
  required: readonly number[],
  settings: RecordSettings,
): BatchSource {
  const record = new RecordOptions(Object.entries(options), settings);
  const isCorrupt = (i: number) => schema.fields[i]!.name === record.columnNameOfCorruptRecord;
  if (format in corruptible && required.length > 0 && required.every(isCorrupt))
    throw sparkErrorOf('UNSUPPORTED_FEATURE.QUERY_ONLY_CORRUPT_RECORD_COLUMN', {}, { name: 'AnalysisException' });
  const request = { schema, required, options: sourceOptionsOf(options), record };
  const source = batchSources[format]?.(request) ?? rowBatches(request, sources[format]!);
  return {
    newColumns: () => source.newColumns(),
    *open(path, batch) {
      try {
        yield* { [Symbol.iterator]: () => source.open(path, batch) };
      } catch (error) {
        if (!(error instanceof SparkError) || error.condition?.startsWith('FAILED_READ_FILE')) throw error;
        throw sparkErrorOf('FAILED_READ_FILE.NO_HINT', { path: pathToFileURL(path).href }, { name: 'SparkException', cause: error });
      }
    },
  };
}

function rowBatches(request: RecordRequest, source: RecordSource): BatchSource {
  const read = source(request);
  return {
    newColumns: () => request.required.map(() => new ValueColumn(() => undefined)),
    *open(path, batch) {
      for (const row of read(path)) {
        for (let k = 0; k < row.length; k++) batch.columns[k]!.setValue(batch.rowCount, row[k]!);
        if (++batch.rowCount === batchRows) yield;
      }
    },
  };
}
