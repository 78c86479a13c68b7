/** Files of XML: an element of the row's tag is a row, wherever it stands. */
import { malformedRecord, rowText } from '../jvm/record-error.js';
import type { RecordOptions } from '../jvm/record-options.js';
import { type AllXmlOptions, xmlOptionsOf } from '../jvm/xml-options.js';
import { canonicalXml, inferXmlRecord, mergeXmlTypes, readXml } from '../jvm/xml-reader.js';
import { elementsOf } from '../jvm/xml-tree.js';
import { StringType, StructField, StructType } from '../types/index.js';
import { textOfFile } from './file-content.js';
import type { SourceOptions } from './file-listing.js';
import type { RecordRequest, Row } from './record-reader.js';

export function xmlRecords({ schema, required, options, record }: RecordRequest): (path: string) => Iterable<Row> {
  const all = xmlOptionsOf(record);
  const isCorrupt = ({ name, dataType }: StructField) => name === all.columnNameOfCorruptRecord && dataType.kind === 'string';
  const wanted = required.map(i => schema.fields[i]!);
  const type = new StructType(wanted.filter(field => !isCorrupt(field)));
  const places = wanted.map(field => (isCorrupt(field) ? -1 : type.fields.indexOf(field)));
  return function* rows(path) {
    const text = textOfFile(path, options);
    for (const element of elementsOf(text, all.rowTag, all.ignoreNamespace)) {
      const { row, error, isBroken } = readXml(element, type, all);
      if (error !== undefined && all.mode === 'FAILFAST') throw malformedRecord(rowText(row), error);
      // What is malformed is, to Spark, the whole file.
      if (error === undefined || all.mode === 'PERMISSIVE') yield places.map(i => (i < 0 ? (error === undefined ? null : text) : row[i]!));
      if (isBroken) return;
    }
  };
}

/** @throws SparkError MALFORMED_RECORD_IN_PARSING under FAILFAST */
export function inferXmlSchema(paths: readonly string[], options: SourceOptions, record: RecordOptions): StructType {
  const all = xmlOptionsOf(record);
  let type = new StructType();
  for (const path of paths) {
    for (const element of elementsOf(textOfFile(path, options), all.rowTag, all.ignoreNamespace)) {
      const found = inferXmlRecord(element, all);
      type = mergeXmlTypes(type, found ?? corruptType(all), all) as StructType;
      if (found === undefined) break;
    }
  }
  return canonicalXml(type);
}

function corruptType({ mode, columnNameOfCorruptRecord: name }: AllXmlOptions): StructType {
  if (mode === 'FAILFAST') throw malformedRecord(name);
  return new StructType(mode === 'DROPMALFORMED' ? [] : [new StructField(name, StringType, true)]);
}
