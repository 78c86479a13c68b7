/** Files of CSV. */
import { SparkError } from '../../errors/spark-error.js';
import { type AllCsvOptions, csvOptionsOf } from '../jvm/csv-options.js';
import { parseCsv, parseCsvLine } from '../jvm/csv-parser.js';
import { inferCsvType, readCsvFields } from '../jvm/csv-reader.js';
import { malformedRecord, rowText } from '../jvm/record-error.js';
import type { RecordOptions } from '../jvm/record-options.js';
import { type DataType, NullType, StringType, StructField, StructType } from '../types/index.js';
import { linesOf, textOfFile } from './file-content.js';
import type { SourceOptions } from './file-listing.js';
import type { RecordRequest, Row } from './record-reader.js';

interface Fields {
  readonly fields: readonly string[];
  /** The record as it stands in the file. */
  readonly text: string;
}

/** The records of a file, without blank lines and comments; the header is the first of them. */
function* recordsOf(path: string, { format, multiLine }: AllCsvOptions, options: SourceOptions): Generator<Fields> {
  const text = textOfFile(path, options);
  if (multiLine) {
    for (const fields of parseCsv(text, format)) yield { fields, text: fields.join(format.delimiter) };
    return;
  }
  for (const line of linesOf(text, format.lineSeparator)) {
    if (line.trim() === '' || (format.comment !== undefined && line.startsWith(format.comment))) continue;
    const fields = parseCsvLine(line, format);
    if (fields !== undefined) yield { fields, text: line };
  }
}

export function csvRecords({ schema, required, options, record }: RecordRequest): (path: string) => Iterable<Row> {
  const all = csvOptionsOf(record);
  const corruptName = all.columnNameOfCorruptRecord;
  const isCorrupt = (i: number) => schema.fields[i]!.name === corruptName && schema.fields[i]!.dataType.kind === 'string';
  const places = schema.fields.map((_, i) => i).filter(i => !isCorrupt(i));
  // Where some columns are left out, those that are missing or too many are not looked at.
  const readsAll = required.filter(i => !isCorrupt(i)).length === places.length;
  const read = readsAll ? places : places.filter(i => required.includes(i));
  const type = new StructType(read.map(i => schema.fields[i]!));
  const tokenPlaces = read.map(i => places.indexOf(i));
  const outputPlaces = required.map(i => (isCorrupt(i) ? -1 : read.indexOf(i)));
  return function* rows(path) {
    let isFirst = true;
    for (const { fields, text } of recordsOf(path, all, options)) {
      if (isFirst && all.header) {
        isFirst = false;
        if (!all.enforceSchema)
          checkHeader(
            fields,
            places.map(i => schema.fields[i]!.name),
            path,
          );
        continue;
      }
      isFirst = false;
      const tokens = readsAll ? fields : (tokenPlaces.map(i => fields[i] ?? all.format.nullValue) as string[]);
      const { row, error } = readCsvFields(tokens, type, all);
      if (error !== undefined && all.mode === 'FAILFAST') throw malformedRecord(rowText(row), error);
      if (error !== undefined && all.mode === 'DROPMALFORMED') continue;
      yield outputPlaces.map(i => (i < 0 ? (error === undefined ? null : text) : row[i]!));
    }
  };
}

function checkHeader(fields: readonly string[], names: readonly string[], path: string): void {
  const isSame = fields.length === names.length && fields.every((field, i) => field.toLowerCase() === names[i]!.toLowerCase());
  if (isSame) return;
  const problem =
    fields.length === names.length
      ? 'CSV header does not conform to the schema.'
      : 'Number of column in CSV header is not equal to number of fields in the schema:';
  const details =
    fields.length === names.length
      ? `\n Header: ${fields.join(', ')}\n Schema: ${names.join(', ')}\nExpected: ${names.find((name, i) => name.toLowerCase() !== fields[i]!.toLowerCase())} but found: ${fields.find((field, i) => field.toLowerCase() !== names[i]!.toLowerCase())}`
      : `\n Header length: ${fields.length}, schema size: ${names.length}`;
  throw new SparkError('IllegalArgumentException', `${problem}${details}\nCSV file: file://${path}`, { condition: 'CSV_HEADER' });
}

/** @returns undefined when no file holds a record */
export function inferCsvSchema(
  paths: readonly string[],
  options: SourceOptions,
  record: RecordOptions,
  isCaseSensitive: boolean,
): StructType {
  const all = csvOptionsOf(record);
  let names: readonly string[] | undefined;
  let types: DataType[] = [];
  let header: readonly string[] | undefined;
  for (const path of paths) {
    let isFirst = true;
    for (const { fields } of recordsOf(path, all, options)) {
      if (names === undefined) {
        names = columnNames(fields, all, isCaseSensitive);
        types = names.map(() => NullType);
        if (all.header) header = fields;
      }
      const isHeader = isFirst && header !== undefined;
      isFirst = false;
      if (isHeader) continue;
      if (!all.inferSchema) break;
      const count = Math.min(types.length, fields.length);
      for (let i = 0; i < count; i++) types[i] = inferCsvType(types[i]!, fields[i]!, all);
    }
    if (names !== undefined && !all.inferSchema) break;
  }
  return new StructType((names ?? []).map((name, i) => new StructField(name, types[i]!.kind === 'null' ? StringType : types[i]!, true)));
}

/** Names of the header; those that are missing or there twice get the number of their column. */
function columnNames(fields: readonly string[], { header, format }: AllCsvOptions, isCaseSensitive: boolean): string[] {
  if (!header) return fields.map((_, i) => `_c${i}`);
  const keyOf = (name: string) => (isCaseSensitive ? name : name.toLowerCase());
  const counts = new Map<string, number>();
  for (const field of fields) counts.set(keyOf(field), (counts.get(keyOf(field)) ?? 0) + 1);
  return fields.map((field, i) => {
    if (field === '' || field === format.nullValue) return `_c${i}`;
    return counts.get(keyOf(field))! > 1 ? `${field}${i}` : field;
  });
}
