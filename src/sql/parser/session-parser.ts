/** What concerns the session: SET, RESET, USE, DECLARE, EXECUTE IMMEDIATE. */
import type { CalendarInterval } from '../jvm/interval-text.js';
import { offsetId } from '../jvm/time-zones.js';
import { type Command, freezeNode, type Literal, type LogicalPlan } from '../plan/index.js';
import { usingArguments } from './cursor-parser.js';
import { assignmentList } from './dml-parser.js';
import { declareConditionOrHandler } from './handler-parser.js';
import { intervalLiteral, isIntervalLiteral } from './intervals.js';
import { commandOfName, nameReference } from './name-parser.js';
import type { Parser } from './parser.js';

export function useStatement(p: Parser): Command {
  const start = p.at++;
  const isNamespace =
    (p.is('DATABASE') || p.is('SCHEMA') || p.is('NAMESPACE')) && (p.isIdentifierAt(1) || p.peek().kind === 'doubleQuoted');
  if (isNamespace) p.at++;
  const reference = nameReference(p);
  const origin = p.originFrom(start);
  return commandOfName(p, reference, start, name => freezeNode({ kind: 'use', name, isNamespace, origin }));
}

// A key holds letters, digits and a few marks; the value ends at a semicolon.
const keyAndValue = /^([a-zA-Z_\d\\.:]+)\s*=([^;]*);*$/;
const keyAlone = /^([a-zA-Z_\d\\.:]+)$/;
const anyValue = /^([^;]*);*$/;

/** The text of the statement behind a token, to its end. */
function remainder(p: Parser, index: number): string {
  return p.source.text.slice(p.tokenAt(index).stop + 1).trim();
}

function skipStatement(p: Parser): void {
  while (!p.isEnd) p.at++;
}

export function setStatement(p: Parser): LogicalPlan {
  const start = p.at++;
  if (p.is('CATALOG') && p.peek().key !== '=' && p.peek().kind !== 'end') return setCatalog(p, start);
  if (p.is('TIME', 'ZONE')) return setTimeZone(p, start);
  if ((p.is('VARIABLE') || p.is('VAR')) && (p.isIdentifierAt(1) || p.peek().key === '(')) {
    p.at++;
    return setVariable(p, start);
  }
  if (p.is('PATH', '=')) {
    p.at += 2;
    const elements = p.commaList(() => p.multipartName());
    return freezeNode({ kind: 'setPath', elements, origin: p.originFrom(start) });
  }
  if (p.scriptDepth > 0) return setVariable(p, start);
  return setConfiguration(p, start);
}

function setConfiguration(p: Parser, start: number): Command {
  const set = (key?: string, value?: string): Command => {
    skipStatement(p);
    return freezeNode({ kind: 'set', key, value, isVerbose: false, origin: p.originFrom(start) });
  };
  if (p.token.kind === 'backquoted') {
    const key = p.nameOf(p.next());
    if (!p.is('=')) {
      while (p.accept(';'));
      if (!p.isEnd) throw invalidSet(p, start);
      return set(key);
    }
    const equals = p.at++;
    if (p.token.kind === 'backquoted' && (p.peek().kind === 'end' || p.peek().key === ';')) return set(key, p.nameOf(p.token));
    const value = anyValue.exec(remainder(p, equals))?.[1];
    if (value !== undefined) return set(key, value.trim());
    throw p.error('INVALID_PROPERTY_VALUE', { value: `"${remainder(p, equals)}"`, key: `"${key}"` }, p.originToEnd(start));
  }
  const text = remainder(p, start).replace(/^;+$/, '');
  if (text === '') return set();
  if (/^-v;*$/.test(text)) {
    skipStatement(p);
    return freezeNode({ kind: 'set', isVerbose: true, origin: p.originFrom(start) });
  }
  const quoted = /^([^=]*?)\s*=\s*(`(?:[^`]|``)*`);*$/s.exec(text);
  if (quoted !== null) {
    const [, key = '', value = ''] = quoted;
    if (keyAlone.test(key)) return set(key, value.slice(1, -1).replaceAll('``', '`'));
    throw p.error('INVALID_PROPERTY_KEY', { key: `"${key}"`, value: `"${value.slice(1, -1)}"` }, wholeOrigin(p, start));
  }
  const pair = keyAndValue.exec(text);
  if (pair !== null) return set(pair[1]!, pair[2]!.trim());
  const alone = keyAlone.exec(text.replace(/;+$/, ''));
  if (alone !== null) return set(alone[1]!);
  throw invalidSet(p, start);
}

function wholeOrigin(p: Parser, start: number) {
  skipStatement(p);
  return p.originFrom(start);
}

const invalidSet = (p: Parser, start: number) => p.error('INVALID_SET_SYNTAX', {}, wholeOrigin(p, start));

export function resetStatement(p: Parser): Command {
  const start = p.at++;
  const reset = (key?: string): Command => {
    skipStatement(p);
    return freezeNode({ kind: 'reset', key, origin: p.originFrom(start) });
  };
  if (p.token.kind === 'backquoted') return reset(p.nameOf(p.token));
  const text = remainder(p, start).replace(/;+$/, '').trim();
  if (text === '') return reset();
  if (keyAlone.test(text)) return reset(text);
  throw p.error('INVALID_RESET_COMMAND_FORMAT', {}, wholeOrigin(p, start));
}

