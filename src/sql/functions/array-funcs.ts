/** Arrays: making them, and the functions of the other files. */
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { ArrayType, IntegerType, NullType } from '../types/index.js';
import { checkSameTypes, isArray, tooLong, maxArrayLength } from './array-arguments.js';
import { arrayChangeFuncs } from './array-change-funcs.js';
import { arrayOrderFuncs } from './array-order-funcs.js';
import { arraySearchFuncs } from './array-search-funcs.js';
import { arraySetFuncs } from './array-set-funcs.js';
import { coerceBranches, mergedType } from './conditional-funcs.js';
import { group, scalar } from './define.js';
import { AnyArray } from './abstract-type.js';
import { sequence } from './sequence.js';
import { shuffle } from './shuffle.js';
import { arraysZip } from './arrays-zip.js';

const typesOf = (args: readonly TypedExpression[]) => args.map(arg => arg.dataType);

const arrayMakingFuncs = group('array_funcs', {
  array: scalar({
    since: '1.1.0',
    usage: '_FUNC_(expr, ...) - An array of the given elements.',
    examples: [
      ['array(1, 2, 3)', '[1, 2, 3]'],
      ['array(1, NULL, 2.5)', '[1.0, NULL, 2.5]'],
      ['array()', '[]'],
    ],
    arity: { min: 0 },
    coerce: (args, cx) => (args.length === 0 ? args : coerceBranches(args, cx)),
    check: checkSameTypes,
    dataType: args => new ArrayType(args.length === 0 ? NullType : mergedType(typesOf(args)), args.some(arg => arg.nullable)),
    nullable: false,
    nullIntolerant: false,
    evaluate: args => args,
  }),
  array_repeat: scalar({
    since: '2.4.0',
    usage: '_FUNC_(element, count) - An array that holds `element` `count` times.',
    examples: [
      ["array_repeat('123', 2)", '[123, 123]'],
      ["array_repeat('a', -1)", '[]'],
    ],
    arity: 2,
    implicitCasts: false,
    coerce: ([element, count], cx) => [element!, integerArgument(count!, cx)],
    inputTypes: ([element]) => [element!.dataType, IntegerType],
    dataType: ([element]) => new ArrayType(element!.dataType, element!.nullable),
    nullable: ([, count]) => count!.nullable,
    nullIntolerant: false,
    evaluate: ([element, count], cx) => {
      if (count === null) return null;
      return count > maxArrayLength ? tooLong(count, cx, 'array_repeat') : new Array(Math.max(count, 0)).fill(element);
    },
  }),
  array_size: scalar({
    since: '3.3.0',
    usage: '_FUNC_(expr) - The number of elements of an array; NULL for NULL.',
    examples: [
      ["array_size(array('b', 'd', 'c', 'a'))", '4'],
      ['array_size(NULL)', 'NULL'],
    ],
    arity: 1,
    inputTypes: [AnyArray],
    dataType: IntegerType,
    evaluate: ([array]) => array.length,
  }),
  arrays_zip: arraysZip,
  sequence,
  shuffle,
});

/** Where Spark takes numbers of whole types only: no text, no longs. */
export function integerArgument(arg: TypedExpression, cx: Parameters<NonNullable<(typeof sequence)['coerce']>>[1]): TypedExpression {
  return ['byte', 'short', 'null'].includes(arg.dataType.kind) ? cx.cast(arg, IntegerType) : arg;
}

export const arrayFuncs = [...arrayMakingFuncs, ...arraySearchFuncs, ...arrayChangeFuncs, ...arraySetFuncs, ...arrayOrderFuncs];
