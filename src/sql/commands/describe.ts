/** DESCRIBE and EXPLAIN. */
import { quotedId } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { catalogName } from '../catalog/session-catalog.js';
import { findFunction } from '../functions/registry.js';
import type { SessionState } from '../session-state.js';
import { StringType, type StructField } from '../types/index.js';
import type { Value } from '../values/value.js';
import { databaseName } from './databases.js';
import { column, rowsPlan } from './result.js';
import type { CommandTable } from './run-command.js';
import { tableOf } from './tables.js';

const describeFields = [column('col_name', StringType), column('data_type', StringType), column('comment', StringType, true)];

const fieldRow = ({ name, dataType, comment }: StructField): readonly Value[] => [name, dataType.simpleString, comment ?? null];

export const describeCommands: CommandTable = {
  describeRelation({ name, isExtended }, state) {
    const temp = state.catalog.tempView(name);
    if (temp !== undefined) return rowsPlan(state, describeFields, temp.schema.fields.map(fieldRow));
    const entry = tableOf(name, state);
    const rows: (readonly Value[])[] = entry.schema.fields.map(fieldRow);
    if (entry.partitionColumns.length > 0) {
      rows.push(
        ['# Partition Information', '', ''],
        ['# col_name', 'data_type', 'comment'],
        ...entry.partitionColumns.map(each => fieldRow(entry.schema.field(each))),
      );
    }
    if (isExtended) {
      rows.push(
        ['', '', ''],
        ['# Detailed Table Information', '', ''],
        ['Catalog', catalogName, ''],
        ['Database', entry.database, ''],
        ['Table', entry.name, ''],
        ['Owner', state.user, ''],
      );
      rows.push(
        ['Created Time', new Date(entry.createdTimeMs).toUTCString(), ''],
        ['Last Access', 'UNKNOWN', ''],
        ['Created By', 'Spark 4.3.0', ''],
        ['Type', entry.tableType, ''],
      );
      if (entry.view !== undefined) rows.push(['View Text', entry.view.text, ''], ['View Original Text', entry.view.text, '']);
      else rows.push(['Provider', entry.provider, '']);
      if (entry.comment !== undefined) rows.push(['Comment', entry.comment, '']);
      if (entry.view === undefined) rows.push(['Location', entry.location, '']);
    }
    return rowsPlan(state, describeFields, rows);
  },
  describeQuery({ query }, state) {
    const plan = state.analyzer().analyze(query);
    return rowsPlan(
      state,
      describeFields,
      plan.output.map(({ name, dataType, metadata }) => [name, dataType.simpleString, (metadata as { comment?: string }).comment ?? null]),
    );
  },
  describeNamespace({ name, isExtended }, state) {
    const database = state.catalog.requireDatabase(databaseName(name));
    const rows: (readonly Value[])[] = [
      ['Catalog Name', catalogName],
      ['Namespace Name', database.name],
      ['Comment', database.description],
      ['Location', database.location],
      ['Owner', state.user],
    ];
    if (isExtended)
      rows.push([
        'Properties',
        database.properties.size === 0 ? '' : `(${[...database.properties].map(([key, value]) => `(${key},${value})`).join(', ')})`,
      ]);
    return rowsPlan(state, [column('info_name', StringType), column('info_value', StringType)], rows);
  },
  describeFunction({ name, isExtended, origin }, state) {
    const key = name[name.length - 1]!.toLowerCase();
    const record = state.functions.get(key) ?? findFunction(key);
    if (record === undefined) {
      throw sparkErrorOf('UNRESOLVED_ROUTINE', { routineName: quotedId(...name), searchPath: state.catalog.searchPath }, { origin });
    }
    const lines = [`Function: ${key}`, `Usage: ${(record.usage ?? 'N/A.').replaceAll('_FUNC_', key)}`];
    if (isExtended) {
      const examples = (record.examples ?? []).map(([expression, shown]) => `      > SELECT ${expression};\n       ${shown}`).join('\n');
      lines.push(`Extended Usage:\n    Examples:\n${examples}\n  \n    Since: ${record.since ?? 'N/A'}\n`);
    }
    return rowsPlan(
      state,
      [column('function_desc', StringType)],
      lines.map(line => [line]),
    );
  },
  describeColumn({ name, column: path }, state) {
    const schema = state.catalog.tempView(name)?.schema ?? tableOf(name, state).schema;
    const field = schema.fields.find(each => each.name.toLowerCase() === path[path.length - 1]!.toLowerCase());
    if (field === undefined) {
      throw sparkErrorOf('UNRESOLVED_COLUMN.WITH_SUGGESTION', {
        objectName: quotedId(...path),
        proposal: schema.fieldNames.map(each => quotedId(each)).join(', '),
      });
    }
    const rows = [
      ['col_name', field.name],
      ['data_type', field.dataType.simpleString],
      ['comment', field.comment ?? 'NULL'],
    ];
    return rowsPlan(state, [column('info_name', StringType), column('info_value', StringType)], rows);
  },
  explain({ plan }, state) {
    return rowsPlan(state, [column('plan', StringType)], [[explained(plan.kind, state)]]);
  },
};

const explained = (kind: string, state: SessionState): string => `== Physical Plan ==\n${kind} (${state.catalog.currentDatabase})\n`;
