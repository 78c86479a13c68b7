/** Arrays with other elements than before. */

import { legacyCoercion } from '../analyzer/type-coercion.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { ArrayType, IntegerType, StringType } from '../types/index.js';
import { sameType } from '../types/same-type.js';
import { comparatorOf } from '../values/ordering.js';
import type { Value } from '../values/value.js';
import { AnyArray, AnyString, arrayOf } from './abstract-type.js';
import { unexpectedInput } from './argument-errors.js';
import {
  arrayAndElement,
  checkArrayAndElement,
  checkOrderable,
  differentTypes,
  elementTypeOf,
  isArray,
  maxArrayLength,
  tightestType,
  tooLong,
} from './array-arguments.js';
import { group, scalar } from './define.js';
import type { AnalysisContext } from './function-record.js';

const withElement = ([array]: readonly TypedExpression[]) => new ArrayType(elementTypeOf(array!.dataType)!, true);

const arrayIsNullable = ([array]: readonly TypedExpression[]) => array!.nullable;

/** A NULL array stays NULL; a NULL element is an element. */
const adding = (add: (array: readonly Value[], element: Value) => readonly Value[]) => ({
  arity: 2,
  coerce: arrayAndElement(tightestType),
  check: checkArrayAndElement({ needsOrder: false }),
  dataType: withElement,
  nullable: arrayIsNullable,
  nullIntolerant: false,
  evaluate: ([array, element]: readonly any[]) => (array === null ? null : add(array, element)),
});

/** Where `array_insert` puts the value; the array grows by NULLs up to there. */
function insertAt(array: readonly Value[], position: number, value: Value, countsFromEnd: 0 | 1): Value[] {
  if (position > 0) {
    const at = position - 1;
    const filled = at > array.length ? [...array, ...new Array(at - array.length).fill(null)] : array;
    return [...filled.slice(0, at), value, ...filled.slice(at)];
  }
  const at = array.length + position + countsFromEnd;
  if (at >= 0) return [...array.slice(0, at), value, ...array.slice(at)];
  return [value, ...new Array(-at).fill(null), ...array];
}

const nestedArray = (args: readonly TypedExpression[], cx: AnalysisContext): void => {
  const type = args[0]!.dataType;
  if (isArray(type) && isArray(type.elementType)) return;
  throw cx.mismatch('UNEXPECTED_INPUT_TYPE', {
    paramIndex: 'first',
    requiredType: '"ARRAY" of "ARRAY"',
    inputSql: `"${cx.sqlOf(args[0]!)}"`,
    inputType: `"${type.sql}"`,
  });
};

