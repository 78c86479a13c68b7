/** Queries: WITH, set operations, pipes, and the clauses that order and cut their result. */
import { type CteDefinition, type Expression, freezeNode, type Relation, sortOrder } from '../plan/index.js';
import { inlineTable } from './inline-table.js';
import { isPipeClause, isQueryAt } from './lookahead.js';
import { relationByName } from './name-parser.js';
import type { Parser } from './parser.js';
import { pipeOperator } from './pipe-parser.js';
import { fromStatement, querySpecification } from './select-parser.js';
import { setOperation } from './set-operation.js';
import { sortItems } from './sort-parser.js';
import { namedWindows } from './window-parser.js';

export interface Ctes {
  readonly definitions: readonly CteDefinition[];
  readonly isRecursive: boolean;
}

export function query(p: Parser): Relation {
  const start = p.at;
  const ctes = p.is('WITH') ? withClause(p) : undefined;
  return queryAfterWith(p, ctes, start);
}

export function queryAfterWith(p: Parser, ctes: Ctes | undefined, start: number): Relation {
  const input = organized(p, queryTerm(p), start);
  return ctes === undefined ? input : freezeNode({ kind: 'with', input, ...ctes, origin: p.originFrom(start) });
}

/** `WITH [RECURSIVE] name [(columns)] [MAX RECURSION LEVEL n] [AS] (query), ...` */
export function withClause(p: Parser): Ctes {
  p.expect('WITH');
  const isRecursive = p.is('RECURSIVE') && p.isIdentifierAt(1) && p.peek().key !== 'AS';
  if (isRecursive) p.at++;
  const start = p.at;
  const definitions = p.commaList(() => cteDefinition(p));
  const seen = new Set<string>();
  const duplicates = new Set<string>();
  for (const { name } of definitions) (seen.has(name) ? duplicates : seen).add(name);
  if (duplicates.size > 0) {
    const names = [...duplicates].map(name => `\`${name}\``).join(', ');
    throw p.error('DUPLICATED_CTE_NAMES', { duplicateNames: names }, p.originToEnd(start - 1));
  }
  return { definitions, isRecursive };
}

function cteDefinition(p: Parser): CteDefinition {
  const start = p.at;
  const name = p.name();
  const columnNames = p.is('(') && !isQueryAt(p, p.at + 1) ? p.identifierList() : undefined;
  const maxRecursion = p.accept('MAX', 'RECURSION', 'LEVEL') ? p.integer() : undefined;
  p.accept('AS');
  if (!p.is('(')) throw p.syntaxError();
  const input = p.parenthesizedQuery();
  return freezeNode({ kind: 'cteDefinition', name, columnNames, maxRecursion, input, origin: p.originFrom(start) });
}

const setOperators = { UNION: 'union', EXCEPT: 'except', MINUS: 'except', INTERSECT: 'intersect' } as const;
type SetOperator = keyof typeof setOperators;

/** Pipes bind loosest; INTERSECT binds tighter than UNION and EXCEPT. */
function queryTerm(p: Parser): Relation {
  const start = p.at;
  let left = setOperations(p, 3);
  for (let length = 0; p.is('|>') || (p.is('|') && isPipeClause(p, p.at + 1)); length++) {
    p.checkChain(length);
    p.at++;
    // A table needs no boundary: nothing is hidden below it.
    const input: Relation = isPlain(left) ? left : freezeNode({ kind: 'pipeOperator', input: left, origin: left.origin });
    left = pipeOperator(p, input, start, { primary: queryPrimary, organized });
  }
  return left;
}

const isPlain = ({ kind }: Relation) => kind === 'unresolvedRelation' || kind === 'subqueryAlias';

