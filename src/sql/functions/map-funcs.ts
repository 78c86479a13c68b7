/** Maps. */
import { quotedId, quotedSql } from '../../errors/quoted.js';
import { legacyCoercion } from '../analyzer/type-coercion.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { compileRegex, splitText } from '../jvm/regex.js';
import { ArrayType, BooleanType, type DataType, MapType, NullType, StringType, StructField, StructType } from '../types/index.js';
import { sameType } from '../types/same-type.js';
import { keyOf } from '../values/ordering.js';
import type { MapValue, Value } from '../values/value.js';
import { AnyArray, AnyMap, UntrimmedSearchableString } from './abstract-type.js';
import { wrongNumArgs } from './argument-errors.js';
import { checkOrderable, checkSameTypes, elementTypeOf, isArray } from './array-arguments.js';
import { coerceBranches, mergedType } from './conditional-funcs.js';
import { group, scalar } from './define.js';
import type { AnalysisContext } from './function-record.js';
import { mapBuilder } from './map-builder.js';
import { mayBacktrack } from './regex-arguments.js';

const everySecond = (args: readonly TypedExpression[], from: 0 | 1) => args.filter((_, i) => i % 2 === from);
const typesOf = (args: readonly TypedExpression[]) => args.map(arg => arg.dataType);
const listOf = (types: readonly DataType[]) => `[${types.map(type => quotedSql(type.sql)).join(', ')}]`;
const haveOneType = (args: readonly TypedExpression[]) => args.every(arg => sameType(arg.dataType, args[0]!.dataType));
export const mapTypeOf = (arg: TypedExpression): MapType => arg.dataType as MapType;

const holdsMap = (type: DataType): boolean => {
  if (type.kind === 'map' || type.kind === 'variant') return true;
  if (type.kind === 'array') return holdsMap(type.elementType);
  return type.kind === 'struct' && type.fields.some(field => holdsMap(field.dataType));
};

/** No map is, or is in, a key. */
export function checkKeyType(type: DataType, cx: AnalysisContext): void {
  if (!holdsMap(type)) return;
  throw cx.mismatch('INVALID_MAP_KEY_TYPE', { keyType: quotedSql(type.sql) });
}

/** A map and a key: the key as the type of the map's keys, or both as a wider one. */
export function castMapAndKey(
  [map, key]: readonly TypedExpression[],
  cx: AnalysisContext,
  find = legacyCoercion.tightest,
): readonly TypedExpression[] {
  const type = map!.dataType;
  if (type.kind !== 'map') return [map!, key!];
  const common = find(type.keyType, key!.dataType);
  if (common === undefined) return [map!, key!];
  return [
    cx.implicitCast(map!, new MapType(common, type.valueType, type.valueContainsNull)) ?? map!,
    cx.implicitCast(key!, common) ?? key!,
  ];
}

export const differentKeys = (map: DataType, key: DataType, cx: AnalysisContext) =>
  cx.mismatch('MAP_FUNCTION_DIFF_TYPES', {
    functionName: quotedId(cx.functionName),
    dataType: '"MAP"',
    leftType: quotedSql(map.sql),
    rightType: quotedSql(key.sql),
  });

interface PairArray {
  readonly key: StructField;
  readonly value: StructField;
  readonly containsNull: boolean;
}

/** What `map_from_entries` takes: an array of structs of two fields. */
function pairsOf(type: DataType): PairArray | undefined {
  if (!isArray(type) || type.elementType.kind !== 'struct' || type.elementType.length !== 2) return undefined;
  const [key, value] = type.elementType.fields;
  return { key: key!, value: value!, containsNull: type.containsNull };
}

