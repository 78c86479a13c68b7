/** Cursors of scripts: OPEN, FETCH, CLOSE. */
import { type Command, freezeNode } from '../plan/index.js';
import { isQueryAt } from './lookahead.js';
import type { Parser } from './parser.js';

export function openCursor(p: Parser): Command {
  const start = p.at++;
  const cursor = p.multipartName();
  const using = p.accept('USING') ? usingArguments(p) : [];
  return freezeNode({ kind: 'openCursor', cursor, using, origin: p.originFrom(start) });
}

export function usingArguments(p: Parser) {
  if (!p.is('(') || isQueryAt(p, p.at + 1)) return p.namedExpressions();
  const after = p.tokenAt(p.closing[p.at]! + 1);
  // `USING (a) + 1` starts with a parenthesis too.
  if (after.kind !== 'end' && after.key !== ';') return p.namedExpressions();
  return p.parenthesized(() => p.grammar.namedExpression(p));
}

export function fetchCursor(p: Parser): Command {
  const start = p.at++;
  if (!p.accept('NEXT', 'FROM')) p.accept('FROM');
  const cursor = p.multipartName();
  p.expect('INTO');
  const into = p.commaList(() => p.multipartName());
  return freezeNode({ kind: 'fetchCursor', cursor, into, origin: p.originFrom(start) });
}

export function closeCursor(p: Parser): Command {
  const start = p.at++;
  return freezeNode({ kind: 'closeCursor', cursor: p.multipartName(), origin: p.originFrom(start) });
}
