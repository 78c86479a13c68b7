/** Windows: `(PARTITION BY a ORDER BY b ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)`, or the name of one. */
import {
  type Expression,
  type FrameBoundary,
  findNode,
  freezeNode,
  type NamedWindow,
  operator,
  type PlanNode,
  type SortOrder,
  type WindowFrame,
  type WindowReference,
  type WindowSpec,
} from '../plan/index.js';
import type { Parser } from './parser.js';
import { sortItems } from './sort-parser.js';

export function windowOrReference(p: Parser): WindowSpec | WindowReference {
  const start = p.at;
  if (!p.is('(')) return reference(p, p.name(), start);
  if (p.isIdentifierAt(1) && p.peek(2).key === ')') {
    p.at++;
    const name = p.name();
    p.at++;
    return reference(p, name, start);
  }
  // `over (order a)`: OVER is an alias, and the parenthesis does not fit.
  if (byWords.has(p.peek().key) && p.peek(2).key !== 'BY') throw p.syntaxError();
  p.at++;
  let partitionSpec: Expression[] = [];
  let orderSpec: SortOrder[] = [];
  if (p.accept('CLUSTER', 'BY')) partitionSpec = p.expressions();
  else {
    if (acceptBy(p, 'PARTITION', 'DISTRIBUTE')) partitionSpec = p.expressions();
    if (acceptBy(p, 'ORDER', 'SORT')) orderSpec = sortItems(p);
  }
  const frame = p.is('ROWS') || p.is('RANGE') ? windowFrame(p) : undefined;
  p.expect(')');
  return freezeNode({ kind: 'windowSpec', partitionSpec, orderSpec, frame, origin: p.originFrom(start) });
}

const byWords: ReadonlySet<string> = new Set(['PARTITION', 'DISTRIBUTE', 'ORDER', 'SORT', 'CLUSTER']);

function acceptBy(p: Parser, ...words: readonly string[]): boolean {
  if (p.acceptOneOf(...words) === undefined) return false;
  p.expectOrMissing('BY');
  return true;
}

const reference = (p: Parser, name: string, start: number): WindowReference =>
  freezeNode({ kind: 'windowReference', name, origin: p.originFrom(start) });

function windowFrame(p: Parser): WindowFrame {
  const start = p.at;
  const frameType = p.next().key === 'ROWS' ? 'rows' : 'range';
  let lower: FrameBoundary;
  let upper: FrameBoundary;
  if (p.accept('BETWEEN')) {
    lower = boundary(p);
    p.expect('AND');
    upper = boundary(p);
  } else {
    lower = boundary(p);
    upper = freezeNode({ kind: 'frameBoundary', bound: 'currentRow' });
  }
  return freezeNode({ kind: 'windowFrame', frameType, lower, upper, origin: p.originFrom(start) });
}

function boundary(p: Parser): FrameBoundary {
  const start = p.at;
  const make = (bound: FrameBoundary['bound'], value?: Expression): FrameBoundary =>
    freezeNode({ kind: 'frameBoundary', bound, value, origin: p.originFrom(start) });
  if (p.accept('CURRENT', 'ROW')) return make('currentRow');
  if (p.accept('UNBOUNDED'))
    return make(p.expectOneOf('PRECEDING', 'FOLLOWING') === 'PRECEDING' ? 'unboundedPreceding' : 'unboundedFollowing');
  // `AND` belongs to BETWEEN here.
  const value = p.valueExpression();
  const direction = p.acceptOneOf('PRECEDING', 'FOLLOWING');
  if (direction === undefined) throw p.syntaxError(p.token, p.is(')') ? ": missing {'FOLLOWING', 'PRECEDING'}" : '');
  const origin = p.originFrom(start);
  if (findNode(value, isNoLiteral) !== undefined) throw p.error('INVALID_SQL_SYNTAX.INVALID_WINDOW_FRAME_BOUND', {}, origin);
  return make('value', direction === 'PRECEDING' ? operator('negative', [value], origin) : value);
}

/** Operators on literals and casts of them are literals here; functions and columns are not. */
const isNoLiteral = (node: PlanNode): node is Expression =>
  ['unresolvedAttribute', 'unresolvedStar', 'subquery', 'window'].includes(node.kind) ||
  (node.kind === 'unresolvedFunction' && !node.isInternal);

/** `name AS (...), ...` behind WINDOW. */
export function namedWindows(p: Parser): NamedWindow[] {
  const start = p.at - 1;
  const windows = p.commaList((): NamedWindow => {
    const start = p.at;
    const name = p.name();
    if (!p.is('AS')) throw p.syntaxError(p.token, p.is('(') ? ": missing 'AS'" : '');
    p.at++;
    const spec = windowOrReference(p);
    return freezeNode({ kind: 'namedWindow', name, spec, origin: p.originFrom(start) });
  });
  const seen = new Set<string>();
  for (const { name } of windows) {
    if (seen.has(name))
      throw p.error('INVALID_SQL_SYNTAX.REPETITIVE_WINDOW_DEFINITION', { windowName: `\`${name}\`` }, p.originFrom(start));
    seen.add(name);
  }
  return windows;
}
