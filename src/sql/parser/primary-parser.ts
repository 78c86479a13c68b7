/** Operands: literals, names, calls, CASE, CAST, subqueries, and what may be written behind them: `[i]`, `.field`, `::type`, COLLATE. */
import { SparkError } from '../../errors/spark-error.js';
import {
  attribute,
  booleanLiteral,
  call,
  type Expression,
  freezeNode,
  nullLiteral,
  operator,
  stringLiteral,
  type UnresolvedAttribute,
} from '../plan/index.js';
import { functionCall, isFunctionCall, specialCall } from './call-parser.js';
import { intervalLiteral, isIntervalLiteral } from './intervals.js';
import { holdsQuery, isListOfSelectLiteral, startsClause } from './lookahead.js';
import { numberLiteral } from './numbers.js';
import type { Parser } from './parser.js';
import { multipartNameOf } from './token-stream.js';
import { typedLiteral } from './typed-literals.js';

export function primaryExpression(p: Parser): Expression {
  const start = p.at;
  let node = operand(p);
  for (let length = 0; ; length++) {
    p.checkChain(length);
    switch (p.token.key) {
      case '::': {
        p.at++;
        const dataType = p.dataType();
        node = freezeNode({ kind: 'cast', child: node, dataType, evalMode: 'default', origin: p.originFrom(start) });
        break;
      }
      case '[': {
        p.at++;
        const extraction = p.nested(() => p.valueExpression());
        p.expectOrMissing(']');
        node = freezeNode({ kind: 'unresolvedExtractValue', child: node, extraction, origin: p.originFrom(start) });
        break;
      }
      case '.':
        if (!p.isIdentifierAt(1)) {
          p.at++;
          throw p.syntaxError();
        }
        node = fieldOf(p, node, start);
        break;
      case 'COLLATE':
        if (!p.isIdentifierAt(1) || startsClause(p, p.at + 1)) return node;
        p.at++;
        node = operator('collate', [node, stringLiteral(p.multipartName().join('.'))], p.originFrom(start));
        break;
      case ':':
        if (!p.isIdentifierAt(1) && p.peek().key !== '[') return node;
        node = semiStructured(p, node, start);
        break;
      default:
        return node;
    }
  }
}

/** A name behind a name makes one longer name; which part is a field is for the analyzer to find. */
function fieldOf(p: Parser, node: Expression, start: number): Expression {
  p.at++;
  const names = p.isIdentifierClauseOfString() ? p.multipartName() : [p.identifier()];
  const origin = p.originFrom(start);
  if (node.kind === 'unresolvedAttribute') return attribute([...node.nameParts, ...names], origin);
  return names.reduce<Expression>(
    (child, name) => freezeNode({ kind: 'unresolvedExtractValue', child, extraction: stringLiteral(name), origin }),
    node,
  );
}

/** `v:a.b[0]['c']` */
function semiStructured(p: Parser, child: Expression, start: number): Expression {
  p.at++;
  let path = '$';
  const part = (first: boolean) => {
    if (p.accept('[')) {
      if (p.isStringAt()) path += `["${p.string()}"]`;
      else if (p.token.kind === 'integer') path += `[${p.integer()}]`;
      else path += `[${p.identifier()}]`;
      p.expect(']');
    } else {
      if (!first) p.expect('.');
      const { kind } = p.token;
      const name = p.identifier();
      path += kind === 'backquoted' ? `["${name}"]` : `.${name}`;
    }
  };
  part(true);
  while (p.is('[') || (p.is('.') && p.isIdentifierAt(1))) part(false);
  return freezeNode({ kind: 'semiStructuredExtract', child, path, origin: p.originFrom(start) });
}

function operand(p: Parser): Expression {
  const { token } = p;
  const start = p.at;
  switch (token.kind) {
    case 'symbol':
      return symbolOperand(p, start);
    case 'string':
    case 'doubleQuoted':
      if (p.isStringAt()) {
        if (isNamedCall(p)) throw p.syntaxError();
        const isMarked = p.markers?.length;
        const text = p.string();
        if (isMarked !== p.markers?.length) return freezeNode({ kind: 'parameter', origin: p.originFrom(start) });
        return stringLiteral(text, p.originFrom(start));
      }
      return nameOrCall(p, start);
    case 'word':
      return wordOperand(p, start);
    case 'backquoted':
      return nameOrCall(p, start);
    case 'dollarQuoted':
    case 'unrecognized':
    case 'end':
      throw p.syntaxError();
    default:
      return numberLiteral(p);
  }
}

