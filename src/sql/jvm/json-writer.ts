/** JSON as Jackson writes it. */
import type { JsonNode } from './json-parser.js';
import { doubleText } from './number-text.js';

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** Control characters are escaped, nothing else beyond the quote and the backslash. */
export const jsonString = (text: string): string => (special.test(text) ? escapedString(text) : `"${text}"`);

const special = /["\\\u0000-\u001f]/;

const escapedString = (text: string): string =>
  `"${text.replace(/["\\\u0000-\u001f]/g, c => shortEscapes[c] ?? `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`)}"`;

/** A double without a JSON form is quoted: "NaN", "Infinity". */
export const jsonDouble = (value: number): string => (Number.isFinite(value) ? doubleText(value) : `"${doubleText(value)}"`);

/** @param pretty with blanks, as the option `pretty` has it */
export function jsonArray(items: readonly string[], pretty = false): string {
  if (!pretty) return `[${items.join(',')}]`;
  return items.length === 0 ? '[ ]' : `[ ${items.join(', ')} ]`;
}

/**
 * @param fields with values written already; undefined ones are left out
 * @param indent where the object begins, for one that is written over lines
 */
export function jsonObject(fields: Iterable<readonly [name: string, value: string | undefined]>, indent?: string): string {
  const parts: string[] = [];
  const colon = indent === undefined ? ':' : ' : ';
  for (const [name, value] of fields) if (value !== undefined) parts.push(`${jsonString(name)}${colon}${value}`);
  if (indent === undefined) return `{${parts.join(',')}}`;
  return parts.length === 0 ? '{ }' : `{\n${parts.map(part => `${indent}  ${part}`).join(',\n')}\n${indent}}`;
}

/** Without blanks; fractions as doubles, whole numbers as they are. */
export function compactJson(node: JsonNode): string {
  switch (node.kind) {
    case 'null':
      return 'null';
    case 'boolean':
      return String(node.value);
    case 'string':
      return jsonString(node.value);
    case 'int':
      return BigInt(node.text).toString();
    case 'float':
      return /^[-+]?[IN]/.test(node.text) ? `"${node.text}"` : jsonDouble(Number(node.text));
    case 'array':
      return jsonArray(node.items.map(compactJson));
    case 'object':
      return jsonObject(node.fields.map(([name, value]) => [name, compactJson(value)]));
  }
}
