/** Tuple sketches of DataSketches: distinct keys, with a double or an integer for each. */
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { thetaHasher } from '../sketches/theta-hash.js';
import { thetaEstimate, thetaFraction } from '../sketches/theta-sketch.js';
import { tupleBytes } from '../sketches/tuple-format.js';
import { TupleBuilder, TupleIntersection, type TupleSketch, TupleUnion, tupleDifference, withSummary } from '../sketches/tuple-sketch.js';
import { doubleSummary, integerSummary, type Summary, type SummaryKind, type SummaryMode } from '../sketches/tuple-summary.js';
import { BinaryType, type DataType, DoubleType, IntegerType, LongType, StringType } from '../types/index.js';
import { AnyString } from './abstract-type.js';
import { aggregate, group, scalar } from './define.js';
import type { AnalysisContext, EvaluationContext, FunctionDoc } from './function-record.js';
import { checkLgNomEntries, checkMode, defaultLgNomEntries, modeOf, readTheta, readTuple } from './sketch-arguments.js';
import { keyInput } from './theta-sketch-funcs.js';

/** One of the two families of functions. */
interface Family {
  readonly suffix: 'double' | 'integer';
  readonly kind: SummaryKind;
  readonly valueType: DataType;
  /** A sketch of one key, for the examples. */
  readonly sample: string;
}

const doubles: Family = {
  suffix: 'double',
  kind: doubleSummary,
  valueType: DoubleType,
  sample: "X'01030901000ACC9315F97DCBBD86A105000000000000F03F00'",
};
const integers: Family = {
  suffix: 'integer',
  kind: integerSummary,
  valueType: IntegerType,
  sample: "X'01030901000ACC9315F97DCBBD86A1050100000000'",
};

const defaultMode = 'sum';

/** Arguments behind the first ones: the number of entries, and the mode, or the mode alone. */
const trailing = (count: number, hasEntries: boolean) => (args: readonly TypedExpression[], cx: AnalysisContext) => {
  const all = [...(hasEntries ? [cx.literal(defaultLgNomEntries, IntegerType)] : []), cx.literal(defaultMode, StringType)];
  return all.slice(Math.max(args.length - count, 0));
};

const checked = (name: string, count: number, hasEntries: boolean) => (args: readonly TypedExpression[], cx: AnalysisContext) => {
  if (hasEntries) checkLgNomEntries(args[count]!, name, cx);
  checkMode(args.at(-1)!, name, cx);
};

const settingsOf = (count: number, hasEntries: boolean) => (args: readonly TypedExpression[], cx: AnalysisContext) => ({
  lgNomEntries: hasEntries ? Number(cx.evaluate(args[count]!)) : 0,
  mode: modeOf(cx.evaluate(args.at(-1)!) as string),
});

interface Settings {
  readonly lgNomEntries: number;
  readonly mode: SummaryMode;
}
const settingsIn = (cx: EvaluationContext) => cx.data as Settings;

/** Two sketches as one; the second may be a theta sketch. */
function ofTwo(
  { kind }: Family,
  name: string,
  isTheta: boolean,
  hasEntries: boolean,
  combine: (a: TupleSketch, b: TupleSketch, settings: Settings) => TupleSketch,
  doc: FunctionDoc,
) {
  const types = [BinaryType, BinaryType];
  return scalar({
    ...doc,
    since: '4.2.0',
    arity: hasEntries ? [2, 3, 4] : [2, 3],
    ...(hasEntries && {
      parameters: ['first', 'second', 'lgNomEntries', 'mode'],
      parameterDefaults: [undefined, undefined, defaultLgNomEntries, defaultMode],
    }),
    defaults: trailing(2, hasEntries),
    inputTypes: hasEntries ? [...types, IntegerType, AnyString] : [...types, AnyString],
    implicitCasts: false,
    check: checked(name, 2, hasEntries),
    data: settingsOf(2, hasEntries),
    dataType: BinaryType,
    nullable: ([a, b]) => a!.nullable || b!.nullable,
    evaluate: ([a, b], cx) => {
      const settings = settingsIn(cx);
      const summary: Summary = { value: kind.start(settings.mode), mode: settings.mode };
      const left = readTuple(a, kind, name);
      const right = isTheta ? withSummary(readTheta(b, name), summary) : readTuple(b, kind, name);
      return tupleBytes(combine(left, right, settings), kind);
    },
  });
}

const unionOf =
  ({ kind }: Family) =>
  (a: TupleSketch, b: TupleSketch, { lgNomEntries, mode }: Settings) => {
    const union = new TupleUnion(lgNomEntries, kind, mode);
    union.union(a);
    union.union(b);
    return union.result();
  };

