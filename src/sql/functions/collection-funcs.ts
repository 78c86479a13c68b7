/** What works on arrays and on maps, or on arrays and on text. */

import type { TypedExpression } from '../analyzer/typed-expression.js';
import { type ArrayType, BinaryType, IntegerType, type MapType, StringType } from '../types/index.js';
import { sameType } from '../types/same-type.js';
import { keyOf } from '../values/ordering.js';
import type { MapValue, Value } from '../values/value.js';
import { type AbstractType, AnyArray, AnyMap, AnyString, anyOf, isFamily } from './abstract-type.js';
import { unexpectedInput } from './argument-errors.js';
import { checkOrderable, checkSameTypes, elementIsNullable, isArray, maxArrayLength, tooLong } from './array-arguments.js';
import { coerceBranches, mergedType } from './conditional-funcs.js';
import { group, scalar } from './define.js';
import type { AnalysisContext, EvaluationContext, ScalarFunction } from './function-record.js';
import { castMapAndKey, differentKeys, mapTypeOf } from './map-funcs.js';

const arrayOrMap = anyOf(AnyArray, AnyMap);
const textOrArray = anyOf(AnyString, BinaryType, AnyArray);

const legacySizeOfNull = (cx: { readonly ansi: boolean; conf(key: string): string | undefined }) =>
  !cx.ansi && cx.conf('spark.sql.legacy.sizeOfNull') !== 'false';

const shownAs = (type: AbstractType) => (isFamily(type) ? { ...type, defaultType: undefined } : type);

/** Places of an array from 1, or from its end; a value by its key. */
function elementAt(raises: boolean): Pick<ScalarFunction, 'arity' | 'coerce' | 'check' | 'dataType' | 'nullable' | 'prepare'> {
  const isNullable = (args: readonly TypedExpression[], cx: AnalysisContext): boolean => {
    const [collection] = args;
    if (collection!.dataType.kind === 'map') return true;
    const fails = raises && cx.ansi;
    const known = (elements: readonly boolean[], at: number) => at !== 0 && (elements.at(at < 0 ? at : at - 1) ?? !fails);
    const otherwise = !fails || collection!.nullable || (collection!.dataType as ArrayType).containsNull;
    return elementIsNullable(args, cx, known, otherwise);
  };
  return {
    arity: 2,
    coerce: (args, cx) => {
      const [collection, index] = args as readonly [TypedExpression, TypedExpression];
      if (collection.dataType.kind === 'map') return castMapAndKey(args, cx);
      return [collection, ['byte', 'short'].includes(index.dataType.kind) ? cx.cast(index, IntegerType) : index];
    },
    check: ([collection, index], cx) => {
      const type = collection!.dataType;
      if (type.kind === 'map') {
        if (!sameType(type.keyType, index!.dataType)) throw differentKeys(type, index!.dataType, cx);
        return checkOrderable(type.keyType, cx);
      }
      if (!isArray(type)) throw unexpectedInput(collection!, 0, arrayOrMap, cx);
      if (index!.dataType.kind !== 'integer') throw unexpectedInput(index!, 1, IntegerType, cx);
    },
    dataType: ([collection]) => (isArray(collection!.dataType) ? collection!.dataType.elementType : mapTypeOf(collection!).valueType),
    nullable: isNullable,
    prepare: cx => (cx.argTypes[0]!.kind === 'map' ? valueOfKey(cx) : elementOf(raises, cx)),
  };
}

function valueOfKey(cx: EvaluationContext): (map: MapValue, key: Value) => Value {
  const key = keyOf((cx.argTypes[0] as MapType).keyType);
  return (map, wanted) => {
    const k = key(wanted);
    const at = map.keys.findIndex(each => key(each) === k);
    return at < 0 ? null : map.values[at]!;
  };
}

const elementOf = (raises: boolean, cx: EvaluationContext) => (array: readonly Value[], index: number) => {
  if (index === 0) return cx.fail('INVALID_INDEX_OF_ZERO');
  if (Math.abs(index) <= array.length) return array.at(index < 0 ? index : index - 1)!;
  return raises && cx.settings.ansi ? cx.fail('INVALID_ARRAY_INDEX_IN_ELEMENT_AT', { indexValue: index, arraySize: array.length }) : null;
};

/** Characters, not halves of them. */
const reversedText = (text: string): string => Array.from(text).reverse().join('');

