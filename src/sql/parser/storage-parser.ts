/** How Hive keeps a table: ROW FORMAT, STORED AS. Read into plain properties. */
import type { Properties } from '../plan/index.js';
import type { Parser } from './parser.js';
import { propertyList } from './property-list.js';

/** `ROW FORMAT SERDE '...' [WITH SERDEPROPERTIES (...)]`, `ROW FORMAT DELIMITED ...`; none when there is none. */
export function rowFormat(p: Parser): Properties | undefined {
  if (!p.is('ROW', 'FORMAT')) return undefined;
  p.at += 2;
  const properties: Record<string, string> = {};
  if (p.accept('SERDE')) {
    properties.serde = p.string();
    return p.accept('WITH', 'SERDEPROPERTIES') ? { ...properties, ...propertyList(p) } : properties;
  }
  p.expect('DELIMITED');
  const text = (key: string, ...words: string[]) => {
    if (!p.accept(...words)) return;
    properties[key] = p.string();
  };
  text('field.delim', 'FIELDS', 'TERMINATED', 'BY');
  text('escape.delim', 'ESCAPED', 'BY');
  text('colelction.delim', 'COLLECTION', 'ITEMS', 'TERMINATED', 'BY');
  text('mapkey.delim', 'MAP', 'KEYS', 'TERMINATED', 'BY');
  text('line.delim', 'LINES', 'TERMINATED', 'BY');
  text('serialization.null.format', 'NULL', 'DEFINED', 'AS');
  return properties;
}

/** `STORED AS parquet`, `STORED AS INPUTFORMAT '...' OUTPUTFORMAT '...'`, `STORED BY '...'`; none when there is none. */
export function fileFormat(p: Parser): Properties | undefined {
  if (p.accept('STORED', 'AS')) {
    if (!p.accept('INPUTFORMAT')) return { format: p.identifier() };
    const inputFormat = p.string();
    p.expect('OUTPUTFORMAT');
    return { inputFormat, outputFormat: p.string() };
  }
  if (!p.is('STORED', 'BY')) return undefined;
  const start = p.at;
  p.at += 2;
  p.string();
  if (p.accept('WITH', 'SERDEPROPERTIES')) propertyList(p);
  throw p.error('INVALID_STATEMENT_OR_CLAUSE', { operation: 'STORED BY' }, p.originFrom(start));
}
