/** ALTER TABLE, ALTER VIEW, ALTER DATABASE. */
import type { Origin } from '../../errors/query-context.js';
import { type ColumnChange, type Command, freezeNode, type LogicalPlan, type MultipartName, type PartitionSpec } from '../plan/index.js';
import { dataTypeFromJson } from '../types/index.js';
import { columnPosition, expressionText, qualifiedColumn, tableConstraint } from './column-parser.js';
import { ifNotExists } from './create-words.js';
import { commandOfName, nameReference } from './name-parser.js';
import { failNativeAlter } from './native-commands.js';
import type { Parser } from './parser.js';
import { optionalPartitionSpec, partitionSpec, staticPartitionSpec } from './partition-spec.js';
import { propertyKeys, propertyList } from './property-list.js';
import { readColumn } from './type-syntax.js';
import { schemaBinding } from './view-parser.js';

type Build = (name: MultipartName, origin: Origin) => LogicalPlan;

export function alterStatement(p: Parser): Command {
  const start = p.at++;
  const word = p.expectOneOf('TABLE', 'VIEW', 'DATABASE', 'SCHEMA', 'NAMESPACE');
  const reference = nameReference(p);
  const build = word === 'TABLE' ? alterTable(p, start) : word === 'VIEW' ? alterView(p) : alterNamespace(p);
  const origin = p.originFrom(start);
  return commandOfName(p, reference, start, name => build(name, origin));
}

function alterNamespace(p: Parser): Build {
  if (p.accept('DEFAULT', 'COLLATION')) {
    const collation = p.identifier();
    return (name, origin) => freezeNode({ kind: 'setNamespaceCollation', name, collation, origin });
  }
  if (p.accept('UNSET')) {
    p.expectOneOf('DBPROPERTIES', 'PROPERTIES');
    const keys = propertyKeys(p);
    return (name, origin) => freezeNode({ kind: 'unsetNamespaceProperties', name, keys, origin });
  }
  p.expect('SET');
  if (p.accept('LOCATION')) {
    const location = p.string();
    return (name, origin) => freezeNode({ kind: 'setNamespaceLocation', name, location, origin });
  }
  p.expectOneOf('DBPROPERTIES', 'PROPERTIES');
  const properties = propertyList(p);
  return (name, origin) => freezeNode({ kind: 'setNamespaceProperties', name, properties, origin });
}

/** What tables and views share: RENAME TO and properties. */
function alterShared(p: Parser, isView: boolean): Build | undefined {
  if (p.accept('RENAME', 'TO')) {
    const newName = p.multipartName();
    return (name, origin) => freezeNode({ kind: 'renameTable', name, newName, isView, origin });
  }
  if (p.accept('SET', 'TBLPROPERTIES')) {
    const properties = propertyList(p);
    return (name, origin) => freezeNode({ kind: 'setTableProperties', name, properties, isView, origin });
  }
  if (p.accept('UNSET', 'TBLPROPERTIES')) {
    const ifExists = p.accept('IF', 'EXISTS');
    const keys = propertyKeys(p);
    return (name, origin) => freezeNode({ kind: 'unsetTableProperties', name, keys, ifExists, isView, origin });
  }
  return undefined;
}

function alterView(p: Parser): Build {
  const shared = alterShared(p, true);
  if (shared !== undefined) return shared;
  if (p.is('ADD') || p.is('DROP')) {
    const isAdd = p.next().key === 'ADD';
    if (isAdd) ifNotExists(p);
    else p.accept('IF', 'EXISTS');
    partitionSpec(p);
    throw p.error('INVALID_STATEMENT_OR_CLAUSE', { operation: `ALTER VIEW ... ${isAdd ? 'ADD' : 'DROP'} PARTITION` }, p.originToEnd(0));
  }
  const schemaMode = schemaBinding(p);
  if (schemaMode !== undefined) return (name, origin) => freezeNode({ kind: 'alterViewSchemaBinding', name, schemaMode, origin });
  p.accept('AS');
  const start = p.at;
  const query = p.query();
  const originalText = p.textFrom(start);
  return (name, origin) => freezeNode({ kind: 'alterViewQuery', name, query, originalText, origin });
}

