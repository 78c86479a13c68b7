/** Expressions from the loosest binding down: OR, AND, NOT, predicates, comparisons, operators. Operands are in primary-parser.ts. */
import {
  alias,
  booleanLiteral,
  type Expression,
  freezeNode,
  isRow,
  type Literal,
  literal,
  operator,
  stringLiteral,
} from '../plan/index.js';
import { StringType } from '../types/index.js';
import { holdsQuery, isListOfSelectLiteral, isPipeClause, startsClause } from './lookahead.js';
import type { Parser } from './parser.js';

/** Operators between two operands, and how tight they bind. */
const precedences: Readonly<Record<string, number>> = {
  '*': 7,
  '/': 7,
  '%': 7,
  DIV: 7,
  '+': 6,
  '-': 6,
  '||': 6,
  '<<': 5,
  '>>': 5,
  '>>>': 5,
  '&': 4,
  '^': 3,
  '|': 2,
  '=': 1,
  '<=>': 1,
  '<>': 1,
  '!=': 1,
  '<': 1,
  '<=': 1,
  '>': 1,
  '>=': 1,
};

const functionOfOperator: Readonly<Record<string, string>> = { '||': 'concat', DIV: 'div' };

export function expression(p: Parser): Expression {
  return p.nested(() => disjunction(p));
}

function disjunction(p: Parser): Expression {
  const start = p.at;
  const first = conjunction(p);
  const operands = [first];
  while (continues(p, 'OR')) operands.push(conjunction(p));
  return balanced(p, 'or', operands, start);
}

function conjunction(p: Parser): Expression {
  const start = p.at;
  const first = negation(p);
  const operands = [first];
  while (continues(p, 'AND')) operands.push(negation(p));
  return balanced(p, 'and', operands, start);
}

/** Takes AND or OR; one that ends the text is left over. */
const continues = (p: Parser, word: string) => p.is(word) && p.peek().kind !== 'end' && p.accept(word);

/** A long chain becomes a tree of little depth, as Spark builds it. */
function balanced(p: Parser, name: string, operands: readonly Expression[], start: number): Expression {
  if (operands.length === 1) return operands[0]!;
  const origin = p.originFrom(start);
  const between = (low: number, high: number): Expression => {
    if (low === high) return operands[low]!;
    const middle = low + Math.floor((high - low) / 2);
    return operator(name, [between(low, middle), between(middle + 1, high)], origin);
  };
  return between(0, operands.length - 1);
}

function negation(p: Parser): Expression {
  const start = p.at;
  if ((p.is('NOT') || p.is('!')) && !isNamedNot(p)) {
    p.at++;
    const child = p.nested(() => negation(p));
    return operator('not', [child], p.originFrom(start));
  }
  if (p.is('EXISTS', '(') && holdsQuery(p, p.at + 1)) {
    p.at++;
    const plan = p.parenthesizedQuery();
    return freezeNode({ kind: 'subquery', subqueryType: 'exists', plan, origin: p.originFrom(start) });
  }
  return predicated(p, valueExpression(p, 1));
}

/** NOT as the name of a column. */
function isNamedNot(p: Parser): boolean {
  const { kind, key } = p.peek();
  return kind === 'end' || ((kind === 'symbol' || key === 'AS') && !['(', '-', '+', '~', '!', '?', ':', '*'].includes(key));
}

/** One predicate may follow an operand: BETWEEN, IN, LIKE, IS. */
function predicated(p: Parser, value: Expression): Expression {
  const start = p.at;
  let offset = 0;
  if (p.token.key === 'NOT' || p.token.key === '!') offset = 1;
  const { key } = p.peek(offset);
  if (key === 'IS' && offset === 0) return p.peek().kind === 'end' ? value : isPredicate(p, value, start);
  if (key !== 'BETWEEN' && key !== 'IN' && key !== 'LIKE' && key !== 'ILIKE' && key !== 'RLIKE') return value;
  // `SELECT a like FROM t` names a column.
  if (offset === 0 && isAliasHere(p)) return value;
  p.at += offset + 1;
  const positive =
    key === 'BETWEEN'
      ? between(p, value, start)
      : key === 'IN'
        ? inPredicate(p, value, start)
        : likePredicate(p, key, value, start, offset === 1);
  if (offset === 0 || positive.isNegated) return positive.node;
  return operator('not', [positive.node], p.originFrom(start));
}

