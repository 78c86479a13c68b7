/** Almost any keyword may be a name, so what a word means depends on what follows it. These questions look ahead and take nothing. */
import type { Token } from './lexer.js';
import type { Parser } from './parser.js';

const setOperators: ReadonlySet<string> = new Set(['UNION', 'EXCEPT', 'INTERSECT', 'MINUS']);
const afterOperand: ReadonlySet<string> = new Set([
  ...[')', ',', ']', '.', ';', '=', '<=>', '<>', '!=', '<', '<=', '>', '>=', '*', '/', '%', '|', '||', '&', '^', '::', '->', '=>', '|>'],
  ...['AS', 'AND', 'OR', 'IS', 'BETWEEN', 'LIKE', 'ILIKE', 'RLIKE', 'DIV', 'WHEN', 'THEN', 'ELSE', 'END', 'ASC', 'DESC', 'USING', 'ON'],
]);

/** True when an expression may start with a token, which cannot follow an operand instead. */
export function startsExpression(p: Parser, token: Token): boolean {
  if (token.kind === 'end') return false;
  if (token.kind === 'symbol') return ['(', '-', '+', '~', '!', '?', ':', '*'].includes(token.key);
  if (p.isName(token)) return !afterOperand.has(token.key);
  return token.kind !== 'unrecognized' && !afterOperand.has(token.key);
}

/** True when a query starts at a token. */
export function isQueryAt(p: Parser, index: number): boolean {
  const token = p.tokenAt(index);
  const next = p.tokenAt(index + 1);
  switch (token.key) {
    case '(':
      return isParenthesizedQuery(p, index);
    case 'SELECT':
      return startsExpression(p, next) || ['DISTINCT', 'ALL', 'TRANSFORM', '/*+', 'NOT', 'CASE'].includes(next.key);
    case 'WITH':
      return next.key === 'RECURSIVE' || (p.isName(next) && ['AS', '(', 'MAX'].includes(p.tokenAt(index + 2).key));
    case 'VALUES':
      return startsExpression(p, next) && next.key !== '-' && next.key !== '+' && next.key !== '*';
    case 'TABLE':
      return p.isName(next) && !afterOperand.has(next.key) && !setOperators.has(next.key);
    case 'FROM':
      return (
        (p.isName(next) && !afterOperand.has(next.key)) ||
        (next.key === '(' && (isQueryAt(p, index + 2) || p.tokenAt(p.closing[index + 1]!).key === '('))
      );
    case 'MAP':
    case 'REDUCE':
      return next.key !== '(' && startsExpression(p, next) && next.key !== '-' && next.key !== '+' && next.key !== '*';
    default:
      return false;
  }
}

/** `((select 1))`, `((select 1) union ...)` are queries; `((select 1) + 1)`, `((select 1) t join u)` are not. */
function isParenthesizedQuery(p: Parser, index: number): boolean {
  let depth = index;
  while (p.tokenAt(depth).key === '(') depth++;
  if (!isQueryAt(p, depth)) return false;
  for (let open = depth - 1; open > index; open--) {
    const closing = p.closing[open]!;
    if (closing < 0) return true;
    if (!continuesQuery(p, closing + 1)) return false;
  }
  const closing = p.closing[index]!;
  return closing < 0 || continuesQuery(p, closing + 1);
}

/** True when what follows a parenthesized query belongs to a larger query, or nothing follows. */
function continuesQuery(p: Parser, index: number): boolean {
  const { key, kind } = p.tokenAt(index);
  if (kind === 'end' || key === ')' || key === '|>' || key === ';') return true;
  if (setOperators.has(key)) return true;
  const next = p.tokenAt(index + 1);
  if (key === 'ORDER' || key === 'SORT' || key === 'CLUSTER' || key === 'DISTRIBUTE') return next.key === 'BY';
  if (key === 'LIMIT' || key === 'OFFSET') return startsExpression(p, next) || next.key === 'ALL';
  if (key === 'WINDOW') return p.isName(next) && p.tokenAt(index + 2).key === 'AS';
  return key === '|' && isPipeClause(p, index + 1);
}

/** True when the parenthesis at a token holds a query, and not an expression or a relation. */
export const holdsQuery = (p: Parser, open: number): boolean => isQueryAt(p, open + 1);

const queryWords: ReadonlySet<string> = new Set(
  'FROM WHERE GROUP HAVING ORDER SORT CLUSTER DISTRIBUTE LIMIT OFFSET WINDOW LATERAL QUALIFY'.split(' '),
);

/**
 * `(SELECT 'a', b)`: as `SELECT` may be a name, the grammar finds a list there that begins with a literal of the type SELECT, where a
 * list may stand. @param open the parenthesis
 */
