/** `TABLE t`, `TABLE(query) PARTITION BY a ORDER BY b`: rows given to a table function. */
import { type Expression, freezeNode, type Relation, type SortOrder } from '../plan/index.js';
import { isQueryAt } from './lookahead.js';
import type { Parser } from './parser.js';
import { relationByName } from './name-parser.js';
import { sortItem } from './sort-parser.js';

/** None when the argument is no table. */
export function tableArgument(p: Parser): Expression | undefined {
  const start = p.at;
  if (!p.is('TABLE')) return undefined;
  const isParenthesized = p.peek().key === '(';
  if (!isParenthesized && (!p.isIdentifierAt(1) || p.peek().key === 'AND' || p.peek().key === 'OR')) return undefined;
  p.at++;
  let plan: Relation;
  if (!isParenthesized) plan = relationByName(p);
  else if (isQueryAt(p, p.at + 1)) plan = p.parenthesizedQuery();
  else {
    p.at++;
    plan = relationByName(p);
    p.expect(')');
  }
  const withSinglePartition = p.accept('WITH', 'SINGLE', 'PARTITION') || undefined;
  let partitionSpec: readonly Expression[] | undefined;
  let orderSpec: readonly SortOrder[] | undefined;
  if (p.accept('PARTITION', 'BY') || p.accept('DISTRIBUTE', 'BY')) partitionSpec = list(p, () => p.expression());
  if (p.accept('ORDER', 'BY') || p.accept('SORT', 'BY')) orderSpec = list(p, () => sortItem(p));
  const origin = p.originFrom(start);
  return freezeNode({ kind: 'subquery', subqueryType: 'table', plan, partitionSpec, orderSpec, withSinglePartition, origin });
}

/** `(a, b)` or `a`; without parentheses, a comma starts the next argument. */
function list<T>(p: Parser, each: () => T): T[] {
  const closing = p.is('(') ? p.closing[p.at]! : -1;
  const after = closing < 0 ? undefined : p.tokenAt(closing + 1).key;
  const isList = after === ')' || after === ',' || after === 'ORDER' || after === 'SORT';
  return isList ? p.parenthesized(each) : [each()];
}
