/** DESCRIBE and EXPLAIN. */
import { type Command, freezeNode } from '../plan/index.js';
import { isQueryAt } from './lookahead.js';
import { commandOfName, nameReference } from './name-parser.js';
import type { Parser } from './parser.js';
import { optionalPartitionSpec } from './partition-spec.js';

export function describeStatement(p: Parser): Command {
  const start = p.at++;
  if (p.is('FUNCTION') && !isLast(p)) return describeFunction(p, start);
  if (p.is('PROCEDURE') && p.isIdentifierAt(1)) {
    p.at++;
    const reference = nameReference(p);
    const origin = p.originFrom(start);
    return commandOfName(p, reference, start, name => freezeNode({ kind: 'describeProcedure', name, origin }));
  }
  if ((p.is('DATABASE') || p.is('SCHEMA') || p.is('NAMESPACE')) && p.isIdentifierAt(1)) {
    p.at++;
    const isExtended = acceptWord(p, 'EXTENDED');
    const reference = nameReference(p);
    const origin = p.originFrom(start);
    return commandOfName(p, reference, start, name => freezeNode({ kind: 'describeNamespace', name, isExtended, origin }));
  }
  if ((p.is('QUERY') && (isQueryAt(p, p.at + 1) || p.peek().key === '(')) || (!p.is('TABLE') && isQueryAt(p, p.at))) {
    p.accept('QUERY');
    const queryStart = p.at;
    const query = p.query();
    return freezeNode({ kind: 'describeQuery', query, originalText: p.textFrom(queryStart), origin: p.originFrom(start) });
  }
  return describeRelation(p, start);
}

/** A word that has a name behind it, and is no name itself. */
function acceptWord(p: Parser, ...words: readonly string[]): boolean {
  return words.some(word => p.is(word) && p.isIdentifierAt(1) && p.accept(word));
}

const isLast = (p: Parser) => p.peek().kind === 'end' || p.peek().key === ';';

const operators: ReadonlySet<string> = new Set(
  ['=', '<=>', '<>', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%', '~', '&', '|', '||', '^', '<<', '!'].concat([
    'DIV',
    'AND',
    'OR',
    'IN',
    'NOT',
  ]),
);

function describeFunction(p: Parser, start: number): Command {
  p.at++;
  const isExtended = p.is('EXTENDED') && !isLast(p) ? p.accept('EXTENDED') : false;
  if (p.isStringAt()) {
    const name = [p.string()];
    return freezeNode({ kind: 'describeFunction', name, isExtended, origin: p.originFrom(start) });
  }
  if (p.isOneOf(operators) && p.peek().key !== '.') {
    let name = p.next().text;
    while (name.startsWith('>') && p.is('>')) name += p.next().text;
    return freezeNode({ kind: 'describeFunction', name: [name], isExtended, origin: p.originFrom(start) });
  }
  const reference = nameReference(p);
  const origin = p.originFrom(start);
  return commandOfName(p, reference, start, name => freezeNode({ kind: 'describeFunction', name, isExtended, origin }));
}

/** `[TABLE] [EXTENDED | FORMATTED] table [PARTITION (...)] [column] [AS JSON]` */
function describeRelation(p: Parser, start: number): Command {
  if (p.is('TABLE') && !isLast(p)) p.at++;
  const isExtended = acceptWord(p, 'EXTENDED', 'FORMATTED');
  const reference = nameReference(p);
  const partition = optionalPartitionSpec(p);
  const column = p.isIdentifierAt() && !p.is('AS', 'JSON') ? p.multipartName() : undefined;
  const asJson = p.accept('AS', 'JSON');
  const origin = p.originFrom(start);
  if (asJson && !isExtended) {
    throw p.errorOfAll('DESCRIBE_JSON_NOT_EXTENDED', {
      tableName: reference.names?.join('.') ?? reference.identifier?.origin?.fragment ?? '',
    });
  }
  if (column === undefined) {
    return commandOfName(p, reference, start, name =>
      freezeNode({ kind: 'describeRelation', name, isExtended, partition, asJson, origin }),
    );
  }
  if (partition !== undefined) throw p.error('UNSUPPORTED_FEATURE.DESC_TABLE_COLUMN_PARTITION', {}, origin);
  if (asJson) throw p.error('UNSUPPORTED_FEATURE.DESC_TABLE_COLUMN_JSON', {}, origin);
  return commandOfName(p, reference, start, name => freezeNode({ kind: 'describeColumn', name, column, isExtended, asJson, origin }));
}

const explainModes = { EXTENDED: 'extended', CODEGEN: 'codegen', COST: 'cost', FORMATTED: 'formatted', LOGICAL: 'simple' } as const;

export function explainStatement(p: Parser): Command {
  const start = p.at++;
  const word = p.acceptOneOf('EXTENDED', 'CODEGEN', 'COST', 'FORMATTED', 'LOGICAL');
  const plan = p.grammar.statement(p);
  const origin = p.originFrom(start);
  if (word === 'LOGICAL') throw p.error('INVALID_STATEMENT_OR_CLAUSE', { operation: 'EXPLAIN LOGICAL' }, origin);
  return freezeNode({ kind: 'explain', mode: word === undefined ? 'simple' : explainModes[word], plan, origin });
}
