/** What other syntax makes: fields of structs, elements by index or key. */

import type { TypedExpression } from '../analyzer/typed-expression.js';
import { ArrayType, DecimalType, dataTypeFromDDL, LongType, type MapType, NullType, StringType, type StructType } from '../types/index.js';
import { Decimal } from '../values/decimal.js';
import { collationKey, keyOf } from '../values/ordering.js';
import type { MapValue, Value } from '../values/value.js';
import { ordinalOf } from './argument-errors.js';
import { elementIsNullable, ownName } from './array-arguments.js';
import { group, scalar } from './define.js';
import { storedText } from './stored-text.js';

const structOf = (arg: TypedExpression) => arg.dataType as StructType;
const numberOf = (arg: TypedExpression) => Number((arg as { value: Value }).value);
const ordinalData = (args: readonly TypedExpression[]) => Number((args[1] as { value: Value }).value);

export const internalFuncs = group('internal', {
  /** The name of an aggregate over a window that is rewritten into others. */
  'window label': scalar({ arity: 1, dataType: NullType, sql: ([label]) => label!, evaluate: ([value]) => value }),
  /** `(a, b)`: Spark shows the struct that it makes, where `struct(a, b)` is shown as it is. */
  row: scalar({
    arity: { min: 0 },
    dataType: NullType,
    substitute: (args, cx) =>
      cx.call('named_struct', ...args.flatMap((arg, i) => [cx.literal(ownName(arg) ?? `col${i + 1}`, StringType), arg])),
  }),
  /** A session variable: the name, then its value. */
  'variable reference': scalar({
    arity: 2,
    dataType: ([, value]) => value!.dataType,
    nullable: ([, value]) => value!.nullable,
    nullIntolerant: false,
    sql: ([name, value]) => `variablereference(system.session.${name}=${value})`,
    evaluate: ([, value]) => value,
  }),
  /** A value for a column with CHAR or VARCHAR in its type, which the second argument tells: padded, cut of blanks, or too long. */
  'stored text': scalar({
    arity: 2,
    dataType: ([value]) => value!.dataType,
    nullable: ([value]) => value!.nullable,
    sql: ([value]) => value!,
    data: ([, type]) => String((type as { value: Value }).value),
    prepare: cx => {
      const store = storedText(dataTypeFromDDL(cx.data as string), length => cx.fail('EXCEED_LIMIT_LENGTH', { limit: length }));
      return value => store(value);
    },
  }),
  /** Equal for texts that are equal in their collation. */
  'collation key': scalar({
    arity: 1,
    dataType: StringType,
    prepare: cx => collationKey((cx.argTypes[0] as StringType).collation).keyOf,
  }),
  /** The digits of a decimal as a whole number. */
  unscaledvalue: scalar({
    arity: 1,
    dataType: LongType,
    sql: ([value]) => `UnscaledValue(${value})`,
    prepare: cx => {
      const { scale } = cx.argTypes[0] as DecimalType;
      return (value: Decimal) => value.withScale(scale).unscaled;
    },
  }),
  /** The contrary: a whole number, and the precision and scale of the decimal that has its digits. */
  makedecimal: scalar({
    arity: 3,
    dataType: args => new DecimalType(numberOf(args[1]!), numberOf(args[2]!)),
    sql: args => `MakeDecimal(${args.join(',')})`,
    evaluate: ([value, , scale]) => new Decimal(BigInt(value), scale),
  }),
  /** `s.a`; the second argument is the place of the field. */
  getstructfield: scalar({
    arity: 2,
    data: args => ({ ordinal: ordinalData(args), name: structOf(args[0]!).fields[ordinalData(args)]!.name }),
    dataType: args => structOf(args[0]!).fields[ordinalData(args)]!.dataType,
    nullable: args => args[0]!.nullable || structOf(args[0]!).fields[ordinalData(args)]!.nullable,
    sql: ([child], { data }) => `${child}.${(data as { name: string }).name}`,
    evaluate: ([struct, ordinal]) => struct[ordinal],
    compile: ([struct], cx) => `struct_extract(${struct}, '_${(cx.data as { ordinal: number }).ordinal}')`,
  }),
  /** `a.b` of an array of structs: the fields of its elements. */
  getarraystructfields: scalar({
    arity: 2,
    data: args => ({ name: ((args[0]!.dataType as ArrayType).elementType as StructType).fields[ordinalData(args)]!.name }),
    dataType: ([array, ordinal]) => {
      const { elementType, containsNull } = array!.dataType as ArrayType;
      const field = (elementType as StructType).fields[Number((ordinal as { value: Value }).value)]!;
      return new ArrayType(field.dataType, containsNull || field.nullable);
    },
    sql: ([child], { data }) => `${child}.${(data as { name: string }).name}`,
    evaluate: ([array, ordinal]) => (array as readonly any[]).map(struct => (struct === null ? null : struct[ordinal])),
  }),
  /** `a[i]`: an index out of bounds is an error in ANSI mode. */
  getarrayitem: scalar({
    arity: 2,
    check: ([, index], cx) => {
      if (!['byte', 'short', 'integer', 'long', 'null'].includes(index!.dataType.kind)) {
        throw cx.mismatch('UNEXPECTED_INPUT_TYPE', {
          paramIndex: ordinalOf(1),
          requiredType: '"INTEGRAL"',
          inputSql: `"${cx.sqlOf(index!)}"`,
          inputType: `"${index!.dataType.sql}"`,
        });
      }
    },
    dataType: ([array]) => (array!.dataType.kind === 'array' ? array!.dataType.elementType : NullType),
    // A NULL as index counts for nothing here in Spark.
    nullable: (args, cx) => {
      const [array] = args;
      const otherwise = !cx.ansi || array!.nullable || (array!.dataType.kind === 'array' && array!.dataType.containsNull);
      return elementIsNullable(args, cx, (elements, at) => elements[at] ?? !cx.ansi, otherwise);
    },
    sql: ([array, index]) => `${array}[${index}]`,
    evaluate: ([array, index], cx) => {
      const at = Number(index);
      if (at >= 0 && at < array.length) return array[at];
      return cx.settings.ansi ? cx.fail('INVALID_ARRAY_INDEX', { indexValue: at, arraySize: array.length }) : null;
    },
  }),
  /** `m[key]`: NULL when the map has no such key. */
  getmapvalue: scalar({
    arity: 2,
    coerce: ([map, key], cx) => [map!, cx.implicitCast(key!, (map!.dataType as MapType).keyType) ?? key!],
    dataType: ([map]) => (map!.dataType as MapType).valueType,
    nullable: true,
    sql: ([map, key]) => `${map}[${key}]`,
    prepare: cx => {
      const key = keyOf((cx.argTypes[0] as MapType).keyType);
      return (map: MapValue, wanted: Value) => {
        const at = map.keys.findIndex(each => key(each) === key(wanted));
        return at < 0 ? null : map.values[at]!;
      };
    },
  }),
});
