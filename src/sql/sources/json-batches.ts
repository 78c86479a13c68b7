/** Files of JSON into columns: records that are plain from their bytes, all others by the reader of texts. */
import { type AllJsonOptions, jsonOptionsOf } from '../jvm/json-options.js';
import type { JsonNode } from '../jvm/json-parser.js';
import { readJsonNode } from '../jvm/json-reader.js';
import { type DataType, StringType, type StructType } from '../types/index.js';
import type { Value } from '../values/value.js';
import { FieldNames, JsonBytes } from './json-bytes.js';
import { hasPlainRecords, jsonColumnsOf, jsonRows } from './json-files.js';
import { jsonDoubleIn } from './plain-texts.js';
import {
  type BatchColumn,
  batchColumnOf,
  batchRows,
  NumberColumn,
  plainTimes,
  StructColumn,
  TextColumn,
  type TextRules,
} from './record-batch.js';
import type { BatchSource, RecordRequest } from './record-reader.js';

/** Undefined where the options ask for more than bytes can say. */
export function jsonBatches(request: RecordRequest): BatchSource | undefined {
  const all = { ...jsonOptionsOf(request.record), allowArrayAsStructs: true };
  if (!hasPlainRecords(request.options, all)) return undefined;
  const columns = jsonColumnsOf(request, all);
  const { type, places } = columns;
  const rules: TextRules = {
    read: (text, { kind }) => readTime(text, kind, all.time),
    ...plainTimes(all.time),
    plainDouble: jsonDoubleIn,
    hasPlainDecimals: true,
  };
  // An object is one row, whatever is in it, where nothing of it is read.
  const countsOnly = request.required.length === 0 && all.mode === 'PERMISSIVE';
  return {
    newColumns: () => places.map(i => batchColumnOf(i < 0 ? StringType : type.fields[i]!.dataType, rules)),
    *open(path, batch) {
      const lines = new JsonBytes(path);
      const reader = new PlainRecords(lines, all);
      const corrupt = batch.columns.filter((_, k) => places[k]! < 0);
      const inRecord = type.fields.map((_, i) => batch.columns[places.indexOf(i)]!);
      const root = reader.structOf(type, inRecord);
      while (lines.next()) {
        const isObject = lines.startOf() === 'object';
        if (isObject && (countsOnly || reader.read(root, batch.rowCount))) {
          lines.endRest();
          for (const column of corrupt) column.setNull(batch.rowCount);
          if (++batch.rowCount === batchRows) yield;
          continue;
        }
        if (isObject) for (const column of inRecord) column.reset(batch.rowCount);
        lines.endWhole();
        for (const row of jsonRows(lines.text, all, columns)) {
          for (let k = 0; k < row.length; k++) batch.columns[k]!.setValue(batch.rowCount, row[k]!);
          if (++batch.rowCount === batchRows) yield;
        }
      }
    },
  };
}

function readTime(text: string, kind: DataType['kind'], time: AllJsonOptions['time']): Value | undefined {
  if (kind === 'date') return time.parseDate(text);
  if (kind === 'timestamp') return time.parseTimestamp(text);
  return kind === 'timestampNtz' ? time.parseLocalTimestamp(text) : undefined;
}

/** Reads the value at the cursor into a row. */
type ReadInto = (row: number) => boolean;

interface Struct {
  readonly names: FieldNames;
  readonly fields: readonly ReadInto[];
  readonly columns: readonly BatchColumn[];
  /** The last object that had the field. */
  readonly seenIn: Int32Array;
}

class PlainRecords {
  #object = 0;

  constructor(
    readonly lines: JsonBytes,
    readonly options: AllJsonOptions,
  ) {}

  structOf(type: StructType, columns: readonly BatchColumn[]): Struct {
    return {
      names: new FieldNames(type.fieldNames),
      fields: type.fields.map(({ dataType }, i) => this.#reader(dataType, columns[i]!)),
      columns,
      seenIn: new Int32Array(columns.length),
    };
  }

  /** @returns false where the record is to be read as text: nothing of the row counts then */
  read({ names, fields, columns, seenIn }: Struct, row: number): boolean {
    const { lines } = this;
    const object = ++this.#object;
    const isPlain = lines.readObject(place => {
      const index = names.find(place, lines.bytes, lines.start, lines.end);
      if (index < 0) return lines.skipValue();
      // Of equal names the last counts.
      if (seenIn[index] === object) return false;
      seenIn[index] = object;
      return fields[index]!(row);
    });
    if (isPlain) for (let i = 0; i < columns.length; i++) if (seenIn[i] !== object) columns[i]!.setNull(row);
    return isPlain;
  }

  #reader(type: DataType, column: BatchColumn): ReadInto {
    const { lines } = this;
    const readValue = this.#valueReader(type, column);
    // A variant has a null of its own.
    if (type.kind === 'variant') return readValue;
    return row => {
      if (lines.startOf() !== 'null') return readValue(row);
      column.setNull(row);
      return lines.readWord('null');
    };
  }