/** `"f"(...)`: what could only be a call, had double quotes been those of names. */
function isNamedCall(p: Parser): boolean {
  return (
    p.token.kind === 'doubleQuoted' && (p.peek().key === '(' || (p.peek().key === '.' && p.isIdentifierAt(2) && p.peek(3).key === '('))
  );
}

function symbolOperand(p: Parser, start: number): Expression {
  if (p.markerLength(p.at) > 0) {
    p.string();
    return freezeNode({ kind: 'parameter', origin: p.originFrom(start) });
  }
  switch (p.token.key) {
    case '(':
      return parenthesis(p, start);
    case '*':
      p.at++;
      return star(p, undefined, start);
    case '-':
      return numberLiteral(p);
    case '?':
      p.at++;
      return freezeNode({ kind: 'parameter', position: p.positionalParameters++, origin: p.originFrom(start) });
    case ':': {
      p.at++;
      const name = p.identifier();
      return freezeNode({ kind: 'parameter', name, origin: p.originFrom(start) });
    }
    default:
      throw p.syntaxError();
  }
}

/** A subquery, a lambda of several variables, a row, or an expression. */
function parenthesis(p: Parser, start: number): Expression {
  const closing = p.closing[p.at]!;
  if (closing > 0 && p.tokenAt(closing + 1).key === '->' && p.isIdentifierAt(1)) {
    const names = p.parenthesized(() => lambdaVariable(p));
    return lambda(p, names, start);
  }
  const isRow = p.tokenAt(p.at + 3).key === ',' && isListOfSelectLiteral(p, p.at);
  if (!isRow && holdsQuery(p, p.at)) {
    const plan = p.parenthesizedQuery();
    return freezeNode({ kind: 'subquery', subqueryType: 'scalar', plan, origin: p.originFrom(start) });
  }
  p.at++;
  const first = p.grammar.namedExpression(p);
  if (p.accept(',')) {
    const rest = p.namedExpressions();
    if (!p.accept(')')) throw p.unclosedList(rest.length + 1);
    return operator('row', [first, ...rest], p.originFrom(start));
  }
  // A row of one is an expression, which has no alias.
  if (first.kind === 'alias' || !p.accept(')')) throw p.syntaxError();
  return first;
}

function star(p: Parser, target: readonly string[] | undefined, start: number): Expression {
  const isExcept = p.is('EXCEPT', '(') && !holdsQuery(p, p.at + 1) && p.accept('EXCEPT');
  const except = isExcept ? p.parenthesized(() => p.multipartName()) : undefined;
  return freezeNode({ kind: 'unresolvedStar', target, except, origin: p.originFrom(start) });
}

function wordOperand(p: Parser, start: number): Expression {
  const { key } = p.token;
  const next = p.peek();
  switch (key) {
    case 'NULL':
      if (next.key === '(') break;
      p.at++;
      return nullLiteral(p.originFrom(start));
    case 'TRUE':
    case 'FALSE':
      if (next.key === '(') break;
      p.at++;
      return booleanLiteral(key === 'TRUE', p.originFrom(start));
    case 'CASE':
      if (isNameHere(p)) break;
      return p.is('CASE', 'WHEN') ? searchedCase(p, start) : caseExpression(p, start);
    case 'INTERVAL':
      if (isIntervalLiteral(p)) return intervalLiteral(p);
      break;
    case 'CURRENT_DATE':
    case 'CURRENT_TIME':
    case 'CURRENT_TIMESTAMP':
    case 'CURRENT_USER':
    case 'CURRENT_PATH':
    case 'SESSION_USER':
    case 'LOCALTIME':
    case 'USER':
      if (next.key === '(' || next.key === '.' || p.isString(next)) break;
      p.at++;
      if (p.options.enforceReservedKeywords) return call(key.toLowerCase(), [], p.originFrom(start));
      return attribute([p.tokenAt(start).text], p.originFrom(start));
  }
  // A string right behind a name can only be the text of a typed literal.
  if (p.isString(next)) return typedLiteral(p);
  return specialCall(p) ?? nameOrCall(p, start);
}

