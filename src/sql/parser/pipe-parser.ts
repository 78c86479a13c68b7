/** SQL pipes: `query |> WHERE ... |> AGGREGATE ... |> SELECT ...`. Each takes the query before it as its input. */
import {
  type Alias,
  alias,
  type Expression,
  freezeNode,
  type GroupingAnalytics,
  type Relation,
  type UnresolvedPipeAggregateOrdinal,
  visit,
} from '../plan/index.js';
import { joinRelation } from './from-parser.js';
import { groupingExpressionsOf } from './group-by-parser.js';
import type { Parser } from './parser.js';
import { binByClause, pivotClause, unpivotClause } from './pivot-parser.js';
import { tableSample } from './sample-parser.js';
import { selectClause } from './select-parser.js';
import { setOperation } from './set-operation.js';
import { namedWindows } from './window-parser.js';

/** Rules of queries, which this file cannot import. */
export interface QueryRules {
  readonly primary: (p: Parser) => Relation;
  /** Adds the names of the clauses that it reads to `clauses`. */
  readonly organized: (p: Parser, input: Relation, start: number, clauses: string[]) => Relation;
}

const setOperators = { UNION: 'union', EXCEPT: 'except', MINUS: 'except', INTERSECT: 'intersect' } as const;

const unsupportedCase = 'UNSUPPORTED_FEATURE.PIPE_OPERATOR_AGGREGATE_UNSUPPORTED_CASE';
const windowAdvice = 'window functions; please update the query to move the window functions to a subsequent |> SELECT operator instead';

/** What follows `|>`. */
export function pipeOperator(p: Parser, input: Relation, start: number, rules: QueryRules): Relation {
  const at = p.at;
  const { key } = p.token;
  const origin = () => p.originFrom(at);
  const whole = () => p.originFrom(start);
  switch (key) {
    case 'SELECT':
      return pipeSelect(p, input, at);
    case 'EXTEND': {
      p.at++;
      const added = p.namedExpressions().map(each => pipeExpression(each, false, 'EXTEND'));
      const star = freezeNode<Expression>({ kind: 'unresolvedStar' });
      return freezeNode({ kind: 'project', input, expressions: [star, ...added], origin: origin() });
    }
    case 'SET':
      return pipeSet(p, input, at);
    case 'DROP': {
      p.at++;
      const except = p.commaList(() => p.multipartName());
      const star = freezeNode<Expression>({ kind: 'unresolvedStar', except, origin: origin() });
      return freezeNode({ kind: 'project', input, expressions: [star], origin: origin() });
    }
    case 'AS':
      p.at++;
      return freezeNode({ kind: 'subqueryAlias', input, alias: p.name(), origin: origin() });
    case 'WHERE': {
      p.at++;
      const condition = p.expression();
      if (p.is('WINDOW')) {
        p.at++;
        namedWindows(p);
        throw p.error('NOT_ALLOWED_IN_PIPE_OPERATOR_WHERE.WINDOW_CLAUSE', {}, whole());
      }
      return freezeNode({ kind: 'filter', input, condition, origin: origin() });
    }
    case 'PIVOT':
    case 'UNPIVOT': {
      const node = key === 'PIVOT' ? pivotClause(p, input, at) : unpivotClause(p, input, at);
      const other = key === 'PIVOT' ? 'UNPIVOT' : 'PIVOT';
      if (!p.is(other)) return node;
      if (other === 'PIVOT') pivotClause(p, node, at);
      else unpivotClause(p, node, at);
      throw p.error('NOT_ALLOWED_IN_FROM.UNPIVOT_WITH_PIVOT', {}, whole());
    }
    case 'BIN':
      return binByClause(p, input, at);
    case 'TABLESAMPLE':
      return tableSample(p, input, at);
    case 'UNION':
    case 'EXCEPT':
    case 'MINUS':
    case 'INTERSECT': {
      p.at++;
      const quantifier = p.acceptOneOf('ALL', 'DISTINCT');
      return setOperation(setOperators[key], [input, rules.primary(p)], quantifier === 'ALL', origin());
    }
    case 'AGGREGATE':
      return pipeAggregate(p, input, at, start);
    case 'ORDER':
    case 'SORT':
    case 'CLUSTER':
    case 'DISTRIBUTE':
    case 'LIMIT':
    case 'OFFSET':
    case 'WINDOW':
      return pipeOrganization(p, input, start, rules);
    default: {
      // Nothing is a pipe that does nothing.
      if (p.isEnd || p.is('|>') || p.is(')') || p.is(';')) return input;
      const joined = joinRelation(p, input, at);
      if (joined === undefined) throw p.syntaxError();
      return joined;
    }
  }
}

function pipeExpression(expression: Expression, isAggregate: boolean, clause: string): Expression {
  if (expression.kind === 'alias') {
    return freezeNode({ ...expression, child: pipeExpression(expression.child, isAggregate, clause) });
  }
  return freezeNode({ kind: 'pipeExpression', child: expression, isAggregate, clause, origin: expression.origin });
}

