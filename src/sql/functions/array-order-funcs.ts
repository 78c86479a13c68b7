/** What the order of elements decides. */
import { quotedId, quotedSql } from '../../errors/quoted.js';
import { BooleanType } from '../types/index.js';
import { comparatorOf, isOrderable } from '../values/ordering.js';
import type { Value } from '../values/value.js';
import { AnyArray } from './abstract-type.js';
import { checkOrderable, elementTypeOf, isArray } from './array-arguments.js';
import { group, scalar } from './define.js';
import type { EvaluationContext, ScalarFunction } from './function-record.js';

/** The element that no other goes before; NULLs do not count. */
const extreme = (sign: 1 | -1) =>
  ({
    arity: 1,
    inputTypes: [AnyArray],
    check: ([array], cx) => checkOrderable(elementTypeOf(array!.dataType)!, cx),
    dataType: ([array]) => elementTypeOf(array!.dataType)!,
    nullable: true,
    prepare: (cx: EvaluationContext) => {
      const compare = comparatorOf(elementTypeOf(cx.argTypes[0]!)!);
      return (array: readonly Value[]) => {
        let best: Value = null;
        for (const each of array) if (each !== null && (best === null || sign * compare(each, best) > 0)) best = each;
        return best;
      };
    },
  }) satisfies Partial<ScalarFunction>;

export const arrayOrderFuncs = group('array_funcs', {
  array_max: scalar({
    since: '2.4.0',
    usage: '_FUNC_(array) - The greatest element; NaN is greater than other numbers.',
    examples: [['array_max(array(1, 20, NULL, 3))', '20']],
    ...extreme(1),
  }),
  array_min: scalar({
    since: '2.4.0',
    usage: '_FUNC_(array) - The least element; NaN is greater than other numbers.',
    examples: [['array_min(array(1, 20, NULL, 3))', '1']],
    ...extreme(-1),
  }),
  sort_array: scalar({
    since: '1.5.0',
    usage: '_FUNC_(array[, ascendingOrder]) - The elements in order; NULLs are first, or last when the order is descending.',
    examples: [
      ["sort_array(array('b', 'd', NULL, 'c', 'a'), true)", '[NULL, a, b, c, d]'],
      ["sort_array(array('b', 'd', NULL, 'c', 'a'), false)", '[d, c, b, a, NULL]'],
    ],
    arity: [1, 2],
    defaults: (args, cx) => (args.length === 1 ? [cx.literal(true, BooleanType)] : []),
    implicitCasts: false,
    inputTypes: [AnyArray, BooleanType],
    check: ([array, ascending], cx) => {
      const type = array!.dataType;
      if (isArray(type) && !isOrderable(type.elementType)) {
        throw cx.mismatch('INVALID_ORDERING_TYPE', { functionName: quotedId(cx.functionName), dataType: quotedSql(type.sql) });
      }
      if (!cx.isFoldable(ascending!)) {
        throw cx.mismatch('NON_FOLDABLE_INPUT', {
          inputName: '`ascendingOrder`',
          inputType: '"BOOLEAN"',
          inputExpr: quotedSql(cx.sqlOf(ascending!)),
        });
      }
    },
    dataType: ([array]) => array!.dataType,
    prepare: cx => {
      const compare = comparatorOf(elementTypeOf(cx.argTypes[0]!)!);
      return (array: readonly Value[], ascending: boolean) => {
        const nulls = array.filter(each => each === null);
        const values = array.filter(each => each !== null).sort(ascending ? compare : (a, b) => compare(b, a));
        return ascending ? [...nulls, ...values] : [...values, ...nulls];
      };
    },
  }),
});