function setCatalog(p: Parser, start: number): Command {
  p.at++;
  const reference = p.isStringAt() ? { names: [p.string()] } : nameReference(p);
  const origin = p.originFrom(start);
  return commandOfName(p, reference, start, name => freezeNode({ kind: 'setCatalog', name, origin }));
}

function setTimeZone(p: Parser, start: number): Command {
  p.at += 2;
  const made = (timeZone?: string): Command => freezeNode({ kind: 'setTimeZone', timeZone, origin: p.originFrom(start) });
  if (p.accept('LOCAL')) return made();
  if (p.isStringAt()) return made(p.string());
  if (p.is('INTERVAL') && (isIntervalLiteral(p) || p.isStringAt(1))) return made(zoneOfInterval(p, start));
  throw p.error('_LEGACY_ERROR_TEMP_0045', {}, wholeOrigin(p, start));
}

/** The offset that an interval says. */
function zoneOfInterval(p: Parser, start: number): string {
  const literal: Literal = isIntervalLiteral(p) ? intervalLiteral(p) : (p.grammar.primaryExpression(p) as Literal);
  const calendar = literal.value as CalendarInterval;
  const micros =
    literal.dataType.kind === 'dayTimeInterval'
      ? (literal.value as bigint)
      : literal.dataType.kind === 'calendarInterval' && calendar.months === 0 && calendar.days === 0
        ? calendar.microseconds
        : undefined;
  const limit = 18n * 3_600_000_000n;
  if (micros === undefined || micros > limit || micros < -limit || micros % 1_000_000n !== 0n) {
    const input = p.tokenAt(start + 4).text.replace(/^'|'$/g, '');
    throw p.error('INVALID_INTERVAL_FORMAT.TIMEZONE_INTERVAL_OUT_OF_RANGE', { input }, p.originFrom(start));
  }
  return offsetId(Number(micros / 1_000_000n));
}

/** `SET VAR a = 1, b = 2`, `SET VAR (a, b) = (query)` */
function setVariable(p: Parser, start: number): Command {
  if (p.is('(')) {
    const variables = p.parenthesized(() => p.multipartName());
    p.expect('=');
    const query = p.parenthesizedQuery();
    return freezeNode({ kind: 'setVariableFromQuery', variables, query, origin: p.originFrom(start) });
  }
  return freezeNode({ kind: 'setVariable', assignments: assignmentList(p), origin: p.originFrom(start) });
}

/** `DECLARE [OR REPLACE] [VARIABLE] a, b INT DEFAULT 1`; in scripts also conditions, handlers and cursors. */
export function declareStatement(p: Parser): LogicalPlan {
  const start = p.at++;
  const special = declareConditionOrHandler(p, start);
  if (special !== undefined) return special;
  const replace = p.accept('OR', 'REPLACE');
  if ((p.is('VARIABLE') || p.is('VAR')) && p.isIdentifierAt(1) && p.peek().key !== 'DEFAULT') p.at++;
  const references = p.commaList(() => nameReference(p));
  const hasType = !p.isEnd && !p.is('DEFAULT') && !p.is('=') && !p.is(';');
  const dataType = hasType ? p.dataType() : undefined;
  const hasDefault = p.accept('DEFAULT') || p.accept('=');
  const defaultStart = p.at;
  const defaultExpression = hasDefault ? p.expression() : undefined;
  const defaultSql = hasDefault ? p.textFrom(defaultStart) : undefined;
  const origin = p.originFrom(start);
  if (dataType === undefined && defaultExpression === undefined)
    throw p.error('INVALID_SQL_SYNTAX.VARIABLE_TYPE_OR_DEFAULT_REQUIRED', {}, origin);
  const made = (names: readonly (readonly string[])[]): Command =>
    freezeNode({ kind: 'declareVariable', names, dataType, defaultExpression, defaultSql, replace, origin });
  if (references.length === 1) return commandOfName(p, references[0]!, start, name => made([name]));
  const names = references.map(reference => {
    if (reference.names === undefined) throw p.syntaxError();
    return reference.names;
  });
  return made(names);
}

export function executeImmediate(p: Parser): Command {
  const start = p.at;
  p.expect('EXECUTE', 'IMMEDIATE');
  const query = p.expression();
  const into = p.accept('INTO') ? p.commaList(() => p.multipartName()) : [];
  const usingStart = p.at;
  const using = p.accept('USING') ? usingArguments(p) : [];
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const each of using) if (each.kind === 'alias') (seen.has(each.names[0]!) ? twice : seen).add(each.names[0]!);
  if (twice.size > 0) {
    const aliases = [...twice].map(name => `\`${name}\``).join(', ');
    throw p.error('EXEC_IMMEDIATE_DUPLICATE_ARGUMENT_ALIASES', { aliases }, p.originFrom(usingStart));
  }
  return freezeNode({ kind: 'executeImmediate', query, into, using, origin: p.originFrom(start) });
}