const intersectionOf =
  ({ kind }: Family) =>
  (a: TupleSketch, b: TupleSketch, { mode }: Settings) => {
    const intersection = new TupleIntersection(kind, mode);
    intersection.intersect(a);
    intersection.intersect(b);
    return intersection.result();
  };

const differenceOf = ({ kind, sample }: Family, name: string, isTheta: boolean, usage: string) =>
  scalar({
    since: '4.2.0',
    usage,
    examples: [[`length(${name}(${sample}, ${isTheta ? "X'01030300001E0000'" : sample}))`, isTheta ? String(16 + kind.size + 1) : '8']],
    arity: 2,
    inputTypes: [BinaryType, BinaryType],
    implicitCasts: false,
    dataType: BinaryType,
    evaluate: ([a, b]) => {
      const left = readTuple(a, kind, name);
      if (isTheta) return tupleBytes(tupleDifference(left, readTheta(b, name)), kind);
      const right = readTuple(b, kind, name);
      return tupleBytes(tupleDifference(left, { ...right, hashes: right.hashes.map(([hash]) => hash) }), kind);
    },
  });

const ofOne = ({ kind, sample }: Family, name: string, usage: string, shown: string, of: (sketch: TupleSketch) => number) =>
  scalar({
    since: '4.2.0',
    usage,
    examples: [[`${name}(${sample})`, shown]],
    arity: 1,
    inputTypes: [BinaryType],
    implicitCasts: false,
    dataType: DoubleType,
    evaluate: ([sketch]) => of(readTuple(sketch, kind, name)),
  });

/** All numbers of a sketch as one: their sum, least or greatest, or how many there are. */
function summarize({ hashes }: TupleSketch, mode: SummaryMode): number {
  const values = hashes.map(([, { value }]) => value);
  if (mode === 'alwaysone') return values.length;
  if (mode === 'sum') return values.reduce((sum, value) => sum + value, 0);
  // As Java's Math.min and Math.max, one NaN makes a NaN.
  return values.length === 0 ? 0 : values.reduce((a, b) => Math[mode](a, b));
}

function summaryOf({ kind, suffix, sample }: Family) {
  const name = `tuple_sketch_summary_${suffix}`;
  const isDouble = suffix === 'double';
  return scalar({
    since: '4.2.0',
    usage: `_FUNC_(child[, mode]) - The ${suffix}s of all keys of a tuple sketch as one: 'sum', 'min', 'max', or their number for 'alwaysone'.`,
    examples: [[`${name}(${sample})`, isDouble ? '1.0' : '1']],
    arity: [1, 2],
    defaults: trailing(1, false),
    inputTypes: [BinaryType, AnyString],
    implicitCasts: false,
    check: checked(name, 1, false),
    data: settingsOf(1, false),
    dataType: isDouble ? DoubleType : LongType,
    nullable: ([sketch]) => sketch!.nullable,
    evaluate: ([sketch], cx) => {
      const value = summarize(readTuple(sketch, kind, name), settingsIn(cx).mode);
      return isDouble ? value : BigInt(value);
    },
  });
}

function sketchAgg({ kind, suffix, valueType }: Family) {
  const name = `tuple_sketch_agg_${suffix}`;
  return aggregate({
    group: 'agg_funcs',
    since: '4.2.0',
    usage: `_FUNC_(key, summary[, lgNomEntries[, mode]]) - A tuple sketch of the distinct keys, as binary, with ${suffix}s that become one for each key: by 'sum', 'min', 'max' or 'alwaysone'.`,
    examples: [[`length(${name}(1, 1))`, String(16 + kind.size + 1)]],
    arity: [2, 3, 4],
    parameters: ['key', 'summary', 'lgNomEntries', 'mode'],
    parameterDefaults: [undefined, undefined, defaultLgNomEntries, defaultMode],
    defaults: trailing(2, true),
    inputTypes: [keyInput, valueType, IntegerType, AnyString],
    check: checked(name, 2, true),
    data: settingsOf(2, true),
    dataType: BinaryType,
    nullable: false,
    allowsDistinct: true,
    evaluateGroup: (rows, cx) => {
      const { lgNomEntries, mode } = settingsIn(cx);
      const sketch = new TupleBuilder(lgNomEntries, kind, mode);
      const hashOf = thetaHasher(cx.argTypes[0]!);
      for (const [key, value] of rows) {
        const hash = hashOf(key);
        if (hash !== undefined) sketch.update(hash, value);
      }
      return tupleBytes(sketch.result(), kind);
    },
  });
}

