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
} from '../types/index.js';
import { group, scalar } from './define.js';

function castTo(dataType: DataType, name: string) {
  return scalar({
    since: '2.0.1',
    usage: `_FUNC_(expr) - Casts the value \`expr\` to the target data type \`${name}\`.`,
    arity: 1,
    dataType,
    substitute: (args, cx) => (args.length === 1 ? cx.explicitCast(args[0]!, dataType) : undefined),
  });
}

export const conversionFuncs = group('conversion_funcs', {
  bigint: castTo(LongType, 'bigint'),
  binary: castTo(BinaryType, 'binary'),
  boolean: castTo(BooleanType, 'boolean'),
  date: castTo(DateType, 'date'),
  decimal: castTo(new DecimalType(10, 0), 'decimal'),
  double: castTo(DoubleType, 'double'),
  float: castTo(FloatType, 'float'),
  int: castTo(IntegerType, 'int'),
  smallint: castTo(ShortType, 'smallint'),
  string: castTo(StringType, 'string'),
  timestamp: castTo(TimestampType, 'timestamp'),
  tinyint: castTo(ByteType, 'tinyint'),
});
