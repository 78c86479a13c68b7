import type { Origin } from '../../errors/query-context.js';
import type { MultipartName } from '../plan/index.js';
import type { Parser } from './parser.js';

/** Temporary views, functions and variables live in `session`, or `system.session`; no other qualifier fits them. */
export function checkTempQualifier(
  p: Parser,
  objectType: string,
  name: MultipartName,
  origin: Origin,
  others: readonly string[] = [],
): MultipartName {
  const qualifier = name.slice(0, -1);
  const last = name[name.length - 1]!;
  const lower = qualifier.map(part => part.toLowerCase()).join('.');
  if (lower === '' || lower === 'session' || lower === 'system.session' || others.includes(lower)) return [last];
  const quoted = (parts: MultipartName) => parts.map(part => `\`${part.replaceAll('`', '``')}\``).join('.');
  throw p.error('INVALID_TEMP_OBJ_QUALIFIER', { objectType, objectName: quoted([last]), qualifier: quoted(qualifier) }, origin);
}
