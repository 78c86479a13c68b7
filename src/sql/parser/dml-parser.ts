/** INSERT, DELETE, UPDATE and MERGE. */
import {
  type Assignment,
  attribute,
  type Command,
  type Expression,
  freezeNode,
  type MergeAction,
  type PartitionSpec,
  type Relation,
} from '../plan/index.js';
import { fromClause } from './from-parser.js';
import { isQueryAt } from './lookahead.js';
import { relationByName } from './name-parser.js';
import type { Parser } from './parser.js';
import { partitionSpec } from './partition-spec.js';
import { optionsClause, propertyList } from './property-list.js';
import { type Ctes, organized } from './query-parser.js';
import { fromStatementBody } from './select-parser.js';
import { fileFormat, rowFormat } from './storage-parser.js';
import { aliased, tableAlias } from './table-alias.js';

/** What an INSERT says before its query. */
type Target = (query: Relation) => Command;

export function insertStatement(p: Parser, ctes?: Ctes): Command {
  const start = p.at;
  const target = insertTarget(p, start);
  const query = insertQuery(p);
  return target(ctes === undefined ? query : freezeNode({ kind: 'with', input: query, ...ctes, origin: query.origin }));
}

function insertQuery(p: Parser): Relation {
  const start = p.at;
  if (!p.is('(') || !isQueryAt(p, p.at)) {
    if (p.isEnd || !(isQueryAt(p, p.at) || p.is('VALUES') || p.is('SELECT') || p.is('TABLE') || p.is('FROM') || p.is('WITH')))
      throw p.syntaxError();
    return p.query();
  }
  const query = p.query();
  return aliased(p, query, tableAlias(p), start);
}

function insertTarget(p: Parser, start: number): Target {
  p.expect('INSERT');
  const withSchemaEvolution = p.accept('WITH', 'SCHEMA', 'EVOLUTION');
  const overwrite = p.expectOneOf('INTO', 'OVERWRITE') === 'OVERWRITE';
  if (overwrite && (p.is('DIRECTORY') || p.is('LOCAL', 'DIRECTORY')) && !p.is('DIRECTORY', 'SELECT')) return directoryTarget(p, start);
  if (p.is('TABLE') && (p.isIdentifierAt(1) || p.peek().key === '(')) p.at++;
  let table = relationByName(p, () => optionsClause(p));
  const partition: PartitionSpec = p.is('PARTITION', '(') ? partitionSpec(p) : {};
  const ifPartitionNotExists = p.accept('IF', 'NOT', 'EXISTS');
  if (!p.is('BY', 'NAME') && !p.is('(') && !p.is('REPLACE') && isReplaceBehind(p)) table = aliased(p, table, tableAlias(p), start);
  if (!isQueryAt(p, p.at)) optionsClause(p);
  const byName = p.accept('BY', 'NAME');
  const columns = !byName && p.is('(') && !isQueryAt(p, p.at + 1) ? insertColumns(p) : [];
  const replace = replaceClause(p);
  if (ifPartitionNotExists && !overwrite) {
    throw p.error('INVALID_STATEMENT_OR_CLAUSE', { operation: 'INSERT INTO ... IF NOT EXISTS' }, p.originFrom(start));
  }
  const dynamic = Object.keys(partition).filter(key => partition[key] === undefined);
  if (ifPartitionNotExists && dynamic.length > 0) {
    const message = `IF NOT EXISTS with dynamic partitions: ${dynamic.join(', ')}`;
    throw p.error('_LEGACY_ERROR_TEMP_0035', { message }, p.originFrom(start));
  }
  const common = {
    columns,
    byName,
    partition,
    overwrite: overwrite || replace !== undefined,
    ifPartitionNotExists,
    withSchemaEvolution,
    ...replace,
  };
  return query => freezeNode({ kind: 'insertInto', table, query, ...common, origin: p.originFrom(start) });
}

/** A column list that is left open before a query is short of its parenthesis. */
function insertColumns(p: Parser): string[] {
  p.expect('(');
  const columns = p.commaList(() => p.name());
  if (p.is('(')) throw p.syntaxError(p.token, ": missing ')'");
  p.expect(')');
  return columns;
}

