/** DESCRIBE FUNCTION: the record of a built-in function, or what the person wrote of their own. */

import { quotedId } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { catalogName } from '../catalog/session-catalog.js';
import { javaDate } from '../catalog/table-information.js';
import type { FunctionRecord } from '../functions/function-record.js';
import type { ColumnDefinition } from '../plan/index.js';
import { StringType, StructType } from '../types/index.js';
import { qualifiedKey, type SqlFunctionSource } from './functions.js';
import { column, rowsPlan } from './result.js';
import type { CommandTable } from './run-command.js';

export const describeFunctionCommands: CommandTable = {
  describeFunction({ name, isExtended, nameOrigin, origin }, state) {
    const key = name[name.length - 1]!.toLowerCase();
    const operator = name.length === 1 ? operators[key] : undefined;
    const record = operator === undefined ? state.lookupFunction(name) : undefined;
    if (operator === undefined && record === undefined) {
      const parameters = { routineName: quotedId(...name), searchPath: state.catalog.searchPath };
      throw sparkErrorOf('UNRESOLVED_ROUTINE', parameters, { origin: nameOrigin ?? origin });
    }
    const source = record && state.shared.sources.get(record);
    const lines =
      operator !== undefined
        ? [`Function: ${key}`, `Usage: ${operator}`, ...(isExtended ? [`Extended Usage:\n    No example/argument for ${key}.\n    `] : [])]
        : source === undefined
          ? builtinLines(key, record!, isExtended)
          : ownLines(source.command.isTemp ? key : `${catalogName}.${qualifiedKey(name, state)}`, source, isExtended, state.confOf);
    return rowsPlan(
      state,
      [column('function_desc', StringType)],
      lines.map(line => [line]),
    );
  },
};

/** Operators that are no functions. */
const operators: Readonly<Record<string, string>> = {
  '<>': 'expr1 <> expr2 - Returns true if `expr1` is not equal to `expr2`.',
  '!=': 'expr1 != expr2 - Returns true if `expr1` is not equal to `expr2`.',
  case: 'CASE expr1 WHEN expr2 THEN expr3 [WHEN expr4 THEN expr5]* [ELSE expr6] END - When `expr1` = `expr2`, returns `expr3`; when `expr1` = `expr4`, return `expr5`; else return `expr6`.',
  '||': 'expr1 || expr2 - Returns the concatenation of `expr1` and `expr2`.',
};

function builtinLines(key: string, record: FunctionRecord, isExtended: boolean): string[] {
  const lines = [`Function: ${key}`, `Usage: ${(record.usage ?? 'N/A.').replaceAll('_FUNC_', key)}`];
  if (!isExtended) return lines;
  const examples = (record.examples ?? []).map(([expression, shown]) => `      > SELECT ${expression};\n       ${shown}\n`).join('');
  const shownExamples = examples === '' ? `    No example/argument for ${key}.\n` : `    Examples:\n${examples}`;
  return [...lines, `Extended Usage:\n${shownExamples}  \n    Since: ${record.since ?? 'N/A'}\n`];
}

/** The list of parameters or columns, one a line, names and types in columns of their own. */
function table(head: string, rows: readonly (readonly string[])[], indent: number): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map(row => row[i]!.length)));
  return rows.map((row, i) => {
    const text = row.map((cell, at) => cell.padEnd(widths[at]!)).join(' ');
    return `${(i === 0 ? head : '').padEnd(indent)}${text}`;
  });
}

function ownLines(
  name: string,
  { command, createdTimeMs }: SqlFunctionSource,
  isExtended: boolean,
  confOf: (key: string) => string | undefined,
): string[] {
  const { parameters, returnType, returnColumns, isTable, comment, isDeterministic, containsSql, bodyText } = command;
  const indent = isExtended ? 15 : 10;
  const line = (head: string, text: string) => `${head.padEnd(indent)}${text}`;
  const input = parameters.map((each: ColumnDefinition) => {
    const parts = [each.name[each.name.length - 1]!, each.dataType.sql];
    if (!isExtended) return parts;
    const more = [each.defaultSql === undefined ? '' : `DEFAULT ${each.defaultSql}`, each.comment === undefined ? '' : `'${each.comment}'`];
    return [...parts, more.filter(text => text !== '').join(' ')];
  });
  const result =
    returnColumns instanceof StructType
      ? returnColumns.fields.map(each => [
          each.name,
          each.dataType.sql,
          ...(isExtended ? [each.comment === undefined ? '' : `'${each.comment}'`] : []),
        ])
      : [[returnType?.sql ?? '']];
  const lines = [
    line('Function:', name),
    line('Type:', isTable ? 'TABLE' : 'SCALAR'),
    ...(input.length === 0 ? [line('Input:', '()')] : table('Input:', input, indent)),
    ...table('Returns:', result, indent),
  ];
  if (!isExtended) return lines;
  if (comment !== undefined) lines.push(line('Comment:', comment));
  lines.push(
    line('Deterministic:', String(isDeterministic ?? true)),
    line('Data Access:', containsSql === false ? 'READS SQL DATA' : 'CONTAINS SQL'),
  );
  const configs = ['spark.sql.ansi.enabled', 'spark.sql.artifact.isolation.enabled', 'spark.sql.session.timeZone'].map(key => [
    `${key}=${confOf(key) ?? 'false'}`,
  ]);
  lines.push(...table('Configs:', configs, indent), line('Create Time:', javaDate(createdTimeMs)), line('Body:', bodyText));
  return lines;
}
