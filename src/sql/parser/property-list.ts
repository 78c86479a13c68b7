/** OPTIONS, TBLPROPERTIES, DBPROPERTIES: `('key' = 'value', key.part 1)`. */
import type { Properties } from '../plan/index.js';
import type { Parser } from './parser.js';
import { unescapedString } from './string-text.js';

/** Keys with the text of their values; a key alone has none. */
type Entry = readonly [key: string, value: string | undefined];

function entries(p: Parser, value: () => string): Entry[] {
  return p.parenthesized((): Entry => {
    const key = propertyKey(p);
    if (p.accept('=')) return [key, value()];
    return [key, p.is(',') || p.is(')') ? undefined : value()];
  });
}

export function propertyKey(p: Parser): string {
  if (p.isStringAt()) return p.peek().key === '=' || !p.isStringAt(1) ? p.string() : unescapedString(p.next().text, p.options);
  const parts = [p.name()];
  while (p.accept('.')) parts.push(p.name());
  return parts.join('.');
}

function propertyValue(p: Parser): string {
  const { kind, key } = p.token;
  if (p.isStringAt()) return p.string();
  if (key === 'TRUE' || key === 'FALSE') {
    p.at++;
    return key.toLowerCase();
  }
  const sign = p.is('-') && (p.peek().kind === 'integer' || p.peek().kind === 'decimal') ? p.next().text : '';
  if (p.token.kind === 'integer' || p.token.kind === 'decimal') return sign + p.next().text;
  if (kind === 'end') throw p.syntaxError();
  throw p.syntaxError();
}

function collected(p: Parser, start: number, list: readonly Entry[]): Record<string, string | undefined> {
  const properties: Record<string, string | undefined> = {};
  for (const [key, value] of list) {
    if (Object.hasOwn(properties, key)) throw p.error('DUPLICATE_KEY', { keyColumn: `\`${key}\`` }, p.originFrom(start));
    properties[key] = value;
  }
  return properties;
}

/** Every key has a value. @throws SparkError _LEGACY_ERROR_TEMP_0035 */
export function propertyList(p: Parser): Properties {
  const start = p.at;
  const list = entries(p, () => propertyValue(p));
  const missing = list.filter(([, value]) => value === undefined).map(([key]) => key);
  if (missing.length > 0) {
    throw p.error(
      '_LEGACY_ERROR_TEMP_0035',
      { message: `Values must be specified for key(s): ${missing.map(key => `[${key}]`).join(',')}` },
      p.originToEnd(0),
    );
  }
  return collected(p, start, list) as Properties;
}

/** `WITH ('key' = 'value')` behind a table; none when there is none. */
export function optionsClause(p: Parser): Properties | undefined {
  if (!p.is('WITH', '(')) return undefined;
  p.at++;
  return propertyList(p);
}

/** No key has a value: what UNSET takes away. */
export function propertyKeys(p: Parser): string[] {
  const start = p.at;
  const list = entries(p, () => propertyValue(p));
  const wrong = list.filter(([, value]) => value !== undefined).map(([key]) => key);
  if (wrong.length > 0) {
    throw p.error(
      '_LEGACY_ERROR_TEMP_0035',
      { message: `Values should not be specified for key(s): ${wrong.map(key => `[${key}]`).join(',')}` },
      p.originToEnd(0),
    );
  }
  return Object.keys(collected(p, start, list));
}

/** OPTIONS of CREATE TABLE, whose values may be expressions: literals give their value, others their text. */
export function expressionPropertyList(p: Parser): Properties {
  const list = entries(p, () => {
    const from = p.at;
    const value = p.expression();
    return value.kind === 'literal' ? String(value.value ?? 'null') : p.textFrom(from);
  });
  return Object.fromEntries(list.map(([key, value]): Entry => [key, value ?? 'null'])) as Properties;
}
