import { typedLiteral } from '../../analyzer/expressions.js';
import { IntegerType } from '../../types/index.js';
import { constraintsOf } from '../constraints.js';
import { type Operator, transformUp, withChildren } from '../operator.js';
import { filter } from '../operators.js';
import { allOf, comparison, isNotNullTest, keyOfExpression } from '../predicates.js';
import type { Rule } from '../rule.js';

const ofCollections: ReadonlySet<string> = new Set(['explode', 'posexplode', 'inline']);

/** Of an empty array no row comes. */
export const inferFiltersFromGenerate: Rule = {
  name: 'InferFiltersFromGenerate',
  apply: (plan, cx) =>
    transformUp(plan, each => {
      if (each.kind !== 'generate' || each.isOuter || !ofCollections.has(each.generator.name)) return each;
      const [input] = each.generator.args;
      if (input?.kind !== 'attribute') return each;
      const [child] = each.children as [Operator];
      const known = new Set(constraintsOf(child).map(keyOfExpression));
      const tests = [comparison('>', cx.call('size', input), typedLiteral(0, IntegerType)), isNotNullTest(input)];
      const condition = allOf(tests.filter(test => !known.has(keyOfExpression(test))));
      return condition === undefined ? each : withChildren(each, [filter(child, condition)]);
    }),
};
