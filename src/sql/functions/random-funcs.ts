/** Random numbers: the generators and the sequences of Spark, so that a seed gives what it gives there. */

import { randomBytes } from 'node:crypto';
import { XorShiftRandom } from '../../executor/sampling/xor-shift-random.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { type DataType, DoubleType, IntegerType, isIntegral, LongType, NullType, StringType } from '../types/index.js';
import { castOf } from '../values/cast.js';
import { isWiderThan } from '../values/cast-rules.js';
import { anyOf, NumericFamily } from './abstract-type.js';
import { tooLong } from './array-arguments.js';
import { group, scalar } from './define.js';
import type { AnalysisContext, EvaluationContext, ScalarFunction } from './function-record.js';

type Doc = Pick<ScalarFunction, 'since' | 'usage' | 'examples'> & { readonly aliases?: readonly string[] };

const seedType = anyOf(IntegerType, LongType);

/** A seed of the person, or one for this query. A NULL counts as 0. */
const seedOf = (seed: TypedExpression | undefined, cx: AnalysisContext): bigint =>
  seed === undefined ? randomBytes(8).readBigInt64BE() : BigInt((cx.evaluate(seed) as number | bigint | null) ?? 0);

const randomOf = (cx: EvaluationContext): XorShiftRandom => cx.state(() => new XorShiftRandom((cx.data as { seed: bigint }).seed));

/** java.util.Random.nextGaussian: two numbers at a time, by the polar method. */
class Gaussian {
  readonly #random: XorShiftRandom;
  #next: number | undefined;

  constructor(seed: bigint) {
    this.#random = new XorShiftRandom(seed);
  }

  next(): number {
    const kept = this.#next;
    if (kept !== undefined) {
      this.#next = undefined;
      return kept;
    }
    for (;;) {
      const a = 2 * this.#random.nextDouble() - 1;
      const b = 2 * this.#random.nextDouble() - 1;
      const s = a * a + b * b;
      if (s >= 1 || s === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(s)) / s);
      this.#next = b * factor;
      return a * factor;
    }
  }
}

const seeded = (name: string, next: (cx: EvaluationContext) => number, doc: Doc) =>
  scalar({
    ...doc,
    arity: [0, 1],
    coerce: (args, cx) => args.map(seed => (seed.dataType.kind === 'null' ? cx.cast(seed, IntegerType) : seed)),
    inputTypes: [seedType],
    implicitCasts: false,
    check: (args, cx) => {
      const [seed] = args;
      if (seed === undefined || cx.isFoldable(seed)) return;
      throw cx.error('SEED_EXPRESSION_IS_UNFOLDABLE', { seedExpr: `"${cx.sqlOf(seed)}"`, exprWithSeed: `"${name}(${cx.sqlOf(seed)})"` });
    },
    data: ([seed], cx) => ({ seed: seedOf(seed, cx) }),
    dataType: DoubleType,
    nullable: false,
    nullIntolerant: false,
    deterministic: false,
    hidesAlias: true,
    evaluate: (_, cx) => next(cx),
  });

const numberOrder = ['long', 'integer', 'short', 'byte'] as const;

/** Of two whole numbers the wider type; a decimal wins over whole numbers, a double over all. */
function uniformType(a: DataType, b: DataType): DataType {
  if (a.kind === 'null' || b.kind === 'null') return a.kind === 'null' ? b : a;
  if (isIntegral(a) && isIntegral(b)) return numberOrder.indexOf(a.kind) < numberOrder.indexOf(b.kind) ? a : b;
  for (const kind of ['double', 'float']) {
    if (a.kind === kind) return a;
    if (b.kind === kind) return b;
  }
  if (a.kind === 'decimal' && b.kind === 'decimal') return a.precision > b.precision || isWiderThan(a, b) ? a : b;
  return a.kind === 'decimal' ? a : b;
}

const bounds = ['min', 'max', 'seed'] as const;

/** Of a text whose characters are drawn one by one. */
const maxRandomLength = 10_000_000;

const poolText = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

