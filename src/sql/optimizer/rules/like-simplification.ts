import { typedLiteral } from '../../analyzer/expressions.js';
import { IntegerType, StringType } from '../../types/index.js';
import { expressionRule } from '../expression-rule.js';
import { and, comparison, isCall } from '../predicates.js';

/** Patterns that only ask for a beginning, an end, a part or the whole. */
export const likeSimplification = expressionRule('LikeSimplification', (each, { call }) => {
  if (!isCall(each, 'like') || each.args[0]!.dataType.kind !== 'string' || !each.args[0]!.dataType.isBinaryCollation) return each;
  const [input, pattern, escape] = each.args;
  if (pattern?.kind !== 'literal' || typeof pattern.value !== 'string') return each;
  const text = pattern.value;
  if (text.includes('_') || text.includes((escape?.kind === 'literal' && typeof escape.value === 'string' && escape.value) || '\\'))
    return each;
  const literal = (part: string) => typedLiteral(part, StringType);
  const parts = text.split('%');
  const [start = '', second = '', third = ''] = parts;
  if (parts.length === 1) return comparison('=', input!, literal(text));
  if (parts.length === 2 && start !== '' && second === '') return call('startswith', input!, literal(start));
  if (parts.length === 2 && start === '' && second !== '') return call('endswith', input!, literal(second));
  if (parts.length === 3 && start === '' && second !== '' && third === '') return call('contains', input!, literal(second));
  if (parts.length === 2 && start !== '' && second !== '') {
    const isLong = comparison('>=', call('length', input!), typedLiteral([...start].length + [...second].length, IntegerType));
    return and(isLong, and(call('startswith', input!, literal(start)), call('endswith', input!, literal(second))));
  }
  return each;
});
