/** FROM: relations, the joins between them, LATERAL VIEW and PIVOT behind them. */
import { type Expression, freezeNode, type JoinType, type Relation } from '../plan/index.js';
import { startsClause } from './lookahead.js';
import type { Parser } from './parser.js';
import { binByClause, pivotClause, unpivotClause } from './pivot-parser.js';

/** `FROM a, b JOIN c ON ..., LATERAL (query) LATERAL VIEW ... PIVOT ...` */
export function fromClause(p: Parser): Relation {
  p.expect('FROM');
  const start = p.at;
  let node = relation(p);
  for (let length = 0; p.accept(','); length++) {
    p.checkChain(length);
    node = commaRelation(p, node, start);
  }
  return lateralViews(p, node);
}

/** What follows a comma. A JOIN or PIVOT behind it takes all that stands before it, unless it binds tighter by setting. */
function commaRelation(p: Parser, left: Relation, start: number): Relation {
  const isLateral = isLateralHere(p);
  const at = p.at;
  const primary = p.grammar.relationPrimary(p);
  if (isLateral) checkLateral(p, primary, at);
  const right = p.options.ansiRelationPrecedence ? extended(p, primary, at) : primary;
  const origin = p.originFrom(start);
  // A comma pairs every row with every row.
  const both: Relation = freezeNode({ kind: isLateral ? 'lateralJoin' : 'join', left, right, joinType: 'inner', origin });
  return extended(p, both, start);
}

/** Takes LATERAL when it is no table of that name, and no LATERAL VIEW. */
function isLateralHere(p: Parser): boolean {
  if (!p.is('LATERAL')) return false;
  const next = p.peek();
  if (next.key === 'VIEW' || !(p.isName(next) || next.key === '(')) return false;
  p.at++;
  return true;
}

/** A primary with the joins and pivots behind it. */
export function relation(p: Parser): Relation {
  const start = p.at;
  const isLateral = isLateralHere(p);
  const primary = p.grammar.relationPrimary(p);
  if (isLateral) checkLateral(p, primary, start);
  return extended(p, primary, start);
}

function extended(p: Parser, left: Relation, start: number): Relation {
  let node = left;
  for (let length = 0; ; length++) {
    p.checkChain(length);
    const next = relationExtension(p, node, start);
    if (next === undefined) return node;
    node = next;
  }
}

function relationExtension(p: Parser, left: Relation, start: number): Relation | undefined {
  if (p.is('PIVOT', '(')) return pivotClause(p, left, start);
  if (p.is('UNPIVOT') && startsClause(p, p.at)) return unpivotClause(p, left, start);
  if (p.is('BIN', 'BY')) return binByClause(p, left, start);
  return joinRelation(p, left, start);
}

/** LATERAL is for queries and functions. */
function checkLateral(p: Parser, relation: Relation, start: number): void {
  let inner = relation;
  while (inner.kind === 'subqueryAlias' || inner.kind === 'toDF') inner = inner.input;
  if (inner.kind !== 'unresolvedRelation') return;
  throw p.error('INVALID_SQL_SYNTAX.LATERAL_WITHOUT_SUBQUERY_OR_TABLE_VALUED_FUNC', {}, p.originFrom(start));
}

/** How many tokens the type of a join takes, JOIN with it; 0 when there is none. */
function joinTypeAt(p: Parser, distance: number): { readonly joinType: JoinType; readonly length: number } | undefined {
  const at = (i: number) => p.peek(distance + i).key;
  const found = (joinType: JoinType, length: number) => (at(length) === 'JOIN' ? { joinType, length: length + 1 } : undefined);
  switch (at(0)) {
    case 'JOIN':
      return found('inner', 0);
    case 'INNER':
      return found('inner', 1);
    case 'CROSS':
      return found('cross', 1);
    case 'SEMI':
      return found('leftsemi', 1);
    case 'ANTI':
      return found('leftanti', 1);
    case 'LEFT':
      if (at(1) === 'SEMI') return found('leftsemi', 2);
      if (at(1) === 'ANTI') return found('leftanti', 2);
      return found('leftouter', at(1) === 'OUTER' ? 2 : 1);
    case 'RIGHT':
      return found('rightouter', at(1) === 'OUTER' ? 2 : 1);
    case 'FULL':
      return found('fullouter', at(1) === 'OUTER' ? 2 : 1);
    default:
      return undefined;
  }
}

