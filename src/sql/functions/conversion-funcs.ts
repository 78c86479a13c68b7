/** Casts by the name of their type: `int(x)`. */
import {
  BinaryType,
  BooleanType,
  ByteType,
  type DataType,
  DateType,
  DecimalType,
  DoubleType,
  FloatType,
  IntegerType,
  LongType,
  ShortType,
  StringType,
  TimestampType,
  TimeType,
} from '../types/index.js';
import { group, scalar } from './define.js';

function castTo(dataType: DataType, name: string, example?: readonly [string, string]) {
  return scalar({
    since: '2.0.1',
    usage: `_FUNC_(expr) - Casts the value \`expr\` to the target data type \`${name}\`.`,
    examples: example === undefined ? [] : [example],
    arity: 1,
    dataType,
    // Not shown in a generated name, as an implicit cast.
    substitute: ([value, ...others], cx) => {
      if (value === undefined || others.length > 0) return undefined;
      const cast = cx.explicitCast(value, dataType);
      return cast.kind === 'cast' ? Object.freeze({ ...cast, isExplicit: false }) : cast;
    },
  });
}

export const conversionFuncs = group('conversion_funcs', {
  bigint: castTo(LongType, 'bigint', ["bigint('1')", '1']),
  binary: castTo(BinaryType, 'binary', ["hex(binary('a'))", '61']),
  boolean: castTo(BooleanType, 'boolean', ["boolean('true')", 'true']),
  /** Parsed as syntax of its own; here it is for DESCRIBE FUNCTION. */
  cast: scalar({
    since: '1.0.0',
    usage:
      '_FUNC_(expr AS type) - Casts the value `expr` to the target data type `type`. `expr` :: `type` alternative casting syntax is also supported.',
    examples: [
      ["cast('10' as int)", '10'],
      ["'10' :: int", '10'],
    ],
    arity: 1,
    dataType: ([value]) => value!.dataType,
    evaluate: ([value]) => value,
  }),
  date: castTo(DateType, 'date', ["date('2020-01-31')", '2020-01-31']),
  decimal: castTo(new DecimalType(10, 0), 'decimal', ["decimal('1.5')", '2']),
  double: castTo(DoubleType, 'double', ["double('1')", '1.0']),
  float: castTo(FloatType, 'float', ["float('1')", '1.0']),
  int: castTo(IntegerType, 'int', ["int('1')", '1']),
  smallint: castTo(ShortType, 'smallint', ["smallint('1')", '1']),
  string: castTo(StringType, 'string', ['string(1)', '1']),
  time: castTo(new TimeType(6), 'time'),
  timestamp: castTo(TimestampType, 'timestamp', ["timestamp('2020-01-31 01:02:03')", '2020-01-31 01:02:03']),
  tinyint: castTo(ByteType, 'tinyint', ["tinyint('1')", '1']),
});