function pipeSelect(p: Parser, input: Relation, at: number): Relation {
  const { hints, isDistinct, expressions } = selectClause(p);
  let node: Relation;
  if (p.is('GROUP', 'BY')) {
    const groupingExpressions = groupingExpressionsOf(p);
    node = freezeNode({ kind: 'aggregate', input, groupingExpressions, aggregateExpressions: expressions, origin: p.originFrom(at) });
  } else {
    const wrapped = expressions.map(each => (each.kind === 'unresolvedStar' ? each : pipeExpression(each, false, 'SELECT')));
    node = freezeNode({ kind: 'project', input, expressions: wrapped, origin: p.originFrom(at) });
  }
  if (isDistinct) node = freezeNode({ kind: 'deduplicate', input: node, origin: p.originFrom(at) });
  if (p.is('WINDOW') && p.isIdentifierAt(1)) {
    p.at++;
    const windows = namedWindows(p);
    node = freezeNode({ kind: 'withWindows', input: node, windows, origin: p.originFrom(at) });
  }
  return hints.reduceRight<Relation>((below, hint) => freezeNode({ kind: 'hint', input: below, ...hint, origin: p.originFrom(at) }), node);
}

/** `|> SET a = expression, ...`: each assignment sees the ones before it. */
function pipeSet(p: Parser, input: Relation, at: number): Relation {
  p.at++;
  const replacements = p.commaList((): Alias => {
    const start = p.at;
    const names = p.multipartName();
    p.expect('=');
    const value = p.expression();
    if (names.length > 1) {
      const message = 'SQL pipe syntax |> SET operator with multi-part assignment key (only single-part keys are allowed)';
      throw p.error('_LEGACY_ERROR_TEMP_0035', { message }, p.originFrom(at + 1));
    }
    return alias(pipeExpression(value, false, 'SET'), names[0]!, p.originFrom(start));
  });
  let node = input;
  for (const replacement of replacements) {
    const star = freezeNode<Expression>({ kind: 'unresolvedStar', replacements: [replacement], origin: replacement.origin });
    node = freezeNode({ kind: 'project', input: node, expressions: [star], origin: p.originFrom(at) });
  }
  return node;
}

/** `|> AGGREGATE aggregates GROUP BY groups`: gives the groups, then the aggregates. */
function pipeAggregate(p: Parser, input: Relation, at: number, start: number): Relation {
  p.at++;
  const isGrouped = p.is('GROUP', 'BY') && p.peek(2).kind !== 'end';
  const aggregates = isGrouped || p.isEnd || p.is('|>') || p.is(')') ? [] : p.namedExpressions();
  const groups = (p.is('GROUP', 'BY') ? groupingExpressionsOf(p) : []).map(groupOfInput);
  const origin = p.originFrom(at);
  const whole = p.originFrom(start);
  if (aggregates.length === 0 && groups.length === 0) {
    const message = 'The AGGREGATE clause requires a list of aggregate expressions or a list of grouping expressions, or both';
    throw p.error('_LEGACY_ERROR_TEMP_0035', { message }, whole);
  }
  refuseInAggregate(p, aggregates, whole);
  if (
    groups.some(each => each.kind === 'unresolvedAttribute' && each.nameParts.length === 1 && each.nameParts[0]!.toUpperCase() === 'ALL')
  ) {
    throw p.error(unsupportedCase, { case: 'GROUP BY ALL' }, whole);
  }
  const analytics = groups.find(each => each.kind === 'groupingAnalytics');
  if (analytics !== undefined) {
    const text = { rollup: 'GROUP BY ROLLUP', cube: 'GROUP BY CUBE', groupingSets: 'GROUPING SETS' }[analytics.analytics];
    throw p.error(unsupportedCase, { case: text }, whole);
  }
  const aggregateExpressions = [...groups, ...aggregates.map(each => pipeExpression(each, true, 'AGGREGATE'))];
  // A number with a name is no place, but a constant.
  const groupingExpressions = groups.map(each =>
    each.kind !== 'alias' ? each : each.child.kind === 'literal' ? pipeExpression(each.child, false, 'AGGREGATE') : each.child,
  );
  return freezeNode({ kind: 'aggregate', input, groupingExpressions, aggregateExpressions, origin });
}

/** GROUP BY comes before the list here: a number is the place of a column of the input. */
function groupOfInput<E extends Expression | GroupingAnalytics>(group: E): E | UnresolvedPipeAggregateOrdinal {
  if (group.kind !== 'literal' || group.dataType.kind !== 'integer') return group;
  return freezeNode({ kind: 'unresolvedPipeAggregateOrdinal', ordinal: group.value as number, origin: group.origin });
}

/** `grouping` and `grouping_id` speak of grouping sets, which pipes have not; windows come in a pipe of their own. */
function refuseInAggregate(p: Parser, aggregates: readonly Expression[], origin: Relation['origin']): void {
  for (const aggregate of aggregates) {
    visit(aggregate, node => {
      if (node.kind === 'window') throw p.error(unsupportedCase, { case: windowAdvice }, origin);
      if (node.kind !== 'unresolvedFunction' || node.nameParts.length !== 1) return;
      const name = node.nameParts[0]!.toUpperCase();
      if (name === 'GROUPING' || name === 'GROUPING_ID') {
        throw p.error(unsupportedCase, { case: name }, origin);
      }
    });
  }
}

/** One of ORDER BY, LIMIT and so on; two in one pipe are refused, but for LIMIT with OFFSET. */
function pipeOrganization(p: Parser, input: Relation, start: number, rules: QueryRules): Relation {
  const at = p.at;
  const clauses: string[] = [];
  const node = rules.organized(p, input, start, clauses);
  const [clause1, clause2] = clauses;
  if (clause1 !== undefined && clause2 !== undefined && clause1 !== 'LIMIT') {
    throw p.error('MULTIPLE_QUERY_RESULT_CLAUSES_WITH_PIPE_OPERATORS', { clause1, clause2 }, p.originFrom(at));
  }
  return node;
}
