/** Rows of a query into files of a format, below a directory. */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { TypedPlan } from '../analyzer/typed-plan.js';
import { charsetOf, encodeText } from '../jvm/charsets.js';
import { RecordOptions } from '../jvm/record-options.js';
import type { SessionState } from '../session-state.js';
import { type DataType, StringType, StructField, StructType } from '../types/index.js';
import { castOf } from '../values/cast.js';
import { valueReader } from '../values/column-reader.js';
import type { Value } from '../values/value.js';
import { type SourceOptions, sourceOptionsOf } from './file-listing.js';
import { PartFile } from './part-file.js';
import { type RecordWriter, recordWriter } from './record-writer.js';

export interface WriteTarget {
  readonly format: string;
  readonly directory: string;
  readonly partitionBy: readonly string[];
  readonly options: Readonly<Record<string, string>>;
}

/** @param names of the columns in the files, for those of the plan */
export function writeFiles(plan: TypedPlan, names: readonly string[], target: WriteTarget, state: SessionState): void {
  const options = sourceOptionsOf(target.options);
  const limit = Number(options.get('maxrecordsperfile') ?? state.confOf('spark.sql.files.maxRecordsPerFile') ?? 0);
  if (target.format === 'parquet') {
    const { directory, partitionBy } = target;
    const codec = parquetCodec(options.get('compression') ?? state.confOf('spark.sql.parquet.compression.codec') ?? 'snappy');
    const schema = new StructType(names.map((name, i) => new StructField(name, plan.output[i]!.dataType, true)));
    const written = new Set(partitionBy.map(name => name.toLowerCase()));
    const inFiles = new StructType(schema.fields.filter(({ name }) => !written.has(name.toLowerCase())));
    state.shared.engine.writeFiles(
      plan,
      names,
      { directory, partitionBy, ...codec, schemaJson: inFiles.json() },
      state.settings(),
      state.confForThread(),
    );
    return;
  }
  new RecordFiles(plan, names, target, options, limit, state).write();
}

/** How DuckDB calls a codec of Spark, and what files of it are called. */
function parquetCodec(name: string): { readonly codec: string; readonly extension: string } {
  switch (name.toLowerCase()) {
    case 'none':
    case 'uncompressed':
      return { codec: 'uncompressed', extension: 'parquet' };
    case 'snappy':
    case 'zstd':
    case 'brotli':
      return { codec: name.toLowerCase(), extension: `${name.toLowerCase()}.parquet` };
    case 'gzip':
      return { codec: 'gzip', extension: 'gz.parquet' };
    case 'lz4':
    case 'lz4_raw':
      return { codec: 'lz4_raw', extension: `${name.toLowerCase() === 'lz4' ? 'lz4hadoop' : 'lz4raw'}.parquet` };
    default:
      throw sparkErrorOf(
        'CODEC_NOT_AVAILABLE.WITH_AVAILABLE_CODECS_SUGGESTION',
        { codecName: name, availableCodecs: 'brotli, uncompressed, lzo, snappy, lz4_raw, none, zstd, lz4, gzip' },
        { name: 'SparkIllegalArgumentException' },
      );
  }
}

const compressors: Readonly<Record<string, readonly [extension: string, compress?: (bytes: Uint8Array) => Uint8Array]>> = {
  none: [''],
  uncompressed: [''],
  gzip: ['.gz', bytes => gzipSync(bytes)],
  deflate: ['.deflate', bytes => deflateSync(bytes)],
};

/** Text formats: JavaScript writes them as the rows come. */
class RecordFiles {
  readonly #uuid = randomUUID();
  readonly #writer: RecordWriter;
  readonly #places: readonly number[];
  readonly #partitions: readonly { readonly name: string; readonly place: number; readonly textOf: (value: Value) => string | null }[];
  readonly #encodeWhole: ((text: string) => Uint8Array) | undefined;
  readonly #extension: string;
  /** By directory; one that has as many rows as a file may have is closed, and another takes its place. */
  readonly #parts = new Map<string, PartFile>();

