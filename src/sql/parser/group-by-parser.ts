/** GROUP BY: expressions, ROLLUP, CUBE, GROUPING SETS, in their standard and in their Hive forms. */
import { type Alias, type Expression, freezeNode, type GroupingAnalytics, type GroupingSet, type Relation } from '../plan/index.js';
import { holdsQuery } from './lookahead.js';
import type { Parser } from './parser.js';

export function groupByClause(p: Parser, input: Relation, aggregateExpressions: readonly Expression[], start: number): Relation {
  const groupingExpressions = groupingExpressionsOf(p);
  for (const each of groupingExpressions) if (each.kind === 'alias') throw aliasError(p, each);
  return freezeNode({ kind: 'aggregate', input, groupingExpressions, aggregateExpressions, origin: p.originFrom(start) });
}

/** Only pipes name what they group by; elsewhere the name is a token too many. */
function aliasError(p: Parser, { names }: Alias) {
  return p.errorOfAll('PARSE_SYNTAX_ERROR', { error: `'${names[0]}'`, hint: `: extra input '${names[0]}'` });
}

/** From GROUP on. Items may have aliases where pipes read them. */
export function groupingExpressionsOf(p: Parser): readonly Expression[] {
  p.expect('GROUP', 'BY');
  const start = p.at;
  const items = p.commaList(() => groupingItem(p));
  if (p.is('WITH', 'ROLLUP') || p.is('WITH', 'CUBE')) {
    const analytics = p.peek().key === 'ROLLUP' ? 'rollup' : 'cube';
    p.at += 2;
    const elements = items.map(each => groupingSet(each));
    return [freezeNode({ kind: 'groupingAnalytics', analytics, elements, origin: p.originFrom(start) })];
  }
  if (p.is('GROUPING', 'SETS', '(')) {
    p.at += 2;
    const elements = p.parenthesized(() => setOrExpression(p));
    return [
      freezeNode({
        kind: 'groupingAnalytics',
        analytics: 'groupingSets',
        elements,
        groupByExpressions: items,
        origin: p.originFrom(start),
      }),
    ];
  }
  return items;
}

function groupingItem(p: Parser): Expression {
  return analyticsOf(p) ?? p.grammar.namedExpression(p);
}

function analyticsOf(p: Parser): GroupingAnalytics | undefined {
  const start = p.at;
  if (p.is('GROUPING', 'SETS', '(')) {
    p.at += 2;
    const elements = p.parenthesized(() => analyticsOf(p) ?? setOrExpression(p));
    return freezeNode({ kind: 'groupingAnalytics', analytics: 'groupingSets', elements, origin: p.originFrom(start) });
  }
  if (!p.is('ROLLUP', '(') && !p.is('CUBE', '(')) return undefined;
  const analytics = p.next().key === 'ROLLUP' ? 'rollup' : 'cube';
  const elements = p.parenthesized(() => setOrExpression(p));
  return freezeNode({ kind: 'groupingAnalytics', analytics, elements, origin: p.originFrom(start) });
}

const groupingSet = (expression: Expression): GroupingSet =>
  freezeNode({ kind: 'groupingSet', expressions: [expression], origin: expression.origin });

/** `()`, `(a, b)`, `a`; `(a) + 1` is an expression. */
function setOrExpression(p: Parser): GroupingSet {
  const start = p.at;
  const after = p.is('(') ? p.tokenAt(p.closing[p.at]! + 1).key : '';
  if ((after === ',' || after === ')') && !holdsQuery(p, p.at)) {
    if (p.accept('(', ')')) return freezeNode({ kind: 'groupingSet', expressions: [], origin: p.originFrom(start) });
    const expressions = p.parenthesized(() => p.expression());
    return freezeNode({ kind: 'groupingSet', expressions, origin: p.originFrom(start) });
  }
  return groupingSet(p.expression());
}
