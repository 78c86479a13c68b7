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
export const jsonString = (text: string): string =>
  `"${text.replace(/["\\\u0000-\u001f]/g, c => shortEscapes[c] ?? `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`)}"`;

/** A double without a JSON form is quoted: "NaN", "Infinity". */
export const jsonDouble = (value: number): string => (Number.isFinite(value) ? doubleText(value) : `"${doubleText(value)}"`);

export const jsonArray = (items: readonly string[]): string => `[${items.join(',')}]`;

/** @param fields with values written already; undefined ones are left out */
export function jsonObject(fields: Iterable<readonly [name: string, value: string | undefined]>): string {
  const parts: string[] = [];
  for (const [name, value] of fields) if (value !== undefined) parts.push(`${jsonString(name)}:${value}`);
  return `{${parts.join(',')}}`;
}

/** With blanks and line ends, as the option `pretty` has it. */
export function prettyJson(node: JsonNode, indent = ''): string {
  const inner = `${indent}  `;
  if (node.kind === 'array') {
    return node.items.length === 0 ? '[ ]' : `[ ${node.items.map(item => prettyJson(item, indent)).join(', ')} ]`;
  }
  if (node.kind !== 'object') return compactJson(node);
  if (node.fields.length === 0) return '{ }';
  const lines = node.fields.map(([name, value]) => `${inner}${jsonString(name)} : ${prettyJson(value, inner)}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
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
      return node.text;
    case 'float':
      return /^[-+]?[IN]/.test(node.text) ? `"${node.text}"` : jsonDouble(Number(node.text));
    case 'array':
      return jsonArray(node.items.map(compactJson));
    case 'object':
      return jsonObject(node.fields.map(([name, value]) => [name, compactJson(value)]));
  }
}