  constructor(
    readonly plan: TypedPlan,
    readonly names: readonly string[],
    readonly target: WriteTarget,
    options: SourceOptions,
    readonly recordsPerFile: number,
    readonly state: SessionState,
  ) {
    const placeOf = (name: string) => names.findIndex(each => each.toLowerCase() === name.toLowerCase());
    const settings = state.settings();
    this.#partitions = target.partitionBy.map(name => {
      const place = placeOf(name);
      return { name: names[place]!, place, textOf: partitionText(plan.output[place]!.dataType, settings) };
    });
    const inDirectories = new Set(this.#partitions.map(({ place }) => place));
    this.#places = names.map((_, i) => i).filter(i => !inDirectories.has(i));
    const type = new StructType(this.#places.map(i => new StructField(names[i]!, plan.output[i]!.dataType, true)));
    this.#writer = recordWriter(target.format, type, new RecordOptions(Object.entries(target.options), settings), options);
    const codec = options.get('compression') ?? options.get('codec') ?? 'none';
    const compressor = compressors[codec.toLowerCase()];
    if (compressor === undefined)
      throw new SparkError(
        'UnsupportedOperationException',
        `Cannot write ${target.format} with the codec ${codec}: gzip and deflate are offered.`,
      );
    const [suffix, compress] = compressor;
    const charset = charsetOf(options.get('encoding') ?? options.get('charset') ?? 'utf-8') ?? 'utf-8';
    this.#extension = `${target.format === 'text' ? 'txt' : target.format}${suffix}`;
    if (charset !== 'utf-8' || compress !== undefined) {
      const encode = (text: string): Uint8Array => (charset === 'utf-8' ? undefined : encodeText(text, charset)) ?? Buffer.from(text);
      this.#encodeWhole = text => (compress === undefined ? encode(text) : compress(encode(text)));
    }
  }

  write(): void {
    const types = this.plan.output.map(each => each.dataType);
    const local = this.state.runBatches(this.plan, ({ columns, rowCount }) => {
      const reads = columns.map((column, i) => valueReader(column, types[i]!));
      // Nobody keeps a row.
      const row = new Array<Value>(reads.length);
      for (let i = 0; i < rowCount; i++) {
        for (let k = 0; k < row.length; k++) row[k] = reads[k]!(i);
        this.#add(row);
      }
    });
    for (const row of local ?? []) this.#add(row);
    // Also no row is a file, where directories do not ask for one.
    if (this.#partitions.length === 0 && this.#parts.size === 0) this.#partOf('');
    for (const part of this.#parts.values()) part.close();
  }

  #add(row: readonly Value[]): void {
    if (this.#partitions.length === 0) return this.#partOf('').add(this.#writer.lineOf(row));
    const directory = this.#partitions
      .map(({ name, place, textOf }) => `${escaped(name)}=${escaped(textOf(row[place]!) || '__HIVE_DEFAULT_PARTITION__')}`)
      .join('/');
    this.#partOf(directory).add(this.#writer.lineOf(this.#places.map(i => row[i]!)));
  }

  #partOf(directory: string): PartFile {
    const last = this.#parts.get(directory);
    if (last !== undefined && (this.recordsPerFile <= 0 || last.rowCount < this.recordsPerFile)) return last;
    last?.close();
    const number = (last?.number ?? -1) + 1;
    const folder = join(this.target.directory, directory);
    mkdirSync(folder, { recursive: true });
    const infix = this.#partitions.length === 0 ? '-c' : '.c';
    const name = `part-00000-${this.#uuid}${infix}${String(number).padStart(3, '0')}.${this.#extension}`;
    const part = new PartFile(join(folder, name), number, this.#writer, this.#encodeWhole);
    this.#parts.set(directory, part);
    return part;
  }
}

function partitionText(type: DataType, { timeZone, timeZones, nowMicros }: ReturnType<SessionState['settings']>) {
  const fail = (): never => {
    throw new TypeError('a cast to text does not fail');
  };
  const cast = castOf(type, StringType, { mode: 'legacy', timeZone, timeZones, nowMicros, fail });
  return (value: Value): string | null => (value === null ? null : (cast(value) as string));
}

/** What a directory's name cannot hold, as Hive writes it. */
const escaped = (text: string): string =>
  text.replace(/[\u0001-\u001f"#%'*/:=?\\\u007f{[\]^]/g, each => `%${each.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
