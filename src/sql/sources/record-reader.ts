/** Files of records to rows, in the way of each format. Runs in the sql thread. */

import { pathToFileURL } from 'node:url';
import { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { RecordOptions, type RecordSettings } from '../jvm/record-options.js';
import type { StructType } from '../types/index.js';
import type { Value } from '../values/value.js';
import { binaryRecords } from './binary-files.js';
import { csvRecords } from './csv-files.js';
import { type SourceOptions, sourceOptionsOf } from './file-listing.js';
import { jsonRecords } from './json-files.js';
import { textRecords } from './text-files.js';

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

const sources: Readonly<Record<string, RecordSource>> = {
  csv: csvRecords,
  json: jsonRecords,
  text: textRecords,
  binaryfile: binaryRecords,
};

export const hasRecordSource = (format: string): boolean => Object.hasOwn(sources, format);

export function recordReader(
  format: string,
  options: Readonly<Record<string, string>>,
  schema: StructType,
  required: readonly number[],
  settings: RecordSettings,
): (path: string) => Iterable<Row> {
  const record = new RecordOptions(Object.entries(options), settings);
  const read = sources[format]!({ schema, required, options: sourceOptionsOf(options), record });
  return function* rows(path) {
    try {
      yield* read(path);
    } catch (error) {
      if (!(error instanceof SparkError) || error.condition?.startsWith('FAILED_READ_FILE')) throw error;
      throw sparkErrorOf('FAILED_READ_FILE.NO_HINT', { path: pathToFileURL(path).href }, { name: 'SparkException', cause: error });
    }
  };
}
