/** Statements by their first word. Each family has a file. */
import type { LogicalPlan } from '../plan/index.js';
import { alterStatement } from './alter-parser.js';
import { cacheTable, clearCache, refresh, uncacheTable } from './cache-parser.js';
import { createStatement, dropStatement, replaceStatement } from './create-parser.js';
import { closeCursor, fetchCursor, openCursor } from './cursor-parser.js';
import { describeStatement, explainStatement } from './describe-parser.js';
import { deleteStatement, insertStatement, mergeStatement, multiInsert, updateStatement } from './dml-parser.js';
import { isQueryAt } from './lookahead.js';
import { analyze, callStatement, commentOn, loadData, manageResource, repairTable, truncateTable } from './maintenance-parser.js';
import { failNativeCommand } from './native-commands.js';
import type { Parser } from './parser.js';
import { queryAfterWith, withClause } from './query-parser.js';
import { declareStatement, executeImmediate, resetStatement, setStatement, useStatement } from './session-parser.js';
import { showStatement } from './show-parser.js';

type Rule = (p: Parser) => LogicalPlan;

/** Statements that start with a word that starts no query. */
const rules: Readonly<Record<string, Rule>> = {
  ADD: manageResource,
  ALTER: alterStatement,
  ANALYZE: analyze,
  CACHE: cacheTable,
  CALL: callStatement,
  CLEAR: clearCache,
  CLOSE: closeCursor,
  COMMENT: commentOn,
  CREATE: createStatement,
  DECLARE: declareStatement,
  DELETE: deleteStatement,
  DESC: describeStatement,
  DESCRIBE: describeStatement,
  DROP: dropStatement,
  EXECUTE: executeImmediate,
  EXPLAIN: explainStatement,
  FETCH: fetchCursor,
  INSERT: insertStatement,
  LIST: manageResource,
  LOAD: loadData,
  MERGE: mergeStatement,
  MSCK: repairTable,
  OPEN: openCursor,
  REFRESH: refresh,
  REPAIR: repairTable,
  REPLACE: replaceStatement,
  RESET: resetStatement,
  SET: setStatement,
  SHOW: showStatement,
  TRUNCATE: truncateTable,
  UNCACHE: uncacheTable,
  UPDATE: updateStatement,
  USE: useStatement,
};

export function statement(p: Parser): LogicalPlan {
  const native = failNativeCommand(p);
  if (native !== undefined) throw native;
  const { key } = p.token;
  const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
  if (rule !== undefined) return p.nested(() => rule(p));
  if (key === 'WITH') return p.nested(() => withStatement(p));
  if (key === 'FROM') return multiInsert(p) ?? p.query();
  if (key === '(' || key === 'SELECT' || key === 'VALUES' || key === 'TABLE' || isQueryAt(p, p.at)) return p.query();
  throw p.syntaxError();
}

/** WITH before a query, or before a statement that changes rows. */
function withStatement(p: Parser): LogicalPlan {
  const start = p.at;
  const ctes = withClause(p);
  switch (p.token.key) {
    case 'INSERT':
      return insertStatement(p, ctes);
    case 'DELETE':
    case 'UPDATE':
    case 'MERGE': {
      const command = (p.is('DELETE') ? deleteStatement : p.is('UPDATE') ? updateStatement : mergeStatement)(p);
      return Object.freeze({ kind: 'withCommand', ...ctes, command, origin: p.originFrom(start) });
    }
    case 'FROM':
      return multiInsert(p, ctes) ?? queryAfterWith(p, ctes, start);
    default:
      return queryAfterWith(p, ctes, start);
  }
}
