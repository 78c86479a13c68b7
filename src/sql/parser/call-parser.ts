/** Calls: `f(a, DISTINCT b, name => c) FILTER (WHERE ...) OVER (...)`, and the functions that have a syntax of their own. */
import { call, type Expression, freezeNode, type MultipartName, operator, stringLiteral, type UnresolvedFunction } from '../plan/index.js';
import { startsExpression } from './lookahead.js';
import type { Parser } from './parser.js';
import { sortItems } from './sort-parser.js';
import { multipartNameOf } from './token-stream.js';
import { windowOrReference } from './window-parser.js';

/** True at `name(`, `a.b.name(`; `IDENTIFIER('name')` is a name itself. */
export function isFunctionCall(p: Parser): boolean {
  let at = p.at;
  while (p.isName(p.tokenAt(at))) {
    at = p.isIdentifierClauseOfString(at) ? p.closing[at + 1]! + 1 : at + 1;
    const { key } = p.tokenAt(at);
    if (key === '(') return true;
    if (key !== '.') return false;
    at++;
  }
  return false;
}

/** @param clause the call's name is `IDENTIFIER(expression)`, read already */
export function functionCall(p: Parser, clause?: { readonly identifier: Expression; readonly start: number }): Expression {
  const start = clause?.start ?? p.at;
  const nameParts = clause === undefined ? functionName(p) : [];
  return finishedCall(p, start, nameParts, callArguments(p), clause?.identifier);
}

interface Arguments {
  readonly args: readonly Expression[];
  readonly isDistinct: boolean;
}

/** What may follow the arguments of a call. @param identifier the expression that gives the name */
function finishedCall(
  p: Parser,
  start: number,
  nameParts: MultipartName,
  { args, isDistinct }: Arguments,
  identifier?: Expression,
): Expression {
  const rest = afterCall(p, isDistinct, start);
  const build = (names: MultipartName, list: readonly Expression[]): Expression => {
    const node: UnresolvedFunction = freezeNode({ kind: 'unresolvedFunction', nameParts: names, arguments: list, ...rest.modifiers });
    return rest.over === undefined ? node : freezeNode({ kind: 'window', function: node, spec: rest.over, origin: rest.modifiers.origin });
  };
  if (identifier === undefined) return unitCall(p, nameParts, args, start, rest.over === undefined) ?? build(nameParts, args);
  if (identifier.kind === 'literal' && identifier.dataType.kind === 'string') {
    return build(multipartNameOf(identifier.value as string, p.options), args);
  }
  return freezeNode({ kind: 'identifierClauseExpression', identifier, arguments: args, build, origin: rest.modifiers.origin });
}

function functionName(p: Parser): string[] {
  const parts: string[] = [];
  do parts.push(...(p.isIdentifierClauseOfString() ? p.multipartName() : [p.identifier()]));
  while (p.accept('.'));
  return parts;
}

function callArguments(p: Parser): Arguments {
  p.expect('(');
  if (p.accept(')')) return { args: [], isDistinct: false };
  const isDistinct = p.is('DISTINCT') && startsArgument(p);
  if (isDistinct || (p.is('ALL') && startsArgument(p))) p.at++;
  return { args: moreArguments(p, [functionArgument(p)]), isDistinct };
}

/** The arguments behind those that are read, to the parenthesis. */
function moreArguments(p: Parser, args: Expression[]): Expression[] {
  while (p.accept(',')) args.push(functionArgument(p));
  if (!p.accept(')')) throw p.unclosedList(args.length);
  return args;
}

/** A call that turned out to be plain while its special syntax was read. */
const plainCall = (p: Parser, start: number, args: Expression[]): Expression =>
  finishedCall(p, start, [p.nameOf(p.tokenAt(start))], { args: moreArguments(p, args), isDistinct: false });

/** True when DISTINCT or ALL is no column of that name. */
const startsArgument = (p: Parser) => startsExpression(p, p.peek()) || p.peek().key === 'CASE' || p.peek().key === 'NOT';

/** An expression, or `name => expression`. */
export function functionArgument(p: Parser, special?: (p: Parser) => Expression | undefined): Expression {
  const start = p.at;
  if (p.isIdentifierAt() && p.peek().key === '=>') {
    const name = p.identifier();
    p.at++;
    const value = special?.(p) ?? p.expression();
    return freezeNode({ kind: 'namedArgument', name, value, origin: p.originFrom(start) });
  }
  return special?.(p) ?? p.expression();
}

