/** Calls of static Java methods. There is no JVM here: those that queries use are offered, written in JavaScript. */
import { randomUUID } from 'node:crypto';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { doubleText } from '../jvm/number-text.js';
import { urlDecode, urlEncode } from '../jvm/url.js';
import { NullType, StringType } from '../types/index.js';
import { group, scalar } from './define.js';
import type { AnalysisContext } from './function-record.js';

/** Gives the text of the result; undefined: the method throws. */
type Method = (...args: readonly any[]) => string | undefined;

const uuidPattern = /^[0-9a-fA-F]{1,8}(-[0-9a-fA-F]{1,4}){3}-[0-9a-fA-F]{1,12}$/;

/** Of doubles, unless all numbers are whole. */
const ofNumbers =
  (of: (...values: readonly number[]) => number): Method =>
  (...values) => {
    const result = of(...values.map(Number));
    return values.every(value => typeof value === 'bigint' || Number.isInteger(value)) ? String(result) : doubleText(result);
  };
const ofDoubles =
  (of: (...values: readonly number[]) => number): Method =>
  (...values) =>
    doubleText(of(...values.map(Number)));

const wholeOf = (text: string): string | undefined => (/^[+-]?\d+$/.test(text) ? BigInt(text).toString() : undefined);

const textOfValue: Method = value => (typeof value === 'number' && !Number.isInteger(value) ? doubleText(value) : String(value));

const classes: Readonly<Record<string, Readonly<Record<string, readonly [arity: number, method: Method]>>>> = {
  'java.util.UUID': {
    randomUUID: [0, () => randomUUID()],
    fromString: [1, text => (uuidPattern.test(text) ? text.toLowerCase() : undefined)],
  },
  'java.lang.Math': {
    abs: [1, ofNumbers(Math.abs)],
    max: [2, ofNumbers(Math.max)],
    min: [2, ofNumbers(Math.min)],
    ceil: [1, ofDoubles(Math.ceil)],
    floor: [1, ofDoubles(Math.floor)],
    sqrt: [1, ofDoubles(Math.sqrt)],
    pow: [2, ofDoubles(Math.pow)],
  },
  'java.lang.Integer': {
    parseInt: [1, wholeOf],
    toHexString: [1, value => (Number(value) >>> 0).toString(16)],
    toBinaryString: [1, value => (Number(value) >>> 0).toString(2)],
  },
  'java.lang.Long': { parseLong: [1, wholeOf], toHexString: [1, value => BigInt.asUintN(64, BigInt(value)).toString(16)] },
  'java.lang.String': { valueOf: [1, textOfValue] as [number, Method] },
  'java.net.URLEncoder': { encode: [1, urlEncode] },
  'java.net.URLDecoder': { decode: [1, text => urlDecode(text)] },
};

const constantOf = (arg: TypedExpression, cx: AnalysisContext): string | undefined => {
  if (arg.dataType.kind !== 'string' || !cx.isFoldable(arg)) return undefined;
  const value = cx.evaluate(arg);
  return value === null ? undefined : String(value);
};

function checkMethod(args: readonly TypedExpression[], cx: AnalysisContext): void {
  const names = ['class', 'method'].map((name, i) => {
    const arg = args[i]!;
    const text = constantOf(arg, cx);
    if (text !== undefined) return text;
    if (arg.dataType.kind === 'string' && cx.isFoldable(arg)) throw cx.mismatch('UNEXPECTED_NULL', { exprName: `\`${name}\`` });
    throw cx.mismatch('NON_FOLDABLE_INPUT', { inputName: `\`${name}\``, inputType: '"STRING"', inputExpr: `"${cx.sqlOf(arg)}"` });
  });
  const [className, methodName] = names as [string, string];
  const methods = Object.hasOwn(classes, className) ? classes[className] : undefined;
  if (methods === undefined) throw cx.mismatch('UNEXPECTED_CLASS_TYPE', { className });
  if (!Object.hasOwn(methods, methodName) || methods[methodName]?.[0] !== args.length - 2)
    throw cx.mismatch('UNEXPECTED_STATIC_METHOD', { methodName, className });
}

export const reflectFuncs = group('misc_funcs', {
  reflect: scalar({
    aliases: ['java_method'],
    since: '2.0.0',
    usage:
      '_FUNC_(class, method[, arg1[, arg2 ..]]) - Calls a method with reflection. Offered are common static methods of the Java library.',
    examples: [["reflect('java.util.UUID', 'fromString', 'a5cf6c42-0c85-418f-af6c-3e4e5b1328f2')", 'a5cf6c42-0c85-418f-af6c-3e4e5b1328f2']],
    arity: { min: 2 },
    check: checkMethod,
    data: (args, cx) => ({ className: constantOf(args[0]!, cx)!, methodName: constantOf(args[1]!, cx)! }),
    dataType: StringType,
    nullable: true,
    nullIntolerant: false,
    deterministic: false,
    prepare: cx => {
      const { className, methodName } = cx.data as { className: string; methodName: string };
      const [, method] = classes[className]![methodName]!;
      const failure = {
        functionName: `\`${className}.${methodName}\``,
        signature: cx.argTypes
          .slice(2)
          .map(type => type.sql)
          .join(', '),
        result: 'STRING',
      };
      return (_class, _method, ...args) =>
        method(...args) ??
        cx.fail('FAILED_EXECUTE_UDF', { ...failure, reason: `the method does not take ${args.join(', ')}` }, 'SparkRuntimeException');
    },
  }),
  try_reflect: scalar({
    since: '4.0.0',
    usage:
      '_FUNC_(class, method[, arg1[, arg2 ..]]) - This is a special version of `reflect` that performs the same operation, but returns a NULL value instead of raising an error if the invoke method thrown exception.',
    examples: [["try_reflect('java.net.URLDecoder', 'decode', '%')", 'NULL']],
    arity: { min: 2 },
    dataType: NullType,
    rewrite: (args, cx) => cx.call('tryeval', cx.call('reflect', ...args)),
  }),
});
