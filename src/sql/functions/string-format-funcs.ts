/** Numbers and values written by a format, and read by one. */

import { quotedSql } from '../../errors/quoted.js';
import { SparkError } from '../../errors/spark-error.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { DecimalFormat, placesFormat } from '../jvm/decimal-format.js';
import { formatJava, type JavaValue } from '../jvm/java-formatter.js';
import { NumberFormat } from '../jvm/number-format.js';
import { type DataType, DecimalType, IntegerType, isIntegral, NullType, StringType } from '../types/index.js';
import { Decimal } from '../values/decimal.js';
import { castStyle, textOf } from '../values/value-text.js';
import { AnyString, anyOf, DecimalFamily, NumericFamily } from './abstract-type.js';
import { group, scalar } from './define.js';
import type { AnalysisContext, EvaluationContext, ScalarFunction } from './function-record.js';

type Doc = Pick<ScalarFunction, 'since' | 'usage' | 'examples'> & { readonly aliases?: readonly string[] };

/** How a node of the tree is called where a message names it. */
const nodeName = (expression: TypedExpression): string =>
  expression.kind === 'attribute' ? 'attributereference' : expression.kind === 'call' ? expression.name : expression.kind;

/** The format of a call; undefined for NULL. @throws SparkError INVALID_FORMAT.* */
function formatOf(args: readonly TypedExpression[], cx: AnalysisContext): NumberFormat | undefined {
  const value = cx.evaluate(args[1]!) as string | null;
  return value === null ? undefined : new NumberFormat(value.toUpperCase());
}

function checkFormat(args: readonly TypedExpression[], cx: AnalysisContext): void {
  const given = args[1]!;
  if (!cx.isFoldable(given)) {
    throw cx.mismatch('NON_FOLDABLE_INPUT', {
      inputName: `\`${nodeName(given)}\``,
      inputType: '"STRING"',
      inputExpr: `"${cx.sqlOf(given)}"`,
    });
  }
  formatOf(args, cx);
}

const toNumber = (isTry: boolean, doc: Doc) =>
  scalar({
    ...doc,
    arity: 2,
    inputTypes: [AnyString, AnyString],
    check: checkFormat,
    dataType: (args, cx) => {
      const format = formatOf(args, cx);
      return format === undefined ? new DecimalType(10, 0) : new DecimalType(format.precision, format.scale);
    },
    nullable: args => isTry || args.some(arg => arg.nullable),
    evaluate: ([text, format], cx) => {
      const number = cx.memo(format, each => new NumberFormat((each as string).toUpperCase()));
      try {
        const parts = number.parse(text);
        if (parts !== undefined) return new Decimal(parts.unscaled, parts.scale);
        if (isTry) return null;
      } catch (error) {
        if (isTry && error instanceof SparkError) return null;
        throw error;
      }
      return cx.fail(
        'INVALID_FORMAT.MISMATCH_INPUT',
        { inputType: '"STRING"', input: text, format: number.format },
        'SparkIllegalArgumentException',
      );
    },
  });

const binaryFormats = ['base64', 'hex', 'utf-8'] as const;

/** to_char of a date is date_format, of bytes the function that its format names. */
function toCharOfOthers(args: readonly TypedExpression[], cx: AnalysisContext, alias?: string): TypedExpression | undefined {
  const [value, format] = args;
  if (args.length !== 2 || value === undefined || format === undefined) return undefined;
  const { kind } = value.dataType;
  if (['date', 'time', 'timestamp', 'timestampNtz', 'timestampNanos'].includes(kind)) return cx.call('date_format', value, format);
  if (kind !== 'binary') return undefined;
  const functionName = `\`${cx.functionName}\``;
  if (!cx.isFoldable(format) || format.dataType.kind !== 'string') {
    const paramType = quotedSql(format.dataType.sql);
    throw cx.error('NON_FOLDABLE_ARGUMENT', { funcName: functionName, paramName: '`format`', paramType });
  }
  const given = cx.evaluate(format) as string | null;
  if (given === null) throw cx.error('INVALID_PARAMETER_VALUE.NULL', { parameter: '`format`', functionName }, 'AnalysisException');
  const name = given.trim().toLowerCase() as (typeof binaryFormats)[number];
  if (!binaryFormats.includes(name)) {
    throw cx.error(
      'INVALID_PARAMETER_VALUE.BINARY_FORMAT',
      { parameter: '`format`', functionName, invalidFormat: `'${given}'` },
      'AnalysisException',
    );
  }
  if (alias !== undefined) return cx.call(`${alias} ${name}`, ...(name === 'utf-8' ? args : [value]));
  return name === 'utf-8' ? cx.call('string_decode', value, format) : cx.call(name, value);
}

const toChar = (doc: Doc, alias?: string) =>
  scalar({
    ...doc,
    arity: 2,
    parameters: ['expr', 'format'],
    substitute: (args, cx) => toCharOfOthers(args, cx, alias),
    inputTypes: [DecimalFamily, AnyString],
    check: checkFormat,
    dataType: StringType,
    sql: args => `to_char(${args.join(', ')})`,
    evaluate: ([value, format], cx) => cx.memo(format, each => new NumberFormat((each as string).toUpperCase())).write(value),
  });

/** What to_varchar makes of bytes, under its own name. */
const varcharOfBytes = (name: (typeof binaryFormats)[number]) =>
  scalar({
    group: 'internal',
    arity: [1, 2],
    dataType: NullType,
    sql: args => `to_varchar(${args.join(', ')})`,
    rewrite: (args, cx) => cx.call(name === 'utf-8' ? 'string_decode' : name, ...args),
  });