type Modifiers = Pick<UnresolvedFunction, 'isDistinct' | 'filter' | 'ignoreNulls' | 'orderingWithinGroup' | 'origin'>;

function afterCall(p: Parser, isDistinct: boolean, start: number) {
  let orderingWithinGroup: UnresolvedFunction['orderingWithinGroup'];
  let filter: Expression | undefined;
  let ignoreNulls: boolean | undefined;
  if (p.accept('WITHIN', 'GROUP', '(')) {
    p.expect('ORDER', 'BY');
    orderingWithinGroup = sortItems(p);
    p.expect(')');
  }
  if (p.is('FILTER', '(') && p.peek(2).key === 'WHERE') {
    p.at += 3;
    filter = p.expression();
    p.expectOrMissing(')');
  }
  if (p.is('IGNORE', 'NULLS') || p.is('RESPECT', 'NULLS')) {
    ignoreNulls = p.is('IGNORE');
    p.at += 2;
  }
  const isWindow = p.is('OVER') && (p.peek().key === '(' || p.isIdentifierAt(1)) && p.accept('OVER');
  const over = isWindow ? windowOrReference(p) : undefined;
  const origin = p.originFrom(start);
  const modifiers: Modifiers = { isDistinct: isDistinct || undefined, filter, ignoreNulls, orderingWithinGroup, origin };
  return { modifiers, over };
}

const dateUnits: ReadonlySet<string> = new Set(
  'YEAR QUARTER MONTH WEEK DAY DAYOFYEAR HOUR MINUTE SECOND MILLISECOND MICROSECOND'.split(' '),
);
const addUnits: ReadonlySet<string> = new Set(['TIMESTAMPADD', 'DATEADD', 'DATE_ADD']);
const subtractUnits: ReadonlySet<string> = new Set(['TIMESTAMPDIFF', 'DATEDIFF', 'DATE_DIFF', 'TIMEDIFF']);

/** `timestampadd(MONTH, 1, ts)`: the first of three arguments is a unit. */
function unitCall(
  p: Parser,
  nameParts: MultipartName,
  args: readonly Expression[],
  start: number,
  isPlain: boolean,
): Expression | undefined {
  const name = nameParts.length === 1 ? nameParts[0]!.toUpperCase() : '';
  const isAdd = addUnits.has(name);
  if (!isPlain || args.length !== 3 || (!isAdd && !subtractUnits.has(name))) return undefined;
  const unit = p.tokenAt(start + 2);
  const origin = p.originFrom(start);
  if (p.isString(unit) && args[0]!.kind === 'literal') {
    const functionName = `\`${p.tokenAt(start).text}\``;
    throw p.error(
      'INVALID_PARAMETER_VALUE.DATETIME_UNIT',
      { functionName, parameter: '`unit`', invalidValue: `'${args[0].value}'` },
      origin,
    );
  }
  if (!dateUnits.has(unit.key) || p.tokenAt(start + 3).key !== ',') return undefined;
  return operator(isAdd ? 'timestampadd' : 'timestampdiff', [stringLiteral(unit.text), args[1]!, args[2]!], origin);
}

/** The functions with a syntax of their own; none when the token starts no such call, or a plain call of that name. */
export function specialCall(p: Parser): Expression | undefined {
  if (p.peek().key !== '(') return undefined;
  const start = p.at;
  switch (p.token.key) {
    case 'CAST':
    case 'TRY_CAST':
      return cast(p, start);
    case 'STRUCT': {
      p.at += 2;
      const args = p.is(')') ? [] : p.namedExpressions();
      p.expect(')');
      // OVER and the like would belong to a plain call, which struct is not.
      return operator('struct', args, p.originFrom(start));
    }
    case 'FIRST':
    case 'LAST':
    case 'ANY_VALUE':
      return withNullTreatment(p, start);
    case 'EXTRACT':
      return p.isIdentifierAt(2) && p.peek(3).key === 'FROM' ? extract(p, start) : undefined;
    case 'TRIM':
      return trim(p, start);
    case 'POSITION':
    case 'SUBSTR':
    case 'SUBSTRING':
    case 'OVERLAY':
      return spelledOut(p, p.token.key, start);
    default:
      return undefined;
  }
}