function alterTable(p: Parser, start: number): Build {
  const partitionStart = p.at;
  const partition = optionalPartitionSpec(p);
  const native = failNativeAlter(p, start);
  if (native !== undefined) throw native;
  const shared = partition === undefined ? alterShared(p, false) : undefined;
  if (shared !== undefined) return shared;
  switch (p.token.key) {
    case 'ADD':
      return alterAdd(p);
    case 'DROP':
      return alterDrop(p);
    case 'RENAME':
      return alterRename(p, partitionStart, partition);
    case 'SET':
      return alterSet(p, partition);
    case 'ALTER':
    case 'CHANGE':
      return alterColumns(p, partition);
    case 'REPLACE': {
      p.at++;
      p.expect('COLUMNS');
      const columns = p.parenthesized(() => qualifiedColumn(p));
      if (partition !== undefined) {
        throw p.error('INVALID_STATEMENT_OR_CLAUSE', { operation: 'ALTER TABLE ... PARTITION ... REPLACE COLUMNS' }, p.originFrom(start));
      }
      return (name, origin) => freezeNode({ kind: 'replaceColumns', name, columns, partition, origin });
    }
    case 'RECOVER':
      p.at++;
      p.expect('PARTITIONS');
      return (name, origin) => freezeNode({ kind: 'recoverPartitions', name, origin });
    case 'CLUSTER': {
      p.at++;
      p.expect('BY');
      const columns = p.accept('NONE') ? [] : p.parenthesized(() => p.multipartName());
      return (name, origin) => freezeNode({ kind: 'alterTableClusterBy', name, columns, origin });
    }
    case 'DEFAULT': {
      p.at++;
      p.expect('COLLATION');
      const collation = p.identifier();
      return (name, origin) => freezeNode({ kind: 'setTableCollation', name, collation, origin });
    }
    default:
      throw p.syntaxError();
  }
}

function alterAdd(p: Parser): Build {
  p.at++;
  if (p.acceptOneOf('COLUMN', 'COLUMNS') !== undefined) {
    const columns = p.is('(') ? p.parenthesized(() => qualifiedColumn(p)) : p.commaList(() => qualifiedColumn(p));
    return (name, origin) => freezeNode({ kind: 'addColumns', name, columns, origin });
  }
  const constraint = tableConstraint(p);
  if (constraint !== undefined) return (name, origin) => freezeNode({ kind: 'addConstraint', name, constraint, origin });
  const skipExisting = ifNotExists(p);
  const partitions: { spec: PartitionSpec; location?: string | undefined }[] = [];
  do partitions.push({ spec: staticPartitionSpec(p), location: p.accept('LOCATION') ? p.string() : undefined });
  while (p.is('PARTITION'));
  return (name, origin) => freezeNode({ kind: 'addPartitions', name, partitions, ifNotExists: skipExisting, origin });
}

function alterDrop(p: Parser): Build {
  p.at++;
  if (p.acceptOneOf('COLUMN', 'COLUMNS') !== undefined) {
    const ifExists = p.accept('IF', 'EXISTS');
    const columns = p.is('(') ? p.parenthesized(() => p.multipartName()) : p.commaList(() => p.multipartName());
    return (name, origin) => freezeNode({ kind: 'dropColumns', name, columns, ifExists, origin });
  }
  if (p.accept('CONSTRAINT')) {
    const ifExists = p.accept('IF', 'EXISTS');
    const constraint = p.identifier();
    const cascade = p.acceptOneOf('RESTRICT', 'CASCADE') === 'CASCADE';
    return (name, origin) => freezeNode({ kind: 'dropConstraint', name, constraint, ifExists, cascade, origin });
  }
  const ifExists = p.accept('IF', 'EXISTS');
  const partitions = p.commaList(() => staticPartitionSpec(p));
  const purge = p.accept('PURGE');
  return (name, origin) => freezeNode({ kind: 'dropPartitions', name, partitions, ifExists, purge, origin });
}

