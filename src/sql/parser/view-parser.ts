/** CREATE VIEW in its forms. */

import { type Command, freezeNode, type MultipartName, type Properties } from '../plan/index.js';
import { StructType } from '../types/index.js';
import { clausesOnce } from './clauses-once.js';
import { ifNotExists } from './create-words.js';
import { isQueryAt } from './lookahead.js';
import { commandOfName, nameReference } from './name-parser.js';
import type { Parser } from './parser.js';
import { propertyList } from './property-list.js';
import { checkTempQualifier } from './temp-object.js';
import { readColumn } from './type-syntax.js';

interface Words {
  readonly replace: boolean;
  readonly isGlobal: boolean;
  readonly isTemp: boolean;
}

export type SchemaMode = 'binding' | 'compensation' | 'evolution' | 'typeEvolution';

/** `WITH SCHEMA BINDING` and its kin; none when there is none. */
export function schemaBinding(p: Parser): SchemaMode | undefined {
  if (!p.accept('WITH', 'SCHEMA')) return undefined;
  if (p.accept('BINDING')) return 'binding';
  if (p.accept('COMPENSATION')) return 'compensation';
  if (p.accept('TYPE', 'EVOLUTION')) return 'typeEvolution';
  p.expect('EVOLUTION');
  return 'evolution';
}

export function createView(p: Parser, start: number, words: Words): Command {
  p.expect('VIEW');
  const allowExisting = ifNotExists(p);
  const reference = nameReference(p);
  if (words.isTemp && isTempViewUsing(p)) return tempViewUsing(p, start, words, reference.names ?? []);
  const columns = p.is('(') ? p.parenthesized(() => ({ name: p.identifier(), comment: p.accept('COMMENT') ? p.string() : undefined })) : [];
  const clauses = viewClauses(p, start);
  p.expect('AS');
  const { isTemp, isGlobal, replace } = words;
  if (p.token.kind === 'dollarQuoted') {
    const yaml = p.next().text.replace(/^\$\w*\$|\$\w*\$$/g, '');
    const origin = p.originFrom(start);
    return commandOfName(p, reference, start, name => freezeNode({ kind: 'createMetricView', name, yaml, allowExisting, replace, origin }));
  }
  const queryStart = p.at;
  const query = p.query();
  const originalText = p.textFrom(queryStart);
  const origin = p.originFrom(start);
  if (allowExisting && replace)
    throw p.error('CREATE_VIEW_WITH_IF_NOT_EXISTS_AND_REPLACE', { viewName: reference.names?.join('.') ?? '' }, origin);
  if (isTemp && allowExisting) throw p.error('_LEGACY_ERROR_TEMP_0053', {}, origin);
  const viewType = !isTemp ? 'persisted' : isGlobal ? 'globalTemp' : 'localTemp';
  return commandOfName(p, reference, start, names => {
    const name: MultipartName =
      viewType === 'persisted' ? names : checkTempQualifier(p, 'VIEW', names, origin, viewType === 'globalTemp' ? ['global_temp'] : []);
    return freezeNode({ kind: 'createView', name, viewType, columns, ...clauses, query, originalText, allowExisting, replace, origin });
  });
}

function viewClauses(p: Parser, start: number): { comment?: string; collation?: string; schemaMode?: SchemaMode; properties: Properties } {
  const clauses: { comment?: string; collation?: string; schemaMode?: SchemaMode; properties: Properties } = { properties: {} };
  const once = clausesOnce(p, start);
  for (;;) {
    if (p.accept('COMMENT')) {
      once('COMMENT');
      clauses.comment = p.string();
    } else if (p.is('WITH', 'SCHEMA')) {
      once('WITH SCHEMA');
      const mode = schemaBinding(p);
      if (mode !== undefined) clauses.schemaMode = mode;
    } else if (p.accept('DEFAULT', 'COLLATION')) {
      once('DEFAULT COLLATION');
      clauses.collation = p.identifier();
    } else if (p.accept('PARTITIONED', 'ON')) {
      once('PARTITIONED ON');
      p.identifierList();
    } else if (p.accept('TBLPROPERTIES')) {
      once('TBLPROPERTIES');
      clauses.properties = propertyList(p);
    } else if (p.accept('WITH', 'METRICS') || p.accept('LANGUAGE')) {
      if (!p.is('AS') && p.isIdentifierAt()) p.identifier();
    } else return clauses;
  }
}

/** `CREATE TEMPORARY VIEW v (a INT) USING format`: the columns have types. */
function isTempViewUsing(p: Parser): boolean {
  if (p.is('USING')) return true;
  return p.is('(') && p.tokenAt(p.closing[p.at]! + 1).key === 'USING' && !isQueryAt(p, p.at + 1);
}

function tempViewUsing(p: Parser, start: number, { replace, isGlobal }: Words, names: MultipartName): Command {
  const schemaDdl = p.is('(') ? StructType.fromJson({ type: 'struct', fields: p.parenthesized(() => readColumn(p)) }) : undefined;
  p.expect('USING');
  const provider = p.multipartName().join('.');
  const options = p.accept('OPTIONS') ? propertyList(p) : {};
  const origin = p.originFrom(start);
  const name = isGlobal ? names : checkTempQualifier(p, 'VIEW', names, origin);
  return freezeNode({ kind: 'createTempViewUsing', name, schemaDdl, provider, options, replace, isGlobal, origin });
}
