/** Statements of a SQL script: BEGIN ... END, IF, CASE, WHILE, REPEAT, LOOP, FOR, LEAVE, ITERATE. */
import { SparkError } from '../../errors/spark-error.js';
import { type Command, type Expression, freezeNode, type LogicalPlan } from '../plan/index.js';
import type { Parser } from './parser.js';

/** Errors of scripts say their line first. */
export function scriptError(p: Parser, condition: string, parameters: Readonly<Record<string, string>>, at: number): SparkError {
  const { line } = p.originFrom(at);
  const { message, name, sqlState } = p.error(condition, parameters, undefined);
  return new SparkError(name, `{LINE:${line}} ${message}`, {
    condition,
    messageParameters: parameters,
    ...(sqlState === undefined ? {} : { sqlState }),
  });
}

/** Words that end a list of statements. */
const closers: ReadonlySet<string> = new Set(['END', 'ELSE', 'ELSEIF', 'UNTIL', 'WHEN']);

/** `[label:] BEGIN [NOT ATOMIC] statements END [label]` */
export function compoundBlock(p: Parser, label?: string): Command {
  const start = p.at;
  p.expect('BEGIN');
  p.accept('NOT', 'ATOMIC');
  const statements = p.is('END') ? [] : statementList(p);
  p.expect('END');
  endLabel(p, label);
  return freezeNode({ kind: 'compound', label, statements, isScope: true, origin: p.originFrom(start) });
}

function body(p: Parser): Command {
  const start = p.at;
  const statements = statementList(p);
  return freezeNode({ kind: 'compound', statements, isScope: false, origin: p.originFrom(start) });
}

function statementList(p: Parser): LogicalPlan[] {
  const statements: LogicalPlan[] = [];
  p.scriptDepth++;
  do {
    statements.push(p.nested(() => scriptStatement(p)));
    if (!p.is(';')) throw p.syntaxError(p.token, p.isOneOf(closers) ? ": missing ';'" : '');
    p.at++;
  } while (!p.isOneOf(closers));
  p.scriptDepth--;
  return statements;
}

/** The label behind END is the one before the block. */
function endLabel(p: Parser, label: string | undefined): void {
  if (!p.isIdentifierAt() || p.is(';')) return;
  const at = p.at;
  const end = p.identifier().toLowerCase();
  if (label === undefined) throw scriptError(p, 'END_LABEL_WITHOUT_BEGIN_LABEL', { endLabel: `\`${end}\`` }, at);
  if (label !== end) {
    throw scriptError(p, 'LABELS_MISMATCH', { beginLabel: `\`${label}\``, endLabel: `\`${end}\`` }, at);
  }
}

function scriptStatement(p: Parser): LogicalPlan {
  const start = p.at;
  const origin = () => p.originFrom(start);
  let label: string | undefined;
  if (p.isIdentifierAt() && p.peek().key === ':') {
    label = p.identifier().toLowerCase();
    p.at++;
  }
  switch (p.token.key) {
    case 'BEGIN':
      return compoundBlock(p, label);
    case 'WHILE': {
      p.at++;
      const condition = p.expression();
      p.expect('DO');
      const inner = body(p);
      closed(p, 'WHILE', label);
      return freezeNode({ kind: 'while', label, condition, body: inner, origin: origin() });
    }
    case 'REPEAT': {
      p.at++;
      const inner = body(p);
      p.expect('UNTIL');
      const condition = p.expression();
      closed(p, 'REPEAT', label);
      return freezeNode({ kind: 'repeat', label, condition, body: inner, origin: origin() });
    }
    case 'LOOP': {
      p.at++;
      const inner = body(p);
      closed(p, 'LOOP', label);
      return freezeNode({ kind: 'loop', label, body: inner, origin: origin() });
    }
    case 'FOR': {
      p.at++;
      const variable = p.isIdentifierAt() && p.peek().key === 'AS' ? p.identifier() : undefined;
      if (variable !== undefined) p.at++;
      const query = p.query();
      p.expect('DO');
      const inner = body(p);
      closed(p, 'FOR', label);
      return freezeNode({ kind: 'for', label, variable, query, body: inner, origin: origin() });
    }
    case 'IF':
      return ifElse(p, start);
    case 'CASE':
      return caseStatement(p, start);
    case 'LEAVE':
    case 'ITERATE': {
      const kind = p.next().key === 'LEAVE' ? 'leave' : 'iterate';
      return freezeNode({ kind, label: p.identifier().toLowerCase(), origin: origin() });
    }
    default:
      if (label !== undefined) throw p.syntaxError();
      return p.grammar.statement(p);
  }
}

function closed(p: Parser, word: string, label: string | undefined): void {
  p.expect('END', word);
  endLabel(p, label);
}

function ifElse(p: Parser, start: number): Command {
  const conditions: Expression[] = [];
  const blocks: Command[] = [];
  do {
    p.at++;
    conditions.push(p.expression());
    p.expect('THEN');
    blocks.push(body(p));
  } while (p.is('ELSEIF'));
  const elseBlock = p.accept('ELSE') ? body(p) : undefined;
  p.expect('END', 'IF');
  return freezeNode({ kind: 'ifElse', conditions, blocks, elseBlock, origin: p.originFrom(start) });
}

function caseStatement(p: Parser, start: number): Command {
  p.at++;
  const operand = p.is('WHEN') ? undefined : p.expression();
  const conditions: Expression[] = [];
  const blocks: Command[] = [];
  while (p.accept('WHEN')) {
    conditions.push(p.expression());
    p.expect('THEN');
    blocks.push(body(p));
  }
  if (blocks.length === 0) throw p.syntaxError();
  const elseBlock = p.accept('ELSE') ? body(p) : undefined;
  p.expect('END', 'CASE');
  return freezeNode({ kind: 'caseStatement', operand, conditions, blocks, elseBlock, origin: p.originFrom(start) });
}
