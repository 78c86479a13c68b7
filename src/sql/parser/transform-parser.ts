/** `SELECT TRANSFORM(a, b) USING 'command' AS (x, y) FROM ...`, `MAP a USING ...`, `REDUCE a USING ...` */
import { freezeNode, type Relation } from '../plan/index.js';
import type { DataType } from '../types/index.js';
import { dataTypeFromJson } from '../types/index.js';
import { fromClause, lateralViews } from './from-parser.js';
import { groupByClause } from './group-by-parser.js';
import { startsExpression } from './lookahead.js';
import type { Parser } from './parser.js';
import { rowFormat } from './storage-parser.js';
import { readColumn } from './type-syntax.js';

export function isTransform(p: Parser): boolean {
  if (p.is('SELECT', 'TRANSFORM', '(')) {
    // TRANSFORM is a function of arrays too: the clause has USING or a row format behind it.
    const after = p.tokenAt(p.closing[p.at + 2]! + 1).key;
    return after === 'USING' || after === 'ROW' || after === 'RECORDWRITER';
  }
  return (p.is('MAP') || p.is('REDUCE')) && p.peek().key !== '(' && startsExpression(p, p.peek());
}

type Column = { readonly name: string; readonly dataType?: DataType | undefined };

export function transformClause(p: Parser, start: number, from: Relation | undefined): Relation {
  const isSelect = p.next().key === 'SELECT';
  if (isSelect) p.at += 2;
  p.acceptOneOf('ALL', 'DISTINCT');
  const expressions = p.expressions();
  if (isSelect) p.expect(')');
  rowFormat(p);
  if (p.accept('RECORDWRITER')) p.string();
  p.expect('USING');
  const script = p.string();
  const hasSchema = p.accept('AS');
  const output = hasSchema ? outputColumns(p) : [];
  rowFormat(p);
  if (p.accept('RECORDREADER')) p.string();
  let input: Relation = from ?? (p.is('FROM') ? fromClause(p) : freezeNode({ kind: 'oneRow' }));
  input = lateralViews(p, input);
  if (p.accept('WHERE')) {
    const condition = p.expression();
    input = freezeNode({ kind: 'filter', input, condition, origin: p.originFrom(start) });
  }
  const isGrouped = p.is('GROUP', 'BY');
  if (isGrouped) input = groupByClause(p, input, expressions, start);
  if (p.accept('HAVING')) {
    const condition = p.expression();
    input = freezeNode({ kind: 'having', input, condition, origin: p.originFrom(start) });
  }
  return freezeNode({ kind: 'scriptTransform', input, expressions, script, output, hasSchema, origin: p.originFrom(start) });
}

function outputColumns(p: Parser): Column[] {
  const isParenthesized = p.accept('(');
  const columns = p.commaList((): Column => {
    const next = p.peek();
    if (next.key === ',' || next.key === ')' || next.kind === 'end' || (!isParenthesized && next.key === 'FROM')) return { name: p.name() };
    const { name, type } = readColumn(p);
    return { name, dataType: dataTypeFromJson(type) };
  });
  if (isParenthesized) p.expect(')');
  return columns;
}
