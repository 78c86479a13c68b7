/** Scans of files that JavaScript reads, as they are sent to the sql thread. */
import type { ScanPlan } from '../../analyzer/typed-plan.js';
import type { EvaluationSettings } from '../../functions/function-record.js';
import { listFiles, sourceOptionsOf } from '../../sources/file-listing.js';
import { StringType, type TypeJson } from '../../types/index.js';
import { castOf } from '../../values/cast.js';
import { toPortable } from '../../values/portable.js';
import { typeJson } from './wire.js';

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
