import { sameType } from '../../types/same-type.js';
import { expressionRule } from '../expression-rule.js';

/** A cast to the type that the value has. */
export const simplifyCasts = expressionRule('SimplifyCasts', each =>
  each.kind === 'cast' && sameType(each.child.dataType, each.dataType) ? each.child : each,
);
