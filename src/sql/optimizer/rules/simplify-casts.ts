import { type DataType, isNumeric } from '../../types/index.js';
import { sameType } from '../../types/same-type.js';
import { canUpCast } from '../../values/cast-rules.js';
import { expressionRule } from '../expression-rule.js';

const isWiderNumber = (from: DataType, to: DataType): boolean => isNumeric(from) && isNumeric(to) && canUpCast(from, to);

/** A cast to the type that the value has, and numbers cast to wider ones twice. */
export const simplifyCasts = expressionRule('SimplifyCasts', each => {
  if (each.kind !== 'cast') return each;
  const { child } = each;
  if (sameType(child.dataType, each.dataType)) return child;
  if (child.kind !== 'cast' || !isWiderNumber(child.child.dataType, child.dataType) || !isWiderNumber(child.dataType, each.dataType))
    return each;
  return Object.freeze({ ...each, child: child.child });
});