/** `case` as the name of a column: nothing follows that CASE could hold. */
function isNameHere(p: Parser): boolean {
  const next = p.peek();
  return next.kind === 'end' || [',', ')', '=', '.', '->', ';', 'AS', 'FROM', 'END'].includes(next.key);
}

function nameOrCall(p: Parser, start: number): Expression {
  if (!p.isIdentifierAt()) throw p.syntaxError();
  if (p.is('IDENTIFIER', '(') && !p.isIdentifierClauseOfString()) return identifierClause(p, start);
  if (p.peek().key === '->') return lambda(p, [lambdaVariable(p)], start);
  if (isFunctionCall(p)) return functionCall(p);
  const isQuoted = p.token.kind === 'backquoted';
  const names = p.isIdentifierClauseOfString() ? p.multipartName() : [p.identifier()];
  while (p.is('.')) {
    if (p.peek().key === '*') {
      p.at += 2;
      return star(p, names, start);
    }
    if (!p.isIdentifierAt(1)) {
      p.at++;
      throw p.syntaxError();
    }
    p.at++;
    names.push(...(p.isIdentifierClauseOfString() ? p.multipartName() : [p.identifier()]));
  }
  const origin = p.originFrom(start);
  if (isQuoted && p.options.quotedRegexColumnNames && names.length <= 2) {
    return freezeNode({
      kind: 'unresolvedRegex',
      pattern: names[names.length - 1]!,
      target: names.length === 2 ? [names[0]!] : undefined,
      origin,
    });
  }
  return attribute(names, origin);
}

/** `IDENTIFIER(expression)`: the name of a column, or of a function that is called. */
function identifierClause(p: Parser, start: number): Expression {
  p.at += 2;
  const identifier = p.expression();
  p.expect(')');
  if (p.is('(')) return functionCall(p, { identifier, start });
  const origin = p.originFrom(start);
  if (identifier.kind === 'literal' && identifier.dataType.kind === 'string') {
    return attribute(multipartNameOf(identifier.value as string, p.options), origin);
  }
  return freezeNode({ kind: 'identifierClauseExpression', identifier, arguments: [], build: names => attribute(names, origin), origin });
}

const lambdaVariable = (p: Parser): UnresolvedAttribute => {
  const start = p.at;
  return attribute([p.identifier()], p.originFrom(start));
};

function lambda(p: Parser, variables: readonly UnresolvedAttribute[], start: number): Expression {
  p.expect('->');
  const body = p.expression();
  const args = variables.map(({ nameParts, origin }) => freezeNode({ kind: 'lambdaVariable', nameParts, origin }));
  return freezeNode({ kind: 'lambdaFunction', function: body, arguments: args, origin: p.originFrom(start) });
}

/** Where it does not read well, `case when` are a name and its alias, and the token behind them is one too many. */
function searchedCase(p: Parser, start: number): Expression {
  try {
    return caseExpression(p, start);
  } catch (error) {
    if (!(error instanceof SparkError) || error.condition !== 'PARSE_SYNTAX_ERROR') throw error;
    p.at = start + 2;
    throw p.isEnd ? error : p.endExpected();
  }
}

/** CASE with an operand compares it with each branch. */
function caseExpression(p: Parser, start: number): Expression {
  p.at++;
  const value = p.is('WHEN') ? undefined : p.expression();
  const parts: Expression[] = [];
  while (p.accept('WHEN')) {
    const condition = p.expression();
    p.expect('THEN');
    parts.push(value === undefined ? condition : operator('=', [value, condition], condition.origin), p.expression());
  }
  if (parts.length === 0) throw p.syntaxError();
  if (p.accept('ELSE')) parts.push(p.expression());
  p.expect('END');
  return operator('when', parts, p.originFrom(start));
}
