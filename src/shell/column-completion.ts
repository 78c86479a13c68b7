/** What TAB offers inside of a string: columns of the DataFrames that the line names, and in `sql('` names that SQL knows. */
import type { DataFrame } from '../sql/dataframe.js';
import type { StructType } from '../sql/types/index.js';
import type { Completion } from './completion.js';
import type { Shell } from './shell.js';

/** @returns undefined where the text does not end inside of a string that may name a column */
export function columnsAt(shell: Shell, text: string): Completion | undefined {
  const open = openString(text);
  if (open === undefined) return undefined;
  const before = text.slice(0, open.start);
  const tag = /(\$|[\w$]+)\s*(?:\(\s*(?:[^()]*,\s*)?|\[\s*)?$/.exec(before)?.[1];
  if (tag === undefined || (open.quote === '`' && !before.endsWith('$'))) return undefined;
  if (/\bsql\s*\(\s*$/.test(before)) return sqlNames(shell, open.content);
  const frames = shell.interpreter.definitions().flatMap(({ name, value }) => (isDataFrame(value) ? [{ name, value }] : []));
  const words = new Set(before.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? []);
  const named = frames.filter(({ name }) => words.has(name));
  // `` $`na `` alone may be about any of them.
  const chosen = named.length > 0 ? named : /^(?:\$|col|column|expr)$/.test(tag) ? frames : [];
  if (chosen.length === 0) return undefined;
  const path = open.content.split('.');
  const replaced = path.at(-1)!;
  const names = chosen.flatMap(({ value }) => fieldNames(value.schema, path.slice(0, -1)));
  return { candidates: [...new Set(names)].filter(name => name.startsWith(replaced)).sort(), replaced };
}

/** The string that is open at the end of the text. */
function openString(text: string): { start: number; quote: string; content: string } | undefined {
  let start = -1;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (character === '\\') i++;
    else if (start >= 0) {
      if (character === text[start]) start = -1;
    } else if (character === "'" || character === '"' || character === '`') start = i;
    else if (character === '/' && text[i + 1] === '/') return undefined;
  }
  return start < 0 ? undefined : { start, quote: text[start]!, content: text.slice(start + 1) };
}

function fieldNames(schema: StructType, path: readonly string[]): string[] {
  let fields = schema.fields;
  for (const part of path) {
    const type = fields.find(({ name }) => name.toLowerCase() === part.toLowerCase())?.dataType;
    if (type?.kind !== 'struct') return [];
    fields = type.fields;
  }
  return fields.map(({ name }) => name);
}

/** Tables and views, their columns, and functions. */
function sqlNames(shell: Shell, content: string): Completion {
  const replaced = /\w*$/.exec(content)![0];
  const { spark } = shell;
  const names = (query: string, column: string) =>
    spark
      .sql(query)
      .collect()
      .map(row => String(row.getAs(column)));
  const tables = names('SHOW TABLES', 'tableName');
  const columns = tables.filter(table => new RegExp(`\\b${table}\\b`, 'i').test(content)).flatMap(table => spark.table(table).columns);
  const functions = replaced === '' ? [] : names('SHOW FUNCTIONS', 'function').filter(name => /^\w+$/.test(name));
  const found = [...tables, ...columns, ...functions].filter(name => name.startsWith(replaced.toLowerCase()) || name.startsWith(replaced));
  return { candidates: [...new Set(found)].sort(), replaced };
}

const isDataFrame = (value: unknown): value is DataFrame =>
  typeof value === 'object' && value !== null && 'typedPlan' in value && 'sparkSession' in value;
