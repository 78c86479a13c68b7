/** DECLARE of scripts: conditions, handlers and cursors. */
import { type Command, freezeNode, type HandlerCondition, type LogicalPlan } from '../plan/index.js';
import { compoundBlock, scriptError } from './compound-block.js';
import type { Parser } from './parser.js';

/** None when the declaration is of a variable. */
export function declareConditionOrHandler(p: Parser, start: number): Command | undefined {
  if (
    p.isIdentifierAt() &&
    p.peek().key === 'CONDITION' &&
    (p.peek(2).key === 'FOR' || p.peek(2).key === ';' || p.peek(2).kind === 'end')
  ) {
    const conditionName = p.identifier();
    p.at++;
    const sqlState = p.accept('FOR') ? sqlStateOf(p, start) : '45000';
    return freezeNode({ kind: 'declareCondition', conditionName, sqlState, origin: p.originFrom(start) });
  }
  if ((p.is('CONTINUE') || p.is('EXIT')) && p.peek().key === 'HANDLER') return handler(p, start);
  const offset = p.peek().key === 'ASENSITIVE' || p.peek().key === 'INSENSITIVE' ? 2 : 1;
  if (p.isIdentifierAt() && p.peek(offset).key === 'CURSOR') {
    const cursor = p.name();
    const isAsensitive = !p.accept('INSENSITIVE') && (p.accept('ASENSITIVE') || true);
    p.expect('CURSOR', 'FOR');
    const query = p.query();
    p.accept('FOR', 'READ', 'ONLY');
    return freezeNode({ kind: 'declareCursor', cursor, query, isAsensitive, origin: p.originFrom(start) });
  }
  return undefined;
}

function sqlStateOf(p: Parser, start: number): string {
  p.expect('SQLSTATE');
  p.accept('VALUE');
  const sqlState = p.string();
  if (!/^[A-Za-z0-9]{5}$/.test(sqlState) || /^(00|01|XX)/i.test(sqlState)) throw scriptError(p, 'INVALID_SQLSTATE', { sqlState }, start);
  return sqlState.toUpperCase();
}

function handler(p: Parser, start: number): Command {
  const handlerType = p.next().key === 'EXIT' ? 'exit' : 'continue';
  p.at++;
  p.expect('FOR');
  const conditions = p.commaList((): HandlerCondition => {
    if (p.is('SQLSTATE') && (p.isStringAt(1) || p.peek().key === 'VALUE')) return { sqlState: sqlStateOf(p, start) };
    if (p.accept('SQLEXCEPTION')) return { category: 'sqlException' };
    if (p.accept('NOT', 'FOUND')) return { category: 'notFound' };
    return { conditionName: p.multipartName().join('.') };
  });
  const body = p.is('BEGIN') ? compoundBlock(p) : asBlock(p, p.grammar.statement(p));
  return freezeNode({ kind: 'declareHandler', handlerType, conditions, body, origin: p.originFrom(start) });
}

const asBlock = (_p: Parser, statement: LogicalPlan): Command =>
  freezeNode({ kind: 'compound', statements: [statement], isScope: false, origin: statement.origin });
