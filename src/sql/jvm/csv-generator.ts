/** to_csv: a struct as a line of CSV, and what files of CSV hold. */
import type { DataType, StructType } from '../types/index.js';
import type { MapValue, Value } from '../values/value.js';
import { type CsvWriteFormat, csvLine } from './csv-parser.js';
import { scalarText } from './record-text.js';
import type { RecordTime } from './record-time.js';

export interface CsvWriteOptions {
  readonly time: RecordTime;
  readonly writeFormat: CsvWriteFormat;
}

/** A record without a line end; null where nothing is to be written. */
export function toCsv(row: readonly Value[], type: StructType, options: CsvWriteOptions): string | null {
  const fields = type.fields.map(({ dataType }, i) => (row[i] === null ? null : textOf(row[i]!, dataType, options.time)));
  const line = csvLine(fields, options.writeFormat);
  return line === '' ? null : line;
}

/** A field that holds no value is empty, inside of arrays, maps and structs too: `[1,]`. */
function textOf(value: Value, type: DataType, time: RecordTime): string {
  switch (type.kind) {
    case 'array':
      return `[${listText((value as Value[]).map(item => after(item, type.elementType, time)))}]`;
    case 'map': {
      const { keys, values } = value as MapValue;
      const entries = keys.map((key, i) => ` ${textOf(key, type.keyType, time)} ->${after(values[i]!, type.valueType, time)}`);
      return `{${listText(entries)}}`;
    }
    case 'struct':
      return `{${listText(type.fields.map(({ dataType }, i) => after((value as Value[])[i]!, dataType, time)))}}`;
    default:
      return scalarText(value, type, time);
  }
}

/** A blank and the text; nothing for null. */
const after = (value: Value, type: DataType, time: RecordTime): string => (value === null ? '' : ` ${textOf(value, type, time)}`);
const listText = (items: readonly string[]): string => items.join(',').replace(/^ /, '');
