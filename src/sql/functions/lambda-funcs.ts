/** Functions that take a function: `x -> x + 1` over arrays and maps. A lambda comes to `evaluate` as a JavaScript function. */
import { quotedId, quotedSql } from '../../errors/quoted.js';
import type { LambdaVariable, TypedExpression } from '../analyzer/typed-expression.js';
import { ArrayType, BooleanType, type DataType, IntegerType, MapType, nullableOf } from '../types/index.js';
import { sameType } from '../types/same-type.js';
import { forceNullable } from '../values/cast-rules.js';
import { keyOf } from '../values/ordering.js';
import { MapValue, type Value } from '../values/value.js';
import { AnyArray, AnyMap, type TypeFamily } from './abstract-type.js';
import { ordinalOf, unexpectedInput } from './argument-errors.js';
import { checkOrderable } from './array-arguments.js';
import { arraySort } from './array-sort.js';
import { group, scalar } from './define.js';
import type { AnalysisContext, LambdaParameters, ScalarFunction } from './function-record.js';
import { mapBuilder } from './map-builder.js';
import { checkKeyType, mapTypeOf } from './map-funcs.js';

type Args = readonly (TypedExpression | undefined)[];
type Parameter = LambdaParameters['types'][number];

const of = (dataType: DataType, nullable: boolean): Parameter => ({ dataType, nullable });

/** The collections come first, and are checked before a lambda is looked at. */
function collectionAt(args: Args, index: number, family: TypeFamily, cx: AnalysisContext): DataType {
  const arg = args[index];
  if (arg === undefined) throw cx.error('INVALID_LAMBDA_FUNCTION_CALL.PARAMETER_DOES_NOT_ACCEPT_LAMBDA_FUNCTION', {});
  if (!family.accepts(arg.dataType)) throw unexpectedInput(arg, index, family, cx);
  return arg.dataType;
}

function elementParameter(args: Args, cx: AnalysisContext, index = 0): Parameter {
  const { elementType, containsNull } = collectionAt(args, index, AnyArray, cx) as ArrayType;
  return of(elementType, containsNull);
}

/** `x -> …` or `(x, i) -> …` with the place from 0. */
const element = (args: Args, cx: AnalysisContext): readonly LambdaParameters[] => [{ argument: 1, types: [elementParameter(args, cx)] }];
const elementAndIndex = (args: Args, cx: AnalysisContext): readonly LambdaParameters[] => [
  { argument: 1, types: [elementParameter(args, cx), of(IntegerType, false)], min: 1 },
];

/** `(k, v) -> …` */
function entry(args: Args, cx: AnalysisContext): readonly LambdaParameters[] {
  const { keyType, valueType, valueContainsNull } = collectionAt(args, 0, AnyMap, cx) as MapType;
  return [{ argument: 1, types: [of(keyType, false), of(valueType, valueContainsNull)] }];
}

/** A lambda that gives a truth value, where it is an argument. */
const predicateAt =
  (index: number): NonNullable<ScalarFunction['check']> =>
  (args, cx) => {
    const lambda = args[index]!;
    if (lambda.dataType.kind === 'boolean' || lambda.dataType.kind === 'null') return;
    throw cx.mismatch('UNEXPECTED_INPUT_TYPE', {
      paramIndex: ordinalOf(index),
      requiredType: '"BOOLEAN"',
      inputSql: quotedSql(cx.sqlOf(lambda)),
      inputType: quotedSql(lambda.dataType.sql),
    });
  };

const collectionIsNullable = ([collection]: readonly TypedExpression[]) => collection!.nullable;

/** `x -> x`, where no lambda was written. Nothing runs between setting its parameter and reading it, so that all calls share one id. */
function identity(dataType: DataType): TypedExpression {
  const state: LambdaVariable = { kind: 'lambdaVariable', id: -1, name: 'id', dataType, nullable: true };
  return { kind: 'lambda', parameters: [state], body: state, dataType, nullable: true };
}

