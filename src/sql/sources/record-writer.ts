/** Rows as the lines of text formats. */
import { toCsv } from '../jvm/csv-generator.js';
import { csvOptionsOf } from '../jvm/csv-options.js';
import { csvLine } from '../jvm/csv-parser.js';
import { toJson } from '../jvm/json-generator.js';
import { jsonOptionsOf } from '../jvm/json-options.js';
import type { RecordOptions } from '../jvm/record-options.js';
import { xmlOptionsOf } from '../jvm/xml-options.js';
import { xmlRow } from '../jvm/xml-writer.js';
import type { StructType } from '../types/index.js';
import type { Value } from '../values/value.js';
import type { SourceOptions } from './file-listing.js';

export interface RecordWriter {
  readonly header?: string | undefined;
  /** Ends a file that has rows, with no line end behind it. */
  readonly footer?: string | undefined;
  /** Null: no line. */
  readonly lineOf: (row: readonly Value[]) => string | null;
  readonly lineSeparator: string;
}

export function recordWriter(format: string, type: StructType, record: RecordOptions, options: SourceOptions): RecordWriter {
  const lineSeparator = options.get('linesep') ?? '\n';
  switch (format) {
    case 'csv': {
      const all = csvOptionsOf(record);
      return {
        lineSeparator,
        header: all.header ? csvLine(type.fieldNames, all.writeFormat) : undefined,
        lineOf: row => toCsv(row, type, all),
      };
    }
    case 'json': {
      const all = jsonOptionsOf(record);
      return { lineSeparator, lineOf: row => toJson(row, type, all) };
    }
    case 'xml': {
      const all = xmlOptionsOf(record);
      const { declaration, rootTag } = all;
      return {
        lineSeparator: '\n',
        header: `${declaration === '' ? '' : `<?xml ${declaration}?>\n`}<${rootTag}>`,
        footer: `</${rootTag.split(/\s/)[0]}>`,
        lineOf: row => xmlRow(row, type, all),
      };
    }
    default:
      return { lineSeparator, lineOf: ([text]) => (text as string | null) ?? '' };
  }
}