function alterRename(p: Parser, partitionStart: number, partition: PartitionSpec | undefined): Build {
  p.at++;
  if (partition !== undefined) {
    p.expect('TO');
    const after = p.at;
    p.at = partitionStart;
    const from = staticPartitionSpec(p);
    p.at = after;
    const to = staticPartitionSpec(p);
    return (name, origin) => freezeNode({ kind: 'renamePartition', name, from, to, origin });
  }
  p.expect('COLUMN');
  const column = p.multipartName();
  p.expect('TO');
  const newName = p.name();
  return (name, origin) => freezeNode({ kind: 'renameColumn', name, column, newName, origin });
}

function alterSet(p: Parser, partition: PartitionSpec | undefined): Build {
  p.at++;
  if (p.accept('LOCATION')) {
    const location = p.string();
    return (name, origin) => freezeNode({ kind: 'setTableLocation', name, location, partition, origin });
  }
  if (p.accept('SERDEPROPERTIES')) {
    const properties = propertyList(p);
    return (name, origin) => freezeNode({ kind: 'setTableSerDe', name, properties, partition, origin });
  }
  if (!p.is('SERDE')) throw p.syntaxError();
  p.at++;
  const serde = p.string();
  const properties = p.accept('WITH', 'SERDEPROPERTIES') ? propertyList(p) : {};
  return (name, origin) => freezeNode({ kind: 'setTableSerDe', name, serde, properties, partition, origin });
}

function alterColumns(p: Parser, partition: PartitionSpec | undefined): Build {
  const isChange = p.next().key === 'CHANGE';
  p.accept('COLUMN');
  const changes = p.commaList(() => columnChange(p, isChange));
  if (partition !== undefined) {
    throw p.error('INVALID_STATEMENT_OR_CLAUSE', { operation: 'ALTER TABLE ... PARTITION ... CHANGE COLUMN' }, p.originToEnd(0));
  }
  return (name, origin) => freezeNode({ kind: 'alterColumns', name, changes, origin });
}

/** `a TYPE INT`, `a COMMENT 'x'`, `a SET NOT NULL`; Hive's `a b INT` names the column and its type again. */
function columnChange(p: Parser, isChange: boolean): ColumnChange {
  const column = p.multipartName();
  if (p.accept('TYPE')) return { column, dataType: p.dataType() };
  if (p.accept('COMMENT')) return { column, comment: p.string() };
  if (p.is('SET') || p.is('DROP')) {
    const isSet = p.next().key === 'SET';
    if (p.accept('NOT', 'NULL') || p.accept('!', 'NULL')) return { column, nullable: !isSet };
    p.expect('DEFAULT');
    return { column, defaultSql: isSet ? expressionText(p) : '' };
  }
  const position = p.is('FIRST') || p.is('AFTER') ? columnPosition(p) : undefined;
  if (position !== undefined) return { column, position };
  if (!isChange) {
    if (!p.isEnd && !p.is(';') && !p.is(',')) throw p.syntaxError();
    const message = 'ALTER TABLE table ALTER COLUMN requires a TYPE, a SET/DROP, a COMMENT, or a FIRST/AFTER';
    throw p.error('_LEGACY_ERROR_TEMP_0035', { message }, p.originToEnd(0));
  }
  const { name, type, nullable, metadata } = readColumn(p);
  if (name.toLowerCase() !== column[column.length - 1]!.toLowerCase()) {
    const parameters = { operation: 'Renaming column', command: 'ALTER COLUMN', msg: ', please run RENAME COLUMN instead' };
    throw p.error('_LEGACY_ERROR_TEMP_0034', parameters, p.originToEnd(0));
  }
  const comment = metadata.comment as string | undefined;
  return { column, dataType: dataTypeFromJson(type), nullable: nullable ? undefined : false, comment, position: columnPosition(p) };
}