/** A value as the arguments of java.util.Formatter see it: Spark hands over its own values, not those of Java. */
function javaValueOf(type: DataType, cx: EvaluationContext): (value: any) => JavaValue {
  const text = textOf(type, cx.settings.timeZone, castStyle);
  const ofObject =
    (javaClass: string) =>
    (value: any): JavaValue => ({ type: 'object', value: text(value), javaClass });
  switch (type.kind) {
    case 'boolean':
      return value => ({ type: 'boolean', value });
    case 'byte':
    case 'short':
    case 'long':
      return value => ({ type: type.kind, value: BigInt(value) });
    case 'integer':
    case 'date':
    case 'yearMonthInterval':
      return value => ({ type: 'int', value: BigInt(value) });
    case 'timestamp':
    case 'timestampNtz':
    case 'time':
    case 'dayTimeInterval':
      return value => ({ type: 'long', value });
    case 'float':
    case 'double':
      return value => ({ type: type.kind, value });
    case 'string':
      return ofObject('org.apache.spark.unsafe.types.UTF8String');
    case 'decimal':
      return ofObject('org.apache.spark.sql.types.Decimal');
    default:
      return ofObject('java.lang.Object');
  }
}

const formatString = (doc: Doc) =>
  scalar({
    ...doc,
    arity: { min: 1 },
    inputTypes: [AnyString],
    check: ([format], cx) => {
      if (format!.kind !== 'literal' || typeof format!.value !== 'string' || !format!.value.includes('%0$')) return;
      throw cx.error('INVALID_PARAMETER_VALUE.ZERO_INDEX', { parameter: '`strfmt`', functionName: '`format_string`' }, 'AnalysisException');
    },
    dataType: ([format]) => format!.dataType,
    nullable: ([format]) => format!.nullable,
    nullIntolerant: false,
    prepare: cx => {
      const toJava = cx.argTypes.slice(1).map(type => javaValueOf(type, cx));
      return (format, ...values) =>
        format === null
          ? null
          : formatJava(
              format,
              values.map((value, i) => (value === null ? { type: 'null' } : toJava[i]!(value))),
            );
    },
  });

const wholePattern = '#,###,###,###,###,###,##0';

function formatNumber(cx: EvaluationContext): (value: any, format: number | string) => string | null {
  const [type] = cx.argTypes;
  const write = (format: DecimalFormat, value: any): string => {
    if (type!.kind === 'float' || type!.kind === 'double') return format.formatDouble(value);
    return format.formatDecimal(isIntegral(type!) ? { unscaled: BigInt(value), scale: 0 } : (value as Decimal));
  };
  return (value, format) => {
    if (typeof format === 'number' && format < 0) return null;
    const made = cx.memo(format, each =>
      typeof each === 'number' ? placesFormat(each) : new DecimalFormat(each === '' ? wholePattern : each),
    );
    return write(made, value);
  };
}

const charUsage =
  'Convert `expr` to a string based on the `format`. A number is written by a number format such as 999D99, a datetime by a datetime pattern, binary as base64, hex or utf-8.';
const numberUsage = "Convert string 'expr' to a number based on the string format 'fmt', made of 0 9 . D , G $ S MI and PR.";

export const formatFuncs = group('string_funcs', {
  format_number: scalar({
    since: '1.5.0',
    usage:
      "_FUNC_(expr1, expr2) - Formats the number `expr1` like '#,###,###.##', rounded to `expr2` decimal places, or by a pattern of the person.",
    examples: [
      ['format_number(12332.123456, 4)', '12,332.1235'],
      ["format_number(12332.123456, '##################.###')", '12332.123'],
    ],
    arity: 2,
    coerce: ([value, format], cx) => [value!, format!.dataType.kind === 'null' ? cx.cast(format!, IntegerType) : format!],
    inputTypes: [NumericFamily, anyOf(IntegerType, AnyString)],
    implicitCasts: false,
    dataType: StringType,
    nullable: true,
    prepare: formatNumber,
  }),
  format_string: formatString({
    since: '1.5.0',
    usage: '_FUNC_(strfmt, obj, ...) - Returns a formatted string from printf-style format strings.',
    examples: [["format_string('Hello World %d %s', 100, 'days')", 'Hello World 100 days']],
    aliases: ['printf'],
  }),
  to_char: toChar({
    since: '3.4.0',
    usage: `_FUNC_(expr, format) - ${charUsage}`,
    examples: [
      ["to_char(454, '999')", '454'],
      ["to_char(12454, '99G999')", '12,454'],
      ["to_char(-12454.8, '99G999D9S')", '12,454.8-'],
    ],
  }),
  to_varchar: toChar(
    { since: '3.5.0', usage: `_FUNC_(expr, format) - ${charUsage}`, examples: [["to_varchar(78.12, '$99.99')", '$78.12']] },
    'to_varchar',
  ),
  'to_varchar base64': varcharOfBytes('base64'),
  'to_varchar hex': varcharOfBytes('hex'),
  'to_varchar utf-8': varcharOfBytes('utf-8'),
  to_number: toNumber(false, {
    since: '3.3.0',
    usage: `_FUNC_(expr, fmt) - ${numberUsage} An error where 'expr' does not match.`,
    examples: [
      ["to_number('12,454', '99,999')", '12454'],
      ["to_number('12,454.8-', '99,999.9S')", '-12454.8'],
    ],
  }),
  try_to_number: toNumber(true, {
    since: '3.3.0',
    usage: `_FUNC_(expr, fmt) - ${numberUsage} NULL where 'expr' does not match.`,
    examples: [
      ["try_to_number('$78.12', '$99.99')", '78.12'],
      ["try_to_number('x', '9')", 'NULL'],
    ],
  }),
});