/** The type for the keys of two maps; text is not made of other keys, nor they of it. */
function zippedKey(a: DataType, b: DataType, cx: AnalysisContext): DataType | undefined {
  if (sameType(a, b)) return cx.widerType(a, b) ?? a;
  const wider = cx.widerType(a, b);
  return wider === undefined || forceNullable(a, wider) || forceNullable(b, wider) ? undefined : wider;
}

type Predicate = (...values: readonly Value[]) => boolean | null;
type Mapper = (...values: readonly Value[]) => Value;

const aggregate = (name: string, since: string) =>
  scalar({
    since,
    usage:
      '_FUNC_(expr, start, merge, finish) - Puts all elements into one state with `merge`, from `start` on, and gives what `finish` makes of it.',
    examples: [
      [`${name}(array(1, 2, 3), 0, (acc, x) -> acc + x)`, '6'],
      [`${name}(array(1, 2, 3), 0, (acc, x) -> acc + x, acc -> acc * 10)`, '60'],
    ],
    arity: [3, 4],
    defaults: args => (args.length === 3 ? [identity(nullableOf(args[1]!.dataType))] : []),
    lambdas: (args, cx) => {
      const item = elementParameter(args, cx);
      // The state may become NULL, whatever it starts with.
      const state = of(nullableOf(args[1]!.dataType), true);
      return [
        { argument: 2, types: [state, item] },
        { argument: 3, types: [state] },
      ];
    },
    check: ([, start, merge], cx) => {
      if (sameType(start!.dataType, merge!.dataType)) return;
      throw cx.mismatch('UNEXPECTED_INPUT_TYPE', {
        paramIndex: 'third',
        requiredType: quotedSql(start!.dataType.sql),
        inputSql: quotedSql(cx.sqlOf(merge!)),
        inputType: quotedSql(merge!.dataType.sql),
      });
    },
    dataType: ([, , , finish]) => finish!.dataType,
    nullable: ([array, , , finish]) => array!.nullable || finish!.nullable,
    nullIntolerant: false,
    evaluate: ([array, start, merge, finish]) => {
      if (array === null) return null;
      let state = start;
      for (const each of array) state = merge(state, each);
      return finish(state);
    },
  });

