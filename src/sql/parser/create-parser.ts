/** CREATE, REPLACE and DROP of tables, databases and indexes; views and functions have files of their own. */

import { sparkErrorOf } from '../../errors/spark-error-of.js';
import {
  type ColumnDefinition,
  type Command,
  freezeNode,
  type LogicalPlan,
  type MultipartName,
  type Properties,
  type TableClauses,
} from '../plan/index.js';
import { StructField, StructType } from '../types/index.js';
import { clausesOnce } from './clauses-once.js';
import { tableElement } from './column-parser.js';
import { ifNotExists } from './create-words.js';
import { createFunction, dropFunction } from './function-parser.js';
import { isQueryAt } from './lookahead.js';
import { commandOfName, nameReference } from './name-parser.js';
import type { Parser } from './parser.js';
import { propertyList } from './property-list.js';
import { tableClauses } from './table-clauses.js';
import { createView } from './view-parser.js';

const namespaceWords: ReadonlySet<string> = new Set(['DATABASE', 'SCHEMA', 'NAMESPACE']);

export function createStatement(p: Parser): LogicalPlan {
  const start = p.at++;
  const replace = p.accept('OR', 'REPLACE');
  if (!replace && p.isOneOf(namespaceWords)) return createNamespace(p, start);
  if (!replace && p.is('INDEX')) return createIndex(p, start);
  if (!replace) refusePipelines(p);
  const isGlobal = p.accept('GLOBAL');
  const isTemp = p.accept('TEMPORARY');
  if (p.is('VIEW')) return createView(p, start, { replace, isGlobal, isTemp });
  if (isGlobal) throw p.syntaxError();
  if (p.is('FUNCTION')) return createFunction(p, start, { replace, isTemp });
  if (replace) {
    p.expect('TABLE');
    return replaceTable(p, start, true);
  }
  const isExternal = p.accept('EXTERNAL');
  if (!p.is('TABLE')) throw p.syntaxError();
  p.at++;
  return createTable(p, start, isTemp, isExternal);
}

/** Spark reads the statements of declarative pipelines, which run in a pipeline only. */
function refusePipelines(p: Parser): void {
  if (p.is('FLOW')) throw sparkErrorOf('UNSUPPORTED_FEATURE.CREATE_FLOW_QUERY_EXECUTION');
  const isView = p.is('MATERIALIZED', 'VIEW');
  if (!isView && !p.is('STREAMING', 'TABLE')) return;
  const pipelineDatasetType = isView ? 'MATERIALIZED VIEW' : 'STREAMING TABLE';
  throw sparkErrorOf('UNSUPPORTED_FEATURE.CREATE_PIPELINE_DATASET_QUERY_EXECUTION', { pipelineDatasetType });
}

export function replaceStatement(p: Parser): LogicalPlan {
  const start = p.at;
  p.expect('REPLACE', 'TABLE');
  return replaceTable(p, start, false);
}

function createTable(p: Parser, start: number, isTemp: boolean, isExternal: boolean): Command {
  const skipExisting = ifNotExists(p);
  const reference = nameReference(p);
  if (p.is('LIKE')) {
    p.at++;
    const source = nameReference(p);
    const clauses = tableClauses(p);
    const origin = p.originFrom(start);
    return commandOfName(p, source, start, sourceName =>
      commandOfName(p, reference, start, name =>
        freezeNode({ kind: 'createTableLike', name, source: sourceName, clauses, ifNotExists: skipExisting, origin }),
      ),
    );
  }
  const { columns, constraints, clauses, query, origin } = tableBody(p, start);
  if (isTemp) {
    if (query !== undefined) {
      const message = 'CREATE TEMPORARY TABLE ... AS ..., use CREATE TEMPORARY VIEW instead';
      throw p.error('_LEGACY_ERROR_TEMP_0035', { message }, origin);
    }
    if (clauses.provider === undefined) throw p.error('_LEGACY_ERROR_TEMP_0046', {}, origin);
    return commandOfName(p, reference, start, name => tempViewOf(name, columns, clauses, origin));
  }
  return commandOfName(p, reference, start, name =>
    freezeNode({ kind: 'createTable', name, columns, constraints, clauses, query, isExternal, ifNotExists: skipExisting, origin }),
  );
}

/** CREATE TEMPORARY TABLE ... USING is an old form of CREATE TEMPORARY VIEW. */
function tempViewOf(name: MultipartName, columns: readonly ColumnDefinition[], clauses: TableClauses, origin: Command['origin']): Command {
  const fields = columns.map(each => new StructField(each.name[0]!, each.dataType, each.nullable));
  const schemaDdl = fields.length === 0 ? undefined : new StructType(fields);
  const { provider = '', options } = clauses;
  return freezeNode({ kind: 'createTempViewUsing', name, schemaDdl, provider, options, replace: false, isGlobal: false, origin });
}

