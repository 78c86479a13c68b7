/** Arrays as sets: NULL is an element like others, and equal to itself. */
import { ArrayType } from '../types/index.js';
import { keyOf } from '../values/ordering.js';
import type { Value } from '../values/value.js';
import { AnyArray } from './abstract-type.js';
import { castTwoArrays, checkOrderable, checkTwoArrays, elementTypeOf } from './array-arguments.js';
import { mergedType } from './conditional-funcs.js';
import { group, scalar } from './define.js';
import type { EvaluationContext } from './function-record.js';

type Key = (value: Value) => unknown;
type Elements = readonly Value[];

const elementKey = (cx: EvaluationContext): Key => keyOf(elementTypeOf(cx.argTypes[0]!)!);

/** The elements whose key is met first. */
export function distinctBy(values: Iterable<Value>, key: Key): Value[] {
  const seen = new Set<unknown>();
  const result: Value[] = [];
  for (const value of values) {
    const k = key(value);
    if (seen.has(k)) continue;
    seen.add(k);
    result.push(value);
  }
  return result;
}

const twoArrays = { arity: 2, coerce: castTwoArrays, check: checkTwoArrays };

export const arraySetFuncs = group('array_funcs', {
  array_distinct: scalar({
    since: '2.4.0',
    usage: '_FUNC_(array) - The array without what it holds already.',
    examples: [['array_distinct(array(1, 2, 3, NULL, 3))', '[1, 2, 3, NULL]']],
    arity: 1,
    inputTypes: [AnyArray],
    check: ([array], cx) => checkOrderable(elementTypeOf(array!.dataType)!, cx),
    dataType: ([array]) => array!.dataType,
    prepare: cx => {
      const key = elementKey(cx);
      return (array: Elements) => distinctBy(array, key);
    },
  }),
  array_union: scalar({
    since: '2.4.0',
    usage: '_FUNC_(array1, array2) - What is in either array, once each.',
    examples: [['array_union(array(1, 2, 3), array(1, 3, 5))', '[1, 2, 3, 5]']],
    ...twoArrays,
    dataType: args => mergedType(args.map(arg => arg.dataType)),
    prepare: cx => {
      const key = elementKey(cx);
      return (a: Elements, b: Elements) => distinctBy([...a, ...b], key);
    },
  }),
  array_intersect: scalar({
    since: '2.4.0',
    usage: '_FUNC_(array1, array2) - What is in both arrays, once each.',
    examples: [['array_intersect(array(1, 2, 3), array(1, 3, 5))', '[1, 3]']],
    ...twoArrays,
    dataType: ([a, b]) => {
      const [x, y] = [a!.dataType as ArrayType, b!.dataType as ArrayType];
      return new ArrayType(mergedType([x.elementType, y.elementType]), x.containsNull && y.containsNull);
    },
    prepare: cx => {
      const key = elementKey(cx);
      return (a: Elements, b: Elements) => {
        const wanted = new Set(b.map(key));
        return distinctBy(a, key).filter(each => wanted.has(key(each)));
      };
    },
  }),
  array_except: scalar({
    since: '2.4.0',
    usage: '_FUNC_(array1, array2) - What is in the first array and not in the second, once each.',
    examples: [['array_except(array(1, 2, 3), array(1, 3, 5))', '[2]']],
    ...twoArrays,
    dataType: ([a]) => a!.dataType,
    prepare: cx => {
      const key = elementKey(cx);
      return (a: Elements, b: Elements) => {
        const unwanted = new Set(b.map(key));
        return distinctBy(a, key).filter(each => !unwanted.has(key(each)));
      };
    },
  }),
});
