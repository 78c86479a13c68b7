/** Scans of files that JavaScript reads, as table functions of DuckDB. */
import { type DuckDBConnection, type DuckDBDataChunk, DuckDBTableFunction } from '@duckdb/node-api';
import type { ScanPlan } from '../../analyzer/typed-plan.js';
import type { EvaluationSettings } from '../../functions/function-record.js';
import { listFiles, sourceOptionsOf } from '../../sources/file-listing.js';
import { type Batch, type BatchColumn, ValueColumn } from '../../sources/record-batch.js';
import { batchReader } from '../../sources/record-reader.js';
import { BooleanType, type DataType, dataTypeFromJson, StringType, type StructType, type TypeJson } from '../../types/index.js';
import { castOf } from '../../values/cast.js';
import { fromPortable, toPortable } from '../../values/portable.js';
import { duckdbType } from './duckdb-values.js';
import { fillColumn } from './fill-chunk.js';
import { typeJson } from './wire.js';

/** A scan on its way to the sql thread. */
export interface FileScanData {
  readonly name: string;
  readonly format: string;
  readonly options: Readonly<Record<string, string>>;
  readonly schema: TypeJson;
  readonly partitionTypes: readonly TypeJson[];
  readonly files: readonly { readonly path: string; readonly partition: readonly unknown[] }[];
}

export function fileScanOf(name: string, plan: ScanPlan, settings: EvaluationSettings): FileScanData {
  const { format, options, paths, dataSchema, partitionSchema } = plan;
  const { timeZone, timeZones, nowMicros } = settings;
  const values = partitionSchema.fields.map(({ name: column, dataType }) => {
    const fail = (): never => {
      throw new TypeError('a cast that is not ANSI does not fail');
    };
    const cast = castOf(StringType, dataType, { mode: 'legacy', timeZone, timeZones, nowMicros, fail });
    const portable = toPortable(dataType);
    return (partition: ReadonlyMap<string, string | null>): unknown => {
      const text = partition.get(column.toLowerCase()) ?? null;
      return text === null ? null : portable(cast(text));
    };
  });
  const files = listFiles(paths, sourceOptionsOf(options)).map(({ path, partition }) => {
    const byName = new Map(partition.map(([column, text]) => [column.toLowerCase(), text]));
    return { path, partition: values.map(each => each(byName)) };
  });
  return {
    name,
    format,
    options,
    schema: typeJson(dataSchema),
    partitionTypes: partitionSchema.fields.map(field => typeJson(field.dataType)),
    files,
  };
}

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