interface Predicate {
  readonly node: Expression;
  /** The NOT is in the node already. */
  readonly isNegated?: boolean;
}

function isAliasHere(p: Parser): boolean {
  const next = p.peek();
  return next.kind === 'end' || next.key === ',' || next.key === ')' || next.key === ';' || next.key === 'FROM';
}

function between(p: Parser, value: Expression, start: number): Predicate {
  const lower = valueExpression(p, 1);
  p.expectOrMissing('AND');
  const upper = valueExpression(p, 1);
  return { node: operator('between', [value, lower, upper], p.originFrom(start)) };
}

function inPredicate(p: Parser, value: Expression, start: number): Predicate {
  if (!p.is('(')) throw p.syntaxError();
  if (p.is('(', ')')) {
    p.at += 2;
    throw p.error('INVALID_SQL_SYNTAX.EMPTY_IN_PREDICATE', {}, p.originFrom(start));
  }
  if (!isListOfSelectLiteral(p, p.at) && holdsQuery(p, p.at) && (p.peek().key !== '(' || !isValueList(p))) {
    const plan = p.parenthesizedQuery();
    const values = isRow(value) ? value.arguments.map(each => (each.kind === 'alias' ? each.child : each)) : [value];
    return { node: freezeNode({ kind: 'subquery', subqueryType: 'in', plan, values, origin: p.originFrom(start) }) };
  }
  const list = p.parenthesized(() => p.expression());
  return { node: operator('in', [value, ...list], p.originFrom(start)) };
}

/** `IN ((select 1))` is a list of one scalar subquery. */
function isValueList(p: Parser): boolean {
  const { key } = p.tokenAt(p.closing[p.at + 1]! + 1);
  return key === ')' || key === ',';
}

function likePredicate(p: Parser, key: 'LIKE' | 'ILIKE' | 'RLIKE', value: Expression, start: number, isNegated: boolean): Predicate {
  const name = key.toLowerCase();
  const quantifier = key === 'RLIKE' || p.peek().key !== '(' ? undefined : p.acceptOneOf('ALL', 'ANY', 'SOME');
  if (quantifier !== undefined) return quantifiedLike(p, name, quantifier === 'ALL' ? 'all' : 'any', value, start, isNegated);
  const pattern = valueExpression(p, 1);
  if (key === 'RLIKE' || !p.is('ESCAPE') || !p.isStringAt(1)) return { node: operator(name, [value, pattern], p.originFrom(start)) };
  p.at++;
  const text = p.string();
  const origin = p.originFrom(start);
  if (text.length !== 1) throw p.error('INVALID_ESC', { invalidEscape: `'${text}'` }, origin);
  return { node: operator(name, [value, pattern, stringLiteral(text)], origin) };
}

/** Patterns that are strings go into one node; others are compared one by one. ILIKE compares in small letters. */
function quantifiedLike(p: Parser, name: string, all: 'all' | 'any', value: Expression, start: number, isNegated: boolean): Predicate {
  if (p.accept('(', ')')) throw p.error('INVALID_SQL_SYNTAX.EMPTY_QUANTIFIED_PATTERN', {}, p.originFrom(start));
  const patterns = p.parenthesized(() => p.expression());
  const origin = p.originFrom(start);
  if (patterns.every((each): each is Literal => each.kind === 'literal' && each.dataType.kind === 'string')) {
    const lower = name === 'ilike';
    const texts = lower
      ? patterns.map(each => literal(each.value === null ? null : (each.value as string).toLowerCase(), StringType, each.origin))
      : patterns;
    const operand = lower ? operator('lower', [value], origin) : value;
    const negated = isNegated ? 'not' : '';
    return { node: operator(`${negated}like${all}`, [operand, ...texts], origin), isNegated };
  }
  const each = patterns.map(pattern => {
    const like = operator(name, [value, pattern], origin);
    return isNegated ? operator('not', [like], origin) : like;
  });
  return { node: each.reduce((left, right) => operator(all === 'all' ? 'and' : 'or', [left, right], origin)), isNegated };
}

