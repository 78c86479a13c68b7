/** `array_sort`: by a comparator, or in ascending order with NULLs last. */
import { quotedSql } from '../../errors/quoted.js';
import type { LambdaFunction, LambdaVariable, TypedExpression } from '../analyzer/typed-expression.js';
import { type ArrayType, type DataType, IntegerType } from '../types/index.js';
import { comparatorOf } from '../values/ordering.js';
import type { Value } from '../values/value.js';
import { castStyle, textOf } from '../values/value-text.js';
import { AnyArray } from './abstract-type.js';
import { unexpectedInput } from './argument-errors.js';
import { elementTypeOf, isArray } from './array-arguments.js';
import { scalar } from './define.js';
import type { AnalysisContext } from './function-record.js';

/** Ids of the parameters of the comparator that Spark writes; no lambda runs inside of it, so that all calls share them. */
const [leftId, rightId] = [-2, -3];

/** It is part of the generated name of the column. */
function defaultComparator(type: DataType, cx: AnalysisContext): LambdaFunction {
  const variable = (id: number, name: string): LambdaVariable => ({ kind: 'lambdaVariable', id, name, dataType: type, nullable: true });
  const [left, right] = [variable(leftId, 'left'), variable(rightId, 'right')];
  const int = (value: number) => cx.literal(value, IntegerType);
  const isNull = (each: TypedExpression) => cx.call('isnull', each);
  const choose = (condition: TypedExpression, then: TypedExpression, otherwise: TypedExpression) =>
    cx.call('if', condition, then, otherwise);
  const byOrder = choose(cx.call('<', left, right), int(-1), choose(cx.call('>', left, right), int(1), int(0)));
  const byNull = choose(isNull(left), int(1), choose(isNull(right), int(-1), byOrder));
  const body = choose(cx.call('and', isNull(left), isNull(right)), int(0), byNull);
  return { kind: 'lambda', parameters: [left, right], body, dataType: IntegerType, nullable: false };
}

const isDefault = (lambda: TypedExpression) => lambda.kind === 'lambda' && lambda.parameters[0]?.id === leftId;

/** NULLs last. */
const ascending = (type: DataType) => {
  const compare = comparatorOf(type);
  return (a: Value, b: Value) => (a === null || b === null ? Number(a === null) - Number(b === null) : compare(a, b));
};

export const arraySort = scalar({
  since: '2.4.0',
  usage:
    '_FUNC_(expr, func) - The elements in the order that the comparator says: it gives a negative number, 0 or a positive number. Without one: ascending, NULLs last.',
  examples: [
    ["array_sort(array('b', 'd', NULL, 'c', 'a'))", '[a, b, c, d, NULL]'],
    ['array_sort(array(5, 6, 1), (left, right) -> right - left)', '[6, 5, 1]'],
  ],
  arity: [1, 2],
  lambdas: ([array], cx) => {
    const type = array!.dataType;
    if (!isArray(type)) throw unexpectedInput(array!, 0, AnyArray, cx);
    const element = { dataType: type.elementType, nullable: type.containsNull };
    return [{ argument: 1, types: [element, element] }];
  },
  defaults: ([array, lambda], cx) => {
    if (lambda !== undefined) return [];
    const type = array!.dataType;
    if (!isArray(type)) throw unexpectedInput(array!, 0, AnyArray, cx);
    return [defaultComparator(type.elementType, cx)];
  },
  check: ([, lambda], cx) => {
    if (lambda!.dataType.kind === 'integer') return;
    throw cx.mismatch('UNEXPECTED_RETURN_TYPE', {
      functionName: '`lambdafunction`',
      expectedType: '"INT"',
      actualType: quotedSql(lambda!.dataType.sql),
    });
  },
  data: ([, lambda]) => ({ isDefault: isDefault(lambda!) }),
  dataType: ([array]) => array!.dataType as ArrayType,
  nullable: ([array]) => array!.nullable,
  prepare: cx => {
    const type = elementTypeOf(cx.argTypes[0]!)!;
    if (type.kind === 'null') return (array: readonly Value[]) => array;
    if (cx.data.isDefault) {
      const compare = ascending(type);
      return (array: readonly Value[]) => array.toSorted(compare);
    }
    const allowsNull = cx.settings.conf('spark.sql.legacy.allowNullComparisonResultInArraySort') === 'true';
    const text = textOf(type, cx.settings.timeZone, castStyle);
    return (array: readonly Value[], comparator: (a: Value, b: Value) => number | null) =>
      array.toSorted((a, b) => {
        const order = comparator(a, b);
        if (order !== null || allowsNull) return order ?? 0;
        const shown = a === null ? 'null' : text(a);
        return cx.fail('COMPARATOR_RETURNS_NULL', { firstValue: shown, secondValue: shown });
      });
  },
});
