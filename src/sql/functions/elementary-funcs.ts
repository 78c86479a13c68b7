/** Functions of doubles: logarithms, powers, trigonometry. All are those of Java's StrictMath, digit by digit. */
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { DoubleType } from '../types/index.js';
import { group, scalar } from './define.js';
import type { AnalysisContext, ScalarFunction } from './function-record.js';
import { cbrt, cosh, exp, hypot, pow } from './strict-math.js';

type Doc = Pick<ScalarFunction, 'since' | 'usage' | 'examples' | 'aliases' | 'compile'>;

/** The generated name is in capitals, unless an alias was written. */
const inCapitals =
  (own: string) =>
  (args: readonly string[], _: unknown, name: string): string =>
    `${name === own ? name.toUpperCase() : name}(${args.join(', ')})`;

/** A function of one double; what it is not defined for is NaN. */
const unary = (name: string, of: (x: number) => number, doc: Doc) =>
  scalar({
    arity: 1,
    inputTypes: [DoubleType],
    dataType: DoubleType,
    nullable: true,
    sql: inCapitals(name),
    evaluate: ([x]) => of(x),
    ...doc,
  });

/** A logarithm: NULL at its asymptote and below. */
const logarithm = (asymptote: number, of: (x: number) => number, doc: Doc & Pick<ScalarFunction, 'sql'>) =>
  scalar({
    arity: 1,
    inputTypes: [DoubleType],
    dataType: DoubleType,
    nullable: true,
    evaluate: ([x]) => (x <= asymptote ? null : of(x)),
    ...doc,
  });

const binary = (name: string, of: (x: number, y: number) => number, doc: Doc) =>
  scalar({
    arity: 2,
    inputTypes: [DoubleType, DoubleType],
    dataType: DoubleType,
    sql: inCapitals(name),
    evaluate: ([x, y]) => of(x, y),
    ...doc,
  });

const constant = (name: string, value: number, doc: Doc) =>
  scalar({
    arity: 0,
    dataType: DoubleType,
    nullable: false,
    sql: inCapitals(name),
    evaluate: () => value,
    compile: () => `(${value}::DOUBLE)`,
    ...doc,
  });

/** `log(x)` is `log(e(), x)`. */
const withBase = (args: readonly TypedExpression[], cx: AnalysisContext) => (args.length === 1 ? [cx.call('e'), args[0]!] : args);

