/** CACHE, UNCACHE, CLEAR CACHE and REFRESH. */
import { type Command, freezeNode } from '../plan/index.js';
import { isQueryAt } from './lookahead.js';
import { commandOfName, nameReference } from './name-parser.js';
import type { Parser } from './parser.js';
import { propertyList } from './property-list.js';

export function cacheTable(p: Parser): Command {
  const start = p.at++;
  const isLazy = p.accept('LAZY');
  p.expectOrMissing('TABLE');
  const reference = nameReference(p);
  const options = p.accept('OPTIONS') ? propertyList(p) : {};
  const hasQuery = p.accept('AS') || isQueryAt(p, p.at);
  const queryStart = p.at;
  const query = hasQuery ? p.query() : undefined;
  const originalText = hasQuery ? p.textFrom(queryStart) : undefined;
  const origin = p.originFrom(start);
  return commandOfName(p, reference, start, name => {
    if (query !== undefined && name.length > 1) {
      throw p.error('_LEGACY_ERROR_TEMP_0037', { quoted: name.slice(0, -1).join('.') }, origin);
    }
    return freezeNode({ kind: 'cacheTable', name, isLazy, options, query, originalText, origin });
  });
}

export function uncacheTable(p: Parser): Command {
  const start = p.at;
  p.expect('UNCACHE');
  p.expectOrMissing('TABLE');
  const ifExists = p.accept('IF', 'EXISTS');
  const reference = nameReference(p);
  const origin = p.originFrom(start);
  return commandOfName(p, reference, start, name => freezeNode({ kind: 'uncacheTable', name, ifExists, origin }));
}

export function clearCache(p: Parser): Command {
  const start = p.at;
  p.expect('CLEAR', 'CACHE');
  return freezeNode({ kind: 'clearCache', origin: p.originFrom(start) });
}

/** `REFRESH TABLE t`, `REFRESH FUNCTION f`, `REFRESH path` */
export function refresh(p: Parser): Command {
  const start = p.at++;
  if ((p.is('TABLE') || p.is('FUNCTION')) && p.isIdentifierAt(1)) {
    const kind = p.next().key === 'TABLE' ? 'refreshTable' : 'refreshFunction';
    const reference = nameReference(p);
    const origin = p.originFrom(start);
    return commandOfName(p, reference, start, name => freezeNode({ kind, name, origin }));
  }
  if (p.isStringAt()) {
    const path = p.string();
    return freezeNode({ kind: 'refreshResource', path, origin: p.originFrom(start) });
  }
  const pathStart = p.at;
  while (!p.isEnd && !p.is(';')) p.at++;
  const path = p.textFrom(pathStart);
  const origin = p.originFrom(start);
  if (path === '') throw p.error('INVALID_SQL_SYNTAX.EMPTY_REFRESH_RESOURCE_PATH', {}, origin);
  if (/\s/.test(path)) throw p.error('INVALID_SQL_SYNTAX.INVALID_REFRESH_RESOURCE_PATH', {}, origin);
  return freezeNode({ kind: 'refreshResource', path, origin });
}
