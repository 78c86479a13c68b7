import { type Expression, freezeNode, type InlineTable, isRow, type Relation } from '../plan/index.js';
import type { Parser } from './parser.js';
import { aliased, tableAlias } from './table-alias.js';

/** `VALUES (1, 'a'), (2, 'b') [AS t(x, y)]`; columns are named col1, col2 otherwise. */
export function inlineTable(p: Parser): Relation {
  const start = p.at;
  p.expect('VALUES');
  const rows = p.commaList(() => rowOf(p.expression()));
  const end = p.at;
  const alias = tableAlias(p);
  const columnNames = alias?.columnNames ?? rows[0]!.map((_, index) => `col${index + 1}`);
  const origin = p.originFrom(start);
  rows.forEach((row, rowIndex) => {
    if (row.length === columnNames.length) return;
    const parameters = { expectedNumCols: columnNames.length, actualNumCols: row.length, rowIndex };
    p.raise(p.error('INVALID_INLINE_TABLE.NUM_COLUMNS_MISMATCH', parameters, origin));
  });
  const table: InlineTable = freezeNode({ kind: 'inlineTable', columnNames, rows, origin: end === p.at ? origin : p.originFrom(start) });
  return aliased(p, table, alias === undefined ? undefined : { name: alias.name }, start);
}

/** `(a, b)` and `struct(a, b)` are rows of two, everything else is a row of one. */
function rowOf(expression: Expression): readonly Expression[] {
  if (!isRow(expression)) return [expression];
  return expression.arguments.map(each => (each.kind === 'alias' ? each.child : each));
}
