import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SparkError } from '../errors/spark-error.js';
import type { RDD } from '../rdd/rdd.js';
import { DataFrame } from './dataframe.js';
import { parseMultipartIdentifier } from './parser/sql-parser.js';
import type { SparkSession } from './session.js';
import { StructType } from './types/index.js';

type OptionValue = string | number | boolean;
type Paths = string | readonly string[];
type Lines = RDD<string> | DataFrame;

/** Reads files and tables: `spark.read.option('header', true).csv('people.csv')`. */
export class DataFrameReader {
  readonly #session: SparkSession;
  #format: string | undefined;
  #schema: StructType | undefined;
  readonly #options: Record<string, string> = {};

  constructor(session: SparkSession) {
    this.#session = session;
  }

  format(name: string): this {
    this.#format = name;
    return this;
  }

  /** @param schema a type, or `a INT, b STRING` */
  schema(schema: StructType | string): this {
    this.#schema = typeof schema === 'string' ? StructType.fromDDL(schema) : schema;
    return this;
  }

  option(key: string, value: OptionValue): this {
    this.#options[key] = String(value);
    return this;
  }

  options(options: Readonly<Record<string, OptionValue>>): this {
    for (const [key, value] of Object.entries(options)) this.option(key, value);
    return this;
  }

  load(...paths: readonly (string | readonly string[])[]): DataFrame {
    return DataFrame.of(this.#session, {
      kind: 'dataSource',
      format: this.#format,
      schema: this.#schema,
      options: { ...this.#options },
      paths: paths.flat(),
    });
  }

  /** Files, or lines that are there already. */
  csv(...paths: readonly (Paths | Lines)[]): DataFrame {
    return this.#linesOr('csv', paths);
  }
  /** Files, or texts that are there already. */
  json(...paths: readonly (Paths | Lines)[]): DataFrame {
    return this.#linesOr('json', paths);
  }

  #linesOr(format: 'csv' | 'json' | 'xml', paths: readonly (Paths | Lines)[]): DataFrame {
    const [lines] = paths;
    this.format(format);
    if (typeof lines === 'string' || Array.isArray(lines) || lines === undefined) return this.load(...(paths as readonly Paths[]));
    const { sparkContext } = this.#session;
    const texts =
      'rdd' in (lines as DataFrame)
        ? (lines as DataFrame).collect().map(row => row.getAs<string | null>(0))
        : (lines as RDD<string>).collect();
    const directory = mkdtempSync(join(sparkContext.getConf.get('spark.local.dir', tmpdir()), 'ts-spark-shell-lines-'));
    // A file of its own for the time of the application: the query may run at any time.
    process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
    const present = texts.filter(text => text !== null);
    // A document of XML has one root.
    for (const [i, content] of (format === 'xml' ? present : [present.join('\n')]).entries())
      writeFileSync(join(directory, `lines-${i}.txt`), content);
    return this.load(directory);
  }

  parquet(...paths: readonly (string | readonly string[])[]): DataFrame {
    return this.format('parquet').load(...paths);
  }
  text(...paths: readonly (string | readonly string[])[]): DataFrame {
    return this.format('text').load(...paths);
  }
  /** As `text`: a DataFrame of one column, value. */
  textFile(...paths: readonly (string | readonly string[])[]): DataFrame {
    return this.text(...paths);
  }
  /** @throws SparkError: JDBC drivers are of the JVM */
  jdbc(): never {
    throw new SparkError('SparkUnsupportedOperationException', 'JDBC drivers are of the JVM: export to files, and read those.');
  }
  orc(...paths: readonly (string | readonly string[])[]): DataFrame {
    return this.format('orc').load(...paths);
  }
  /** Files, or texts that are there already: `option('rowTag', 'book')` names the element of a row. */
  xml(...paths: readonly (Paths | Lines)[]): DataFrame {
    return this.#linesOr('xml', paths);
  }
  table(name: string): DataFrame {
    return DataFrame.of(this.#session, { kind: 'unresolvedRelation', nameParts: parseMultipartIdentifier(name) });
  }
}
