/** Scans of files that JavaScript reads, as table functions of DuckDB. */
import { type DuckDBConnection, type DuckDBDataChunk, DuckDBTableFunction } from '@duckdb/node-api';
import type { ScanPlan } from '../../analyzer/typed-plan.js';
import type { EvaluationSettings } from '../../functions/function-record.js';
import { listFiles, sourceOptionsOf } from '../../sources/file-listing.js';
import { recordReader } from '../../sources/record-reader.js';
import { BooleanType, type DataType, dataTypeFromJson, StringType, type StructType, type TypeJson } from '../../types/index.js';
import { castOf } from '../../values/cast.js';
import { fromPortable, toPortable } from '../../values/portable.js';
import type { Value } from '../../values/value.js';
import { duckdbType, writerOf } from './duckdb-values.js';
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

const chunkRows = 2048;

/** What one run of the function goes through. */
interface Run {
  readonly rows: Iterator<readonly Value[]>;
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

  function* rowsOf(columns: readonly number[]): Generator<readonly Value[]> {
    const required = columns.filter(i => i < schema.length);
    const read = recordReader(format, options, schema, required, settings);
    const places = columns.map(i => (i < schema.length ? required.indexOf(i) : -1));
    for (const { path, partition } of files) {
      const fixed = columns.map(i => (i < schema.length ? null : revives[i - schema.length]!(partition[i - schema.length])));
      for (const row of read(path)) yield places.map((place, k) => (place < 0 ? fixed[k]! : row[place]!));
    }
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
          const asked = info.getColumnIndexes().map(i => (i >= 1 && i <= types.length ? i - 1 : undefined));
          const columns = asked.filter(i => i !== undefined);
          // Where each column of the chunk is among those that are read.
          const places = asked.map(i => (i === undefined ? undefined : columns.indexOf(i)));
          const run: Run = { rows: rowsOf(columns), places, types: asked.map(i => (i === undefined ? BooleanType : types[i]!)) };
          info.setInitData(run);
        } catch (error) {
          info.setError(report(error));
        }
      },
      mainFunction: (info, chunk) => {
        try {
          fill(chunk, info.initData as Run);
        } catch (error) {
          info.setError(report(error));
        }
      },
    }),
  );
}

function fill(chunk: DuckDBDataChunk, { rows, places, types }: Run): void {
  const values: Value[][] = places.map(() => []);
  let count = 0;
  for (; count < chunkRows; count++) {
    const next = rows.next();
    if (next.done === true) break;
    for (let k = 0; k < values.length; k++) {
      const place = places[k];
      values[k]!.push(place === undefined ? null : next.value[place]!);
    }
  }
  chunk.rowCount = count;
  types.forEach((type, k) => {
    chunk.setColumnValues(k, values[k]!.map(writerOf(type)));
  });
}