function replaceTable(p: Parser, start: number, orCreate: boolean): Command {
  const reference = nameReference(p);
  const { columns, constraints, clauses, query, origin } = tableBody(p, start);
  return commandOfName(p, reference, start, name =>
    freezeNode({ kind: 'replaceTable', name, columns, constraints, clauses, query, orCreate, origin }),
  );
}

/** Columns, clauses and the query of a table. */
function tableBody(p: Parser, start: number) {
  const elements = p.is('(') && !isQueryAt(p, p.at + 1) ? p.parenthesized(() => tableElement(p)) : [];
  const columns = elements.flatMap(each => ('column' in each ? [each.column] : []));
  const constraints = elements.flatMap(each => ('constraint' in each ? [each.constraint] : []));
  const clauses = tableClauses(p);
  const query = p.accept('AS') || isQueryAt(p, p.at) ? p.query() : undefined;
  const origin = p.originFrom(start);
  if (query !== undefined && (columns.length > 0 || clauses.partitionColumns.length > 0)) {
    const message =
      columns.length > 0
        ? 'Schema may not be specified in a Create Table As Select (CTAS) statement'
        : 'Partition column types may not be specified in Create Table As Select (CTAS)';
    throw p.error('_LEGACY_ERROR_TEMP_0035', { message }, origin);
  }
  return { columns, constraints, clauses, query, origin };
}

function createNamespace(p: Parser, start: number): Command {
  p.at++;
  const skipExisting = ifNotExists(p);
  const reference = nameReference(p);
  const properties: Record<string, string> = {};
  const once = clausesOnce(p, start);
  for (;;) {
    if (p.accept('COMMENT')) {
      once('COMMENT');
      properties.comment = p.string();
    } else if (p.accept('LOCATION')) {
      once('LOCATION');
      properties.location = p.string();
    } else if (p.accept('DEFAULT', 'COLLATION')) {
      once('DEFAULT COLLATION');
      properties.collation = p.identifier();
    } else if (p.accept('WITH', 'DBPROPERTIES') || p.accept('WITH', 'PROPERTIES')) {
      once('WITH PROPERTIES');
      Object.assign(properties, propertyList(p) satisfies Properties);
    } else break;
  }
  const origin = p.originFrom(start);
  return commandOfName(p, reference, start, name =>
    freezeNode({ kind: 'createNamespace', name, ifNotExists: skipExisting, properties, origin }),
  );
}

function createIndex(p: Parser, start: number): Command {
  p.at++;
  const skipExisting = ifNotExists(p);
  const index = p.identifier();
  p.expect('ON');
  p.accept('TABLE');
  const reference = nameReference(p);
  const indexType = p.accept('USING') ? p.identifier() : '';
  const columns = p.parenthesized(() => {
    const name = p.multipartName();
    if (p.accept('OPTIONS')) propertyList(p);
    return name;
  });
  const options = p.accept('OPTIONS') ? propertyList(p) : {};
  const origin = p.originFrom(start);
  return commandOfName(p, reference, start, name =>
    freezeNode({ kind: 'createIndex', name, index, indexType, columns, options, ifNotExists: skipExisting, origin }),
  );
}

export function dropStatement(p: Parser): Command {
  const start = p.at++;
  const { key } = p.token;
  const isTemp = key === 'TEMPORARY';
  if (isTemp) p.at++;
  if (isTemp && (p.is('VARIABLE') || p.is('VAR'))) {
    p.at++;
    const ifExists = p.accept('IF', 'EXISTS');
    const reference = nameReference(p);
    const origin = p.originFrom(start);
    return commandOfName(p, reference, start, name => freezeNode({ kind: 'dropVariable', name, ifExists, origin }));
  }
  if (p.is('FUNCTION')) return dropFunction(p, start, isTemp);
  if (isTemp) throw p.syntaxError();
  const isNamespace = p.isOneOf(namespaceWords);
  if (!isNamespace && key !== 'TABLE' && key !== 'VIEW' && key !== 'INDEX') throw p.syntaxError();
  p.at++;
  const ifExists = p.accept('IF', 'EXISTS');
  if (key === 'INDEX') {
    const index = p.identifier();
    p.expect('ON');
    p.accept('TABLE');
    const reference = nameReference(p);
    const origin = p.originFrom(start);
    return commandOfName(p, reference, start, name => freezeNode({ kind: 'dropIndex', name, index, ifExists, origin }));
  }
  const reference = nameReference(p);
  const behavior = isNamespace ? p.acceptOneOf('RESTRICT', 'CASCADE') : undefined;
  const purge = key === 'TABLE' && p.accept('PURGE');
  const origin = p.originFrom(start);
  return commandOfName(p, reference, start, name => {
    if (isNamespace) return freezeNode({ kind: 'dropNamespace', name, ifExists, cascade: behavior === 'CASCADE', origin });
    if (key === 'VIEW') return freezeNode({ kind: 'dropView', name, ifExists, origin });
    return freezeNode({ kind: 'dropTable', name, ifExists, purge, origin });
  });
}
