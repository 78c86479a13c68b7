/** The table that `show` prints. */

import type { TimeZone } from './jvm/time-zones.js';
import type { DataType } from './types/index.js';
import type { Value } from './values/value.js';
import { showStyle, type TextStyle, textOf } from './values/value-text.js';

export interface ShownRows {
  readonly names: readonly string[];
  readonly types: readonly DataType[];
  /** One row more than is shown, when there are more. */
  readonly rows: readonly (readonly Value[])[];
}

/** @param truncate the longest text of a cell; 0 cuts none and aligns left */
export function showString(
  { names, types, rows }: ShownRows,
  numRows: number,
  truncate: number,
  vertical: boolean,
  zone: TimeZone,
  style: TextStyle = showStyle,
): string {
  const hasMore = rows.length > numRows;
  const texts = types.map(type => textOf(type, zone, style));
  const header = names.map(name => cut(escaped(name), truncate));
  const cells = rows
    .slice(0, numRows)
    .map(row => row.map((value, i) => cut(escaped(value === null ? 'NULL' : texts[i]!(value)), truncate)));
  const body = vertical ? records(header, cells) : table(header, cells, truncate > 0);
  const more = hasMore ? `only showing top ${numRows} ${numRows === 1 ? 'row' : 'rows'}\n` : '';
  return `${body}${more}`;
}

const metaCharacters: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\f': '\\f',
  '\b': '\\b',
  '\u000b': '\\v',
  '\u0007': '\\a',
};
const escaped = (text: string): string => text.replace(/[\n\r\t\f\b\u000b\u0007]/g, each => metaCharacters[each]!);

function cut(text: string, truncate: number): string {
  if (truncate <= 0 || text.length <= truncate) return text;
  return truncate < 4 ? text.slice(0, truncate) : `${text.slice(0, truncate - 3)}...`;
}

/** Characters that take two columns of a terminal. */
const wide = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/g;
const width = (text: string): number => text.length + (text.match(wide)?.length ?? 0);
const pad = (text: string, columns: number, right: boolean): string => {
  const blanks = ' '.repeat(Math.max(0, columns - width(text)));
  return right ? blanks + text : text + blanks;
};

const minColumnWidth = 3;

function table(header: readonly string[], cells: readonly (readonly string[])[], alignsRight: boolean): string {
  const widths = header.map((name, i) =>
    cells.reduce((most, row) => Math.max(most, width(row[i]!)), Math.max(minColumnWidth, width(name))),
  );
  const line = `+${widths.map(each => '-'.repeat(each)).join('+')}+\n`;
  const row = (texts: readonly string[]) => `|${texts.map((text, i) => pad(text, widths[i]!, alignsRight)).join('|')}|\n`;
  return `${line}${row(header)}${line}${cells.map(row).join('')}${line}`;
}

function records(header: readonly string[], cells: readonly (readonly string[])[]): string {
  if (cells.length === 0) return '(0 rows)\n';
  const nameWidth = header.reduce((most, name) => Math.max(most, width(name)), minColumnWidth);
  const dataWidth = cells.reduce((most, row) => row.reduce((inner, text) => Math.max(inner, width(text)), most), minColumnWidth);
  return cells
    .map((row, i) => {
      const head = `-RECORD ${i}`.padEnd(nameWidth + dataWidth + 5, '-');
      return `${head}\n${row.map((text, k) => ` ${pad(header[k]!, nameWidth, false)} | ${pad(text, dataWidth, false)} \n`).join('')}`;
    })
    .join('');
}
