/** Aggregates that estimate: distinct values, frequent values, histograms. */

import { cardinalityOf } from '../../executor/approximate/hyper-log-log.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { xxhash64 } from '../jvm/hash.js';
import { doubleText } from '../jvm/number-text.js';
import {
  ArrayType,
  BinaryType,
  type DataType,
  DateType,
  DoubleType,
  IntegerType,
  LongType,
  StructField,
  StructType,
  TimestampNTZType,
  TimestampType,
} from '../types/index.js';
import { Decimal } from '../values/decimal.js';
import type { Value } from '../values/value.js';
import { AnyAnsiInterval, AnyString, AnyTime, anyOf, IntegralFamily, NumericFamily } from './abstract-type.js';
import { CountMinSketch } from './count-min-sketch.js';
import { aggregate, group } from './define.js';
import type { AggregateContext, AnalysisContext } from './function-record.js';
import { hasherOf } from './hash-funcs.js';
import { histogramOf } from './numeric-histogram.js';

type Rows = readonly (readonly any[])[];

const defaultDeviation = 0.05;

/** How many bits of the hash choose a register, for an error of the estimate. */
const precisionFor = (relativeSd: number): number => Math.ceil((2 * Math.log(1.106 / relativeSd)) / Math.log(2));

function deviationOf([, deviation]: readonly TypedExpression[], cx: AnalysisContext): number {
  if (deviation === undefined) return defaultDeviation;
  const { kind } = deviation.dataType;
  const isNumber = deviation.kind === 'literal' && deviation.value !== null && (kind === 'double' || kind === 'decimal');
  if (!isNumber) throw cx.error('_LEGACY_ERROR_TEMP_1104', {}, 'AnalysisException');
  const value = deviation.value instanceof Decimal ? deviation.value.toNumber() : Number(deviation.value);
  // Fewer registers than 2^4 are none; a negative error asks for NaN.
  if (!(precisionFor(value) >= 4)) throw cx.error('FAILED_FUNCTION_CALL', { funcName: `\`${cx.functionName}\`` });
  return value;
}

/** 2^30 registers: no more fit into an array of Spark, and a smaller error than that is not to be had. */
const maxPrecision = 30;

/** HyperLogLog++ over the hash of the typed value; only registers with a run are kept, as a small error asks for a great many. */
function distinctEstimate(rows: Rows, cx: AggregateContext): bigint {
  const precision = (cx.data as { precision: number }).precision;
  const runs = new Map<number, number>();
  const hash = hasherOf(cx.argTypes[0]!, xxhash64);
  for (const [value] of rows) {
    const bits = BigInt.asUintN(64, hash(typeof value === 'number' ? value + 0 : value, xxhash64.seed));
    const index = Number(bits >> BigInt(64 - precision));
    // A stop bit behind what is left, so that the run of zeros ends.
    const rest = BigInt.asUintN(64, bits << BigInt(precision)) | (1n << BigInt(precision - 1));
    const run = 65 - rest.toString(2).length;
    if (run > (runs.get(index) ?? 0)) runs.set(index, run);
  }
  const zeros = 2 ** precision - runs.size;
  const sum = [...runs.values()].reduce((all, run) => all + 2 ** -run, zeros);
  return BigInt(cardinalityOf(precision, sum, zeros));
}

const histogramInput = anyOf(NumericFamily, DateType, TimestampType, TimestampNTZType, AnyAnsiInterval, AnyTime);

function checkBins(bins: TypedExpression, cx: AnalysisContext): void {
  if (!cx.isFoldable(bins)) {
    throw cx.mismatch('NON_FOLDABLE_INPUT', { inputName: 'nb', inputType: '"INT"', inputExpr: `"${cx.sqlOf(bins)}"` });
  }
  const count = cx.evaluate(bins);
  if (count === null) throw cx.mismatch('UNEXPECTED_NULL', { exprName: 'nb' });
  if (Number(count) < 2) {
    throw cx.mismatch('VALUE_OUT_OF_RANGE', { exprName: 'nb', valueRange: '[2, 2147483647]', currentValue: String(count) });
  }
}

const histogramType = (x: DataType) =>
  new ArrayType(new StructType([new StructField('x', x, true), new StructField('y', DoubleType, true)]), true);

const plainNumber = (value: any): number => (value instanceof Decimal ? value.toNumber() : Number(value));

function ofPlainNumber(type: DataType): (value: number) => Value {
  switch (type.kind) {
    case 'double':
      return value => value;
    case 'float':
      return Math.fround;
    case 'decimal':
      return value => Decimal.fromNumber(value)?.withScale(type.scale) ?? null;
    case 'long':
    case 'timestamp':
    case 'timestampNtz':
    case 'dayTimeInterval':
    case 'time':
      return value => BigInt(Math.trunc(value));
    default:
      return Math.trunc;
  }
}