/** True when REPLACE stands behind an alias. */
function isReplaceBehind(p: Parser): boolean {
  const skip = p.is('AS') ? 2 : 1;
  return p.isStrictIdentifierAt(skip - 1) && p.peek(skip).key === 'REPLACE' && !isQueryAt(p, p.at);
}

function replaceClause(p: Parser): { replaceCondition: Expression } | { replaceUsing: readonly string[] } | undefined {
  if (!p.is('REPLACE')) return undefined;
  if (p.accept('REPLACE', 'USING')) return { replaceUsing: p.identifierList() };
  p.at++;
  p.expectOneOf('WHERE', 'ON');
  return { replaceCondition: p.expression() };
}

/** `INSERT OVERWRITE [LOCAL] DIRECTORY 'path' USING format OPTIONS (...)` */
function directoryTarget(p: Parser, start: number): Target {
  const isLocal = p.accept('LOCAL');
  p.expect('DIRECTORY');
  const path = p.isStringAt() ? p.string() : undefined;
  const provider = p.accept('USING') ? p.multipartName().join('.') : undefined;
  const options = p.accept('OPTIONS') ? propertyList(p) : {};
  const storage = { ...rowFormat(p), ...fileFormat(p) };
  if (provider !== undefined && (path === undefined) !== (options.path !== undefined))
    throw p.error('_LEGACY_ERROR_TEMP_0049', {}, p.originFrom(start));
  return query =>
    freezeNode({
      kind: 'insertIntoDirectory',
      path,
      isLocal,
      provider,
      options: { ...options, ...storage },
      query,
      origin: p.originFrom(start),
    });
}

/** `FROM t INSERT INTO a SELECT ... INSERT INTO b SELECT ...`; none when the FROM is of a query. */
export function multiInsert(p: Parser, ctes?: Ctes): Command | undefined {
  const start = p.at;
  const from = fromClause(p);
  if (!p.is('INSERT')) {
    p.at = start;
    return undefined;
  }
  const inserts: Command[] = [];
  while (p.is('INSERT')) {
    const target = insertTarget(p, p.at);
    const query = fromStatementBody(p, from, organized);
    inserts.push(target(ctes === undefined ? query : freezeNode({ kind: 'with', input: query, ...ctes, origin: query.origin })));
  }
  return inserts.length === 1 ? inserts[0]! : freezeNode({ kind: 'multiInsert', inserts, origin: p.originFrom(start) });
}

/** The table of a statement, with its alias, which may not name columns. */
function aliasedTable(p: Parser, operation: string, statementStart: number): Relation {
  const start = p.at;
  const table = relationByName(p);
  const alias = tableAlias(p);
  if (alias?.columnNames !== undefined) throw p.error('COLUMN_ALIASES_NOT_ALLOWED', { op: operation }, p.originToEnd(statementStart));
  optionsClause(p);
  return aliased(p, table, alias, start);
}

export function deleteStatement(p: Parser): Command {
  const start = p.at;
  p.expect('DELETE');
  p.expectOrMissing('FROM');
  const table = aliasedTable(p, 'DELETE', start);
  const condition = p.accept('WHERE') ? p.expression() : undefined;
  return freezeNode({ kind: 'deleteFrom', table, condition, origin: p.originFrom(start) });
}

export function updateStatement(p: Parser): Command {
  const start = p.at;
  p.expect('UPDATE');
  const table = aliasedTable(p, 'UPDATE', start);
  p.expect('SET');
  const assignments = assignmentList(p);
  const condition = p.accept('WHERE') ? p.expression() : undefined;
  return freezeNode({ kind: 'update', table, assignments, condition, origin: p.originFrom(start) });
}

export const assignmentList = (p: Parser): Assignment[] => p.commaList(() => assignment(p));

