import { DataFrame } from './dataframe.js';
import { parseMultipartIdentifier } from './parser/sql-parser.js';
import type { SparkSession } from './session.js';
import { StructType } from './types/index.js';

type OptionValue = string | number | boolean;

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

  csv(...paths: readonly (string | readonly string[])[]): DataFrame {
    return this.format('csv').load(...paths);
  }
  json(...paths: readonly (string | readonly string[])[]): DataFrame {
    return this.format('json').load(...paths);
  }
  parquet(...paths: readonly (string | readonly string[])[]): DataFrame {
    return this.format('parquet').load(...paths);
  }
  text(...paths: readonly (string | readonly string[])[]): DataFrame {
    return this.format('text').load(...paths);
  }
  orc(...paths: readonly (string | readonly string[])[]): DataFrame {
    return this.format('orc').load(...paths);
  }
  xml(...paths: readonly (string | readonly string[])[]): DataFrame {
    return this.format('xml').load(...paths);
  }
  table(name: string): DataFrame {
    return DataFrame.of(this.#session, { kind: 'unresolvedRelation', nameParts: parseMultipartIdentifier(name) });
  }
}