export const mapFuncs = group('map_funcs', {
  map: scalar({
    since: '2.0.0',
    usage: '_FUNC_(key0, value0, key1, value1, ...) - A map of the given keys and values.',
    examples: [["map(1.0, '2', 3.0, '4')", '{1.0 -> 2, 3.0 -> 4}']],
    arity: { min: 0 },
    coerce: (args, cx) => {
      if (args.length % 2 !== 0) throw wrongNumArgs('map', '2n (n > 0)', args.length, undefined);
      if (args.length === 0) return args;
      const keys = coerceBranches(everySecond(args, 0), cx);
      const values = coerceBranches(everySecond(args, 1), cx);
      return keys.flatMap((key, i) => [key, values[i]!]);
    },
    check: (args, cx) => {
      if (args.length === 0) return;
      const [keys, values] = [everySecond(args, 0), everySecond(args, 1)];
      const functionName = quotedId('map');
      if (!haveOneType(keys)) throw cx.mismatch('CREATE_MAP_KEY_DIFF_TYPES', { functionName, dataType: listOf(typesOf(keys)) });
      if (!haveOneType(values)) throw cx.mismatch('CREATE_MAP_VALUE_DIFF_TYPES', { functionName, dataType: listOf(typesOf(values)) });
      checkKeyType(keys[0]!.dataType, cx);
    },
    dataType: args => {
      if (args.length === 0) return new MapType(NullType, NullType, false);
      const values = everySecond(args, 1);
      return new MapType(
        mergedType(typesOf(everySecond(args, 0))),
        mergedType(typesOf(values)),
        values.some(value => value.nullable),
      );
    },
    nullable: false,
    nullIntolerant: false,
    prepare: cx => {
      const build = mapBuilder(cx.dataType as MapType, cx);
      return (...args) => build(Array.from({ length: args.length / 2 }, (_, i) => [args[2 * i], args[2 * i + 1]] as const));
    },
  }),
  map_concat: scalar({
    since: '2.4.0',
    usage: '_FUNC_(map, ...) - One map with the entries of all.',
    examples: [["map_concat(map(1, 'a', 2, 'b'), map(3, 'c'))", '{1 -> a, 2 -> b, 3 -> c}']],
    arity: { min: 0 },
    coerce: (args, cx) => (args.every(arg => arg.dataType.kind === 'map') ? coerceBranches(args, cx) : args),
    check: (args, cx) => {
      if (args.some(arg => arg.dataType.kind !== 'map')) {
        throw cx.mismatch('MAP_CONCAT_DIFF_TYPES', { functionName: quotedId(cx.functionName), dataType: listOf(typesOf(args)) });
      }
      checkSameTypes(args, cx);
    },
    dataType: args => (args.length === 0 ? new MapType(StringType, StringType, true) : mergedType(typesOf(args))),
    prepare: cx => {
      const build = mapBuilder(cx.dataType as MapType, cx);
      return (...maps: readonly MapValue[]) => build(maps.flatMap(({ keys, values }) => keys.map((key, i) => [key, values[i]!] as const)));
    },
  }),
  map_contains_key: scalar({
    since: '3.3.0',
    usage: '_FUNC_(map, key) - Whether the map has the key.',
    examples: [
      ["map_contains_key(map(1, 'a', 2, 'b'), 1)", 'true'],
      ["map_contains_key(map(1, 'a', 2, 'b'), 3)", 'false'],
    ],
    arity: 2,
    coerce: (args, cx) => (args[1]!.dataType.kind === 'null' ? args : castMapAndKey(args, cx, legacyCoercion.widerWithoutStrings)),
    check: ([map, key], cx) => {
      if (key!.dataType.kind === 'null') throw cx.mismatch('NULL_TYPE', { functionName: quotedId(cx.functionName) });
      const type = map!.dataType;
      if (type.kind !== 'map' || !sameType(type.keyType, key!.dataType)) throw differentKeys(type, key!.dataType, cx);
      checkOrderable(type.keyType, cx);
    },
    dataType: BooleanType,
    // Spark makes this of array_contains over map_keys, which gives elements that may be NULL.
    nullable: true,
    prepare: cx => {
      const key = keyOf((cx.argTypes[0] as MapType).keyType);
      return (map: MapValue, wanted: Value) => {
        const k = key(wanted);
        return map.keys.some(each => key(each) === k);
      };
    },
  }),
  map_entries: scalar({
    since: '3.0.0',
    usage: '_FUNC_(map) - The entries as an array of structs.',
    examples: [["map_entries(map(1, 'a', 2, 'b'))", '[{1, a}, {2, b}]']],
    arity: 1,
    inputTypes: [AnyMap],
    dataType: ([map]) => {
      const { keyType, valueType, valueContainsNull } = mapTypeOf(map!);
      return new ArrayType(
        new StructType([new StructField('key', keyType, false), new StructField('value', valueType, valueContainsNull)]),
        false,
      );
    },
    evaluate: ([{ keys, values }]) => (keys as readonly Value[]).map((key, i) => [key, values[i]]),
  }),
  map_keys: scalar({
    since: '2.0.0',
    usage: '_FUNC_(map) - The keys as an array.',
    examples: [["map_keys(map(1, 'a', 2, 'b'))", '[1, 2]']],
    arity: 1,
    inputTypes: [AnyMap],
    dataType: ([map]) => new ArrayType(mapTypeOf(map!).keyType, true),
    evaluate: ([map]) => map.keys,
  }),
  map_values: scalar({
    since: '2.0.0',
    usage: '_FUNC_(map) - The values as an array.',
    examples: [["map_values(map(1, 'a', 2, 'b'))", '[a, b]']],
    arity: 1,
    inputTypes: [AnyMap],
    dataType: ([map]) => new ArrayType(mapTypeOf(map!).valueType, true),
    evaluate: ([map]) => map.values,
  }),
  map_from_arrays: scalar({
    since: '2.4.0',
    usage: '_FUNC_(keys, values) - A map of keys and values of two arrays.',
    examples: [["map_from_arrays(array(1.0, 3.0), array('2', '4'))", '{1.0 -> 2, 3.0 -> 4}']],
    arity: 2,
    implicitCasts: false,
    inputTypes: [AnyArray, AnyArray],
    check: ([keys], cx) => checkKeyType(elementTypeOf(keys!.dataType)!, cx),
    dataType: ([keys, values]) => {
      const { elementType, containsNull } = values!.dataType as ArrayType;
      return new MapType(elementTypeOf(keys!.dataType)!, elementType, containsNull);
    },
    prepare: cx => {
      const build = mapBuilder(cx.dataType as MapType, cx);
      return (keys: readonly Value[], values: readonly Value[]) => {
        if (keys.length !== values.length) return cx.fail('_LEGACY_ERROR_TEMP_2128', {}, 'SparkRuntimeException');
        return build(keys.map((key, i) => [key, values[i]!] as const));
      };
    },
  }),
  map_from_entries: scalar({
    since: '2.4.0',
    usage: '_FUNC_(arrayOfEntries) - A map of the keys and values of an array of pairs.',
    examples: [["map_from_entries(array(struct(1, 'a'), struct(2, 'b')))", '{1 -> a, 2 -> b}']],
    arity: 1,
    check: ([entries], cx) => {
      const type = entries!.dataType;
      const pairs = pairsOf(type);
      if (pairs !== undefined) return checkKeyType(pairs.key.dataType, cx);
      throw cx.mismatch('UNEXPECTED_INPUT_TYPE', {
        paramIndex: 'first',
        requiredType: '"ARRAY" of pair "STRUCT"',
        inputSql: quotedSql(cx.sqlOf(entries!)),
        inputType: quotedSql(type.sql),
      });
    },
    dataType: ([entries]) => {
      const { key, value } = pairsOf(entries!.dataType)!;
      return new MapType(key.dataType, value.dataType, value.nullable);
    },
    nullable: ([entries]) => entries!.nullable || pairsOf(entries!.dataType)!.containsNull,
    prepare: cx => {
      const build = mapBuilder(cx.dataType as MapType, cx);
      return (entries: readonly (readonly [Value, Value] | null)[]) =>
        entries.includes(null) ? null : build(entries as readonly (readonly [Value, Value])[]);
    },
  }),
  str_to_map: scalar({
    mayRunLong: ([, ...patterns]) => patterns.some(mayBacktrack),
    since: '2.0.1',
    usage:
      '_FUNC_(text[, pairDelim[, keyValueDelim]]) - A map of the pairs in a text. The delimiters are regular expressions, `,` and `:` when left out.',
    examples: [
      ["str_to_map('a:1,b:2,c:3', ',', ':')", '{a -> 1, b -> 2, c -> 3}'],
      ["str_to_map('a')", '{a -> NULL}'],
    ],
    arity: [1, 2, 3],
    defaults: (args, cx) => [cx.literal(',', StringType), cx.literal(':', StringType)].slice(args.length - 1),
    implicitCasts: false,
    inputTypes: [UntrimmedSearchableString, UntrimmedSearchableString, UntrimmedSearchableString],
    dataType: ([text]) => new MapType(text!.dataType, text!.dataType, true),
    prepare: cx => {
      const build = mapBuilder(cx.dataType as MapType, cx);
      const split = (text: string, pattern: string, limit: number) => splitText(text, compileRegex(pattern, 'str_to_map'), limit);
      return (text: string, pairs: string, keys: string) =>
        build(
          split(text, pairs, -1).map(pair => {
            const [key, value] = split(pair, keys, 2);
            return [key!, value ?? null] as const;
          }),
        );
    },
  }),
});