function assignment(p: Parser): Assignment {
  const start = p.at;
  const names = p.multipartName();
  const key = attribute(names, p.originFrom(start));
  if (!p.is('=')) throw p.syntaxError(p.token, p.is('(') ? ': missing EQ' : '');
  p.at++;
  const value = p.expression();
  return freezeNode({ kind: 'assignment', key, value, origin: p.originFrom(start) });
}

export function mergeStatement(p: Parser): Command {
  const start = p.at;
  p.expect('MERGE');
  const withSchemaEvolution = p.accept('WITH', 'SCHEMA', 'EVOLUTION');
  p.expect('INTO');
  const target = aliasedTable(p, 'MERGE', start);
  p.expect('USING');
  const sourceStart = p.at;
  const source = p.is('(') ? aliased(p, p.parenthesizedQuery(), tableAlias(p), sourceStart) : aliasedTable(p, 'MERGE', start);
  p.expect('ON');
  const condition = p.expression();
  const matched: MergeAction[] = [];
  const notMatched: MergeAction[] = [];
  const notMatchedBySource: MergeAction[] = [];
  while (p.is('WHEN')) {
    const clause = p.at++;
    const isMatched = !p.accept('NOT') && !p.accept('!');
    p.expect('MATCHED');
    const bySource = !isMatched && p.accept('BY', 'SOURCE');
    if (!isMatched && !bySource) p.accept('BY', 'TARGET');
    const when = p.accept('AND') ? p.expression() : undefined;
    p.expect('THEN');
    const action = mergeAction(p, !isMatched && !bySource, !bySource, when, clause, start);
    (isMatched ? matched : bySource ? notMatchedBySource : notMatched).push(action);
  }
  const origin = p.originFrom(start);
  if (matched.length + notMatched.length + notMatchedBySource.length === 0) throw p.error('MERGE_WITHOUT_WHEN', {}, origin);
  onlyLastIsBare(p, matched, 'NON_LAST_MATCHED_CLAUSE_OMIT_CONDITION', origin);
  onlyLastIsBare(p, notMatched, 'NON_LAST_NOT_MATCHED_BY_TARGET_CLAUSE_OMIT_CONDITION', origin);
  onlyLastIsBare(p, notMatchedBySource, 'NON_LAST_NOT_MATCHED_BY_SOURCE_CLAUSE_OMIT_CONDITION', origin);
  return freezeNode({ kind: 'mergeInto', target, source, condition, matched, notMatched, notMatchedBySource, withSchemaEvolution, origin });
}

/** A clause without a condition takes all rows: none may follow it. */
function onlyLastIsBare(p: Parser, actions: readonly MergeAction[], condition: string, origin: Command['origin']): void {
  if (actions.slice(0, -1).some(action => action.condition === undefined)) throw p.error(condition, {}, origin);
}

function mergeAction(
  p: Parser,
  inserts: boolean,
  mayTakeStar: boolean,
  condition: Expression | undefined,
  start: number,
  statementStart: number,
): MergeAction {
  const action = (actionType: MergeAction['actionType'], assignments: readonly Assignment[] = []): MergeAction =>
    freezeNode({ kind: 'mergeAction', actionType, condition, assignments, origin: p.originFrom(start) });
  if (!inserts) {
    if (p.accept('DELETE')) return action('delete');
    p.expect('UPDATE', 'SET');
    return mayTakeStar && p.accept('*') ? action('updateStar') : action('update', assignmentList(p));
  }
  p.expect('INSERT');
  if (p.accept('*')) return action('insertStar');
  const columns = p.parenthesized(() => {
    const at = p.at;
    return attribute(p.multipartName(), p.originFrom(at));
  });
  p.expect('VALUES');
  const values = p.parenthesized(() => p.expression());
  if (columns.length !== values.length)
    throw p.error(
      'MERGE_INSERT_VALUE_COUNT_MISMATCH',
      { actualCount: values.length, expectedCount: columns.length },
      p.originToEnd(statementStart),
    );
  return action(
    'insert',
    columns.map((key, index): Assignment => freezeNode({ kind: 'assignment', key, value: values[index]!, origin: key.origin })),
  );
}
