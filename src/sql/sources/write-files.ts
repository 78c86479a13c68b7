/** Rows of a query into files of a format, below a directory. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
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
import type { Value } from '../values/value.js';
import { type SourceOptions, sourceOptionsOf } from './file-listing.js';
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

const compressors: Readonly<Record<string, readonly [extension: string, compress: (bytes: Uint8Array) => Uint8Array]>> = {
  none: ['', bytes => bytes],
  uncompressed: ['', bytes => bytes],
  gzip: ['.gz', bytes => gzipSync(bytes)],
  deflate: ['.deflate', bytes => deflateSync(bytes)],
};

/** Text formats: JavaScript writes them, a part at a time. */
class RecordFiles {
  readonly #uuid = randomUUID();
  readonly #writer: RecordWriter;
  readonly #places: readonly number[];
  readonly #partitions: readonly { readonly name: string; readonly place: number; readonly textOf: (value: Value) => string | null }[];
  readonly #compress: (text: string) => Uint8Array;
  readonly #extension: string;

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
    this.#compress = text => compress(charset === 'utf-8' ? Buffer.from(text) : (encodeText(text, charset) ?? Buffer.from(text)));
  }

  write(): void {
    const rows = this.state.run(this.plan);
    if (this.#partitions.length === 0) return this.#writeParts(this.target.directory, rows, '-c');
    const byDirectory = new Map<string, (readonly Value[])[]>();
    for (const row of rows) {
      const directory = this.#partitions
        .map(({ name, place, textOf }) => `${escaped(name)}=${escaped(textOf(row[place]!) || '__HIVE_DEFAULT_PARTITION__')}`)
        .join('/');
      const list = byDirectory.get(directory);
      if (list === undefined) byDirectory.set(directory, [row]);
      else list.push(row);
    }
    for (const [directory, each] of byDirectory) this.#writeParts(join(this.target.directory, directory), each, '.c');
  }

  #writeParts(directory: string, rows: readonly (readonly Value[])[], infix: string): void {
    mkdirSync(directory, { recursive: true });
    const count = this.recordsPerFile > 0 ? Math.max(1, Math.ceil(rows.length / this.recordsPerFile)) : 1;
    for (let part = 0; part < count; part++) {
      const slice = this.recordsPerFile > 0 ? rows.slice(part * this.recordsPerFile, (part + 1) * this.recordsPerFile) : rows;
      const name = `part-00000-${this.#uuid}${infix}${String(part).padStart(3, '0')}.${this.#extension}`;
      writeFileSync(join(directory, name), this.#compress(this.#textOf(slice)));
    }
  }

  #textOf(rows: readonly (readonly Value[])[]): string {
    const { header, footer, lineOf, lineSeparator } = this.#writer;
    const lines = header === undefined ? [] : [header];
    for (const row of rows) {
      const line = lineOf(this.#places.map(i => row[i]!));
      if (line !== null) lines.push(line);
    }
    if (footer !== undefined) return rows.length === 0 ? '' : [...lines, footer].join(lineSeparator);
    return lines.length === 0 ? '' : `${lines.join(lineSeparator)}${lineSeparator}`;
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