const countedInput = anyOf(IntegralFamily, AnyString, BinaryType);

const countMinSettings = [
  { name: 'eps', valueRange: '(0.0, 1.7976931348623157E308]', accepts: (value: number) => value > 0 },
  { name: 'confidence', valueRange: '(0.0, 1.0]', accepts: (value: number) => value > 0 && value < 1 },
  { name: 'seed', valueRange: '', accepts: () => true },
];

function checkCountMin(arg: TypedExpression, { name, valueRange, accepts }: (typeof countMinSettings)[number], cx: AnalysisContext): void {
  if (!cx.isFoldable(arg)) {
    throw cx.mismatch('NON_FOLDABLE_INPUT', {
      inputName: `\`${name}\``,
      inputType: `"${arg.dataType.sql}"`,
      inputExpr: `"${cx.sqlOf(arg)}"`,
    });
  }
  const value = cx.evaluate(arg);
  if (value === null) throw cx.mismatch('UNEXPECTED_NULL', { exprName: name });
  if (!accepts(Number(value)))
    throw cx.mismatch('VALUE_OUT_OF_RANGE', { exprName: name, valueRange, currentValue: `${doubleText(Number(value))}D` });
}

export const approximateFuncs = group('agg_funcs', {
  approx_count_distinct: aggregate({
    since: '1.6.0',
    usage: '_FUNC_(expr[, relativeSD]) - About how many distinct values there are; `relativeSD` is the standard deviation of the error.',
    examples: [['approx_count_distinct(1)', '1']],
    arity: [1, 2],
    data: (args, cx) => ({ precision: Math.min(precisionFor(deviationOf(args, cx)), maxPrecision) }),
    dataType: LongType,
    nullable: false,
    allowsDistinct: true,
    sql: ([arg], _, name) => `${name}(${arg})`,
    evaluateGroup: distinctEstimate,
  }),
  histogram_numeric: aggregate({
    since: '3.3.0',
    usage: '_FUNC_(expr, nb) - A histogram of `nb` bins: where each lies, and how many values it has.',
    examples: [['histogram_numeric(10, 5)', '[{10, 1.0}]']],
    arity: 2,
    coerce: ([value, bins], cx) => [['string', 'null'].includes(value!.dataType.kind) ? cx.cast(value!, DoubleType) : value!, bins!],
    inputTypes: [histogramInput, IntegerType],
    check: ([, bins], cx) => checkBins(bins!, cx),
    dataType: ([value]) => histogramType(value!.dataType),
    nullable: true,
    allowsDistinct: true,
    evaluateGroup: (rows, cx) => {
      if (rows.length === 0) return null;
      const x = ofPlainNumber(cx.argTypes[0]!);
      const bins = histogramOf(
        rows.map(([value]) => plainNumber(value)),
        rows[0]![1],
      );
      return bins.map(bin => [x(bin.x), bin.y]);
    },
  }),
  count_min_sketch: aggregate({
    since: '2.2.0',
    usage: '_FUNC_(col, eps, confidence, seed) - A count-min sketch of the values as binary.',
    examples: [['length(count_min_sketch(1, 0.5d, 0.5d, 1))', '60']],
    arity: 4,
    parameters: ['column', 'epsilon', 'confidence', 'seed'],
    parameterDefaults: [undefined, undefined, undefined, undefined],
    coerce: (args, cx) =>
      args.map((arg, i) => (i % 3 === 0 && arg.dataType.kind === 'null' ? cx.cast(arg, i === 0 ? LongType : IntegerType) : arg)),
    inputTypes: [countedInput, DoubleType, DoubleType, anyOf(IntegerType, LongType)],
    implicitCasts: false,
    check: ([, ...settings], cx) => {
      settings.forEach((each, i) => {
        checkCountMin(each, countMinSettings[i]!, cx);
      });
    },
    dataType: BinaryType,
    data: ([, eps, confidence, seed], cx) => ({ eps: cx.evaluate(eps!), confidence: cx.evaluate(confidence!), seed: cx.evaluate(seed!) }),
    nullable: false,
    allowsDistinct: true,
    evaluateGroup: (rows, cx) => {
      const { eps, confidence, seed } = cx.data as { eps: number; confidence: number; seed: number };
      const sketch = new CountMinSketch(eps, confidence, seed);
      for (const [value] of rows) sketch.add(value);
      return sketch.bytes();
    },
  }),
});
