/** Statements that keep tables in order: ANALYZE, TRUNCATE, REPAIR, LOAD DATA, COMMENT ON, ADD JAR, CALL. */
import { type Command, freezeNode, type MultipartName } from '../plan/index.js';
import { functionArgument } from './call-parser.js';
import { commandOfName, nameReference } from './name-parser.js';
import type { Parser } from './parser.js';
import { optionalPartitionSpec, staticPartitionSpec } from './partition-spec.js';

export function analyze(p: Parser): Command {
  const start = p.at++;
  if (p.accept('TABLES')) {
    const reference = p.acceptOneOf('FROM', 'IN') === undefined ? undefined : nameReference(p);
    p.expect('COMPUTE', 'STATISTICS');
    const noScan = p.isIdentifierAt() && isNoScan(p, start);
    const origin = p.originFrom(start);
    if (reference === undefined) return freezeNode({ kind: 'analyzeTables', noScan, origin });
    return commandOfName(p, reference, start, namespace => freezeNode({ kind: 'analyzeTables', namespace, noScan, origin }));
  }
  p.expect('TABLE');
  const reference = nameReference(p);
  const partition = optionalPartitionSpec(p);
  p.expect('COMPUTE', 'STATISTICS');
  const allColumns = p.accept('FOR', 'ALL', 'COLUMNS');
  const columns = !allColumns && p.accept('FOR', 'COLUMNS') ? p.commaList(() => p.name()) : undefined;
  const noScan = !allColumns && columns === undefined && p.isIdentifierAt() && isNoScan(p, start);
  const origin = p.originFrom(start);
  return commandOfName(p, reference, start, name =>
    freezeNode({ kind: 'analyzeTable', name, partition, noScan, columns, allColumns, origin }),
  );
}

function isNoScan(p: Parser, start: number): boolean {
  const word = p.identifier();
  if (word.toLowerCase() === 'noscan') return true;
  throw p.error('INVALID_SQL_SYNTAX.ANALYZE_TABLE_UNEXPECTED_NOSCAN', { ctx: word.toUpperCase() }, p.originFrom(start));
}

export function truncateTable(p: Parser): Command {
  const start = p.at;
  p.expect('TRUNCATE');
  p.expectOrMissing('TABLE');
  const reference = nameReference(p);
  const partition = p.is('PARTITION', '(') ? staticPartitionSpec(p) : undefined;
  const origin = p.originFrom(start);
  return commandOfName(p, reference, start, name => freezeNode({ kind: 'truncateTable', name, partition, origin }));
}

export function repairTable(p: Parser): Command {
  const start = p.at;
  p.accept('MSCK');
  p.expect('REPAIR', 'TABLE');
  const reference = nameReference(p);
  const option = p.acceptOneOf('ADD', 'DROP', 'SYNC');
  if (option !== undefined) p.expect('PARTITIONS');
  const origin = p.originFrom(start);
  const [enableAdd, enableDrop] = [option !== 'DROP', option === 'DROP' || option === 'SYNC'];
  return commandOfName(p, reference, start, name => freezeNode({ kind: 'repairTable', name, enableAdd, enableDrop, origin }));
}

export function loadData(p: Parser): Command {
  const start = p.at;
  p.expect('LOAD', 'DATA');
  const isLocal = p.accept('LOCAL');
  p.expect('INPATH');
  const path = p.string();
  const isOverwrite = p.accept('OVERWRITE');
  p.expect('INTO', 'TABLE');
  const reference = nameReference(p);
  const partition = p.is('PARTITION', '(') ? staticPartitionSpec(p) : undefined;
  const origin = p.originFrom(start);
  return commandOfName(p, reference, start, name => freezeNode({ kind: 'loadData', name, path, isLocal, isOverwrite, partition, origin }));
}

export function commentOn(p: Parser): Command {
  const start = p.at;
  p.expect('COMMENT', 'ON');
  const comment = () => {
    p.expect('IS');
    return p.accept('NULL') ? '' : p.string();
  };
  if (p.accept('COLUMN')) {
    const column = p.multipartName();
    const text = comment();
    const origin = p.originFrom(start);
    if (column.length < 2) throw p.error('INVALID_SQL_SYNTAX.COMMENT_ON_COLUMN_INCORRECT_IDENTIFIER', {}, origin);
    const columns = [{ column: column.slice(-1), comment: text }];
    return freezeNode({ kind: 'commentOnColumns', name: column.slice(0, -1), columns, origin });
  }
  const isTable = p.accept('TABLE');
  if (!isTable) p.expectOneOf('DATABASE', 'SCHEMA', 'NAMESPACE');
  const reference = nameReference(p);
  if (isTable && p.accept('COLUMN')) {
    const columns = p.parenthesized(() => ({ column: p.multipartName() as MultipartName, comment: comment() }));
    const origin = p.originFrom(start);
    return commandOfName(p, reference, start, name => freezeNode({ kind: 'commentOnColumns', name, columns, origin }));
  }
  const text = comment();
  const origin = p.originFrom(start);
  const kind = isTable ? 'commentOnTable' : 'commentOnNamespace';
  return commandOfName(p, reference, start, name => freezeNode({ kind, name, comment: text, origin }));
}

/** `ADD JAR path`, `LIST FILES` */
export function manageResource(p: Parser): Command {
  const start = p.at;
  const operation = p.next().key === 'ADD' ? 'add' : 'list';
  const resourceType = p.identifier().toLowerCase();
  const pathsStart = p.at;
  const paths: string[] = [];
  while (!p.isEnd && !p.is(';')) {
    if (p.isStringAt()) paths.push(p.string());
    else p.at++;
  }
  if (paths.length === 0) paths.push(...p.textFrom(pathsStart).split(/\s+/).filter(Boolean));
  const origin = p.originFrom(start);
  if (!/^(files?|jars?|archives?)$/.test(resourceType)) {
    const message = `${operation.toUpperCase()} with resource type '${resourceType}'`;
    throw p.error('_LEGACY_ERROR_TEMP_0035', { message }, origin);
  }
  return freezeNode({ kind: 'manageResource', operation, resourceType, paths, origin });
}

export function callStatement(p: Parser): Command {
  const start = p.at++;
  const reference = nameReference(p);
  p.expect('(');
  const args = p.is(')') ? [] : p.commaList(() => functionArgument(p));
  p.expect(')');
  const origin = p.originFrom(start);
  return commandOfName(p, reference, start, name => freezeNode({ kind: 'call', name, arguments: args, origin }));
}