function unionAgg({ kind, suffix, sample }: Family) {
  const name = `tuple_union_agg_${suffix}`;
  return aggregate({
    group: 'agg_funcs',
    since: '4.2.0',
    usage: `_FUNC_(child[, lgNomEntries[, mode]]) - The union of all tuple sketches of the group.`,
    examples: [[`length(${name}(${sample}))`, String(16 + kind.size + 1)]],
    arity: [1, 2, 3],
    parameters: ['child', 'lgNomEntries', 'mode'],
    parameterDefaults: [undefined, defaultLgNomEntries, defaultMode],
    defaults: trailing(1, true),
    inputTypes: [BinaryType, IntegerType, AnyString],
    implicitCasts: false,
    check: checked(name, 1, true),
    data: settingsOf(1, true),
    dataType: BinaryType,
    nullable: false,
    allowsDistinct: true,
    evaluateGroup: (rows, cx) => {
      const { lgNomEntries, mode } = settingsIn(cx);
      const union = new TupleUnion(lgNomEntries, kind, mode);
      for (const [sketch] of rows) union.union(readTuple(sketch, kind, name));
      return tupleBytes(union.result(), kind);
    },
  });
}

function intersectionAgg({ kind, suffix, sample }: Family) {
  const name = `tuple_intersection_agg_${suffix}`;
  return aggregate({
    group: 'agg_funcs',
    since: '4.2.0',
    usage: '_FUNC_(child[, mode]) - The tuple sketch of the keys that all sketches of the group have.',
    examples: [[`length(${name}(${sample}))`, String(16 + kind.size + 1)]],
    arity: [1, 2],
    defaults: trailing(1, false),
    inputTypes: [BinaryType, AnyString],
    implicitCasts: false,
    check: checked(name, 1, false),
    data: settingsOf(1, false),
    dataType: BinaryType,
    nullable: false,
    allowsDistinct: true,
    evaluateGroup: (rows, cx) => {
      const intersection = new TupleIntersection(kind, settingsIn(cx).mode);
      for (const [sketch] of rows) intersection.intersect(readTuple(sketch, kind, name));
      return tupleBytes(intersection.result(), kind);
    },
  });
}

function familyFuncs(family: Family) {
  const { suffix, sample, kind } = family;
  const one = String(16 + kind.size + 1);
  const theta = "X'01030300003ACC9315F97DCBBD86A105'";
  const two = (name: string, isTheta: boolean, hasEntries: boolean, usage: string) =>
    ofTwo(family, name, isTheta, hasEntries, (hasEntries ? unionOf : intersectionOf)(family), {
      usage,
      examples: [[`length(${name}(${sample}, ${isTheta ? theta : sample}))`, one]],
    });
  return {
    [`tuple_sketch_estimate_${suffix}`]: ofOne(
      family,
      `tuple_sketch_estimate_${suffix}`,
      '_FUNC_(child) - How many distinct keys a tuple sketch has seen, about.',
      '1.0',
      thetaEstimate,
    ),
    [`tuple_sketch_theta_${suffix}`]: ofOne(
      family,
      `tuple_sketch_theta_${suffix}`,
      '_FUNC_(child) - The share of all keys that a tuple sketch has kept: 1.0 when it knows all.',
      '1.0',
      ({ theta: bound }) => thetaFraction(bound),
    ),
    [`tuple_sketch_summary_${suffix}`]: summaryOf(family),
    [`tuple_union_${suffix}`]: two(
      `tuple_union_${suffix}`,
      false,
      true,
      '_FUNC_(first, second[, lgNomEntries[, mode]]) - The union of two tuple sketches.',
    ),
    [`tuple_union_theta_${suffix}`]: two(
      `tuple_union_theta_${suffix}`,
      true,
      true,
      '_FUNC_(first, second[, lgNomEntries[, mode]]) - The union of a tuple sketch and a theta sketch, whose keys get the number that the mode begins with.',
    ),
    [`tuple_intersection_${suffix}`]: two(
      `tuple_intersection_${suffix}`,
      false,
      false,
      '_FUNC_(first, second[, mode]) - The tuple sketch of the keys that both sketches have.',
    ),
    [`tuple_intersection_theta_${suffix}`]: two(
      `tuple_intersection_theta_${suffix}`,
      true,
      false,
      '_FUNC_(first, second[, mode]) - The tuple sketch of the keys that a theta sketch has too.',
    ),
    [`tuple_difference_${suffix}`]: differenceOf(
      family,
      `tuple_difference_${suffix}`,
      false,
      '_FUNC_(first, second) - The tuple sketch of the keys of the first that the second has not.',
    ),
    [`tuple_difference_theta_${suffix}`]: differenceOf(
      family,
      `tuple_difference_theta_${suffix}`,
      true,
      '_FUNC_(first, second) - The tuple sketch of the keys that a theta sketch has not.',
    ),
    [`tuple_sketch_agg_${suffix}`]: sketchAgg(family),
    [`tuple_union_agg_${suffix}`]: unionAgg(family),
    [`tuple_intersection_agg_${suffix}`]: intersectionAgg(family),
  };
}

export const tupleFuncs = group('sketch_funcs', { ...familyFuncs(doubles), ...familyFuncs(integers) });