  #valueReader(type: DataType, column: BatchColumn): ReadInto {
    const { lines } = this;
    const setText = (row: number) => column.setText(row, lines.bytes, lines.start, lines.end);
    if (column instanceof TextColumn) return row => lines.startOf() === 'text' && lines.readText() && setText(row);
    if (column instanceof StructColumn) {
      const struct = this.structOf(type as StructType, column.children);
      return row => lines.startOf() === 'object' && this.read(struct, row);
    }
    if (column instanceof NumberColumn) {
      switch (type.kind) {
        case 'boolean':
          return row => {
            const start = lines.startOf();
            if ((start !== 'true' && start !== 'false') || !lines.readWord(start)) return false;
            column.setNumber(row, start === 'true' ? 1 : 0);
            return true;
          };
        case 'date':
        case 'timestamp':
        case 'timestampNtz':
          return row => lines.startOf() === 'text' && lines.readText() && setText(row);
        case 'float':
        case 'double':
        case 'decimal':
          return row => lines.startOf() === 'number' && lines.readNumber() && setText(row);
        default:
          return row => lines.startOf() === 'number' && lines.readNumber() && !lines.isFloat && setText(row);
      }
    }
    return row => {
      const value = this.#value(type);
      if (value !== undefined) column.setValue(row, value);
      return value !== undefined;
    };
  }

  /** The value at the cursor; undefined where it is not plain or does not fit. */
  #value(type: DataType): Value | undefined {
    const { lines, options } = this;
    const start = lines.startOf();
    if (start === 'null' && type.kind !== 'variant') return lines.readWord('null') ? null : undefined;
    if (type.kind === 'array' && start === 'array') {
      const items: Value[] = [];
      const isPlain = lines.readArray(() => {
        const item = this.#value(type.elementType);
        if (item !== undefined) items.push(item);
        return item !== undefined;
      });
      return isPlain ? items : undefined;
    }
    const node = this.#node(start);
    if (node === undefined) return undefined;
    if (node.kind === 'string' && type.kind === 'string') return node.value;
    const { value, error } = readJsonNode(node, type, options);
    return error === undefined ? value : undefined;
  }

  #node(start: ReturnType<JsonBytes['startOf']>): JsonNode | undefined {
    const { lines } = this;
    // Where a value stands in the text counts for none that is read from here.
    const place = { start: 0, end: 0 };
    switch (start) {
      case undefined:
        return undefined;
      case 'object': {
        const fields: [string, JsonNode][] = [];
        const isPlain = lines.readObject(() => {
          const name = lines.bytes.toString('utf8', lines.start, lines.end);
          const node = this.#node(lines.startOf());
          if (node !== undefined) fields.push([name, node]);
          return node !== undefined;
        });
        return isPlain ? { kind: 'object', fields, ...place } : undefined;
      }
      case 'array': {
        const items: JsonNode[] = [];
        const isPlain = lines.readArray(() => {
          const node = this.#node(lines.startOf());
          if (node !== undefined) items.push(node);
          return node !== undefined;
        });
        return isPlain ? { kind: 'array', items, ...place } : undefined;
      }
      case 'text':
        return lines.readText() ? { kind: 'string', value: lines.bytes.toString('utf8', lines.start, lines.end), ...place } : undefined;
      case 'number': {
        if (!lines.readNumber()) return undefined;
        return { kind: lines.isFloat ? 'float' : 'int', text: lines.bytes.toString('latin1', lines.start, lines.end), ...place };
      }
      case 'null':
        return lines.readWord(start) ? { kind: 'null', ...place } : undefined;
      default:
        return lines.readWord(start) ? { kind: 'boolean', value: start === 'true', ...place } : undefined;
    }
  }
}
