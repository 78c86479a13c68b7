/** Files of CSV. */
import { SparkError } from '../../errors/spark-error.js';
import { type AllCsvOptions, csvOptionsOf } from '../jvm/csv-options.js';
import { parseCsv, parseCsvLine } from '../jvm/csv-parser.js';
import { inferCsvType, readCsvFields, textValueOf } from '../jvm/csv-reader.js';
import { malformedRecord, rowText } from '../jvm/record-error.js';
import type { RecordOptions } from '../jvm/record-options.js';
import { utc } from '../jvm/time-zones.js';
import { type DataType, NullType, StringType, StructField, StructType } from '../types/index.js';
import { CsvLines, hasPlainLines } from './csv-lines.js';
import { isUtf8, linesOfFile, textOfFile } from './file-content.js';
import type { SourceOptions } from './file-listing.js';
import { booleanIn, dateIn, doubleIn, integerBelow, integerIn, timestampIn } from './plain-texts.js';
import { batchColumnOf, batchRows, plainTimes, type TextRules } from './record-batch.js';
import type { BatchSource, RecordRequest, Row } from './record-reader.js';

interface Fields {
  readonly fields: readonly string[];
  /** The record as it stands in the file. */
  readonly text: string;
}

/** The records of a file, without blank lines and comments; the header is the first of them. */
function* recordsOf(path: string, { format, multiLine }: AllCsvOptions, options: SourceOptions): Generator<Fields> {
  if (multiLine) {
    for (const fields of parseCsv(textOfFile(path, options), format)) yield { fields, text: fields.join(format.delimiter) };
    return;
  }
  for (const line of linesOfFile(path, options, format.lineSeparator)) {
    if (line.trim() === '' || (format.comment !== undefined && line.startsWith(format.comment))) continue;
    const fields = parseCsvLine(line, format);
    if (fields !== undefined) yield { fields, text: line };
  }
}

/** Which fields of a record a query reads, and as what. */
interface CsvColumns {
  readonly all: AllCsvOptions;
  readonly type: StructType;
  /** Of each field of `type`, the place in a record. */
  readonly tokenPlaces: readonly number[];
  /** Of each column of the result, the place in `type`; -1 for the column of corrupt records. */
  readonly outputPlaces: readonly number[];
  /** Names of all columns that are in the files. */
  readonly names: readonly string[];
  /** Where some columns are left out, those that are missing or too many are not looked at. */
  readonly readsAll: boolean;
}

function csvColumnsOf({ schema, required, record }: RecordRequest): CsvColumns {
  const all = csvOptionsOf(record);
  const corruptName = all.columnNameOfCorruptRecord;
  const isCorrupt = (i: number) => schema.fields[i]!.name === corruptName && schema.fields[i]!.dataType.kind === 'string';
  const places = schema.fields.map((_, i) => i).filter(i => !isCorrupt(i));
  const readsAll = required.filter(i => !isCorrupt(i)).length === places.length;
  const read = readsAll ? places : places.filter(i => required.includes(i));
  return {
    all,
    type: new StructType(read.map(i => schema.fields[i]!)),
    tokenPlaces: read.map(i => places.indexOf(i)),
    outputPlaces: required.map(i => (isCorrupt(i) ? -1 : read.indexOf(i))),
    names: places.map(i => schema.fields[i]!.name),
    readsAll,
  };
}

/** The values of a record; undefined where it is to be dropped. @param text of it */
function csvRow(fields: readonly string[], text: string, { all, type, tokenPlaces, outputPlaces, readsAll }: CsvColumns): Row | undefined {
  const tokens = readsAll ? fields : (tokenPlaces.map(i => fields[i] ?? all.format.nullValue) as string[]);
  const { row, error } = readCsvFields(tokens, type, all);
  if (error !== undefined && all.mode === 'FAILFAST') throw malformedRecord(rowText(row), error);
  if (error !== undefined && all.mode === 'DROPMALFORMED') return undefined;
  return outputPlaces.map(i => (i < 0 ? (error === undefined ? null : text) : row[i]!));
}

export function csvRecords(request: RecordRequest): (path: string) => Iterable<Row> {
  const columns = csvColumnsOf(request);
  const { all, names } = columns;
  return function* rows(path) {
    let isFirst = true;
    for (const { fields, text } of recordsOf(path, all, request.options)) {
      if (isFirst && all.header) {
        isFirst = false;
        if (!all.enforceSchema) checkHeader(fields, names, path);
        continue;
      }
      isFirst = false;
      const row = csvRow(fields, text, columns);
      if (row !== undefined) yield row;
    }
  };
}

