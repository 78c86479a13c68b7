/** SHOW CREATE TABLE: the statement that would make the table or view again. */
import { quotedId, quotedIfNeeded } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { catalogName, type TableEntry } from '../catalog/session-catalog.js';
import { redacted } from '../catalog/table-information.js';
import { type DataType, StringType, type StructField } from '../types/index.js';
import { defaultOf } from './column-defaults.js';
import { entryOf, fullName } from './named-table.js';
import { column, rowsPlan } from './result.js';
import type { CommandTable } from './run-command.js';

export const showCreateTableCommands: CommandTable = {
  showCreateTable(command, state) {
    const { name, nameOrigin, asSerde } = command;
    if (state.catalog.tempView(name) !== undefined) {
      throw sparkErrorOf(
        'EXPECT_PERMANENT_VIEW_NOT_TEMP',
        { viewName: quotedId(...name), operation: 'SHOW CREATE TABLE' },
        { origin: nameOrigin },
      );
    }
    const entry = entryOf(command, state);
    if (asSerde && entry.view === undefined)
      throw sparkErrorOf('UNSUPPORTED_SHOW_CREATE_TABLE.ON_DATA_SOURCE_TABLE_WITH_AS_SERDE', { tableName: fullName(entry) });
    const text = entry.view === undefined ? tableStatement(entry) : viewStatement(entry, entry.view.schemaMode, entry.view.text);
    return rowsPlan(state, [column('createtab_stmt', StringType)], [[text]]);
  },
};

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

const schemaModes = { binding: 'BINDING', compensation: 'COMPENSATION', evolution: 'EVOLUTION', typeEvolution: 'TYPE EVOLUTION' } as const;

function viewStatement(entry: TableEntry, schemaMode: keyof typeof schemaModes | undefined, text: string): string {
  const columns = entry.schema.fields.map(
    ({ name, comment }) => `${quotedIfNeeded(name)}${comment === undefined ? '' : ` COMMENT ${quoted(comment)}`}`,
  );
  let statement = `CREATE VIEW ${quotedIfNeeded(entry.database)}.${quotedIfNeeded(entry.name)} (\n  ${columns.join(',\n  ')})\n`;
  statement += comments(entry);
  if (schemaMode !== undefined) statement += `WITH SCHEMA ${schemaModes[schemaMode]}\n`;
  return `${statement}AS ${text}\n`;
}

/** Strings say their collation, so that the default one of a database does not change them. */
function typeText(type: DataType): string {
  const isPlain = (type.kind === 'string' || type.kind === 'char' || type.kind === 'varchar') && !type.sql.includes(' COLLATE ');
  return isPlain ? `${type.sql} COLLATE UTF8_BINARY` : type.sql;
}

function columnText(field: StructField): string {
  const { name, dataType, nullable, comment } = field;
  const value = defaultOf(field);
  return `${quotedIfNeeded(name)} ${typeText(dataType)}${nullable ? '' : ' NOT NULL'}${value === undefined ? '' : ` DEFAULT ${value}`}${comment === undefined ? '' : ` COMMENT ${quoted(comment)}`}`;
}

function tableStatement(entry: TableEntry): string {
  const { bucketSpec, partitionColumns, collation } = entry;
  let text = `CREATE TABLE ${[catalogName, entry.database, entry.name].map(quotedIfNeeded).join('.')} (\n  `;
  text += `${entry.schema.fields.map(columnText).join(',\n  ')})\nUSING ${entry.provider}\n`;
  const { path: _, ...options } = entry.options;
  if (Object.keys(options).length > 0) text += `OPTIONS ${pairs(options)}`;
  if (partitionColumns.length > 0) text += `PARTITIONED BY (${partitionColumns.map(quotedIfNeeded).join(', ')})\n`;
  if (bucketSpec !== undefined) {
    text += `CLUSTERED BY (${bucketSpec.columns.map(quotedIfNeeded).join(', ')})\n`;
    if (bucketSpec.sortColumns.length > 0) text += `SORTED BY (${bucketSpec.sortColumns.map(quotedIfNeeded).join(', ')})\n`;
    text += `INTO ${bucketSpec.numBuckets} BUCKETS\n`;
  }
  if (collation !== undefined) text += `DEFAULT COLLATION ${collation}\n`;
  return text + comments(entry);
}

/** A property that an option has the name of is left out. */
function comments({ comment, properties, tableType, location, options }: TableEntry): string {
  const seen = Object.fromEntries(Object.entries(properties).filter(([key]) => !Object.hasOwn(options, key)));
  let text = comment === undefined ? '' : `COMMENT ${quoted(comment)}\n`;
  if (tableType === 'EXTERNAL') text += `LOCATION ${quoted(location)}\n`;
  return Object.keys(seen).length === 0 ? text : `${text}TBLPROPERTIES ${pairs(seen)}`;
}

const pairs = (properties: Readonly<Record<string, string>>): string =>
  `(\n  ${Object.entries(properties)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${quoted(key)} = ${quoted(redacted(key, value))}`)
    .join(',\n  ')})\n`;