export const randomFuncs = group('math_funcs', {
  rand: seeded('rand', cx => randomOf(cx).nextDouble(), {
    aliases: ['random'],
    since: '1.5.0',
    usage:
      '_FUNC_([seed]) - Returns a random value with independent and identically distributed (i.i.d.) uniformly distributed values in [0, 1).',
    examples: [
      ['rand(0)', '0.7604953758285915'],
      ['random(0)', '0.7604953758285915'],
    ],
  }),
  randn: seeded('randn', cx => cx.state(() => new Gaussian((cx.data as { seed: bigint }).seed)).next(), {
    since: '1.5.0',
    usage:
      '_FUNC_([seed]) - Returns a random value with independent and identically distributed (i.i.d.) values drawn from the standard normal distribution.',
    examples: [['randn(0)', '1.6034991609278433']],
  }),
  uniform: scalar({
    since: '4.0.0',
    usage:
      '_FUNC_(min, max[, seed]) - Returns a random value with independent and identically distributed (i.i.d.) values with the specified range of numbers. The numbers of the range must be constant. Of whole numbers it gives whole numbers.',
    examples: [['uniform(10, 20, 0) > 0', 'true']],
    arity: [2, 3],
    parameters: bounds,
    coerce: (args, cx) => {
      const open = args.findIndex(arg => !cx.isFoldable(arg));
      if (open >= 0) {
        const inputExpr = `"${cx.sqlOf(args[open]!)}"`;
        throw cx.mismatch('NON_FOLDABLE_INPUT', { inputName: `\`${bounds[open]}\``, inputType: 'integer or floating-point', inputExpr });
      }
      return args;
    },
    inputTypes: args => [NumericFamily, NumericFamily, seedType].map((type, i) => (args[i]?.dataType.kind === 'null' ? NullType : type)),
    implicitCasts: false,
    data: ([min, max, seed], cx) => ({
      seed: seedOf(seed, cx),
      bounds: [min!, max!].map(each => cx.evaluate(cx.cast(each, DoubleType))),
    }),
    dataType: ([min, max]) => {
      const type = uniformType(min!.dataType, max!.dataType);
      return min!.dataType.kind === 'null' || max!.dataType.kind === 'null' ? DoubleType : type;
    },
    nullable: false,
    nullIntolerant: false,
    deterministic: false,
    prepare: cx => {
      const [min, max] = (cx.data as { bounds: readonly (number | null)[] }).bounds;
      if (min === null || max === null || min === undefined || max === undefined) return () => null;
      const { settings } = cx;
      const cast = castOf(DoubleType, cx.dataType, { ...settings, mode: settings.ansi ? 'ansi' : 'legacy', fail: cx.fail });
      return () => cast(min + (max - min) * randomOf(cx).nextDouble());
    },
  }),
  randstr: scalar({
    group: 'string_funcs',
    since: '4.0.0',
    usage:
      '_FUNC_(length[, seed]) - Returns a string of the specified length whose characters are chosen uniformly at random from 0-9, a-z, A-Z. The length must be a constant.',
    examples: [['randstr(3, 0)', 'ceV']],
    arity: [1, 2],
    parameters: ['length', 'seed'],
    coerce: (args, cx) => {
      const open = args.findIndex(arg => !cx.isFoldable(arg));
      if (open >= 0) {
        const inputExpr = `"${cx.sqlOf(args[open]!)}"`;
        throw cx.mismatch('NON_FOLDABLE_INPUT', {
          inputName: `\`${open === 0 ? 'length' : 'seed'}\``,
          inputType: '"INT" or "SMALLINT"',
          inputExpr,
        });
      }
      return [cx.implicitCast(args[0]!, IntegerType) ?? args[0]!, ...args.slice(1)];
    },
    inputTypes: [IntegerType, seedType],
    implicitCasts: false,
    check: ([length], cx) => {
      const value = cx.evaluate(length!) as number | null;
      if (value !== null && value < 0) {
        throw cx.mismatch('VALUE_OUT_OF_RANGE', { exprName: '`length`', valueRange: '[0, 2147483647]', currentValue: value });
      }
    },
    data: ([length, seed], cx) => ({ seed: seedOf(seed, cx), length: (cx.evaluate(length!) as number | null) ?? 0 }),
    dataType: StringType,
    nullable: false,
    nullIntolerant: false,
    deterministic: false,
    evaluate: (_, cx) => {
      const random = randomOf(cx);
      const { length } = cx.data as { length: number };
      if (length > maxRandomLength) tooLong(length, cx, 'randstr', maxRandomLength);
      return Array.from({ length }, () => poolText[Math.abs(random.nextInt() % poolText.length)]).join('');
    },
  }),
});
