/** Statements of Hive that Spark knows by their first words, and refuses. */
import type { SparkError } from '../../errors/spark-error.js';
import type { Parser } from './parser.js';

const phrases: readonly (readonly string[])[] = `
CREATE ROLE
DROP ROLE
GRANT ROLE
GRANT
REVOKE ROLE
REVOKE
SHOW GRANT
SHOW ROLE GRANT
SHOW ROLE
SHOW PRINCIPALS
SHOW ROLES
SHOW CURRENT ROLES
EXPORT TABLE
IMPORT TABLE
SHOW COMPACTIONS
SHOW TRANSACTIONS
SHOW INDEXES
SHOW LOCKS
ALTER INDEX
LOCK TABLE
LOCK DATABASE
UNLOCK TABLE
UNLOCK DATABASE
CREATE TEMPORARY MACRO
DROP TEMPORARY MACRO
START TRANSACTION
COMMIT
ROLLBACK
DFS
SET ROLE`
  .trim()
  .split('\n')
  .map(line => line.split(' '));

/** Behind `ALTER TABLE name [PARTITION (...)]`. */
const tablePhrases: readonly (readonly string[])[] = `
NOT CLUSTERED
CLUSTERED BY
NOT SORTED
SKEWED BY
NOT SKEWED
NOT STORED AS DIRECTORIES
SET SKEWED LOCATION
EXCHANGE PARTITION
ARCHIVE PARTITION
UNARCHIVE PARTITION
TOUCH
COMPACT
CONCATENATE
SET FILEFORMAT`
  .trim()
  .split('\n')
  .map(line => line.split(' '));

export function failNativeCommand(p: Parser): SparkError | undefined {
  const phrase = phrases.find(words => p.is(...words));
  return phrase && refuse(p, phrase.join(' '), p.at);
}

/** @param start the token of ALTER */
export function failNativeAlter(p: Parser, start: number): SparkError | undefined {
  const phrase = tablePhrases.find(words => p.is(...words));
  return phrase && refuse(p, `ALTER TABLE ${phrase.join(' ')}`, start);
}

function refuse(p: Parser, operation: string, start: number): SparkError {
  while (!p.isEnd && !p.is(';')) p.at++;
  return p.error('INVALID_STATEMENT_OR_CLAUSE', { operation }, p.originFrom(start));
}
