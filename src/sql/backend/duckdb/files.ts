/** Writing files, and reading what types their columns have. */

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { TypedPlan } from '../../analyzer/typed-plan.js';
import {
  ArrayType,
  BinaryType,
  BooleanType,
  ByteType,
  type DataType,
  DateType,
  DecimalType,
  DoubleType,
  FloatType,
  IntegerType,
  LongType,
  MapType,
  ShortType,
  StringType,
  StructField,
  StructType,
  TimestampNTZType,
  TimestampType,
} from '../../types/index.js';
import { columnSql, quoteText } from './duckdb-sql.js';
import { toFile } from './scan.js';

export interface ParquetTarget {
  readonly directory: string;
  readonly partitionBy: readonly string[];
  readonly codec: string;
  readonly extension: string;
  /** The schema as Spark keeps it beside the columns: its own types are found again. */
  readonly schemaJson: string;
}

const schemaKey = 'org.apache.spark.sql.parquet.row.metadata';
const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`;

export function copySql(query: string, { output }: TypedPlan, names: readonly string[], target: ParquetTarget): string {
  const { directory, partitionBy, codec, extension, schemaJson } = target;
  const partitions = new Set(partitionBy.map(name => name.toLowerCase()));
  const columns = output.map((each, i) => {
    const isPartition = partitions.has(names[i]!.toLowerCase());
    return `${isPartition ? partitionValue(columnSql(each.id), each.dataType) : toFile(columnSql(each.id), each.dataType)} AS ${quoteName(names[i]!)}`;
  });
  const partition =
    partitionBy.length === 0
      ? ''
      : `, PARTITION_BY (${partitionBy.map(quoteName).join(', ')}), FILENAME_PATTERN 'part-00000-{uuid}.c000', FILE_EXTENSION ${quoteText(extension)}, OVERWRITE_OR_IGNORE`;
  const path = partitionBy.length === 0 ? join(directory, `part-00000-${randomUUID()}-c000.${extension}`) : directory;
  const options = `FORMAT parquet, CODEC ${quoteText(codec)}, KV_METADATA {${quoteText(schemaKey)}: ${quoteText(schemaJson)}}`;
  return `COPY (SELECT ${columns.join(', ')} FROM (${query}) q) TO ${quoteText(path)} (${options}${partition})`;
}

/** Spark writes an empty text into the directory of NULL. */
const partitionValue = (sql: string, type: DataType): string => (type.kind === 'string' ? `nullif(${sql}, '')` : sql);

/** The schema that Spark, or this, has written into a file. */
export const sparkSchemaSql = (file: string): string =>
  `SELECT CAST(decode(value) AS VARCHAR) AS "name", '' AS "type" FROM parquet_kv_metadata(${quoteText(file)}) WHERE decode(key) = ${quoteText(schemaKey)}`;

export const describeReader = (files: readonly string[]): string =>
  `read_parquet([${files.map(quoteText).join(', ')}], union_by_name = true)`;

const simpleTypes: Readonly<Record<string, DataType>> = {
  BOOLEAN: BooleanType,
  TINYINT: ByteType,
  SMALLINT: ShortType,
  UTINYINT: ShortType,
  INTEGER: IntegerType,
  USMALLINT: IntegerType,
  BIGINT: LongType,
  UINTEGER: LongType,
  UBIGINT: new DecimalType(20, 0),
  HUGEINT: new DecimalType(38, 0),
  FLOAT: FloatType,
  DOUBLE: DoubleType,
  VARCHAR: StringType,
  JSON: StringType,
  UUID: StringType,
  BLOB: BinaryType,
  DATE: DateType,
  TIMESTAMP: TimestampNTZType,
  'TIMESTAMP WITH TIME ZONE': TimestampType,
};

/** Spark's type for the name of one of DuckDB's. */
export function typeOfFile(name: string): DataType {
  const text = name.trim();
  if (text.endsWith('[]')) return new ArrayType(typeOfFile(text.slice(0, -2)), true);
  const decimal = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(text);
  if (decimal !== null) return new DecimalType(Number(decimal[1]), Number(decimal[2]));
  const [, outer, inner] = /^(STRUCT|MAP)\((.*)\)$/s.exec(text) ?? [];
  if (outer === 'MAP') {
    const [key, value] = parts(inner!);
    return new MapType(typeOfFile(key!), typeOfFile(value!), true);
  }
  if (outer === 'STRUCT') {
    return new StructType(
      parts(inner!).map(part => {
        const [, quoted, plain, type] = /^(?:"((?:[^"]|"")*)"|(\S+))\s+(.*)$/s.exec(part.trim())!;
        return new StructField(quoted?.replaceAll('""', '"') ?? plain!, typeOfFile(type!), true);
      }),
    );
  }
  return simpleTypes[text] ?? StringType;
}

/** The parts between commas that stand in no parentheses and no quotes. */
function parts(text: string): string[] {
  const result: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (text[i] === '(') depth++;
    else if (text[i] === ')') depth--;
    else if (text[i] === ',' && depth === 0) {
      result.push(text.slice(start, i));
      start = i + 1;
    }
  }
  result.push(text.slice(start));
  return result;
}