/** Undefined where the options ask for more than bytes can say. */
export function csvBatches(request: RecordRequest): BatchSource | undefined {
  const columns = csvColumnsOf(request);
  const { all, names, type, tokenPlaces, outputPlaces, readsAll } = columns;
  const { record } = request;
  const { format } = all;
  if (!hasPlainLines(all) || !isUtf8(request.options) || all.singleVariantColumn !== undefined) return undefined;
  const wanted = readsAll ? names.length : Math.max(0, ...tokenPlaces.map(place => place + 1));
  const rules: TextRules = {
    read: (text, fieldType) => textValueOf(text, fieldType, all),
    ...plainTimes(all.time),
    hasPlainDecimals: (record.get('locale') ?? 'en-US') === 'en-US',
    plainDouble: [all.nanValue, all.positiveInf, all.negativeInf].every(word => !/^-?\d/.test(word)) ? doubleIn : undefined,
  };
  const nullBytes = Buffer.from(format.nullValue);
  const isNull = (bytes: Buffer, start: number, end: number) =>
    start === end || (end - start === nullBytes.length && bytes.compare(nullBytes, 0, nullBytes.length, start, end) === 0);
  const hasNullWord = nullBytes.length > 0;
  return {
    newColumns: () => outputPlaces.map(i => batchColumnOf(i < 0 ? StringType : type.fields[i]!.dataType, rules)),
    *open(path, batch) {
      const lines = new CsvLines(path, all, wanted, readsAll);
      const outputs = batch.columns;
      const tokens = outputPlaces.map(i => (i < 0 ? -1 : tokenPlaces[i]!));
      /** @returns false where the record needs a closer look */
      const fill = (row: number): boolean => {
        const { bytes, starts, ends, count } = lines;
        if (count < 0 || (readsAll && count !== wanted)) return false;
        for (let k = 0; k < outputs.length; k++) {
          const token = tokens[k]!;
          // What a short record lacks is NULL, and so is the record where it is not corrupt.
          if (token < 0 || token >= count) outputs[k]!.setNull(row);
          else {
            const [start, end] = [starts[token]!, ends[token]!];
            if (start === end || (hasNullWord && isNull(bytes, start, end))) outputs[k]!.setNull(row);
            else if (!outputs[k]!.setText(row, bytes, start, end)) return false;
          }
        }
        return true;
      };
      let isFirst = all.header;
      while (lines.next()) {
        if (isFirst) {
          isFirst = false;
          if (!all.enforceSchema) checkHeader(parseCsvLine(lines.text, format)!, names, path);
          continue;
        }
        const row = batch.rowCount;
        if (!fill(row)) {
          for (const output of outputs) output.reset(row);
          const { text } = lines;
          const values = csvRow(parseCsvLine(text, format)!, text, columns);
          if (values === undefined) continue;
          for (let k = 0; k < outputs.length; k++) outputs[k]!.setValue(row, values[k]!);
        }
        if (++batch.rowCount === batchRows) yield;
      }
    },
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

export function inferCsvSchema(
  paths: readonly string[],
  options: SourceOptions,
  record: RecordOptions,
  isCaseSensitive: boolean,
): StructType {
  const all = csvOptionsOf(record);
  let names: readonly string[] = [];
  let types: DataType[] = [];
  for (const path of paths) {
    const [first] = recordsOf(path, all, options);
    if (first === undefined) continue;
    if (names.length === 0) {
      names = columnNames(first.fields, all, isCaseSensitive);
      types = names.map(() => NullType);
    }
    if (!all.inferSchema) break;
    if (hasPlainLines(all) && isUtf8(options)) inferFromBytes(path, types, all);
    else inferFromTexts(path, types, all, options);
  }
  return new StructType(names.map((name, i) => new StructField(name, types[i]!.kind === 'null' ? StringType : types[i]!, true)));
}

/** Widens the types so that they hold the fields of a file. */
function inferFromTexts(path: string, types: DataType[], all: AllCsvOptions, options: SourceOptions): void {
  let isHeader = all.header;
  for (const { fields } of recordsOf(path, all, options)) {
    if (!isHeader) widen(types, fields, all);
    isHeader = false;
  }
}

function widen(types: DataType[], fields: readonly string[], all: AllCsvOptions): void {
  const count = Math.min(types.length, fields.length);
  for (let i = 0; i < count; i++) types[i] = inferCsvType(types[i]!, fields[i]!, all);
}

/** As `inferFromTexts`: what is plain and says nothing new is not made a text. */
function inferFromBytes(path: string, types: DataType[], all: AllCsvOptions): void {
  const lines = new CsvLines(path, all, types.length, false);
  const { hasPlainDates, plainZone, hasPlainLocalTimestamps } = plainTimes(all.time);
  const isPlainDate = all.preferDate && hasPlainDates;
  const isKnown = (type: DataType, bytes: Buffer, start: number, end: number): boolean => {
    switch (type.kind) {
      case 'string':
        return true;
      case 'integer':
        return !Number.isNaN(integerIn32(bytes, start, end));
      case 'long':
        return !Number.isNaN(integerIn(bytes, start, end));
      case 'double':
        return !Number.isNaN(doubleIn(bytes, start, end));
      case 'date':
        return isPlainDate && !Number.isNaN(dateIn(bytes, start, end));
      case 'timestamp':
        // A plain one is of the type of the conf, and both together are this type.
        return plainZone !== undefined && hasPlainLocalTimestamps && !Number.isNaN(timestampIn(bytes, start, end, utc));
      case 'boolean':
        return !Number.isNaN(booleanIn(bytes, start, end));
      default:
        return false;
    }
  };
  let isHeader = all.header;
  while (lines.next()) {
    const { bytes, starts, ends, count } = lines;
    if (isHeader) isHeader = false;
    else if (count < 0) widen(types, parseCsvLine(lines.text, all.format)!, all);
    else {
      for (let i = 0; i < count && i < types.length; i++) {
        const [start, end] = [starts[i]!, ends[i]!];
        if (start !== end && !isKnown(types[i]!, bytes, start, end))
          types[i] = inferCsvType(types[i]!, bytes.toString('utf8', start, end), all);
      }
    }
  }
}

const integerIn32 = integerBelow(2 ** 31);

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
