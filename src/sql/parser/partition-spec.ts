import { attribute, type Expression, type PartitionSpec } from '../plan/index.js';
import type { Parser } from './parser.js';

/** `PARTITION (a = 1, b)` */
export function partitionSpec(p: Parser): PartitionSpec {
  const start = p.at;
  p.expect('PARTITION');
  const spec: Record<string, Expression | undefined> = {};
  for (const [key, value] of p.parenthesized(() => partitionValue(p))) {
    if (Object.hasOwn(spec, key)) throw p.error('DUPLICATE_KEY', { keyColumn: `\`${key}\`` }, p.originFrom(start));
    spec[key] = value;
  }
  return Object.freeze(spec);
}

export const optionalPartitionSpec = (p: Parser): PartitionSpec | undefined => (p.is('PARTITION', '(') ? partitionSpec(p) : undefined);

/** Every key has a value. @throws SparkError INVALID_SQL_SYNTAX.EMPTY_PARTITION_VALUE */
export function staticPartitionSpec(p: Parser): PartitionSpec {
  const start = p.at;
  const spec = partitionSpec(p);
  const empty = Object.keys(spec).find(key => spec[key] === undefined);
  if (empty !== undefined) throw p.error('INVALID_SQL_SYNTAX.EMPTY_PARTITION_VALUE', { partKey: `\`${empty}\`` }, p.originFrom(start));
  return spec;
}

function partitionValue(p: Parser): [key: string, value: Expression | undefined] {
  const key = p.identifier();
  if (!p.accept('=')) return [key, undefined];
  if (p.is('DEFAULT')) {
    const at = p.at++;
    return [key, attribute(['DEFAULT'], p.originFrom(at))];
  }
  const value = p.grammar.primaryExpression(p);
  if (value.kind !== 'literal' && value.kind !== 'parameter') throw p.syntaxError(p.tokenAt(p.at - 1));
  return [key, value];
}
