/** KLL sketches of DataSketches: quantiles and ranks, of longs, floats and doubles. */
import { quotedId } from '../../errors/quoted.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { kllBytes, kllText, parseKll } from '../sketches/kll-format.js';
import { type KllItem, type KllItemType, kllDoubles, kllFloats, kllLongs } from '../sketches/kll-items.js';
import { defaultK, KllSketch } from '../sketches/kll-sketch.js';
import {
  ArrayType,
  BinaryType,
  ByteType,
  type DataType,
  DoubleType,
  FloatType,
  IntegerType,
  LongType,
  ShortType,
  StringType,
} from '../types/index.js';
import { type AbstractType, anyOf } from './abstract-type.js';
import { aggregate, group, scalar } from './define.js';
import type { AnalysisContext } from './function-record.js';
import { constantOf, failSketch, readingFor, refusedConstant } from './sketch-arguments.js';

interface Family<T extends KllItem> {
  readonly suffix: 'bigint' | 'float' | 'double';
  readonly type: KllItemType<T>;
  readonly valueType: DataType;
  /** What is put in, without a cast. */
  readonly input: AbstractType;
  readonly itemOf: (value: any) => T;
  /** A sketch of the value 1, for the examples. */
  readonly sample: string;
  readonly shown: string;
}

const longs: Family<bigint> = {
  suffix: 'bigint',
  type: kllLongs,
  valueType: LongType,
  input: anyOf(ByteType, IntegerType, LongType, ShortType),
  itemOf: BigInt,
  sample: "X'02020F04C80008000100000000000000'",
  shown: '1',
};
const floats: Family<number> = {
  suffix: 'float',
  type: kllFloats,
  valueType: FloatType,
  input: FloatType,
  itemOf: Number,
  sample: "X'02020F04C80008000000803F'",
  shown: '1.0',
};
const doubles: Family<number> = {
  suffix: 'double',
  type: kllDoubles,
  valueType: DoubleType,
  input: anyOf(FloatType, DoubleType),
  itemOf: Number,
  sample: "X'02020F04C8000800000000000000F03F'",
  shown: '1.0',
};

const kRange = { min: 8, max: 65_535 } as const;

function checkK(arg: TypedExpression | undefined, name: string, cx: AnalysisContext): void {
  if (arg === undefined) return;
  const k = Number(constantOf(arg, 'k', 'int', cx));
  if (k < kRange.min || k > kRange.max) throw refusedConstant('KLL_SKETCH_K_OUT_OF_RANGE', { functionName: quotedId(name), k }, cx);
}

const kOf = ([, k]: readonly TypedExpression[], cx: AnalysisContext) => ({ k: k === undefined ? undefined : Number(cx.evaluate(k)) });
const kIn = (cx: { readonly data: any }) => (cx.data as { k: number | undefined }).k;

const nullAs = (type: DataType) => (args: readonly TypedExpression[], cx: AnalysisContext) =>
  args.map((arg, i) => (i === 0 && arg.dataType.kind === 'null' ? cx.cast(arg, type) : arg));

