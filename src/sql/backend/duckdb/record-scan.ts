/** Scans of files that JavaScript reads, as table functions of DuckDB. */
import { type DuckDBConnection, type DuckDBDataChunk, DuckDBTableFunction } from '@duckdb/node-api';
import type { EvaluationSettings } from '../../functions/function-record.js';
import { type Batch, type BatchColumn, ValueColumn } from '../../sources/record-batch.js';
import { batchReader } from '../../sources/record-reader.js';
import { BooleanType, type DataType, dataTypeFromJson, type StructType } from '../../types/index.js';
import { fromPortable } from '../../values/portable.js';
import { duckdbType } from './duckdb-values.js';
import type { FileScanData } from './file-scan.js';
import { fillColumn } from './fill-chunk.js';

/** What one run of the function goes through. */
interface Run {
  /** Each step fills the batch, or comes to the end. */
  readonly steps: Iterator<unknown>;
  readonly batch: Batch;
  /** Those of the batch, and those of partitions. */
  readonly columns: readonly BatchColumn[];
  /** Of each column of the chunk, the one of the batch; undefined: nothing but NULL is asked for. */
  readonly places: readonly (number | undefined)[];
  readonly types: readonly DataType[];
}

/** @param report what the person's query fails with */
export function registerScan(
  connection: DuckDBConnection,
  name: string,
  { format, options, schema: json, partitionTypes, files }: FileScanData,
  settings: EvaluationSettings,
  report: (error: unknown) => string,
): void {
  const schema = dataTypeFromJson(json) as StructType;
  const partitions = partitionTypes.map(dataTypeFromJson);
  const types = [...schema.fields.map(field => field.dataType), ...partitions];
  const revives = partitions.map(fromPortable);

  /** @param asked columns of `types`, or none of them */
  function runOf(asked: readonly (number | undefined)[]): Run {
    const required = [...new Set(asked.filter(i => i !== undefined && i < schema.length))] as number[];
    const fixed = [...new Set(asked.filter(i => i !== undefined && i >= schema.length))] as number[];
    const source = batchReader(format, options, schema, required, settings);
    const fixedColumns = fixed.map(() => new ValueColumn(() => undefined));
    const batch: Batch = { rowCount: 0, columns: source.newColumns() };
    function* steps(): Generator<void> {
      for (const { path, partition } of files) {
        const values = fixed.map(i => revives[i - schema.length]!(partition[i - schema.length]));
        let from = batch.rowCount;
        const fill = () => {
          fixedColumns.forEach((column, k) => {
            for (let row = from; row < batch.rowCount; row++) column.setValue(row, values[k]!);
          });
        };
        const reading = source.open(path, batch);
        while (reading.next().done !== true) {
          fill();
          yield;
          from = 0;
        }
        fill();
      }
    }
    const places = asked.map(i =>
      i === undefined ? undefined : i < schema.length ? required.indexOf(i) : required.length + fixed.indexOf(i),
    );
    return {
      steps: steps(),
      batch,
      columns: [...batch.columns, ...fixedColumns],
      places,
      types: asked.map(i => (i === undefined ? BooleanType : types[i]!)),
    };
  }

  connection.registerTableFunction(
    DuckDBTableFunction.create({
      name,
      supportsProjectionPushdown: true,
      bindFunction: info => {
        // What DuckDB reads to count rows is the first column: one that makes no record malformed.
        info.addResultColumn('_', duckdbType(BooleanType));
        types.forEach((type, i) => {
          info.addResultColumn(`f${i}`, duckdbType(type));
        });
      },
      initFunction: info => {
        info.setMaxThreads(1);
        try {
          info.setInitData(runOf(info.getColumnIndexes().map(i => (i >= 1 && i <= types.length ? i - 1 : undefined))));
        } catch (error) {
          info.setError(report(error));
        }
      },
      mainFunction: (info, chunk) => {
        try {
          fillChunk(chunk, info.initData as Run);
        } catch (error) {
          info.setError(report(error));
        }
      },
    }),
  );
}

function fillChunk(chunk: DuckDBDataChunk, { steps, batch, columns, places, types }: Run): void {
  steps.next();
  chunk.rowCount = batch.rowCount;
  places.forEach((place, k) => {
    fillColumn(chunk, k, place === undefined ? undefined : columns[place], types[k]!, batch.rowCount);
  });
  batch.rowCount = 0;
  for (const column of columns) column.clear();
}