function isPredicate(p: Parser, value: Expression, start: number): Expression {
  const negated = p.peek().key === 'NOT' || p.peek().key === '!';
  const { key } = p.peek(negated ? 2 : 1);
  p.at += negated ? 2 : 1;
  const negate = (node: Expression) => (negated ? operator('not', [node], p.originFrom(start)) : node);
  switch (key) {
    case 'NULL':
      p.at++;
      return operator(negated ? 'isnotnull' : 'isnull', [value], p.originFrom(start));
    case 'UNKNOWN':
      p.at++;
      return operator(negated ? 'isnotunknown' : 'isunknown', [value], p.originFrom(start));
    case 'TRUE':
    case 'FALSE':
      p.at++;
      return negate(operator('<=>', [value, booleanLiteral(key === 'TRUE')], p.originFrom(start)));
    case 'DISTINCT': {
      p.at++;
      p.expect('FROM');
      const other = valueExpression(p, 1);
      const same = operator('<=>', [value, other], p.originFrom(start));
      return negated ? same : operator('not', [same], p.originFrom(start));
    }
    default:
      throw p.syntaxError();
  }
}

/** @param least operators that bind looser end the expression */
export function valueExpression(p: Parser, least = 1): Expression {
  const start = p.at;
  let left = unary(p);
  for (let chain = 0; ; chain++) {
    const symbol = binaryOperator(p);
    const precedence = precedences[symbol];
    if (precedence === undefined || precedence < least) return left;
    if (symbol === '|' && isPipeClause(p, p.at + 1)) return left;
    if (symbol === 'DIV' && isAliasHere(p)) return left;
    p.checkChain(chain);
    p.at += symbol === '>>' ? 2 : symbol === '>>>' ? 3 : 1;
    const right = p.nested(() => valueExpression(p, precedence + 1));
    const origin = p.originFrom(start);
    if (symbol === '<>' || symbol === '!=') left = operator('not', [operator('=', [left, right], origin)], origin);
    else left = operator(functionOfOperator[symbol] ?? symbol, [left, right], origin);
  }
}

/** `>>` comes as two tokens, since types end so too. */
function binaryOperator(p: Parser): string {
  const { key, stop } = p.token;
  if (key !== '>' || p.peek().key !== '>' || p.peek().start !== stop + 1) return key;
  return p.peek(2).key === '>' && p.peek(2).start === stop + 2 ? '>>>' : '>>';
}

const functionOfSign: Readonly<Record<string, string>> = { '-': 'negative', '+': 'positive', '~': '~' };
const numberKinds: ReadonlySet<string> = new Set('integer bigint smallint tinyint exponent decimal float double bigdecimal'.split(' '));

function unary(p: Parser): Expression {
  const { key } = p.token;
  const name = functionOfSign[key];
  // The minus of a number belongs to its literal.
  if (name === undefined || (key === '-' && numberKinds.has(p.peek().kind))) return p.grammar.primaryExpression(p);
  const start = p.at++;
  const child = p.nested(() => valueExpression(p, 8));
  return operator(name, [child], p.originFrom(start));
}

/** `expression [AS] alias`, `expression AS (a, b)` */
export function namedExpression(p: Parser): Expression {
  const start = p.at;
  const child = p.expression();
  if (p.is('AS')) {
    if (p.isIdentifierAt(1) && !(startsClause(p, p.at + 1) && !startsAliasedItem(p, 1))) {
      p.at++;
      return alias(child, p.name(), p.originFrom(start));
    }
    if (p.peek().key === '(') {
      p.at++;
      return alias(child, p.identifierList(), p.originFrom(start));
    }
    // AS itself is the name when none follows.
    return alias(child, p.name(), p.originFrom(start));
  }
  if (p.is('(') && p.isIdentifierAt(1)) return alias(child, p.identifierList(), p.originFrom(start));
  if (!p.isIdentifierAt() || startsClause(p, p.at)) return child;
  return alias(child, p.name(), p.originFrom(start));
}

/** `AS where FROM t`: the keyword is the alias when what follows could follow an alias. */
function startsAliasedItem(p: Parser, distance: number): boolean {
  const next = p.peek(distance + 1);
  return next.kind === 'end' || next.key === ',' || next.key === ')' || startsClause(p, p.at + distance + 1);
}
