/** DESCRIBE and EXPLAIN. */
import { quotedId } from '../../errors/quoted.js';
import { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { TypedPlan } from '../analyzer/typed-plan.js';
import { catalogName } from '../catalog/session-catalog.js';
import { partitionRows, tableInformation } from '../catalog/table-information.js';
import { type ColumnStatistics, partitionStatisticsText, statisticsOf } from '../catalog/table-statistics.js';
import type { ExplainMode } from '../explain/explain-text.js';
import { loadExplain } from '../explain/load-explain.js';
import { isRelation, type LogicalPlan } from '../plan/index.js';
import type { SessionState } from '../session-state.js';
import { StringType, type StructField, type StructType } from '../types/index.js';
import type { Value } from '../values/value.js';
import { defaultOf } from './column-defaults.js';
import { databaseName } from './databases.js';
import { tableJson, tempViewJson } from './describe-json.js';
import { tableNotFound } from './named-table.js';
import { partitionOf } from './partitions.js';
import { column, rowsPlan } from './result.js';
import type { CommandTable } from './run-command.js';
import { columnNotFound } from './tables.js';

const commented = (name: string, nullable: boolean, comment: string): StructField =>
  column(name, StringType, nullable).withComment(comment);

const describeFields = [
  commented('col_name', false, 'name of the column'),
  commented('data_type', false, 'data type of the column'),
  commented('comment', true, 'comment of the column'),
];

const jsonFields = [commented('json_metadata', false, 'JSON metadata of the table')];

const fieldRow = ({ name, dataType, comment }: StructField): readonly Value[] => [name, dataType.simpleString, comment ?? null];

const columnRows = (schema: StructType, partitionColumns: readonly string[] = []): (readonly Value[])[] => {
  const rows = schema.fields.map(fieldRow);
  if (partitionColumns.length === 0) return rows;
  const head = [
    ['# Partition Information', '', ''],
    ['# col_name', 'data_type', 'comment'],
  ];
  return [...rows, ...head, ...partitionColumns.map(each => fieldRow(schema.field(each)))];
};

const blank = ['', '', ''] as const;

function defaultRows(schema: StructType): (readonly Value[])[] {
  const rows = schema.fields.flatMap(field => {
    const value = defaultOf(field);
    return value === undefined ? [] : [[field.name, field.dataType.simpleString, value]];
  });
  return rows.length === 0 ? [] : [blank, ['# Column Default Values', '', ''], ...rows];
}

export const describeCommands: CommandTable = {
  describeRelation(command, state) {
    const { name, nameOrigin, isExtended, partition } = command;
    const temp = state.catalog.tempView(name);
    if (temp !== undefined) {
      if (partition !== undefined) throw sparkErrorOf('FORBIDDEN_OPERATION', temporaryPartition(name));
      if (command.asJson) return rowsPlan(state, jsonFields, [[tempViewJson(temp)]]);
      return rowsPlan(state, describeFields, columnRows(temp.schema));
    }
    const entry = state.catalog.table(name);
    if (entry === undefined) throw tableNotFound(name, state, nameOrigin, state.catalog.searchPath);
    const rows = columnRows(entry.schema, entry.partitionColumns);
    if (partition !== undefined) {
      if (entry.view !== undefined)
        throw sparkErrorOf('FORBIDDEN_OPERATION', { ...temporaryPartition([catalogName, entry.database, entry.name]), objectType: 'VIEW' });
      const { values, directory } = partitionOf(entry, partition, 'DESC PARTITION', state);
      if (command.asJson) return rowsPlan(state, jsonFields, [[tableJson(entry, { values, directory }, state.confOf)]]);
      if (isExtended) {
        rows.push(blank, ['# Detailed Partition Information', '', ''], ['Database', entry.database, ''], ['Table', entry.name, '']);
        for (const [key, value] of partitionRows(values, directory)) rows.push([key, value, '']);
        const counted = partitionStatisticsText(entry, directory);
        if (counted !== undefined) rows.push(['Partition Statistics', counted, '']);
        rows.push(blank, ['# Storage Information', '', ''], ['Location', entry.location, '']);
      }
    } else if (command.asJson) return rowsPlan(state, jsonFields, [[tableJson(entry, undefined, state.confOf)]]);
    else if (isExtended) {
      rows.push(blank, ['# Detailed Table Information', '', '']);
      for (const [key, value] of tableInformation(entry)) if (key !== 'Partition Columns') rows.push([key, value, '']);
    }
    return rowsPlan(state, describeFields, [...rows, ...defaultRows(entry.schema)]);
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
    const fields = [
      commented('info_name', false, 'name of the namespace info'),
      commented('info_value', true, 'value of the namespace info'),
    ];
    return rowsPlan(state, fields, rows);
  },
  describeColumn(command, state) {
    const { name, nameOrigin, column: path, isExtended } = command;
    const temp = state.catalog.tempView(name);
    const entry = temp === undefined ? state.catalog.table(name) : undefined;
    const schema = temp?.schema ?? entry?.schema;
    if (schema === undefined) throw tableNotFound(name, state, nameOrigin, state.catalog.searchPath);
    const field = schema.fields.find(each => each.name.toLowerCase() === path[path.length - 1]!.toLowerCase());
    if (field === undefined) throw columnNotFound(path.join('.'));
    const rows = [
      ['col_name', field.name],
      ['data_type', field.dataType.simpleString],
      ['comment', field.comment ?? 'NULL'],
    ];
    if (isExtended) {
      const counted = entry && statisticsOf(entry)?.columns.get(field.name.toLowerCase());
      for (const [key, name] of statistics) rows.push([key, (name && counted?.[name]) ?? 'NULL']);
    }
    const value = defaultOf(field);
    if (isExtended && value !== undefined) rows.push(['default', value]);
    const fields = [commented('info_name', false, 'name of the column info'), commented('info_value', false, 'value of the column info')];
    return rowsPlan(state, fields, rows);
  },
  explain({ plan, mode }, state) {
    const rows = explainRows(plan, mode, state);
    return rowsPlan(
      state,
      [column('plan', StringType, true)],
      rows.map(each => [each]),
    );
  },
};

/** One row with all of it; an error of the query is the answer, a row a line. */
function explainRows(plan: LogicalPlan, mode: ExplainMode, state: SessionState): readonly string[] {
  const { explainText, commandText, failureText } = loadExplain();
  if (!isRelation(plan)) return [commandText(plan)];
  let analyzed: TypedPlan;
  try {
    analyzed = state.analyzer().analyze(plan);
  } catch (error) {
    if (!(error instanceof SparkError)) throw error;
    if (mode !== 'extended') return `Error occurred during query planning: \n${error.message}`.split('\n');
    return [failureText(plan, error, state)];
  }
  return [explainText({ parsed: plan, analyzed }, mode, state)];
}

const statistics: readonly (readonly [key: string, name?: keyof ColumnStatistics])[] = [
  ['min', 'min'],
  ['max', 'max'],
  ['num_nulls', 'nullCount'],
  ['distinct_count', 'distinctCount'],
  ['avg_col_len', 'averageLength'],
  ['max_col_len', 'maxLength'],
  ['histogram'],
];

const temporaryPartition = (name: readonly string[]) => ({
  statement: 'DESC PARTITION',
  objectType: 'TEMPORARY VIEW',
  objectName: quotedId(...name),
});