function cast(p: Parser, start: number): Expression | undefined {
  const evalMode = p.is('TRY_CAST') ? 'try' : 'default';
  if (p.peek(2).key === ')') return undefined;
  p.at += 2;
  const child = p.expression();
  // `cast(a, b)` calls a function of that name.
  if (p.is(',') || p.is(')')) return plainCall(p, start, [child]);
  if (!p.is('AS')) throw p.syntaxError();
  p.at++;
  const dataType = p.dataType();
  p.expect(')');
  return freezeNode({ kind: 'cast', child, dataType, evalMode, origin: p.originFrom(start) });
}

/** `first(a IGNORE NULLS)` */
function withNullTreatment(p: Parser, start: number): Expression | undefined {
  const closing = p.closing[p.at + 1]!;
  if (closing < 0 || p.tokenAt(closing - 1).key !== 'NULLS' || p.tokenAt(closing - 2).key !== 'IGNORE') return undefined;
  const name = p.next().text;
  p.at++;
  const child = p.expression();
  if (!p.accept('IGNORE', 'NULLS', ')')) return plainCall(p, start, [child]);
  return freezeNode({ ...call(name, [child], p.originFrom(start)), ignoreNulls: true });
}

function extract(p: Parser, start: number): Expression {
  p.at += 2;
  const field = p.identifier();
  p.at++;
  const source = p.valueExpression();
  p.expect(')');
  return operator('extract', [stringLiteral(field), source], p.originFrom(start));
}

const functionOfSide: Readonly<Record<string, string>> = { BOTH: 'trim', LEADING: 'ltrim', TRAILING: 'rtrim' };

/** `trim([BOTH | LEADING | TRAILING] [characters] FROM text)` */
function trim(p: Parser, start: number): Expression | undefined {
  const side = p.peek(2).key;
  const isSide = Object.hasOwn(functionOfSide, side) && ![')', ',', '.', '('].includes(p.peek(3).key);
  if (!startsPlainArgument(p)) return undefined;
  p.at += isSide ? 3 : 2;
  const args = isSide && p.is('FROM') ? [] : [p.expression()];
  if (!p.is('FROM')) {
    if (isSide) throw p.syntaxError();
    return plainCall(p, start, args);
  }
  p.at++;
  args.push(p.valueExpression());
  p.expect(')');
  return operator(isSide ? functionOfSide[side]! : 'trim', args, p.originFrom(start));
}

/** True when the first argument is no DISTINCT, and has no name. */
function startsPlainArgument(p: Parser): boolean {
  const first = p.peek(2);
  return first.key !== ')' && first.key !== 'DISTINCT' && first.key !== 'ALL' && p.peek(3).key !== '=>';
}

/** `position(a IN b)`, `substring(a FROM b FOR c)`, `overlay(a PLACING b FROM c FOR d)` */
function spelledOut(p: Parser, key: string, start: number): Expression | undefined {
  if (!startsPlainArgument(p)) return undefined;
  p.at += 2;
  // IN is an operator elsewhere.
  const args = [key === 'POSITION' ? p.valueExpression() : p.expression()];
  const part = (word: string): boolean => p.accept(word) && args.push(p.valueExpression()) > 0;
  const then = (word: string) => {
    p.expect(word);
    args.push(p.valueExpression());
  };
  if (key === 'POSITION') {
    if (!part('IN')) return plainCall(p, start, args);
  } else if (key === 'OVERLAY') {
    if (!part('PLACING')) return plainCall(p, start, args);
    then('FROM');
    part('FOR');
  } else if (!part('FROM')) {
    if (!p.accept(',')) return plainCall(p, start, args);
    args.push(functionArgument(p));
    if (!part('FOR')) return plainCall(p, start, args);
  } else if (!part('FOR') && p.accept(',')) args.push(p.valueExpression());
  p.expect(')');
  const name = key === 'SUBSTR' ? 'substring' : key === 'POSITION' ? 'locate' : key.toLowerCase();
  return operator(name, args, p.originFrom(start));
}
