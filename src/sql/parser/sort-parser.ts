import { type SortOrder, sortOrder } from '../plan/index.js';
import type { Parser } from './parser.js';

export const sortItems = (p: Parser): SortOrder[] => p.commaList(() => sortItem(p));

/** `expression [ASC | DESC] [NULLS FIRST | LAST]`; without the latter, nulls come first when ascending. */
export function sortItem(p: Parser): SortOrder {
  const start = p.at;
  const child = p.expression();
  const direction = p.acceptOneOf('ASC', 'DESC') === 'DESC' ? 'descending' : 'ascending';
  const nulls = p.accept('NULLS') ? p.expectOneOf('FIRST', 'LAST') : undefined;
  return sortOrder(child, direction, nulls && (nulls === 'FIRST' ? 'nullsFirst' : 'nullsLast'), p.originFrom(start));
}
