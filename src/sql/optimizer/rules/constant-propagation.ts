import type { TypedExpression } from '../../analyzer/typed-expression.js';
import { replaceColumns } from '../ids.js';
import { transformUp } from '../operator.js';
import { filter } from '../operators.js';
import { allOf, conjunctsOf, isCall } from '../predicates.js';
import type { Rule } from '../rule.js';

/** Where `a = 3` holds, `b = a` is `b = 3`. */
export const constantPropagation: Rule = {
  name: 'ConstantPropagation',
  apply: plan =>
    transformUp(plan, each => {
      if (each.kind !== 'filter') return each;
      const conditions = conjunctsOf(each.condition);
      if (conditions.length < 2) return each;
      const values = new Map<number, TypedExpression>();
      const sources = new Set<TypedExpression>();
      for (const condition of conditions) {
        if (!isCall(condition, '=')) continue;
        const [a, b] = condition.args as [TypedExpression, TypedExpression];
        const [column, value] = a.kind === 'attribute' ? [a, b] : [b, a];
        if (column.kind !== 'attribute' || value.kind !== 'literal' || values.has(column.id) || !isPlain(column)) continue;
        values.set(column.id, value);
        sources.add(condition);
      }
      if (values.size === 0) return each;
      const replaced = conditions.map(condition =>
        sources.has(condition) || isCall(condition, 'isnotnull', 'isnull')
          ? condition
          : replaceColumns(condition, column => values.get(column.id)),
      );
      return replaced.every((condition, i) => condition === conditions[i]) ? each : filter(each.children[0]!, allOf(replaced)!);
    }),
};

/** Values that are equal need not be the same in other types: texts of a collation, -0.0. */
const isPlain = ({ dataType }: TypedExpression): boolean =>
  !['float', 'double'].includes(dataType.kind) && (dataType.kind !== 'string' || dataType.isBinaryCollation);
