/** CREATE FUNCTION from a class or from SQL, and DROP FUNCTION. */

import type { Origin } from '../../errors/query-context.js';
import { type ColumnDefinition, type Command, freezeNode, type MultipartName } from '../plan/index.js';
import { type DataType, StructType } from '../types/index.js';
import { columnDefinition } from './column-parser.js';
import { ifNotExists } from './create-words.js';
import { isQueryAt } from './lookahead.js';
import { commandOfName, nameReference } from './name-parser.js';
import type { Parser } from './parser.js';
import { checkTempQualifier } from './temp-object.js';
import { readColumn } from './type-syntax.js';

interface Words {
  readonly replace: boolean;
  readonly isTemp: boolean;
}

export function createFunction(p: Parser, start: number, words: Words): Command {
  p.expect('FUNCTION');
  const skipExisting = ifNotExists(p);
  const reference = nameReference(p);
  const common = { ...words, ifNotExists: skipExisting };
  if (p.is('(')) return sqlFunction(p, start, reference, common);
  p.expect('AS');
  const className = p.string();
  const resources = p.accept('USING') ? p.commaList(() => ({ type: p.identifier().toLowerCase(), uri: p.string() })) : [];
  const origin = p.originFrom(start);
  checkWords(p, common, origin);
  return commandOfName(p, reference, start, names => {
    const name = words.isTemp ? tempName(p, names, origin) : names;
    return freezeNode({ kind: 'createFunction', name, className, resources, ...common, origin });
  });
}

function checkWords(p: Parser, { replace, isTemp, ifNotExists: skip }: Words & { ifNotExists: boolean }, origin: Origin): void {
  if (replace && skip) throw p.error('INVALID_SQL_SYNTAX.CREATE_ROUTINE_WITH_IF_NOT_EXISTS_AND_REPLACE', {}, origin);
  if (isTemp && skip) throw p.error('INVALID_SQL_SYNTAX.CREATE_TEMP_FUNC_WITH_IF_NOT_EXISTS', {}, origin);
}

const tempName = (p: Parser, names: MultipartName, origin: Origin) => checkTempQualifier(p, 'FUNCTION', names, origin);

interface Characteristics {
  comment?: string;
  collation?: string;
  isDeterministic?: boolean;
  containsSql?: boolean;
  language?: string;
}

function sqlFunction(
  p: Parser,
  start: number,
  reference: ReturnType<typeof nameReference>,
  common: Words & { ifNotExists: boolean },
): Command {
  p.expect('(');
  const parameters: ColumnDefinition[] = p.is(')') ? [] : p.commaList(() => columnDefinition(p));
  p.expect(')');
  let returnType: DataType | undefined;
  let returnColumns: DataType | undefined;
  let isTable = false;
  if (p.accept('RETURNS')) {
    isTable = p.is('TABLE');
    if (isTable) {
      p.at++;
      if (p.is('(')) returnColumns = StructType.fromJson({ type: 'struct', fields: p.parenthesized(() => readColumn(p)) });
      else if (!p.is('RETURN') && p.isIdentifierAt()) throw p.syntaxError();
    } else returnType = p.dataType();
  }
  const characteristics = routineCharacteristics(p, start);
  p.expect('RETURN');
  const bodyStart = p.at;
  const body = isQueryAt(p, p.at) ? p.query() : p.expression();
  const bodyText = p.textFrom(bodyStart);
  const origin = p.originFrom(start);
  checkWords(p, common, origin);
  for (const parameter of parameters) {
    if (parameter.generationSql !== undefined || parameter.identity !== undefined) {
      throw p.error('INVALID_SQL_SYNTAX.CREATE_FUNC_WITH_GENERATED_COLUMNS_AS_PARAMETERS', {}, origin);
    }
  }
  return commandOfName(p, reference, start, names => {
    const name = common.isTemp ? tempName(p, names, origin) : names;
    return freezeNode({
      kind: 'createSqlFunction',
      name,
      parameters,
      returnType,
      returnColumns,
      isTable,
      body,
      bodyText,
      ...characteristics,
      ...common,
      origin,
    });
  });
}

function routineCharacteristics(p: Parser, start: number): Characteristics {
  const found: Characteristics = {};
  const seen = new Set<string>();
  const once = (clause: string): true => {
    if (seen.has(clause))
      throw p.error('CREATE_TABLE_COLUMN_DESCRIPTOR_DUPLICATE', { columnName: clause, optionName: clause }, p.originFrom(start));
    seen.add(clause);
    return true;
  };
  for (;;) {
    if (p.accept('LANGUAGE')) {
      once('LANGUAGE');
      found.language = p.identifier();
    } else if (p.accept('SPECIFIC')) {
      once('SPECIFIC');
      p.name();
    } else if (p.accept('DETERMINISTIC')) found.isDeterministic = once('DETERMINISTIC');
    else if (p.accept('NOT', 'DETERMINISTIC')) found.isDeterministic = !once('DETERMINISTIC');
    else if (p.accept('CONTAINS', 'SQL')) found.containsSql = once('SQL');
    else if (p.accept('READS', 'SQL', 'DATA')) found.containsSql = !once('SQL');
    else if (p.accept('NO', 'SQL') || p.accept('MODIFIES', 'SQL', 'DATA')) once('SQL');
    else if (p.accept('RETURNS', 'NULL', 'ON', 'NULL', 'INPUT') || p.accept('CALLED', 'ON', 'NULL', 'INPUT')) once('NULL CALL');
    else if (p.accept('SQL', 'SECURITY', 'INVOKER') || p.accept('SQL', 'SECURITY', 'DEFINER')) once('SQL SECURITY');
    else if (p.accept('COMMENT')) {
      once('COMMENT');
      found.comment = p.string();
    } else if (p.accept('DEFAULT', 'COLLATION')) {
      once('DEFAULT COLLATION');
      found.collation = p.identifier();
    } else return found;
  }
}

export function dropFunction(p: Parser, start: number, isTemp: boolean): Command {
  p.expect('FUNCTION');
  const ifExists = p.accept('IF', 'EXISTS');
  const reference = nameReference(p);
  const origin = p.originFrom(start);
  return commandOfName(p, reference, start, names => {
    const name = isTemp ? tempName(p, names, origin) : names;
    return freezeNode({ kind: 'dropFunction', name, isTemp, ifExists, origin });
  });
}
