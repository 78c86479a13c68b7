/** CSV read and written. */
import { quotedId, quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { toCsv } from '../jvm/csv-generator.js';
import { type AllCsvOptions, csvOptionsOf } from '../jvm/csv-options.js';
import { fromCsv, inferCsvLine } from '../jvm/csv-reader.js';
import { type DataType, StringType, StructField, StructType } from '../types/index.js';
import { someType } from '../types/some-type.js';
import { nullableOf } from '../types/struct-type.js';
import type { Value } from '../values/value.js';
import { group, scalar } from './define.js';
import {
  checkConstantText,
  checkReadOptions,
  checkText,
  optionsArgument,
  structArgument,
  textArgument,
  withOptions,
} from './document-arguments.js';

const isNested = (type: DataType) => type.kind === 'array' || type.kind === 'map' || type.kind === 'struct';

const holdsVariant = (type: DataType) => someType(type, each => each.kind === 'variant');

/** @throws SparkError where a column cannot be read from CSV */
function checkColumns(type: StructType, { singleVariantColumn, columnNameOfCorruptRecord }: AllCsvOptions): void {
  const nested = type.fields.find(field => isNested(field.dataType));
  if (nested !== undefined) throw sparkErrorOf('UNSUPPORTED_DATATYPE', { typeName: quotedSql(nested.dataType.sql) });
  if (singleVariantColumn === undefined) return;
  const others = type.fields.filter(({ name, dataType }) => !(name === singleVariantColumn && dataType.kind === 'variant'));
  if (others.length === type.length || others.some(field => field.name !== columnNameOfCorruptRecord)) {
    throw sparkErrorOf('INVALID_SINGLE_VARIANT_COLUMN', { schema: quotedSql(type.sql) });
  }
}

export const csvFuncs = group('csv_funcs', {
  from_csv: scalar({
    since: '3.0.0',
    usage: '_FUNC_(csvStr, schema[, options]) - The struct that a line of CSV holds, by `schema`. What does not fit is NULL.',
    examples: [
      ["from_csv('1, 0.8', 'a INT, b DOUBLE')", '{1, 0.8}'],
      ["from_csv('26/08/2015', 'time Timestamp', map('timestampFormat', 'dd/MM/yyyy'))", '{2015-08-26 00:00:00}'],
    ],
    arity: [2, 3],
    coerce: textArgument,
    data: ([, , options], cx) => ({ options: optionsArgument(options, cx) }),
    check: ([text, schema, options], cx) => {
      structArgument(schema!, cx);
      optionsArgument(options, cx);
      checkText(text!, cx);
    },
    dataType: ([, schema], cx) => nullableOf(structArgument(schema!, cx)),
    nullable: ([text]) => text!.nullable,
    sql: ([text]) => `from_csv(${text})`,
    evaluateLazy: withOptions<string>((options, { dataType }) => {
      const type = dataType as StructType;
      const all = csvOptionsOf(options);
      checkReadOptions('from_csv', type, all);
      checkColumns(type, all);
      return text => fromCsv(text, type, all);
    }),
  }),
  to_csv: scalar({
    since: '3.0.0',
    usage: '_FUNC_(expr[, options]) - A struct as a line of CSV.',
    examples: [
      ["to_csv(named_struct('a', 1, 'b', 2))", '1,2'],
      ["to_csv(named_struct('time', TIMESTAMP '2015-08-26'), map('timestampFormat', 'dd/MM/yyyy'))", '26/08/2015'],
    ],
    arity: [1, 2],
    coerce: ([value, ...others], cx) => [value!.dataType.kind === 'null' ? cx.cast(value!, new StructType()) : value!, ...others],
    data: ([, options], cx) => ({ options: optionsArgument(options, cx) }),
    check: ([value, options], cx) => {
      optionsArgument(options, cx);
      const { dataType } = value!;
      if (dataType.kind === 'struct' && !holdsVariant(dataType)) return;
      throw cx.mismatch('UNSUPPORTED_INPUT_TYPE', { functionName: quotedId('to_csv'), dataType: quotedSql(dataType.sql) });
    },
    dataType: StringType,
    nullable: true,
    sql: ([value]) => `to_csv(${value})`,
    evaluateLazy: withOptions<readonly Value[]>((options, { argTypes }) => {
      const all = csvOptionsOf(options);
      return row => toCsv(row, argTypes[0] as StructType, all);
    }),
  }),
  schema_of_csv: scalar({
    since: '3.0.0',
    usage: '_FUNC_(csv[, options]) - The type of a constant line of CSV, in DDL.',
    examples: [["schema_of_csv('1,abc')", 'STRUCT<_c0: INT, _c1: STRING>']],
    arity: [1, 2],
    coerce: textArgument,
    data: ([, options], cx) => ({ options: optionsArgument(options, cx) }),
    check: ([text, options], cx) => {
      optionsArgument(options, cx);
      checkConstantText(text!, 'csv', cx);
    },
    dataType: StringType,
    nullable: false,
    sql: ([text]) => `schema_of_csv(${text})`,
    evaluateLazy: withOptions<string>(options => {
      const all = csvOptionsOf(options);
      return text => {
        const types = inferCsvLine(text, all);
        return new StructType(types.map((type, i) => new StructField(`_c${i}`, type))).sql;
      };
    }),
  }),
});
