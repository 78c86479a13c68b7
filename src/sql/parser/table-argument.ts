/** `TABLE t`, `TABLE(query) PARTITION BY a ORDER BY b`: rows given to a table function. */
import { type Expression, freezeNode, type Relation, type SortOrder } from '../plan/index.js';
import { isQueryAt } from './lookahead.js';
import { relationByName } from './name-parser.js';
import type { Parser } from './parser.js';
import { sortItem } from './sort-parser.js';

/** None when the argument is no table. */
export function tableArgument(p: Parser): Expression | undefined {
  const start = p.at;
  if (!p.is('TABLE')) return undefined;
  const isParenthesized = p.peek().key === '(';
  if (!isParenthesized && (!p.isIdentifierAt(1) || p.peek().key === 'AND' || p.peek().key === 'OR')) return undefined;
  p.at++;
  if (!isParenthesized) {
    const argumentName = p.multipartName();
    const names = argumentName.map(part => `\`${part}\``).join('.');
    const condition = 'INVALID_SQL_SYNTAX.INVALID_TABLE_FUNCTION_IDENTIFIER_ARGUMENT_MISSING_PARENTHESES';
    throw p.error(condition, { argumentName: names }, p.originFrom(start));
  }
  const plan = tableOrQuery(p);
  const withSinglePartition = p.accept('WITH', 'SINGLE', 'PARTITION') || undefined;
  let partitionSpec: readonly Expression[] | undefined;
  let orderSpec: readonly SortOrder[] | undefined;
  if (p.is('PARTITION', 'BY') || p.is('DISTRIBUTE', 'BY')) partitionSpec = list(p, 'PARTITION BY', () => p.expression());
  const isSplit = withSinglePartition || partitionSpec !== undefined;
  if (isSplit && (p.is('ORDER', 'BY') || p.is('SORT', 'BY'))) orderSpec = list(p, 'ORDER BY', () => sortItem(p));
  const origin = p.originFrom(start);
  return freezeNode({ kind: 'subquery', subqueryType: 'table', plan, partitionSpec, orderSpec, withSinglePartition, origin });
}

function tableOrQuery(p: Parser): Relation {
  if (isQueryAt(p, p.at + 1)) return p.parenthesizedQuery();
  p.at++;
  const table = relationByName(p);
  p.expect(')');
  return table;
}

/** `(a, b)` or `a`; more than one without parentheses could be arguments. */
function list<T>(p: Parser, clause: string, each: () => T): T[] {
  const start = p.at;
  p.at += 2;
  const closing = p.is('(') ? p.closing[p.at]! : -1;
  const after = closing < 0 ? undefined : p.tokenAt(closing + 1).key;
  if (after === ')' || after === ',' || after === 'ORDER' || after === 'SORT') return p.parenthesized(each);
  const items = [each()];
  while (p.is(',') && !isArgumentAhead(p)) {
    p.at++;
    items.push(each());
  }
  if (items.length === 1) return items;
  throw p.error('INVALID_SQL_SYNTAX.INVALID_TABLE_FUNCTION_TABLE_ARGUMENT_PARTITIONING', { clause }, p.originFrom(start));
}

const isArgumentAhead = (p: Parser) => p.peek().key === 'TABLE' || p.peek(2).key === '=>';
