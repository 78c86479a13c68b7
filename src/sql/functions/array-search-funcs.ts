/** What is in an array, and where. */

import { legacyCoercion } from '../analyzer/type-coercion.js';
import { type ArrayType, BooleanType, IntegerType, LongType } from '../types/index.js';
import { comparatorOf, keyOf } from '../values/ordering.js';
import type { Value } from '../values/value.js';
import { AnyArray } from './abstract-type.js';
import {
  arrayAndElement,
  castTwoArrays,
  checkArrayAndElement,
  checkTwoArrays,
  elementIsNullable,
  elementTypeOf,
  tightestType,
} from './array-arguments.js';
import { group, scalar } from './define.js';

const containsNull = (array: { readonly dataType: unknown }) => (array.dataType as ArrayType).containsNull;

export const arraySearchFuncs = group('array_funcs', {
  // An array without the value but with a NULL gives NULL: the NULL might have been it.
  array_contains: scalar({
    since: '1.5.0',
    usage: '_FUNC_(array, value) - Whether the array contains the value; NULL when only a NULL element could be it.',
    examples: [
      ['array_contains(array(1, 2, 3), 2)', 'true'],
      ['array_contains(array(1, NULL, 3), 2)', 'NULL'],
    ],
    arity: 2,
    // A NULL without a type is refused below, and so must stay one.
    coerce: (args, cx) => (args[1]!.dataType.kind === 'null' ? args : arrayAndElement(legacyCoercion.widerWithoutStrings)(args, cx)),
    check: checkArrayAndElement({ refusesNullValue: true, refusesNullArray: true }),
    dataType: BooleanType,
    nullable: ([array, value]) => array!.nullable || value!.nullable || containsNull(array!),
    prepare: cx => {
      const compare = comparatorOf(elementTypeOf(cx.argTypes[0]!)!);
      return (array: readonly Value[], value: Value) => {
        let hasNull = false;
        for (const each of array) {
          if (each === null) hasNull = true;
          else if (compare(each, value) === 0) return true;
        }
        return hasNull ? null : false;
      };
    },
  }),
  array_position: scalar({
    since: '2.4.0',
    usage: '_FUNC_(array, element) - The place of the first such element, from 1; 0 when there is none.',
    examples: [
      ['array_position(array(312, 773, 708, 708), 708)', '3'],
      ['array_position(array(312, 773, 708, 708), 414)', '0'],
    ],
    arity: 2,
    coerce: arrayAndElement(tightestType),
    check: checkArrayAndElement({ refusesNullArray: true }),
    dataType: LongType,
    prepare: cx => {
      const compare = comparatorOf(elementTypeOf(cx.argTypes[0]!)!);
      return (array: readonly Value[], value: Value) => BigInt(array.findIndex(each => each !== null && compare(each, value) === 0) + 1);
    },
  }),
  arrays_overlap: scalar({
    since: '2.4.0',
    usage:
      '_FUNC_(a1, a2) - Whether the arrays share an element that is not NULL; NULL when they do not, but one has NULLs and neither is empty.',
    examples: [
      ['arrays_overlap(array(1, 2, 3), array(3, 4, 5))', 'true'],
      ['arrays_overlap(array(1, NULL), array(2))', 'NULL'],
    ],
    arity: 2,
    coerce: castTwoArrays,
    check: checkTwoArrays,
    dataType: BooleanType,
    nullable: ([a, b]) => a!.nullable || b!.nullable || containsNull(a!) || containsNull(b!),
    prepare: cx => {
      const key = keyOf(elementTypeOf(cx.argTypes[0]!)!);
      return (a: readonly Value[], b: readonly Value[]) => {
        const keys = new Set(a.filter(each => each !== null).map(key));
        if (b.some(each => each !== null && keys.has(key(each)))) return true;
        return a.length > 0 && b.length > 0 && (a.includes(null) || b.includes(null)) ? null : false;
      };
    },
  }),
  get: scalar({
    since: '3.4.0',
    usage: '_FUNC_(array, index) - The element at an index from 0; NULL out of bounds.',
    examples: [
      ['get(array(1, 2, 3), 0)', '1'],
      ['get(array(1, 2, 3), 3)', 'NULL'],
      ['get(array(1, 2, 3), -1)', 'NULL'],
    ],
    arity: 2,
    inputTypes: [{ ...AnyArray, defaultType: undefined }, IntegerType],
    dataType: ([array]) => elementTypeOf(array!.dataType)!,
    nullable: (args, cx) => elementIsNullable(args, cx, (elements, index) => elements[index] ?? true),
    evaluate: ([array, index]) => array[index] ?? null,
  }),
});