/** `[NATURAL] type JOIN [LATERAL] relation [ON ... | USING (...)]`; none when no join is here. */
export function joinRelation(p: Parser, left: Relation, start: number): Relation | undefined {
  const asOf = asOfJoin(p, left, start);
  if (asOf !== undefined) return asOf;
  const isNatural = p.is('NATURAL');
  const join = joinTypeAt(p, isNatural ? 1 : 0);
  if (join === undefined) return joinExpected(p);
  const { joinType } = join;
  const joinStart = p.at;
  p.at += join.length + (isNatural ? 1 : 0);
  const isLateral = isLateralHere(p);
  const right = p.grammar.relationPrimary(p);
  if (isLateral) checkLateral(p, right, joinStart);
  if (isNatural) {
    const origin = p.originFrom(start);
    if (isLateral) throw p.error('INCOMPATIBLE_JOIN_TYPES', { joinType1: 'LATERAL', joinType2: 'NATURAL' }, p.originFrom(joinStart));
    if (joinType === 'cross')
      throw p.error('INCOMPATIBLE_JOIN_TYPES', { joinType1: 'NATURAL', joinType2: 'CROSS' }, p.originFrom(joinStart));
    return freezeNode({ kind: 'join', left, right, joinType, isNatural, origin });
  }
  if (p.is('APPROX', 'NEAREST') || p.is('EXACT', 'NEAREST')) return nearestBy(p, left, right, joinType, isLateral, start);
  const { condition, usingColumns } = criteria(p);
  const origin = p.originFrom(start);
  if (!isLateral) return freezeNode({ kind: 'join', left, right, joinType, condition, usingColumns, origin });
  if (usingColumns !== undefined) throw p.error('UNSUPPORTED_FEATURE.LATERAL_JOIN_USING', {}, p.originFrom(joinStart));
  if (joinType !== 'inner' && joinType !== 'cross' && joinType !== 'leftouter') {
    const joinTypeText = { rightouter: 'RIGHT OUTER', fullouter: 'FULL OUTER', leftsemi: 'LEFT SEMI', leftanti: 'LEFT ANTI' }[joinType];
    throw p.error('INVALID_LATERAL_JOIN_TYPE', { joinType: joinTypeText }, p.originFrom(joinStart));
  }
  return freezeNode({ kind: 'lateralJoin', left, right, joinType, condition, origin });
}

const startsOfJoin: ReadonlySet<string> = new Set(['INNER', 'CROSS', 'LEFT', 'RIGHT', 'FULL', 'NATURAL', 'SEMI', 'ANTI', 'JOIN']);

/** A word that can only be of a join, without the rest of one. */
function joinExpected(p: Parser): undefined {
  if (!p.isOneOf(startsOfJoin)) return undefined;
  while (p.isOneOf(startsOfJoin) || p.is('OUTER')) p.at++;
  throw p.syntaxError();
}

function criteria(p: Parser): { condition?: Expression; usingColumns?: readonly string[] } {
  if (p.accept('ON')) return { condition: p.expression() };
  if (p.accept('USING')) {
    if (!p.is('(')) p.expectOrMissing('(');
    return { usingColumns: p.identifierList() };
  }
  return {};
}

function asOfJoin(p: Parser, left: Relation, start: number): Relation | undefined {
  const isLeft = p.is('LEFT');
  const words = isLeft ? (p.peek().key === 'OUTER' ? 2 : 1) : p.is('INNER') ? 1 : 0;
  if (p.peek(words).key !== 'ASOF' || p.peek(words + 1).key !== 'JOIN') return undefined;
  const joinStart = p.at;
  p.at += words + 2;
  const right = p.grammar.relationPrimary(p);
  p.expect('MATCH_CONDITION', '(');
  const matchCondition = p.expression();
  p.expect(')');
  const { condition, usingColumns } = criteria(p);
  if (!p.options.asOfJoin) {
    throw p.error('UNSUPPORTED_FEATURE.ASOF_JOIN', { config: '"spark.sql.join.asofJoin.enabled"' }, p.originFrom(joinStart));
  }
  const joinType = isLeft ? 'leftouter' : 'inner';
  return freezeNode({ kind: 'asOfJoin', left, right, joinType, matchCondition, condition, usingColumns, origin: p.originFrom(start) });
}

function nearestBy(p: Parser, left: Relation, right: Relation, joinType: JoinType, isLateral: boolean, start: number): Relation {
  const isApproximate = p.next().key === 'APPROX';
  p.expect('NEAREST');
  const numResults = p.is('BY') ? 1 : p.integer();
  p.expect('BY');
  const direction = p.expectOneOf('DISTANCE', 'SIMILARITY') === 'DISTANCE' ? 'distance' : 'similarity';
  const ranking = p.expression();
  const origin = p.originFrom(start);
  return freezeNode({ kind: 'nearestByJoin', left, right, joinType, isApproximate, numResults, direction, ranking, isLateral, origin });
}

/** `LATERAL VIEW [OUTER] generator(...) table [AS column, ...]`, any number of them. */
export function lateralViews(p: Parser, input: Relation): Relation {
  let node = input;
  for (let length = 0; p.is('LATERAL', 'VIEW'); length++) {
    p.checkChain(length);
    const start = p.at;
    p.at += 2;
    const isOuter = p.is('OUTER') && p.isIdentifierAt(1) && p.peek().key !== '(';
    if (isOuter) p.at++;
    const generatorStart = p.at;
    const nameParts = p.multipartName();
    p.expect('(');
    const args = p.is(')') ? [] : p.expressions();
    p.expect(')');
    const generator = freezeNode<Expression>({
      kind: 'unresolvedFunction',
      nameParts,
      arguments: args,
      origin: p.originFrom(generatorStart),
    });
    const qualifier = p.identifier();
    const isNamed = p.accept('AS') || (p.isIdentifierAt() && !startsClause(p, p.at));
    const columnNames = isNamed ? p.commaList(() => p.identifier()) : [];
    node = freezeNode({ kind: 'generate', input: node, generator, isOuter, qualifier, columnNames, origin: p.originFrom(start) });
  }
  return node;
}
