/** What TAB offers inside of a string: columns of the DataFrame whose method it is an argument of, and in `sql('` names that SQL knows. */
import { Column } from '../sql/column.js';
import { DataFrame } from '../sql/dataframe.js';
import type { StructType } from '../sql/types/index.js';
import type { Completion } from './completion.js';
import { KnownValues } from './known-values.js';
import { type OpenCall, placeAtEnd } from './open-calls.js';
import type { Shell } from './shell.js';

/** Their strings are names of other things, or values. */
const otherStrings = new Set(
  `alias as createGlobalTempView createOrReplaceGlobalTempView createOrReplaceTempView createTempView explain hint lit observe option
  options registerTempTable toDF typedLit typedlit writeTo`.split(/\s+/),
);
/** Their strings are expressions of SQL. */
const sqlStrings = new Set(['expr', 'filter', 'selectExpr', 'where']);

/** @param after the rest of the line
 *  @returns undefined where the text does not end inside of a string that may name a column */
export function columnsAt(shell: Shell, text: string, after: string): Completion | undefined {
  const place = placeAtEnd(text);
  if (place?.string === undefined) return undefined;
  const { start, quote, content } = place.string;
  const before = text.slice(0, start);
  const isTagged = quote === '`' && before.endsWith('$');
  const [call] = place.calls;
  if (!isTagged && call?.name === 'sql') return sqlNames(shell, content, after.slice(0, endOfString(after, quote)));
  if (quote === '`' && !isTagged) return undefined;
  const definitions = new Map(shell.interpreter.definitions().map(({ name, value }) => [name, value]));
  const known = new KnownValues(name => definitions.get(name));
  if (!isTagged && call !== undefined) {
    if (otherStrings.has(call.name)) return undefined;
    if (call.name === 'table') return tableNames(shell, content);
    if (call.receiver !== undefined && isOfColumn(call, known)) return undefined;
  }
  const frames = framesAround(place.calls, known) ?? framesNamed(before, definitions, isTagged ? '$' : call?.name);
  if (frames.length === 0) return undefined;
  const path = (!isTagged && call !== undefined && sqlStrings.has(call.name) ? /[\w.]*$/.exec(content)![0] : content).split('.');
  const replaced = path.at(-1)!;
  return startingWith(
    replaced,
    frames.flatMap(frame => fieldNames(frame.schema, path.slice(0, -1))),
  );
}

/** The frame of the innermost call that is a frame's method. */
function framesAround(calls: readonly OpenCall[], known: KnownValues): DataFrame[] | undefined {
  for (const { receiver } of calls) {
    const frame = receiver === undefined ? undefined : known.frameOf(receiver);
    if (frame !== undefined) return [frame];
  }
  return undefined;
}

/** Frames that the text names; a column alone may be of any. */
function framesNamed(text: string, definitions: ReadonlyMap<string, unknown>, callee: string | undefined): DataFrame[] {
  const frames = [...definitions].flatMap(([name, value]) => (value instanceof DataFrame ? [{ name, value }] : []));
  const words = new Set(text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? []);
  const named = frames.filter(({ name }) => words.has(name));
  const isColumn = callee !== undefined && /^(?:\$|col|column|expr)$/.test(callee);
  const chosen = named.length > 0 && callee !== undefined ? named : isColumn ? frames : [];
  return chosen.map(({ value }) => value);
}

/** `col('name').equalTo('An`: a value, compared with a column. */
const isOfColumn = ({ name, receiver }: OpenCall, known: KnownValues): boolean =>
  name !== 'over' && (known.valueOf(receiver!) instanceof Column || /^(?:\$|\w+)\s*\(/.test(receiver!.trim())) && !isFrameMethod(name);

const isFrameMethod = (name: string): boolean => name in DataFrame.prototype && !(name in Column.prototype);

function fieldNames(schema: StructType, path: readonly string[]): string[] {
  let fields = schema.fields;
  for (const part of path) {
    const type = fields.find(({ name }) => name.toLowerCase() === part.toLowerCase())?.dataType;
    if (type?.kind !== 'struct') return [];
    fields = type.fields;
  }
  return fields.map(({ name }) => name);
}

/** Tables and views, their columns, and functions. @param after what the string says behind the cursor */
function sqlNames(shell: Shell, content: string, after: string): Completion {
  const replaced = /\w*$/.exec(content)![0];
  const { spark } = shell;
  const tables = tablesOf(shell);
  const text = `${content}${after}`;
  const columns = tables.filter(table => new RegExp(`\\b${table}\\b`, 'i').test(text)).flatMap(table => spark.table(table).columns);
  const functions = replaced === '' ? [] : namesOf(shell, 'SHOW FUNCTIONS', 'function').filter(name => /^\w+$/.test(name));
  const found = [...tables, ...columns, ...functions].filter(name => name.startsWith(replaced.toLowerCase()) || name.startsWith(replaced));
  return { candidates: [...new Set(found)].sort(), replaced };
}

const tableNames = (shell: Shell, content: string): Completion => startingWith(content, tablesOf(shell));

const tablesOf = (shell: Shell): string[] => namesOf(shell, 'SHOW TABLES', 'tableName');

const namesOf = ({ spark }: Shell, query: string, column: string): string[] =>
  spark
    .sql(query)
    .collect()
    .map(row => String(row.getAs(column)));

const startingWith = (replaced: string, names: readonly string[]): Completion => ({
  candidates: [...new Set(names)].filter(name => name.startsWith(replaced)).sort(),
  replaced,
});

/** Where the string that is open before a text ends in it. */
function endOfString(text: string, quote: string): number {
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === quote) return i;
  }
  return text.length;
}
