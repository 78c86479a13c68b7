/** ALTER TABLE of columns. Spark's own catalog adds columns at the end, and changes comments and defaults of others. */
import type { Origin } from '../../errors/query-context.js';
import { quotedId, quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { TableEntry } from '../catalog/session-catalog.js';
import type { ColumnChange } from '../plan/index.js';
import type { SessionState } from '../session-state.js';
import { StructField, StructType } from '../types/index.js';
import { checkedDefault, defaultKey } from './column-defaults.js';
import { fieldOf } from './create-table.js';
import { fullName, realTable, unsupportedOperation } from './named-table.js';
import type { CommandTable } from './run-command.js';
import { put } from './tables.js';

export const alterColumnCommands: CommandTable = {
  addColumns(command, state) {
    const entry = realTable(command, 'ALTER TABLE ... ADD COLUMNS', state);
    const { columns } = command;
    if (columns.some(each => each.name.length > 1)) throw unsupportedOperation(entry, 'ADD COLUMN with qualified column');
    if (columns.some(each => !each.nullable)) throw sparkErrorOf('_LEGACY_ERROR_TEMP_1052', {}, { name: 'AnalysisException' });
    const seen = new Set(entry.schema.fieldNames.map(each => each.toLowerCase()));
    const added = columns.map(each => fieldOf(each, 'ALTER TABLE ADD COLUMNS', state));
    for (const { name } of added) {
      if (seen.has(name.toLowerCase())) throw sparkErrorOf('COLUMN_ALREADY_EXISTS', { columnName: quotedId(name.toLowerCase()) });
      seen.add(name.toLowerCase());
    }
    const parts = new Set(entry.partitionColumns);
    const { fields } = entry.schema;
    const schema = new StructType([...fields.filter(one => !parts.has(one.name)), ...added, ...fields.filter(one => parts.has(one.name))]);
    return put({ ...entry, schema }, state);
  },
  alterColumns(command, state) {
    const entry = realTable(command, 'ALTER TABLE ... ALTER COLUMN', state);
    let { schema } = entry;
    if (command.changes.length > 1) throw unsupportedOperation(entry, 'ALTER COLUMN in bulk');
    for (const change of command.changes) {
      const { column } = change;
      if (column.length > 1) throw unsupportedOperation(entry, 'ALTER COLUMN with qualified column');
      const index = schema.fields.findIndex(field => field.name.toLowerCase() === column[column.length - 1]!.toLowerCase());
      if (index < 0) {
        throw sparkErrorOf(
          'UNRESOLVED_COLUMN.WITH_SUGGESTION',
          { objectName: quotedId(...column), proposal: schema.fieldNames.map(one => quotedId(one)).join(', ') },
          { origin: command.origin },
        );
      }
      const changed = changedField(schema.fields[index]!, change, entry, command.origin, state);
      schema = new StructType(schema.fields.map((field, i) => (i === index ? changed : field)));
    }
    return put({ ...entry, schema }, state);
  },
  commentOnColumns(command, state) {
    const { name, columns, origin } = command;
    return alterColumnCommands.alterColumns!(
      { kind: 'alterColumns', name, changes: columns, nameOrigin: command.nameOrigin ?? origin, origin },
      state,
    );
  },
  dropColumns(command, state) {
    throw unsupportedOperation(realTable(command, 'ALTER TABLE ... DROP COLUMNS', state), 'DROP COLUMN');
  },
  renameColumn(command, state) {
    throw unsupportedOperation(realTable(command, 'ALTER TABLE ... RENAME COLUMN', state), 'RENAME COLUMN');
  },
  replaceColumns(command, state) {
    throw unsupportedOperation(realTable(command, 'ALTER TABLE ... REPLACE COLUMNS', state), 'REPLACE COLUMNS');
  },
};

function changedField(
  field: StructField,
  { dataType, nullable, comment, position, defaultSql }: ColumnChange,
  entry: TableEntry,
  origin: Origin | undefined,
  state: SessionState,
): StructField {
  if (nullable !== undefined) throw unsupportedOperation(entry, 'ALTER COLUMN ... SET NOT NULL');
  if (position !== undefined) throw unsupportedOperation(entry, 'ALTER COLUMN ... FIRST | AFTER');
  if (dataType !== undefined && !dataType.equals(field.dataType)) {
    throw sparkErrorOf(
      'NOT_SUPPORTED_CHANGE_COLUMN',
      {
        table: fullName(entry),
        originName: quotedId(field.name),
        originType: quotedSql(field.dataType.sql),
        newName: quotedId(field.name),
        newType: quotedSql(dataType.sql),
      },
      { origin },
    );
  }
  let changed = comment === undefined ? field : field.withComment(comment);
  if (defaultSql !== undefined) {
    const { [defaultKey]: _, ...others } = changed.metadata;
    const metadata =
      defaultSql === ''
        ? others
        : { ...others, [defaultKey]: checkedDefault(field.name, field.dataType, defaultSql, 'ALTER TABLE ALTER COLUMN', state) };
    changed = new StructField(changed.name, changed.dataType, changed.nullable, metadata);
  }
  return changed;
}