const concatenate = (cx: EvaluationContext): ((...values: readonly any[]) => Value) => {
  switch (cx.dataType.kind) {
    case 'binary':
      return (...parts) => new Uint8Array(Buffer.concat(parts));
    case 'array':
      return (...arrays) => {
        const length = arrays.reduce((sum, array) => sum + array.length, 0);
        return length > maxArrayLength ? tooLong(length, cx, 'concat') : arrays.flat();
      };
    default:
      return (...texts) => texts.join('');
  }
};

const size = scalar({
  since: '1.5.0',
  usage: '_FUNC_(expr) - The number of elements of an array or of entries of a map.',
  examples: [
    ["size(array('b', 'd', 'c', 'a'))", '4'],
    ["size(map('a', 1, 'b', 2))", '2'],
    ['size(NULL)', 'NULL'],
  ],
  aliases: ['cardinality'],
  arity: 1,
  check: ([collection], cx) => {
    if (!arrayOrMap.accepts(collection!.dataType) && collection!.dataType.kind !== 'null')
      throw unexpectedInput(collection!, 0, arrayOrMap, cx);
  },
  dataType: IntegerType,
  nullable: ([collection], cx) => !legacySizeOfNull(cx) && collection!.nullable,
  nullIntolerant: false,
  evaluate: ([collection], { settings }) => {
    if (collection === null) return legacySizeOfNull(settings) ? -1 : null;
    return Array.isArray(collection) ? collection.length : (collection as MapValue).size;
  },
});

export const collectionFuncs = group('collection_funcs', {
  size,
  concat: scalar({
    since: '1.5.0',
    usage: '_FUNC_(col1, col2, ..., colN) - One text, binary or array after the other.',
    examples: [
      ["concat('Spark', 'SQL')", 'SparkSQL'],
      ['concat(array(1, 2, 3), array(4, 5), array(6))', '[1, 2, 3, 4, 5, 6]'],
    ],
    arity: { min: 0 },
    coerce: (args, cx) => {
      if (args.some(arg => arg.dataType.kind === 'array') && args.every(arg => arg.dataType.kind === 'array'))
        return coerceBranches(args, cx);
      const isBinary = args.length > 0 && args.every(arg => arg.dataType.kind === 'binary');
      if (isBinary && cx.conf('spark.sql.function.concatBinaryAsString') !== 'true') return args;
      // What is no array becomes text; an array among it is refused below.
      return args.map(arg => (arg.dataType.kind === 'string' ? arg : (cx.implicitCast(arg, StringType) ?? arg)));
    },
    check: (args, cx) => {
      args.forEach((arg, i) => {
        if (!textOrArray.accepts(arg.dataType)) throw unexpectedInput(arg, i, shownAs(textOrArray), cx);
      });
      checkSameTypes(args, cx);
    },
    dataType: args => (args.length === 0 ? StringType : mergedType(args.map(arg => arg.dataType))),
    prepare: concatenate,
    compile: (args, cx) => (cx.dataType.kind === 'string' && args.length > 1 ? `(${args.join(' || ')})` : undefined),
  }),
  reverse: scalar({
    since: '1.5.0',
    usage: '_FUNC_(expr) - A text, binary or array backwards.',
    examples: [
      ["reverse('Spark SQL')", 'LQS krapS'],
      ['reverse(array(2, 1, 4, 3))', '[3, 4, 1, 2]'],
    ],
    arity: 1,
    inputTypes: [textOrArray],
    dataType: ([arg]) => arg!.dataType,
    evaluate: ([value]) => {
      if (typeof value === 'string') return reversedText(value);
      return value instanceof Uint8Array ? value.slice().reverse() : (value as readonly Value[]).toReversed();
    },
  }),
  element_at: scalar({
    since: '2.4.0',
    usage: '_FUNC_(array, index) or _FUNC_(map, key) - The element at a place from 1, or from the end when negative; the value of a key.',
    examples: [
      ['element_at(array(1, 2, 3), 2)', '2'],
      ["element_at(map(1, 'a', 2, 'b'), 2)", 'b'],
    ],
    ...elementAt(true),
  }),
  try_element_at: scalar({
    since: '3.3.0',
    usage: '_FUNC_(array, index) or _FUNC_(map, key) - As `element_at`, NULL where there is no such place.',
    examples: [
      ['try_element_at(array(1, 2, 3), 5)', 'NULL'],
      ["try_element_at(map(1, 'a', 2, 'b'), 2)", 'b'],
    ],
    ...elementAt(false),
  }),
});