function setOperations(p: Parser, least: 3 | 4): Relation {
  const start = p.at;
  let left = queryPrimary(p);
  // The inputs of a run of the same union: it becomes one node, however long it is.
  let union: { readonly inputs: Relation[]; readonly isAll: boolean } | undefined;
  const closed = () => (union === undefined ? left : setOperation('union', union.inputs, union.isAll, p.originFrom(start)));
  for (let length = 0; ; length++) {
    const { key } = p.token;
    if (!(key in setOperators)) return closed();
    const operation = setOperators[key as SetOperator];
    const precedence = operation === 'intersect' && !p.options.legacySetOperationsPrecedence ? 4 : 3;
    if (precedence < least) return closed();
    p.at++;
    const isAll = p.acceptOneOf('ALL', 'DISTINCT') === 'ALL';
    if (operation !== 'union' || (union !== undefined && union.isAll !== isAll)) {
      p.checkChain(length);
      left = closed();
      union = undefined;
    }
    const right = precedence === 3 ? setOperations(p, 4) : queryPrimary(p);
    if (operation !== 'union') left = setOperation(operation, [left, right], isAll, p.originFrom(start));
    else if (union === undefined) union = { inputs: [left, right], isAll };
    else union.inputs.push(right);
  }
}

function queryPrimary(p: Parser): Relation {
  switch (p.token.key) {
    case '(':
      return p.parenthesizedQuery();
    case 'TABLE':
      p.at++;
      return relationByName(p);
    case 'VALUES':
      return inlineTable(p);
    case 'FROM':
      return fromStatement(p, organized);
    case 'SELECT':
    case 'MAP':
    case 'REDUCE':
      return querySpecification(p);
    default:
      throw p.syntaxError();
  }
}

/** ORDER BY and its kin, WINDOW, LIMIT, OFFSET. Adds the names of those it reads to `clauses`. */
export function organized(p: Parser, input: Relation, start: number, clauses: string[] = []): Relation {
  let node = sorted(p, input, start, clauses);
  if (p.is('WINDOW') && p.isIdentifierAt(1)) {
    p.at++;
    const windows = namedWindows(p);
    node = freezeNode({ kind: 'withWindows', input: node, windows, origin: p.originFrom(start) });
  }
  let limit: Expression | undefined;
  if (p.accept('LIMIT')) {
    clauses.push('LIMIT');
    // LIMIT ALL is no limit.
    if (p.is('ALL') && !['.', '(', '+', '-'].includes(p.peek().key)) p.at++;
    else limit = p.expression();
  }
  if (p.accept('OFFSET')) {
    clauses.push('OFFSET');
    const offset = p.expression();
    node = freezeNode({ kind: 'offset', input: node, offset, origin: p.originFrom(start) });
  }
  return limit === undefined ? node : freezeNode({ kind: 'limit', input: node, limit, origin: p.originFrom(start) });
}

function sorted(p: Parser, input: Relation, start: number, clauses: string[]): Relation {
  const first = p.at;
  const accept = (word: string) => p.accept(word, 'BY') && clauses.push(`${word} BY`) > 0;
  const order = accept('ORDER') ? sortItems(p) : undefined;
  const cluster = accept('CLUSTER') ? p.expressions() : undefined;
  const distribute = accept('DISTRIBUTE') ? p.expressions() : undefined;
  const sort = accept('SORT') ? sortItems(p) : undefined;
  if (p.at === first) return input;
  const origin = p.originFrom(start);
  if (order !== undefined && cluster === undefined && distribute === undefined && sort === undefined) {
    return freezeNode({ kind: 'sort', input, order, isGlobal: true, origin });
  }
  if (order !== undefined || (cluster !== undefined && (distribute !== undefined || sort !== undefined))) {
    throw p.error('UNSUPPORTED_FEATURE.COMBINATION_QUERY_RESULT_CLAUSES', {}, p.originFrom(first));
  }
  const partitionExpressions = cluster ?? distribute;
  const split: Relation =
    partitionExpressions === undefined ? input : freezeNode({ kind: 'repartitionByExpression', input, partitionExpressions, origin });
  const within = cluster?.map(each => sortOrder(each, 'ascending', 'nullsFirst', each.origin)) ?? sort;
  return within === undefined ? split : freezeNode({ kind: 'sort', input: split, order: within, isGlobal: false, origin });
}
