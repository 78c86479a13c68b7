/** SELECT ... FROM ... WHERE ... GROUP BY ... HAVING ... WINDOW ... QUALIFY, and Hive's FROM ... SELECT ... */
import { type Expression, freezeNode, type Hint, type Relation } from '../plan/index.js';
import { fromClause, lateralViews } from './from-parser.js';
import { groupByClause } from './group-by-parser.js';
import { startsExpression } from './lookahead.js';
import type { Parser } from './parser.js';
import { setOperation } from './set-operation.js';
import { isTransform, transformClause } from './transform-parser.js';
import { namedWindows } from './window-parser.js';

interface HintCall {
  readonly name: string;
  readonly parameters: readonly Expression[];
}

export function querySpecification(p: Parser): Relation {
  const start = p.at;
  if (isTransform(p)) return transformClause(p, start, undefined);
  const select = selectClause(p);
  const from = p.is('FROM') ? fromClause(p) : freezeNode<Relation>({ kind: 'oneRow', origin: select.origin });
  return selectBody(p, select, from, start);
}

interface SelectClause {
  readonly hints: readonly HintCall[];
  readonly isDistinct: boolean;
  readonly expressions: readonly Expression[];
  readonly origin: Expression['origin'];
}

export function selectClause(p: Parser): SelectClause {
  const start = p.at;
  p.expect('SELECT');
  const hints: HintCall[] = [];
  while (p.is('/*+')) hints.push(...hintClause(p));
  const isDistinct = setQuantifier(p) === 'DISTINCT';
  const expressions = p.namedExpressions();
  return { hints, isDistinct, expressions, origin: p.originFrom(start) };
}

/** DISTINCT or ALL, where it is no column of that name. */
export function setQuantifier(p: Parser): 'DISTINCT' | 'ALL' | undefined {
  if (!p.is('DISTINCT') && !p.is('ALL')) return undefined;
  const next = p.peek();
  const isQuantifier = startsExpression(p, next) && !['-', '+', '('].includes(next.key);
  const isParenthesis = next.key === '(' && p.is('DISTINCT');
  return isQuantifier || isParenthesis || next.key === 'CASE' || next.key === 'NOT' || (next.key === '-' && p.is('DISTINCT'))
    ? p.acceptOneOf('DISTINCT', 'ALL')
    : undefined;
}

/** Names, with parameters or without, between the marks of a hint. */
function hintClause(p: Parser): HintCall[] {
  p.expect('/*+');
  const hints: HintCall[] = [];
  do {
    p.accept(',');
    const name = p.identifier();
    const parameters = p.is('(') ? p.parenthesized(() => p.grammar.primaryExpression(p)) : [];
    hints.push({ name, parameters });
  } while (!p.is('*/') && !p.isEnd);
  p.expect('*/');
  return hints;
}

/** What follows the list of SELECT, on top of what it reads. */
export function selectBody(p: Parser, select: SelectClause, from: Relation, start: number): Relation {
  let node = lateralViews(p, from);
  node = whereClause(p, node, start);
  const isGrouped = p.is('GROUP', 'BY');
  if (isGrouped) node = groupByClause(p, node, select.expressions, start);
  const having = p.accept('HAVING') ? p.expression() : undefined;
  const hasWindows = p.is('WINDOW') && p.isIdentifierAt(1) && p.peek(2).key === 'AS' && p.accept('WINDOW');
  const windows = hasWindows ? namedWindows(p) : undefined;
  const qualify = p.accept('QUALIFY') ? p.expression() : undefined;
  const origin = p.originFrom(start);
  const { expressions } = select;
  // HAVING without GROUP BY groups all rows.
  if (having !== undefined && !isGrouped) {
    node = freezeNode({ kind: 'aggregate', input: node, groupingExpressions: [], aggregateExpressions: expressions, origin });
  } else if (!isGrouped) node = freezeNode({ kind: 'project', input: node, expressions, origin });
  if (having !== undefined) node = freezeNode({ kind: 'having', input: node, condition: having, origin });
  if (qualify !== undefined) node = freezeNode({ kind: 'qualify', input: node, condition: qualify, origin });
  if (select.isDistinct) node = freezeNode({ kind: 'deduplicate', input: node, origin });
  if (windows !== undefined) node = freezeNode({ kind: 'withWindows', input: node, windows, origin });
  return select.hints.reduceRight<Relation>(
    (input, { name, parameters }): Hint => freezeNode({ kind: 'hint', input, name, parameters, origin }),
    node,
  );
}

export function whereClause(p: Parser, input: Relation, start: number): Relation {
  if (!p.accept('WHERE')) return input;
  const condition = p.expression();
  return freezeNode({ kind: 'filter', input, condition, origin: p.originFrom(start) });
}

/** `FROM t SELECT a`; more than one SELECT make a union. A FROM alone gives all of it. */
export function fromStatement(p: Parser, organized: (p: Parser, input: Relation, start: number) => Relation): Relation {
  const start = p.at;
  const from = fromClause(p);
  const bodies: Relation[] = [];
  while (p.is('SELECT') || isTransform(p)) bodies.push(fromStatementBody(p, from, organized));
  if (bodies.length === 0) return from;
  if (bodies.length === 1) return bodies[0]!;
  return setOperation('union', bodies, true, p.originFrom(start));
}

export function fromStatementBody(p: Parser, from: Relation, organized: (p: Parser, input: Relation, start: number) => Relation): Relation {
  const start = p.at;
  const body = isTransform(p) ? transformClause(p, start, from) : selectBody(p, selectClause(p), from, start);
  return organized(p, body, start);
}
