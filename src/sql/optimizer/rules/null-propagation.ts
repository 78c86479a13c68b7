import { typedLiteral } from '../../analyzer/expressions.js';
import { IntegerType } from '../../types/index.js';
import { expressionRule } from '../expression-rule.js';
import { canBeNull, isNullIntolerant } from '../nullability.js';
import { falseLiteral, isCall, isNotNullTest, isNull, isNullTest, nullOf, trueLiteral } from '../predicates.js';

/** NULL in, NULL out, where a function is so; tests of what cannot be NULL are decided. */
export const nullPropagation = expressionRule('NullPropagation', (each, { columns }) => {
  if (each.kind === 'aggregate' && each.name === 'count' && !each.isDistinct && each.args.length === 1) {
    const [arg] = each.args;
    if (arg!.kind !== 'literal' && !canBeNull(arg!, columns)) return Object.freeze({ ...each, args: [typedLiteral(1, IntegerType)] });
    return each;
  }
  if (each.kind === 'cast') return isNull(each.child) ? nullOf(each) : each;
  if (each.kind !== 'call') return each;
  const [first, second] = each.args;
  switch (each.name) {
    case 'isnull':
      return canBeNull(first!, columns) ? each : falseLiteral;
    case 'isnotnull':
      return canBeNull(first!, columns) ? each : trueLiteral;
    case '<=>':
      if (isNull(second!)) return isNullTest(first!);
      return isNull(first!) ? isNullTest(second!) : each;
    case 'coalesce': {
      const given = each.args.filter(arg => !isNull(arg));
      if (given.length === 0) return nullOf(each);
      const last = given.findIndex(arg => !canBeNull(arg, columns));
      const kept = last < 0 ? given : given.slice(0, last + 1);
      if (kept.length === 1) return kept[0]!;
      return kept.length === each.args.length ? each : Object.freeze({ ...each, args: kept });
    }
    case 'in':
      return isNull(first!) ? nullOf(each) : each;
  }
  return isNullIntolerant(each) && each.args.some(isNull) ? nullOf(each) : each;
});

export const nullDownPropagation = expressionRule('NullDownPropagation', each => {
  if (!isCall(each, 'isnull', 'isnotnull')) return each;
  const [inner] = each.args;
  return isCall(inner!, 'not') ? (each.name === 'isnull' ? isNullTest(inner.args[0]!) : isNotNullTest(inner.args[0]!)) : each;
});
