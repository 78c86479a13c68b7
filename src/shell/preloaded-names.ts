/** What cells know without an import, as spark-shell's own imports bring it in. What nobody names is neither loaded nor type-checked. */
import { createRequire } from 'node:module';
import type { PreloadedModule } from '../compiler/interpreter.js';

const require = createRequire(import.meta.url);

const CLASSES = "classes of 'ts-spark-shell'";
const TYPES = "types of 'ts-spark-shell'";
const FUNCTIONS = "functions of 'ts-spark-shell'";

const part = (label: string, module: string, names?: readonly string[], members: readonly string[] = []): PreloadedModule => ({
  module: `ts-spark-shell#${module}`,
  ...(names === undefined ? {} : { names }),
  members,
  label,
  load: () => require(`../${module}.js`) as unknown,
});

/** A name of an earlier module wins. */
export const preloadedModules: readonly PreloadedModule[] = [
  part(CLASSES, 'rdd/rdd', ['RDD']),
  part(CLASSES, 'context/broadcast', ['Broadcast']),
  part(CLASSES, 'context/storage-level', ['StorageLevel']),
  part(CLASSES, 'context/spark-conf', ['SparkConf']),
  part(CLASSES, 'context/spark-context', ['SparkContext']),
  part(CLASSES, 'rdd/partitioner', ['HashPartitioner']),
  part(CLASSES, 'rdd/range-partitioner', ['RangePartitioner']),
  part(CLASSES, 'sql/session', ['SparkSession']),
  part(CLASSES, 'sql/dataframe', ['DataFrame']),
  part(CLASSES, 'sql/column', ['Column']),
  part(CLASSES, 'sql/row', ['Row']),
  part(CLASSES, 'sql/observation', ['Observation']),
  part(CLASSES, 'sql/window', ['Window']),
  part(CLASSES, 'sql/rdd-to-dataframe', [], ['toDF']),
  part(CLASSES, 'sql/values/decimal', ['Decimal']),
  part(CLASSES, 'sql/local-date', ['LocalDate', 'LocalDateTime']),
  part(TYPES, 'sql/types/index', [
    'ArrayType',
    'BinaryType',
    'BooleanType',
    'ByteType',
    'CalendarIntervalType',
    'CharType',
    'DataType',
    'DataTypes',
    'DateType',
    'DayTimeIntervalType',
    'DecimalType',
    'DoubleType',
    'FloatType',
    'IntegerType',
    'LongType',
    'MapType',
    'NullType',
    'ShortType',
    'StringType',
    'StructField',
    'StructType',
    'TimestampNTZType',
    'TimestampType',
    'TimeType',
    'VarcharType',
    'VariantType',
    'YearMonthIntervalType',
  ]),
  part(FUNCTIONS, 'sql/functions'),
];