export const lambdaFuncs = group('lambda_funcs', {
  transform: scalar({
    since: '2.4.0',
    usage: '_FUNC_(expr, func) - The array of what the function gives for each element.',
    examples: [
      ['transform(array(1, 2, 3), x -> x + 1)', '[2, 3, 4]'],
      ['transform(array(1, 2, 3), (x, i) -> x + i)', '[1, 3, 5]'],
    ],
    arity: 2,
    lambdas: elementAndIndex,
    dataType: ([, lambda]) => new ArrayType(lambda!.dataType, lambda!.nullable),
    nullable: collectionIsNullable,
    evaluate: ([array, f]) => (array as readonly Value[]).map((each, i) => (f as Mapper)(each, i)),
  }),
  array_sort: arraySort,
  filter: scalar({
    since: '2.4.0',
    usage: '_FUNC_(expr, func) - The elements for which the function is true.',
    examples: [
      ['filter(array(1, 2, 3), x -> x % 2 == 1)', '[1, 3]'],
      ['filter(array(0, 2, 3), (x, i) -> x > i)', '[2, 3]'],
      ['filter(array(0, NULL, 2, 3, NULL), x -> x IS NOT NULL)', '[0, 2, 3]'],
    ],
    arity: 2,
    lambdas: elementAndIndex,
    check: predicateAt(1),
    dataType: ([array]) => array!.dataType,
    nullable: collectionIsNullable,
    evaluate: ([array, f]) => (array as readonly Value[]).filter((each, i) => (f as Predicate)(each, i) === true),
  }),
  exists: scalar({
    since: '2.4.0',
    usage: '_FUNC_(expr, pred) - Whether the function is true for an element; NULL when it is NULL for one and true for none.',
    examples: [
      ['exists(array(1, 2, 3), x -> x % 2 == 0)', 'true'],
      ['exists(array(1, NULL, 3), x -> x % 2 == 0)', 'NULL'],
      ['exists(array(0, NULL, 2, 3, NULL), x -> x IS NULL)', 'true'],
    ],
    arity: 2,
    lambdas: element,
    check: predicateAt(1),
    dataType: BooleanType,
    nullable: ([array, lambda]) => array!.nullable || lambda!.nullable,
    evaluate: ([array, f], { settings }) => {
      let hasNull = false;
      for (const each of array) {
        const found = (f as Predicate)(each);
        if (found === true) return true;
        if (found === null) hasNull = true;
      }
      return hasNull && settings.conf('spark.sql.legacy.followThreeValuedLogicInArrayExists') !== 'false' ? null : false;
    },
  }),
  forall: scalar({
    since: '3.0.0',
    usage: '_FUNC_(expr, pred) - Whether the function is true for all elements; NULL when it is NULL for one and false for none.',
    examples: [
      ['forall(array(1, 2, 3), x -> x % 2 == 0)', 'false'],
      ['forall(array(2, 4, 8), x -> x % 2 == 0)', 'true'],
      ['forall(array(2, NULL, 8), x -> x % 2 == 0)', 'NULL'],
    ],
    arity: 2,
    lambdas: element,
    check: predicateAt(1),
    dataType: BooleanType,
    nullable: ([array, lambda]) => array!.nullable || lambda!.nullable,
    evaluate: ([array, f]) => {
      let hasNull = false;
      for (const each of array) {
        const holds = (f as Predicate)(each);
        if (holds === false) return false;
        if (holds === null) hasNull = true;
      }
      return hasNull ? null : true;
    },
  }),
  aggregate: aggregate('aggregate', '2.4.0'),
  reduce: aggregate('reduce', '3.4.0'),
  zip_with: scalar({
    since: '2.4.0',
    usage:
      '_FUNC_(left, right, func) - What the function gives for the elements of both arrays in turn; NULL stands in where one is shorter.',
    examples: [
      ['zip_with(array(1, 2), array(3, 4), (x, y) -> x + y)', '[4, 6]'],
      ["zip_with(array('a', 'b', 'c'), array('d', 'e', 'f'), (x, y) -> concat(x, y))", '[ad, be, cf]'],
    ],
    arity: 3,
    lambdas: (args, cx) => {
      const [left, right] = [elementParameter(args, cx, 0), elementParameter(args, cx, 1)];
      return [{ argument: 2, types: [of(left.dataType, true), of(right.dataType, true)] }];
    },
    dataType: ([, , lambda]) => new ArrayType(lambda!.dataType, lambda!.nullable),
    nullable: ([left, right]) => left!.nullable || right!.nullable,
    evaluate: ([left, right, f]) =>
      Array.from({ length: Math.max(left.length, right.length) }, (_, i) => (f as Mapper)(left[i] ?? null, right[i] ?? null)),
  }),
  map_filter: scalar({
    since: '3.0.0',
    usage: '_FUNC_(expr, func) - The entries for which the function is true.',
    examples: [['map_filter(map(1, 0, 2, 2, 3, -1), (k, v) -> k > v)', '{1 -> 0, 3 -> -1}']],
    arity: 2,
    lambdas: entry,
    check: predicateAt(1),
    dataType: ([map]) => map!.dataType,
    nullable: collectionIsNullable,
    evaluate: ([map, f]) => {
      const { keys, values } = map as MapValue;
      const kept = keys.map((key, i) => (f as Predicate)(key, values[i]!) === true);
      return new MapValue(
        keys.filter((_, i) => kept[i]),
        values.filter((_, i) => kept[i]),
      );
    },
  }),
  transform_keys: scalar({
    since: '3.0.0',
    usage: '_FUNC_(expr, func) - The map with the keys that the function gives.',
    examples: [['transform_keys(map_from_arrays(array(1, 2, 3), array(1, 2, 3)), (k, v) -> k + v)', '{2 -> 1, 4 -> 2, 6 -> 3}']],
    arity: 2,
    lambdas: entry,
    check: ([, lambda], cx) => checkKeyType(lambda!.dataType, cx),
    dataType: ([map, lambda]) => new MapType(lambda!.dataType, mapTypeOf(map!).valueType, mapTypeOf(map!).valueContainsNull),
    nullable: collectionIsNullable,
    prepare: cx => {
      const build = mapBuilder(cx.dataType as MapType, cx);
      return ({ keys, values }: MapValue, f: Mapper) => build(keys.map((key, i) => [f(key, values[i]!), values[i]!] as const));
    },
  }),
  transform_values: scalar({
    since: '3.0.0',
    usage: '_FUNC_(expr, func) - The map with the values that the function gives.',
    examples: [['transform_values(map_from_arrays(array(1, 2, 3), array(1, 2, 3)), (k, v) -> v + 1)', '{1 -> 2, 2 -> 3, 3 -> 4}']],
    arity: 2,
    lambdas: entry,
    dataType: ([map, lambda]) => new MapType(mapTypeOf(map!).keyType, lambda!.dataType, lambda!.nullable),
    nullable: collectionIsNullable,
    evaluate: ([map, f]) => {
      const { keys, values } = map as MapValue;
      return new MapValue(
        keys,
        keys.map((key, i) => (f as Mapper)(key, values[i]!)),
      );
    },
  }),
  map_zip_with: scalar({
    since: '3.0.0',
    usage:
      '_FUNC_(map1, map2, function) - What the function gives for each key and its value in either map; NULL stands in for a value that a map has not.',
    examples: [["map_zip_with(map(1, 'a', 2, 'b'), map(1, 'x', 2, 'y'), (k, v1, v2) -> concat(v1, v2))", '{1 -> ax, 2 -> by}']],
    arity: 3,
    coerce: ([left, right, lambda], cx) => {
      const key = zippedKey(mapTypeOf(left!).keyType, mapTypeOf(right!).keyType, cx);
      if (key === undefined) return [left!, right!, lambda!];
      const withKey = (map: TypedExpression) => cx.cast(map, new MapType(key, mapTypeOf(map).valueType, mapTypeOf(map).valueContainsNull));
      return [withKey(left!), withKey(right!), lambda!];
    },
    lambdas: (args, cx) => {
      const left = collectionAt(args, 0, AnyMap, cx) as MapType;
      const right = collectionAt(args, 1, AnyMap, cx) as MapType;
      const key = zippedKey(left.keyType, right.keyType, cx);
      if (key === undefined) {
        throw cx.mismatch('MAP_ZIP_WITH_DIFF_TYPES', {
          functionName: quotedId(cx.functionName),
          leftType: quotedSql(left.keyType.sql),
          rightType: quotedSql(right.keyType.sql),
        });
      }
      checkOrderable(key, cx);
      return [{ argument: 2, types: [of(key, false), of(left.valueType, true), of(right.valueType, true)] }];
    },
    dataType: ([left, , lambda]) => new MapType(mapTypeOf(left!).keyType, lambda!.dataType, lambda!.nullable),
    nullable: ([left, right]) => left!.nullable || right!.nullable,
    prepare: cx => {
      const key = keyOf((cx.argTypes[0] as MapType).keyType);
      return (left: MapValue, right: MapValue, f: Mapper) => {
        const places = (map: MapValue) => new Map(map.keys.map((each, i) => [key(each), i] as const));
        const [inLeft, inRight] = [places(left), places(right)];
        const keys = [...left.keys, ...right.keys.filter(each => !inLeft.has(key(each)))];
        const valueIn = (map: MapValue, place: number | undefined) => (place === undefined ? null : map.values[place]!);
        const values = keys.map(each => f(each, valueIn(left, inLeft.get(key(each))), valueIn(right, inRight.get(key(each)))));
        return new MapValue(keys, values);
      };
    },
  }),
});
