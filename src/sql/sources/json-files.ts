/** Files of JSON: a record a line, or one text a file. */
import { type AllJsonOptions, jsonOptionsOf } from '../jvm/json-options.js';
import { type JsonNode, JsonSyntaxError, parseJson } from '../jvm/json-parser.js';
import { readJson } from '../jvm/json-reader.js';
import { canonicalType, inferJsonType, mergeTypes } from '../jvm/json-schema.js';
import { malformedRecord, rowText } from '../jvm/record-error.js';
import type { RecordOptions } from '../jvm/record-options.js';
import { type DataType, NullType, StringType, StructField, StructType } from '../types/index.js';
import type { Value } from '../values/value.js';
import { linesOf, textOfFile } from './file-content.js';
import type { SourceOptions } from './file-listing.js';
import type { RecordRequest, Row } from './record-reader.js';

function* textsOf(path: string, options: SourceOptions): Generator<string> {
  const text = textOfFile(path, options);
  if (options.get('multiline')?.toLowerCase() === 'true') yield text;
  else yield* linesOf(text, options.get('linesep'));
}

export function jsonRecords({ schema, required, options, record }: RecordRequest): (path: string) => Iterable<Row> {
  const all = { ...jsonOptionsOf(record), allowArrayAsStructs: true };
  const isCorrupt = ({ name, dataType }: StructField) => name === all.columnNameOfCorruptRecord && dataType.kind === 'string';
  const wanted = required.map(i => schema.fields[i]!);
  const type = new StructType(wanted.filter(field => !isCorrupt(field)));
  const places = wanted.map(field => (isCorrupt(field) ? -1 : type.fields.indexOf(field)));
  return function* rows(path) {
    for (const text of textsOf(path, options)) {
      for (const { value, error } of readJson(text, type, all)) {
        const row = value as readonly Value[] | null;
        if (error !== undefined && all.mode === 'FAILFAST') throw malformedRecord(rowText(row ?? type.fields.map(() => null)), error);
        if (error !== undefined && all.mode === 'DROPMALFORMED') continue;
        yield places.map(i => (i < 0 ? (error === undefined ? null : text) : (row?.[i] ?? null)));
      }
    }
  };
}

export function inferJsonSchema(paths: readonly string[], options: SourceOptions, record: RecordOptions): StructType {
  const all = jsonOptionsOf(record);
  let type: DataType = NullType;
  for (const path of paths)
    for (const text of textsOf(path, options)) for (const each of recordTypes(text, all)) type = mergeTypes(type, each);
  const canonical = canonicalType(type, all.dropFieldIfAllNull);
  return canonical?.kind === 'struct'
    ? new StructType(canonical.fields.map(({ name, dataType }) => new StructField(name, dataType, true)))
    : new StructType();
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