export const elementaryFuncs = group('math_funcs', {
  acos: unary('acos', Math.acos, {
    since: '1.4.0',
    usage: '_FUNC_(expr) - Returns the inverse cosine (a.k.a. arc cosine) of `expr`, as if computed by `java.lang.Math._FUNC_`.',
    examples: [
      ['acos(1)', '0.0'],
      ['acos(2)', 'NaN'],
    ],
  }),
  acosh: unary('acosh', Math.acosh, {
    since: '3.0.0',
    usage: '_FUNC_(expr) - Returns inverse hyperbolic cosine of `expr`.',
    examples: [
      ['acosh(1)', '0.0'],
      ['acosh(0)', 'NaN'],
    ],
  }),
  asin: unary('asin', Math.asin, {
    since: '1.4.0',
    usage: '_FUNC_(expr) - Returns the inverse sine (a.k.a. arc sine) the arc sin of `expr`, as if computed by `java.lang.Math._FUNC_`.',
    examples: [
      ['asin(0)', '0.0'],
      ['asin(2)', 'NaN'],
    ],
  }),
  asinh: unary('asinh', Math.asinh, {
    since: '3.0.0',
    usage: '_FUNC_(expr) - Returns inverse hyperbolic sine of `expr`.',
    examples: [['asinh(0)', '0.0']],
  }),
  atan: unary('atan', Math.atan, {
    since: '1.4.0',
    usage: '_FUNC_(expr) - Returns the inverse tangent (a.k.a. arc tangent) of `expr`, as if computed by `java.lang.Math._FUNC_`',
    examples: [['atan(0)', '0.0']],
  }),
  atan2: binary('atan2', (y, x) => Math.atan2(y + 0, x + 0), {
    since: '1.4.0',
    usage:
      '_FUNC_(exprY, exprX) - Returns the angle in radians between the positive x-axis of a plane and the point given by the coordinates (`exprX`, `exprY`), as if computed by `java.lang.Math._FUNC_`.',
    examples: [['atan2(0, 0)', '0.0']],
  }),
  atanh: unary('atanh', Math.atanh, {
    since: '3.0.0',
    usage: '_FUNC_(expr) - Returns inverse hyperbolic tangent of `expr`.',
    examples: [
      ['atanh(0)', '0.0'],
      ['atanh(2)', 'NaN'],
    ],
  }),
  cbrt: unary('cbrt', cbrt, {
    since: '1.4.0',
    usage: '_FUNC_(expr) - Returns the cube root of `expr`.',
    examples: [['cbrt(27.0)', '3.0']],
  }),
  cos: unary('cos', Math.cos, {
    since: '1.4.0',
    usage: '_FUNC_(expr) - Returns the cosine of `expr`, as if computed by `java.lang.Math._FUNC_`.',
    examples: [['cos(0)', '1.0']],
  }),
  cosh: unary('cosh', cosh, {
    since: '1.4.0',
    usage: '_FUNC_(expr) - Returns the hyperbolic cosine of `expr`, as if computed by `java.lang.Math._FUNC_`.',
    examples: [['cosh(0)', '1.0']],
  }),
  cot: unary('cot', x => 1 / Math.tan(x), {
    since: '2.3.0',
    usage: '_FUNC_(expr) - Returns the cotangent of `expr`, as if computed by `1/java.lang.Math.tan`.',
    examples: [['cot(1)', '0.6420926159343306']],
  }),
  csc: unary('csc', x => 1 / Math.sin(x), {
    since: '3.3.0',
    usage: '_FUNC_(expr) - Returns the cosecant of `expr`, as if computed by `1/java.lang.Math.sin`.',
    examples: [['csc(1)', '1.1883951057781212']],
  }),
  degrees: unary('degrees', x => x * 57.29577951308232, {
    since: '1.4.0',
    usage: '_FUNC_(expr) - Converts radians to degrees.',
    examples: [['degrees(3.141592653589793)', '180.0']],
    compile: ([x]) => `(${x} * 57.29577951308232::DOUBLE)`,
  }),
  e: constant('e', Math.E, {
    since: '1.5.0',
    usage: "_FUNC_() - Returns Euler's number, e.",
    examples: [['e()', '2.718281828459045']],
  }),
  exp: unary('exp', exp, {
    since: '1.4.0',
    usage: '_FUNC_(expr) - Returns e to the power of `expr`.',
    examples: [['exp(0)', '1.0']],
  }),
  expm1: unary('expm1', Math.expm1, {
    since: '1.4.0',
    usage: '_FUNC_(expr) - Returns exp(`expr`) - 1.',
    examples: [['expm1(0)', '0.0']],
  }),
  hypot: binary('hypot', hypot, {
    since: '1.4.0',
    usage: '_FUNC_(expr1, expr2) - Returns sqrt(`expr1`**2 + `expr2`**2).',
    examples: [['hypot(3, 4)', '5.0']],
  }),
  ln: logarithm(0, Math.log, {
    since: '1.4.0',
    usage: '_FUNC_(expr) - Returns the natural logarithm (base e) of `expr`.',
    examples: [
      ['ln(1)', '0.0'],
      ['ln(0)', 'NULL'],
    ],
  }),
  log: scalar({
    since: '1.5.0',
    usage: '_FUNC_(base, expr) - Returns the logarithm of `expr` with `base`.',
    examples: [
      ['log(10, 100)', '2.0'],
      ['log(0, 1)', 'NULL'],
    ],
    arity: [1, 2],
    coerce: withBase,
    inputTypes: [DoubleType, DoubleType],
    dataType: DoubleType,
    nullable: true,
    sql: inCapitals('log'),
    evaluate: ([base, x]) => (base <= 0 || x <= 0 ? null : Math.log(x) / Math.log(base)),
  }),
  log10: logarithm(0, Math.log10, {
    since: '1.4.0',
    usage: '_FUNC_(expr) - Returns the logarithm of `expr` with base 10.',
    examples: [['log10(10)', '1.0']],
    sql: inCapitals('log10'),
  }),
  log1p: logarithm(-1, Math.log1p, {
    since: '1.4.0',
    usage: '_FUNC_(expr) - Returns log(1 + `expr`).',
    examples: [['log1p(0)', '0.0']],
    sql: inCapitals('log1p'),
  }),
  log2: logarithm(0, x => Math.log(x) / Math.LN2, {
    since: '1.4.0',
    usage: '_FUNC_(expr) - Returns the logarithm of `expr` with base 2.',
    examples: [['log2(2)', '1.0']],
    sql: inCapitals('log2'),
  }),
  pi: constant('pi', Math.PI, {
    since: '1.5.0',
    usage: '_FUNC_() - Returns pi.',
    examples: [['pi()', '3.141592653589793']],
  }),
  power: binary('power', pow, {
    aliases: ['pow'],
    since: '1.4.0',
    usage: '_FUNC_(expr1, expr2) - Raises `expr1` to the power of `expr2`.',
    examples: [
      ['power(2, 3)', '8.0'],
      ['pow(2, 3)', '8.0'],
    ],
  }),
  radians: unary('radians', x => x * 0.017453292519943295, {
    since: '1.4.0',
    usage: '_FUNC_(expr) - Converts degrees to radians.',
    examples: [['radians(180)', '3.141592653589793']],
    compile: ([x]) => `(${x} * 0.017453292519943295::DOUBLE)`,
  }),
  sec: unary('sec', x => 1 / Math.cos(x), {
    since: '3.3.0',
    usage: '_FUNC_(expr) - Returns the secant of `expr`, as if computed by `1/java.lang.Math.cos`.',
    examples: [['sec(0)', '1.0']],
  }),
  sin: unary('sin', Math.sin, {
    since: '1.4.0',
    usage: '_FUNC_(expr) - Returns the sine of `expr`, as if computed by `java.lang.Math._FUNC_`.',
    examples: [['sin(0)', '0.0']],
  }),
  sinh: unary('sinh', Math.sinh, {
    since: '1.4.0',
    usage: '_FUNC_(expr) - Returns hyperbolic sine of `expr`, as if computed by `java.lang.Math._FUNC_`.',
    examples: [['sinh(0)', '0.0']],
  }),
  sqrt: unary('sqrt', Math.sqrt, {
    since: '1.1.1',
    usage: '_FUNC_(expr) - Returns the square root of `expr`.',
    examples: [
      ['sqrt(4)', '2.0'],
      ['sqrt(-1)', 'NaN'],
    ],
    compile: ([x]) => `sqrt(${x})`,
  }),
  tan: unary('tan', Math.tan, {
    since: '1.4.0',
    usage: '_FUNC_(expr) - Returns the tangent of `expr`, as if computed by `java.lang.Math._FUNC_`.',
    examples: [['tan(0)', '0.0']],
  }),
  tanh: unary('tanh', Math.tanh, {
    since: '1.4.0',
    usage: '_FUNC_(expr) - Returns the hyperbolic tangent of `expr`, as if computed by `java.lang.Math._FUNC_`.',
    examples: [['tanh(0)', '0.0']],
  }),
});
