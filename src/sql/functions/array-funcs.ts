/** Arrays: making them, and the functions of the other files. */
import { quotedSql } from '../../errors/quoted.js';
import { ArrayType, IntegerType, NullType, StructField, StructType } from '../types/index.js';
import type { Value } from '../values/value.js';
import { AnyArray } from './abstract-type.js';
import { checkSameTypes, elementTypeOf, maxArrayLength, ownName, tooLong } from './array-arguments.js';
import { arrayChangeFuncs } from './array-change-funcs.js';
import { arrayOrderFuncs } from './array-order-funcs.js';
import { arraySearchFuncs } from './array-search-funcs.js';
import { arraySetFuncs } from './array-set-funcs.js';
import { coerceBranches, mergedType } from './conditional-funcs.js';
import { group, scalar } from './define.js';
import { MersenneTwister } from './mersenne-twister.js';
import { sequence } from './sequence.js';

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
    dataType: args =>
      new ArrayType(
        args.length === 0 ? NullType : mergedType(args.map(arg => arg.dataType)),
        args.some(arg => arg.nullable),
      ),
    nullable: false,
    nullIntolerant: false,
    evaluate: args => args,
    compile: args => (args.length === 0 ? undefined : `[${args.join(', ')}]`),
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
  arrays_zip: scalar({
    since: '2.4.0',
    usage: '_FUNC_(a1, a2, ...) - An array of structs: the n-th holds the n-th elements of all arrays, NULL where one is shorter.',
    examples: [
      ['arrays_zip(array(1, 2, 3), array(2, 3, 4))', '[{1, 2}, {2, 3}, {3, 4}]'],
      ['arrays_zip(array(1, 2), array(3))', '[{1, 3}, {2, NULL}]'],
    ],
    arity: { min: 0 },
    implicitCasts: false,
    inputTypes: args => args.map(() => AnyArray),
    dataType: args => {
      const fields = args.map((arg, i) => new StructField(ownName(arg) ?? String(i), elementTypeOf(arg.dataType)!, true));
      return new ArrayType(new StructType(fields), false);
    },
    evaluate: (arrays: readonly (readonly Value[])[]) => {
      const length = Math.max(0, ...arrays.map(array => array.length));
      return Array.from({ length }, (_, i) => arrays.map(array => array[i] ?? null));
    },
  }),
  sequence,
  shuffle: scalar({
    since: '2.4.0',
    usage: '_FUNC_(array) - The elements of an array in a random order.',
    examples: [['sort_array(shuffle(array(1, 20, 3, 5)))', '[1, 3, 5, 20]']],
    arity: [1, 2],
    deterministic: false,
    inputTypes: [AnyArray],
    check: ([, seed], cx) => {
      if (seed === undefined || (cx.isFoldable(seed) && ['integer', 'long', 'null'].includes(seed.dataType.kind))) return;
      throw cx.error('INVALID_PARAMETER_VALUE.LONG', {
        parameter: '`seed`',
        functionName: '`shuffle`',
        invalidValue: quotedSql(cx.sqlOf(seed)),
      });
    },
    dataType: ([array]) => array!.dataType,
    nullable: ([array]) => array!.nullable,
    sql: ([array]) => `shuffle(${array})`,
    nullIntolerant: false,
    evaluate: ([array, seed], cx) => {
      if (array === null) return null;
      const random = cx.state(() => new MersenneTwister(BigInt(seed ?? Math.floor(Math.random() * Number.MAX_SAFE_INTEGER))));
      const shuffled: Value[] = [];
      for (let i = 0; i < array.length; i++) {
        const j = random.nextInt(i + 1);
        if (j !== i) shuffled[i] = shuffled[j]!;
        shuffled[j] = array[i];
      }
      return shuffled;
    },
  }),
});

export const arrayFuncs = [...arrayMakingFuncs, ...arraySearchFuncs, ...arrayChangeFuncs, ...arraySetFuncs, ...arrayOrderFuncs];
