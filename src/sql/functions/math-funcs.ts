/** Mathematics. */
import { DoubleType } from '../types/index.js';
import { group, scalar } from './define.js';

export const mathFuncs = group('math_funcs', {
  ln: scalar({
    since: '1.4.0',
    usage: '_FUNC_(expr) - Returns the natural logarithm (base e) of `expr`.',
    examples: [['ln(1)', '0.0']],
    arity: 1,
    inputTypes: [DoubleType],
    dataType: DoubleType,
    nullable: true,
    // NULL at 0 and below, where DuckDB raises.
    evaluate: ([value]) => (value <= 0 ? null : Math.log(value)),
    compile: ([value]) => `ln(CASE WHEN ${value} > 0 THEN ${value} END)`,
  }),
});