export function isListOfSelectLiteral(p: Parser, open: number): boolean {
  if (p.tokenAt(open + 1).key !== 'SELECT' || !p.isString(p.tokenAt(open + 2))) return false;
  const { key } = p.tokenAt(open + 3);
  if (key !== ')' && key !== ',') return false;
  for (let at = open + 3; at < p.closing[open]!; at++) {
    const word = p.tokenAt(at).key;
    if (queryWords.has(word) || setOperators.has(word)) return false;
  }
  return true;
}

/** The words that may follow `|` where it stands for `|>`. */
const pipeClauses: ReadonlySet<string> = new Set(
  'SELECT EXTEND SET DROP AS WHERE PIVOT UNPIVOT TABLESAMPLE INNER CROSS LEFT RIGHT FULL NATURAL SEMI ANTI JOIN UNION EXCEPT MINUS INTERSECT ORDER CLUSTER DISTRIBUTE SORT WINDOW LIMIT OFFSET AGGREGATE'.split(
    ' ',
  ),
);

export function isPipeClause(p: Parser, index: number): boolean {
  const { key } = p.tokenAt(index);
  if (!p.options.singleCharacterPipe || !pipeClauses.has(key)) return false;
  // `a | left` may be a column of that name.
  const next = p.tokenAt(index + 1);
  return next.kind !== 'end' && next.key !== ')' && next.key !== ',' && next.key !== ';';
}

/** Clauses that may follow a word which is an alias then. */
const clauseWords: ReadonlySet<string> = new Set(['FROM', 'WHERE', 'GROUP', 'HAVING', 'ORDER', 'LIMIT']);
const operandWords: ReadonlySet<string> = new Set(['NOT', 'CASE', 'ALL']);

/**
 * True when a keyword starts a clause of the query around, rather than being the alias of what stands before it:
 * `SELECT 1 limit` names a column, `SELECT 1 LIMIT 2` does not.
 */
export function startsClause(p: Parser, index: number): boolean {
  const { key } = p.tokenAt(index);
  if (key === '') return false;
  const next = p.tokenAt(index + 1);
  switch (key) {
    case 'FROM':
      return p.isName(next) || next.key === '(' || next.kind === 'doubleQuoted';
    case 'WHERE':
    case 'HAVING':
    case 'QUALIFY':
    case 'OFFSET':
    case 'LIMIT':
      if (clauseWords.has(next.key) && startsClause(p, index + 1)) return false;
      return startsExpression(p, next) || operandWords.has(next.key) || (next.key === 'AND' && p.tokenAt(index + 2).kind !== 'end');
    case 'GROUP':
    case 'ORDER':
    case 'CLUSTER':
    case 'DISTRIBUTE':
    case 'SORT':
    case 'BIN':
      return next.key === 'BY';
    case 'UNION':
    case 'EXCEPT':
    case 'MINUS':
    case 'INTERSECT':
      return ['ALL', 'DISTINCT', 'SELECT', 'VALUES', 'TABLE', 'FROM', 'MAP', 'REDUCE', '('].includes(next.key);
    case 'WINDOW':
      return p.isName(next) && p.tokenAt(index + 2).key === 'AS';
    case 'LATERAL':
      return next.key === 'VIEW' || next.key === 'JOIN';
    case 'PIVOT':
      return next.key === '(';
    case 'UNPIVOT':
      return next.key === '(' || next.key === 'INCLUDE' || next.key === 'EXCLUDE';
    case 'TABLESAMPLE':
      return next.key === '(' || next.key === 'BERNOULLI' || next.key === 'SYSTEM';
    case 'ASOF':
      return next.key === 'JOIN';
    case 'SELECT':
      return startsExpression(p, next) || next.key === 'DISTINCT' || next.key === 'ALL' || next.key === '/*+' || next.key === 'CASE';
    case 'INSERT':
      return next.key === 'INTO' || next.key === 'OVERWRITE' || next.key === 'WITH';
    case 'MAP':
    case 'REDUCE':
      return startsExpression(p, next) && next.key !== '(';
    case 'APPROX':
    case 'EXACT':
      return next.key === 'NEAREST';
    case 'MATCH_CONDITION':
      return next.key === '(';
    case 'WITH':
      return next.key === '(' || next.key === 'ROLLUP' || next.key === 'CUBE';
    case 'GROUPING':
      return next.key === 'SETS';
    case 'WATERMARK':
      return p.isName(next) || next.key === '(';
    case 'FOR':
      return p.isName(next) || next.key === '(';
    case 'USING':
      return next.key === '(' || p.isString(next);
    case 'SET':
    case 'REPLACE':
      return p.isName(next);
    case 'WHEN':
      return next.key === 'MATCHED' || next.key === 'NOT' || next.key === '!';
    case 'DO':
    case 'THEN':
      return p.scriptDepth > 0;
    default:
      return false;
  }
}
