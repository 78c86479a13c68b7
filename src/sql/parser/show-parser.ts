/** SHOW ... */
import { type Command, freezeNode, type MultipartName } from '../plan/index.js';
import { commandOfName, type NameReference, nameReference } from './name-parser.js';
import type { Parser } from './parser.js';
import { optionalPartitionSpec } from './partition-spec.js';
import { propertyKey } from './property-list.js';

export function showStatement(p: Parser): Command {
  const start = p.at++;
  const { key } = p.token;
  const next = p.peek();
  switch (key) {
    case 'DATABASES':
    case 'SCHEMAS':
    case 'NAMESPACES': {
      p.at++;
      const reference = inNamespace(p);
      const pattern = likePattern(p);
      return inScope(p, start, reference, (namespace, origin) => freezeNode({ kind: 'showNamespaces', namespace, pattern, origin }));
    }
    case 'TABLES': {
      p.at++;
      const reference = inNamespace(p);
      const pattern = likePattern(p);
      const asJson = p.accept('AS', 'JSON');
      return inScope(p, start, reference, (namespace, origin) => freezeNode({ kind: 'showTables', namespace, pattern, asJson, origin }));
    }
    case 'TABLE':
      return showTableExtended(p, start);
    case 'VIEWS': {
      p.at++;
      const reference = inNamespace(p);
      const pattern = likePattern(p);
      return inScope(p, start, reference, (namespace, origin) => freezeNode({ kind: 'showViews', namespace, pattern, origin }));
    }
    case 'COLUMNS':
      return showColumns(p, start);
    case 'TBLPROPERTIES': {
      p.at++;
      const reference = nameReference(p);
      const property = p.accept('(') ? propertyKey(p) : undefined;
      if (property !== undefined) p.expect(')');
      const origin = p.originFrom(start);
      return commandOfName(p, reference, start, name => freezeNode({ kind: 'showTableProperties', name, key: property, origin }));
    }
    case 'PARTITIONS': {
      p.at++;
      const reference = nameReference(p);
      const partition = optionalPartitionSpec(p);
      const asJson = p.accept('AS', 'JSON');
      const origin = p.originFrom(start);
      return commandOfName(p, reference, start, name => freezeNode({ kind: 'showPartitions', name, partition, asJson, origin }));
    }
    case 'CREATE': {
      p.at++;
      p.expect('TABLE');
      const reference = nameReference(p);
      const asSerde = p.accept('AS', 'SERDE');
      const origin = p.originFrom(start);
      return commandOfName(p, reference, start, name => freezeNode({ kind: 'showCreateTable', name, asSerde, origin }));
    }
    case 'CURRENT':
      p.at++;
      p.expectOneOf('DATABASE', 'SCHEMA', 'NAMESPACE');
      return freezeNode({ kind: 'showCurrentNamespace', origin: p.originFrom(start) });
    case 'CATALOGS':
    case 'COLLATIONS': {
      if (next.key === 'FUNCTIONS') break;
      p.at++;
      const pattern = likePattern(p);
      return freezeNode({ kind: key === 'CATALOGS' ? 'showCatalogs' : 'showCollations', pattern, origin: p.originFrom(start) });
    }
    case 'PROCEDURES': {
      p.at++;
      const reference = inNamespace(p);
      return inScope(p, start, reference, (namespace, origin) => freezeNode({ kind: 'showProcedures', namespace, origin }));
    }
  }
  return showFunctions(p, start);
}

const inNamespace = (p: Parser): NameReference | undefined => (p.acceptOneOf('FROM', 'IN') === undefined ? undefined : nameReference(p));

function likePattern(p: Parser): string | undefined {
  const isLike = p.accept('LIKE');
  return isLike || p.isStringAt() ? p.string() : undefined;
}

function inScope(
  p: Parser,
  start: number,
  reference: NameReference | undefined,
  build: (namespace: MultipartName | undefined, origin: Command['origin']) => Command,
): Command {
  const origin = p.originFrom(start);
  return reference === undefined ? build(undefined, origin) : commandOfName(p, reference, start, name => build(name, origin));
}

function showTableExtended(p: Parser, start: number): Command {
  p.at++;
  p.expect('EXTENDED');
  const reference = inNamespace(p);
  p.expect('LIKE');
  const pattern = p.string();
  const partition = optionalPartitionSpec(p);
  const asJson = p.accept('AS', 'JSON');
  return inScope(p, start, reference, (namespace, origin) =>
    freezeNode({ kind: 'showTableExtended', namespace, pattern, partition, asJson, origin }),
  );
}

function showColumns(p: Parser, start: number): Command {
  p.at++;
  p.expectOneOf('FROM', 'IN');
  const reference = nameReference(p);
  const namespace = p.acceptOneOf('FROM', 'IN') === undefined ? undefined : p.multipartName();
  const origin = p.originFrom(start);
  return commandOfName(p, reference, start, name => freezeNode({ kind: 'showColumns', name, namespace, origin }));
}

/** `SHOW [USER | SYSTEM | ALL] FUNCTIONS [IN schema] [[LIKE] name or pattern]` */
function showFunctions(p: Parser, start: number): Command {
  let scope: 'all' | 'user' | 'system' = 'all';
  if (!p.is('FUNCTIONS') || p.peek().key === 'FUNCTIONS') {
    if (!p.isIdentifierAt()) throw p.syntaxError();
    const word = p.identifier();
    if (!p.is('FUNCTIONS')) throw p.syntaxError(p.token, p.isEnd ? ": missing 'FUNCTIONS'" : '');
    const lower = word.toLowerCase();
    if (lower !== 'all' && lower !== 'user' && lower !== 'system') {
      p.at++;
      throw p.error('INVALID_SQL_SYNTAX.SHOW_FUNCTIONS_INVALID_SCOPE', { scope: `\`${word}\`` }, p.originFrom(start));
    }
    scope = lower;
  }
  p.at++;
  const reference = inNamespace(p);
  const isLike = p.accept('LIKE');
  const pattern = p.isStringAt() ? p.string() : undefined;
  const named = pattern === undefined && (isLike || p.isIdentifierAt()) ? p.multipartName() : undefined;
  return inScope(p, start, reference, (namespace, origin) =>
    freezeNode({ kind: 'showFunctions', namespace, pattern, scope, function: named, origin }),
  );
}