export const arrayChangeFuncs = group('array_funcs', {
  array_append: scalar({
    since: '3.4.0',
    usage: '_FUNC_(array, element) - The array with an element more at its end.',
    examples: [
      ["array_append(array('b', 'd', 'c', 'a'), 'd')", '[b, d, c, a, d]'],
      ['array_append(array(1, 2, NULL), NULL)', '[1, 2, NULL, NULL]'],
    ],
    ...adding((array, element) => [...array, element]),
  }),
  array_prepend: scalar({
    since: '3.5.0',
    usage: '_FUNC_(array, element) - The array with an element more at its beginning.',
    examples: [["array_prepend(array('b', 'd', 'c', 'a'), 'd')", '[d, b, d, c, a]']],
    ...adding((array, element) => [element, ...array]),
  }),
  array_insert: scalar({
    since: '3.4.0',
    usage: '_FUNC_(x, pos, val) - The array with `val` at place `pos`, counted from 1, or from the end when negative.',
    examples: [
      ['array_insert(array(1, 2, 3, 4), 5, 5)', '[1, 2, 3, 4, 5]'],
      ['array_insert(array(5, 4, 3, 2), -1, 1)', '[5, 4, 3, 2, 1]'],
      ['array_insert(array(1), 4, 2)', '[1, NULL, NULL, 2]'],
    ],
    arity: 3,
    coerce: (args, cx) => arrayAndElement(legacyCoercion.tightest, 2)(args, cx).map((arg, i) => (i === 1 ? smallIndex(arg, cx) : arg)),
    check: ([array, position, value], cx) => {
      const type = array!.dataType;
      if (!isArray(type)) throw differentTypes(type, value!.dataType, cx);
      if (position!.dataType.kind !== 'integer') throw unexpectedInput(position!, 1, IntegerType, cx);
      if (!sameType(type.elementType, value!.dataType)) throw differentTypes(type, value!.dataType, cx);
    },
    dataType: withElement,
    nullable: ([array, position]) => array!.nullable || position!.nullable,
    nullIntolerant: false,
    evaluate: ([array, position, value], cx) => {
      if (array === null || position === null) return null;
      if (position === 0) return cx.fail('INVALID_INDEX_OF_ZERO');
      if (Math.abs(position) > maxArrayLength) return tooLong(Math.abs(position), cx, 'array_insert');
      const legacy = cx.settings.conf('spark.sql.legacy.negativeIndexInArrayInsert') === 'true';
      return insertAt(array, position, value, legacy ? 0 : 1);
    },
  }),
  array_remove: scalar({
    since: '2.4.0',
    usage: '_FUNC_(array, element) - The array without the elements that equal `element`.',
    examples: [['array_remove(array(1, 2, 3, NULL, 3), 3)', '[1, 2, NULL]']],
    arity: 2,
    coerce: arrayAndElement(tightestType),
    check: ([array, element], cx) => {
      const type = array!.dataType;
      if (!isArray(type) || !sameType(type.elementType, element!.dataType)) throw differentTypes(type, element!.dataType, cx);
      checkOrderable(type.elementType, cx);
    },
    dataType: ([array]) => array!.dataType,
    prepare: cx => {
      const compare = comparatorOf(elementTypeOf(cx.argTypes[0]!)!);
      return (array: readonly Value[], value: Value) => array.filter(each => each === null || compare(each, value) !== 0);
    },
  }),
  array_compact: scalar({
    since: '3.4.0',
    usage: '_FUNC_(array) - The array without its NULLs.',
    examples: [['array_compact(array(1, 2, 3, NULL))', '[1, 2, 3]']],
    arity: 1,
    inputTypes: [AnyArray],
    dataType: ([array]) => new ArrayType(elementTypeOf(array!.dataType)!, false),
    evaluate: ([array]) => (array as readonly Value[]).filter(each => each !== null),
  }),
  array_join: scalar({
    since: '2.4.0',
    usage: '_FUNC_(array, delimiter[, nullReplacement]) - The elements as one text; NULLs are left out, or replaced.',
    examples: [
      ["array_join(array('hello', 'world'), ' ')", 'hello world'],
      ["array_join(array('hello', NULL, 'world'), ' ')", 'hello world'],
      ["array_join(array('hello', NULL, 'world'), ' ', ',')", 'hello , world'],
    ],
    arity: [2, 3],
    implicitCasts: false,
    // Elements become text, the other arguments are text already.
    coerce: ([array, ...others], cx) => {
      const { dataType } = array!;
      const texts = isArray(dataType) ? cx.implicitCast(array!, new ArrayType(StringType, dataType.containsNull)) : undefined;
      return [texts ?? array!, ...others];
    },
    inputTypes: [arrayOf(AnyString), AnyString, AnyString],
    dataType: ([array]) => elementTypeOf(array!.dataType) ?? StringType,
    evaluate: ([array, delimiter, replacement]) => {
      const texts = array as readonly (string | null)[];
      const kept = replacement === undefined ? texts.filter(each => each !== null) : texts.map(each => each ?? replacement);
      return kept.join(delimiter);
    },
  }),
  flatten: scalar({
    since: '2.4.0',
    usage: '_FUNC_(arrayOfArrays) - The elements of the inner arrays in one array.',
    examples: [
      ['flatten(array(array(1, 2), array(3, 4)))', '[1, 2, 3, 4]'],
      ['flatten(array(array(1), NULL))', 'NULL'],
    ],
    arity: 1,
    check: nestedArray,
    dataType: ([array]) => elementTypeOf(array!.dataType)!,
    nullable: ([array]) => array!.nullable || (array!.dataType as ArrayType).containsNull,
    evaluate: ([arrays], cx) => {
      if (arrays.includes(null)) return null;
      const total = (arrays as readonly (readonly Value[])[]).reduce((sum, array) => sum + array.length, 0);
      return total > maxArrayLength ? tooLong(total, cx, 'flatten') : arrays.flat();
    },
  }),
  slice: scalar({
    since: '2.4.0',
    usage: '_FUNC_(x, start, length) - `length` elements from place `start`, counted from 1, or from the end when negative.',
    examples: [
      ['slice(array(1, 2, 3, 4), 2, 2)', '[2, 3]'],
      ['slice(array(1, 2, 3, 4), -2, 2)', '[3, 4]'],
    ],
    arity: 3,
    inputTypes: [AnyArray, IntegerType, IntegerType],
    dataType: ([array]) => array!.dataType,
    evaluate: ([array, start, length], cx) => {
      if (start === 0) return cx.fail('INVALID_PARAMETER_VALUE.START', { parameter: '`start`', functionName: '`slice`' });
      if (length < 0) return cx.fail('INVALID_PARAMETER_VALUE.LENGTH', { parameter: '`length`', length, functionName: '`slice`' });
      const from = start > 0 ? start - 1 : array.length + start;
      return from < 0 ? [] : array.slice(from, from + length);
    },
  }),
});

/** A byte or short becomes an int; what else is no int is refused. */
function smallIndex(index: TypedExpression, cx: AnalysisContext): TypedExpression {
  return index.dataType.kind === 'byte' || index.dataType.kind === 'short' ? cx.cast(index, IntegerType) : index;
}
