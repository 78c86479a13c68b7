/** Files of JSON: a record a line, or one text a file. */
import { type AllJsonOptions, jsonOptionsOf } from '../jvm/json-options.js';
import { defaultJsonOptions, type JsonNode, JsonSyntaxError, parseJson } from '../jvm/json-parser.js';
import { readJson } from '../jvm/json-reader.js';
import { canonicalType, inferJsonType, mergeTypes } from '../jvm/json-schema.js';
import { malformedRecord, rowText } from '../jvm/record-error.js';
import type { RecordOptions } from '../jvm/record-options.js';
import { type DataType, NullType, StringType, StructField, StructType } from '../types/index.js';
import type { Value } from '../values/value.js';
import { isUtf8, linesOfFile, textOfFile } from './file-content.js';
import type { SourceOptions } from './file-listing.js';
import { JsonBytes } from './json-bytes.js';
import { knownTypeOf } from './json-known-types.js';
import type { RecordRequest, Row } from './record-reader.js';

function* textsOf(path: string, options: SourceOptions): Generator<string> {
  if (options.get('multiline')?.toLowerCase() === 'true') yield textOfFile(path, options);
  else yield* linesOfFile(path, options, options.get('linesep'));
}

/** Whether records of files with these options can be read from bytes. */
export const hasPlainRecords = (options: SourceOptions, { json, singleVariantColumn }: AllJsonOptions): boolean =>
  isUtf8(options) &&
  options.get('multiline')?.toLowerCase() !== 'true' &&
  options.get('linesep') === undefined &&
  singleVariantColumn === undefined &&
  json.maxDepth === defaultJsonOptions.maxDepth &&
  json.maxStringLength === defaultJsonOptions.maxStringLength &&
  json.maxNumberLength === defaultJsonOptions.maxNumberLength;

/** Which fields of a record a query reads. */
export interface JsonColumns {
  readonly type: StructType;
  /** Of each column of the result, the place in `type`; -1 for the column of corrupt records. */
  readonly places: readonly number[];
}

export function jsonColumnsOf({ schema, required }: RecordRequest, all: AllJsonOptions): JsonColumns {
  const isCorrupt = ({ name, dataType }: StructField) => name === all.columnNameOfCorruptRecord && dataType.kind === 'string';
  const wanted = required.map(i => schema.fields[i]!);
  const type = new StructType(wanted.filter(field => !isCorrupt(field)));
  return { type, places: wanted.map(field => (isCorrupt(field) ? -1 : type.fields.indexOf(field))) };
}

/** The rows of a text. @throws SparkError under FAILFAST */
export function* jsonRows(text: string, all: AllJsonOptions, { type, places }: JsonColumns): Generator<Row> {
  for (const { value, error } of readJson(text, type, all)) {
    const row = value as readonly Value[] | null;
    if (error !== undefined && all.mode === 'FAILFAST') throw malformedRecord(rowText(row ?? type.fields.map(() => null)), error);
    if (error !== undefined && all.mode === 'DROPMALFORMED') continue;
    yield places.map(i => (i < 0 ? (error === undefined ? null : text) : (row?.[i] ?? null)));
  }
}

export function jsonRecords(request: RecordRequest): (path: string) => Iterable<Row> {
  const all = { ...jsonOptionsOf(request.record), allowArrayAsStructs: true };
  const columns = jsonColumnsOf(request, all);
  return function* rows(path) {
    for (const text of textsOf(path, request.options)) yield* jsonRows(text, all, columns);
  };
}

export function inferJsonSchema(paths: readonly string[], options: SourceOptions, record: RecordOptions): StructType {
  const all = jsonOptionsOf(record);
  const isPlain = hasPlainRecords(options, all) && !all.primitivesAsString && !all.prefersDecimal && !all.inferTimestamp;
  let type: DataType = NullType;
  for (const path of paths) {
    if (isPlain) type = widenedByBytes(type, path, all);
    else for (const text of textsOf(path, options)) type = widened(type, text, all);
  }
  const canonical = canonicalType(type, all.dropFieldIfAllNull);
  return canonical?.kind === 'struct'
    ? new StructType(canonical.fields.map(({ name, dataType }) => new StructField(name, dataType, true)))
    : new StructType();
}

/** The type that holds the records of a text as well. */
const widened = (type: DataType, text: string, all: AllJsonOptions): DataType => recordTypes(text, all).reduce(mergeTypes, type);

/** As `widened`, over the lines of a file: records that say nothing new are not made texts. */
function widenedByBytes(soFar: DataType, path: string, all: AllJsonOptions): DataType {
  const lines = new JsonBytes(path);
  let type = soFar;
  let isKnown = knownTypeOf(type, lines);
  while (lines.next()) {
    if (lines.startOf() === 'object' && isKnown()) {
      lines.endRest();
      continue;
    }
    lines.endWhole();
    const wider = widened(type, lines.text, all);
    if (wider.equals(type)) continue;
    type = wider;
    isKnown = knownTypeOf(type, lines);
  }
  return type;
}

function recordTypes(text: string, all: AllJsonOptions): DataType[] {
  let root: JsonNode | undefined;
  try {
    root = parseJson(text, all.json);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return corrupt(all, error);
    throw error;
  }
  if (root === undefined) return [];
  const types = (root.kind === 'array' ? root.items : [root]).map(each => inferJsonType(each, all));
  return types.flatMap(type => (type.kind === 'struct' ? [type] : type.kind === 'null' ? [] : corrupt(all)));
}

/** Where a record is none, the schema has a column for it. @throws SparkError MALFORMED_RECORD_IN_PARSING under FAILFAST */
function corrupt({ mode, columnNameOfCorruptRecord: name }: AllJsonOptions, error?: Error): DataType[] {
  if (mode === 'FAILFAST') throw malformedRecord(name, error);
  return mode === 'DROPMALFORMED' ? [] : [new StructType([new StructField(name, StringType, true)])];
}
