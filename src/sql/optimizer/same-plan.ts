import type { Attribute } from '../analyzer/typed-expression.js';
import type { Operator } from './operator.js';

/** Whether two plans say the same: a rule may have put a plan together again as it was. */
export function samePlan(a: Operator, b: Operator): boolean {
  if (a === b) return true;
  return (
    a.kind === b.kind &&
    a.children.length === b.children.length &&
    a.children.every((each, i) => samePlan(each, b.children[i]!)) &&
    sameFields(a as unknown as Fields, b as unknown as Fields)
  );
}

type Fields = Readonly<Record<string, unknown>>;

const sameFields = (a: Fields, b: Fields): boolean => {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every(key => key === 'children' || sameValue(a[key], b[key]));
};

function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((each, i) => sameValue(each, b[i]));
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  // Columns are made anew from the lists that give them.
  if ('kind' in a && a.kind === 'attribute') return 'kind' in b && b.kind === 'attribute' && sameColumn(a as Attribute, b as Attribute);
  // An item of ORDER BY.
  return 'child' in a && !('kind' in a) && sameFields(a as Fields, b as Fields);
}

const sameColumn = (a: Attribute, b: Attribute): boolean => a.id === b.id && a.nullable === b.nullable && a.isOuter === b.isOuter;
