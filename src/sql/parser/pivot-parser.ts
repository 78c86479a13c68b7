/** PIVOT, UNPIVOT and BIN BY: what turns rows into columns, columns into rows, ranges into bins. */
import { alias, attribute, type Expression, freezeNode, operator, type Relation } from '../plan/index.js';
import { startsClause } from './lookahead.js';
import type { Parser } from './parser.js';

/** `PIVOT (aggregates FOR column IN (values)) [[AS] alias]` */
export function pivotClause(p: Parser, input: Relation, start: number): Relation {
  p.expect('PIVOT', '(');
  const aggregates = p.namedExpressions();
  p.expectOrMissing('FOR');
  const columnStart = p.at;
  const columns = p.is('(') ? p.identifierList() : [p.name()];
  const origin = p.originFrom(columnStart);
  const attributes = columns.map(name => attribute([name], origin));
  const pivotColumn = attributes.length === 1 ? attributes[0]! : operator('struct', attributes, origin);
  p.expect('IN');
  const pivotValues = p.parenthesized(() => pivotValue(p));
  p.expectOrMissing(')');
  return withAlias(p, freezeNode({ kind: 'pivot', input, pivotColumn, pivotValues, aggregates, origin: p.originFrom(start) }), start);
}

function pivotValue(p: Parser): Expression {
  const start = p.at;
  const value = p.expression();
  const isNamed = p.accept('AS') || p.isIdentifierAt();
  return isNamed ? alias(value, p.name(), p.originFrom(start)) : value;
}

/** `UNPIVOT [INCLUDE NULLS] (value FOR name IN (columns))`, or with several values at a time. */
export function unpivotClause(p: Parser, input: Relation, start: number): Relation {
  p.expect('UNPIVOT');
  const nulls = p.acceptOneOf('INCLUDE', 'EXCLUDE');
  if (nulls !== undefined) p.expect('NULLS');
  p.expect('(');
  const isMulti = p.is('(');
  const valueColumnNames = isMulti ? p.identifierList() : [p.identifier()];
  p.expect('FOR');
  const variableColumnName = p.identifier();
  p.expect('IN');
  const sets = p.parenthesized(() => unpivotSet(p, isMulti));
  p.expectOrMissing(')');
  const node = freezeNode<Relation>({
    kind: 'unpivot',
    input,
    values: sets.map(set => set.columns),
    valueAliases: sets.map(set => set.name),
    variableColumnName,
    valueColumnNames,
    includeNulls: nulls === 'INCLUDE',
    origin: p.originFrom(start),
  });
  return withAlias(p, node, start);
}

function unpivotSet(p: Parser, isMulti: boolean): { columns: Expression[]; name: string | undefined } {
  const column = () => {
    const start = p.at;
    return attribute(p.multipartName(), p.originFrom(start));
  };
  const columns = isMulti ? p.parenthesized(column) : [column()];
  const isNamed = p.accept('AS') || p.isIdentifierAt();
  return { columns, name: isNamed ? p.name() : undefined };
}

/** `BIN BY (RANGE start TO end BIN WIDTH width ... DISTRIBUTE UNIFORM (columns) ...)` */
export function binByClause(p: Parser, input: Relation, start: number): Relation {
  const column = () => {
    const at = p.at;
    return attribute(p.multipartName(), p.originFrom(at));
  };
  p.expect('BIN', 'BY', '(', 'RANGE');
  const rangeStart = column();
  p.expect('TO');
  const rangeEnd = column();
  p.expect('BIN', 'WIDTH');
  const width = p.expression();
  const alignTo = p.accept('ALIGN', 'TO') ? p.expression() : undefined;
  p.expect('DISTRIBUTE', 'UNIFORM');
  const distribute = p.parenthesized(column);
  const named = (key: string) => (p.accept(key, 'AS') ? p.name() : undefined);
  const binStart = named('BIN_START');
  const binEnd = named('BIN_END');
  const distributeRatio = named('BIN_DISTRIBUTE_RATIO');
  p.expect(')');
  const origin = p.originFrom(start);
  const node = freezeNode<Relation>({
    kind: 'binBy',
    input,
    rangeStart,
    rangeEnd,
    width,
    alignTo,
    distribute,
    binStart,
    binEnd,
    distributeRatio,
    origin,
  });
  return withAlias(p, node, start);
}

function withAlias(p: Parser, input: Relation, start: number): Relation {
  const isNamed = p.accept('AS') || (p.isIdentifierAt() && !startsClause(p, p.at) && !startsJoin(p));
  return isNamed ? freezeNode({ kind: 'subqueryAlias', input, alias: p.name(), origin: p.originFrom(start) }) : input;
}

const joinWords: ReadonlySet<string> = new Set('JOIN INNER CROSS LEFT RIGHT FULL NATURAL SEMI ANTI ON USING LATERAL'.split(' '));
const startsJoin = (p: Parser) => p.isOneOf(joinWords);