function familyFuncs<T extends KllItem>({ suffix, type, valueType, input, itemOf, sample, shown }: Family<T>) {
  const read = (bytes: Uint8Array, name: string) => readingFor('KLL', name, () => parseKll(bytes, type));

  const ofSketch = (name: string, dataType: DataType, usage: string, example: string, of: (sketch: KllSketch<T>) => unknown) =>
    scalar({
      since: '4.1.0',
      usage,
      examples: [[`${name === `kll_sketch_to_string_${suffix}` ? `length(${name}(${sample}))` : `${name}(${sample})`}`, example]],
      arity: 1,
      inputTypes: [BinaryType],
      dataType,
      evaluate: ([sketch]) => of(read(sketch, name)),
    });

  /** Looks up one value, or each of an array. */
  const lookUp = (
    name: string,
    of: DataType,
    result: DataType,
    usage: string,
    example: readonly [string, string],
    inputName: string,
    answers: (sketch: KllSketch<T>, wanted: readonly any[]) => readonly unknown[],
  ) =>
    scalar({
      since: '4.1.0',
      usage,
      examples: [[`${name}(${sample}, ${example[0]})`, example[1]]],
      arity: 2,
      inputTypes: [BinaryType, anyOf(of, new ArrayType(of, false))],
      check: ([, wanted], cx) => {
        if (!cx.isFoldable(wanted!))
          throw cx.mismatch('NON_FOLDABLE_INPUT', {
            inputName,
            inputType: `"${wanted!.dataType.sql}"`,
            inputExpr: `"${cx.sqlOf(wanted!)}"`,
          });
      },
      dataType: ([, wanted]) => (wanted!.dataType.kind === 'array' ? new ArrayType(result, false) : result),
      evaluate: ([bytes, wanted]) => {
        const sketch = read(bytes, name);
        if (sketch.state.n === 0) return failSketch('KLL_INVALID_INPUT_SKETCH_BUFFER', { function: quotedId(name) });
        return Array.isArray(wanted) ? answers(sketch, wanted) : answers(sketch, [wanted])[0];
      },
    });

  const quantileName = `kll_sketch_get_quantile_${suffix}`;
  const aggName = `kll_sketch_agg_${suffix}`;
  const mergeAggName = `kll_merge_agg_${suffix}`;
  const mergeName = `kll_sketch_merge_${suffix}`;
  return {
    [`kll_sketch_get_n_${suffix}`]: ofSketch(
      `kll_sketch_get_n_${suffix}`,
      LongType,
      '_FUNC_(expr) - How many values a KLL sketch has seen.',
      '1',
      sketch => BigInt(sketch.state.n),
    ),
    [`kll_sketch_to_string_${suffix}`]: ofSketch(
      `kll_sketch_to_string_${suffix}`,
      StringType,
      '_FUNC_(expr) - A KLL sketch described in lines of text.',
      String(kllText(parsedSample(type)).length),
      kllText,
    ),
    [quantileName]: lookUp(
      quantileName,
      DoubleType,
      valueType,
      '_FUNC_(sketch, rank) - The value that this part of all values, from 0.0 to 1.0, is no greater than; for an array of ranks, an array.',
      ['0.5', shown],
      '`rank`',
      (sketch, ranks: readonly number[]) => {
        if (ranks.some(rank => rank < 0 || rank > 1))
          return failSketch('KLL_SKETCH_INVALID_QUANTILE_RANGE', { functionName: quotedId(quantileName) });
        return sketch.quantiles(ranks);
      },
    ),
    [`kll_sketch_get_rank_${suffix}`]: lookUp(
      `kll_sketch_get_rank_${suffix}`,
      valueType,
      DoubleType,
      '_FUNC_(sketch, value) - The part of all values, from 0.0 to 1.0, that is no greater than the value; for an array of values, an array.',
      ['1', '1.0'],
      '`quantile`',
      (sketch, values) => sketch.ranks(values.map(itemOf)),
    ),
    [mergeName]: scalar({
      since: '4.1.0',
      usage: '_FUNC_(left, right) - Two KLL sketches as one.',
      examples: [[`kll_sketch_get_n_${suffix}(${mergeName}(${sample}, ${sample}))`, '2']],
      arity: 2,
      inputTypes: [BinaryType, BinaryType],
      dataType: BinaryType,
      evaluate: ([left, right]) => {
        const sketch = read(left, mergeName);
        sketch.merge(read(right, mergeName));
        return kllBytes(sketch);
      },
    }),
    [aggName]: aggregate({
      group: 'agg_funcs',
      since: '4.1.0',
      usage: `_FUNC_(expr[, k]) - A KLL sketch of the values, as binary; \`k\`, from 8 to 65535, is how large it grows, and how exact: ${defaultK} when it is left out.`,
      examples: [[`kll_sketch_get_n_${suffix}(${aggName}(CAST(1 AS ${valueType.sql})))`, '1']],
      arity: [1, 2],
      coerce: nullAs(valueType),
      inputTypes: [input, IntegerType],
      implicitCasts: false,
      check: ([, k], cx) => checkK(k, aggName, cx),
      data: kOf,
      dataType: BinaryType,
      nullable: false,
      allowsDistinct: true,
      evaluateGroup: (rows, cx) => {
        const sketch = new KllSketch(type, kIn(cx));
        for (const [value] of rows) sketch.update(itemOf(value));
        return kllBytes(sketch);
      },
    }),
    [mergeAggName]: aggregate({
      group: 'agg_funcs',
      since: '4.1.0',
      usage: '_FUNC_(expr[, k]) - All KLL sketches of the group as one, of the size of the first when `k` is left out.',
      examples: [[`kll_sketch_get_n_${suffix}(${mergeAggName}(${sample}))`, '1']],
      arity: [1, 2],
      inputTypes: [BinaryType, IntegerType],
      implicitCasts: false,
      check: ([, k], cx) => checkK(k, mergeAggName, cx),
      data: kOf,
      dataType: BinaryType,
      nullable: false,
      allowsDistinct: true,
      evaluateGroup: (rows, cx) => {
        const sketches = rows.map(([bytes]) => read(bytes, mergeAggName));
        const merged = new KllSketch(type, kIn(cx) ?? sketches[0]?.k);
        for (const sketch of sketches) merged.merge(sketch);
        return kllBytes(merged);
      },
    }),
  };
}

function parsedSample<T extends KllItem>(type: KllItemType<T>): KllSketch<T> {
  const sketch = new KllSketch(type);
  sketch.update((type.name === kllLongs.name ? 1n : 1) as T);
  return sketch;
}

export const kllFuncs = group('sketch_funcs', { ...familyFuncs(longs), ...familyFuncs(floats), ...familyFuncs(doubles) });
