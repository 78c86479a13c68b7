import type { TypeJson } from '../types/data-type-base.js';
export function parseTypeSyntax(text: string): TypeJson {
  return text;
}
export function parseTableSchemaSyntax(text: string): TypeJson {
  return text;
}
