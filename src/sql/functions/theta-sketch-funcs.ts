/** Theta sketches of DataSketches: how many distinct values there are, also in unions, intersections and differences. */
import { quotedId } from '../../errors/quoted.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { thetaBytes } from '../sketches/theta-format.js';
import { thetaHasher } from '../sketches/theta-hash.js';
import { emptyTheta, type ThetaSketch, ThetaUnion, thetaDifference, thetaEstimate, thetaIntersection } from '../sketches/theta-sketch.js';
import { ArrayType, BinaryType, DoubleType, FloatType, IntegerType, LongType } from '../types/index.js';
import { AnyString, anyOf } from './abstract-type.js';
import { aggregate, group, scalar } from './define.js';
import type { AnalysisContext, ScalarFunction } from './function-record.js';
import { defaultLgNomEntries, failSketch, isLgNomEntries, lgNomParameters, readTheta } from './sketch-arguments.js';

type Doc = Pick<ScalarFunction, 'usage' | 'examples'>;

/** What theta and tuple sketches count. */
export const keyInput = anyOf(
  new ArrayType(IntegerType, true),
  new ArrayType(LongType, true),
  BinaryType,
  DoubleType,
  FloatType,
  IntegerType,
  LongType,
  AnyString,
);

const withLgNomEntries = (position: number) => (args: readonly TypedExpression[], cx: AnalysisContext) =>
  args.length === position ? [cx.literal(defaultLgNomEntries, IntegerType)] : [];

/** NULL, which is of no type, as the first type that is taken. */
export const nullAsFirst = (args: readonly TypedExpression[], cx: AnalysisContext): readonly TypedExpression[] =>
  args.map((arg, i) => (i === 0 && arg.dataType.kind === 'null' ? cx.cast(arg, new ArrayType(IntegerType, true)) : arg));

/** The number of entries of an aggregate: it must be constant, but is looked at when the query runs. */
function lgNomData([, lgNomEntries]: readonly TypedExpression[], cx: AnalysisContext) {
  return { lgNomEntries: cx.isFoldable(lgNomEntries!) ? Number(cx.evaluate(lgNomEntries!) ?? 0) : undefined };
}

function unionFor(lgNomEntries: number | undefined, name: string): ThetaUnion {
  if (lgNomEntries === undefined) return failSketch('THETA_LG_NOM_ENTRIES_MUST_BE_CONSTANT', { function: quotedId(name) });
  if (!isLgNomEntries(lgNomEntries)) return failSketch('SKETCH_INVALID_LG_NOM_ENTRIES', lgNomParameters(name, lgNomEntries));
  return new ThetaUnion(lgNomEntries);
}

const ofTwo = (name: string, combine: (a: ThetaSketch, b: ThetaSketch) => ThetaSketch, doc: Doc) =>
  scalar({
    ...doc,
    since: '4.1.0',
    arity: 2,
    inputTypes: [BinaryType, BinaryType],
    implicitCasts: false,
    dataType: BinaryType,
    evaluate: ([a, b]) => thetaBytes(combine(readTheta(a, name), readTheta(b, name))),
  });

export const thetaFuncs = group('sketch_funcs', {
  theta_sketch_estimate: scalar({
    since: '4.1.0',
    usage: '_FUNC_(expr) - How many distinct values a theta sketch has seen, about.',
    examples: [["theta_sketch_estimate(X'01030300001E0000')", '0']],
    arity: 1,
    inputTypes: [BinaryType],
    implicitCasts: false,
    dataType: LongType,
    evaluate: ([sketch]) => BigInt(Math.round(thetaEstimate(readTheta(sketch, 'theta_sketch_estimate')))),
  }),
  theta_union: scalar({
    since: '4.1.0',
    usage:
      '_FUNC_(first, second[, lgNomEntries]) - The union of two theta sketches, with as many entries as a power of two says: 4 to 26, 12 when it is left out.',
    examples: [["hex(theta_union(X'01030300001E0000', X'01030300003ACC9315F97DCBBD86A105'))", '01030300003ACC9315F97DCBBD86A105']],
    arity: [2, 3],
    defaults: withLgNomEntries(2),
    inputTypes: [BinaryType, BinaryType, IntegerType],
    implicitCasts: false,
    dataType: BinaryType,
    evaluate: ([a, b, lgNomEntries]) => {
      const union = unionFor(lgNomEntries, 'theta_union');
      union.union(readTheta(a, 'theta_union'));
      union.union(readTheta(b, 'theta_union'));
      return thetaBytes(union.result());
    },
  }),
  theta_intersection: ofTwo('theta_intersection', thetaIntersection, {
    usage: '_FUNC_(first, second) - The theta sketch of the values that both sketches have.',
    examples: [["hex(theta_intersection(X'01030300001E0000', X'01030300003ACC9315F97DCBBD86A105'))", '01030300001E0000']],
  }),
  theta_difference: ofTwo('theta_difference', thetaDifference, {
    usage: '_FUNC_(first, second) - The theta sketch of the values of the first that the second has not.',
    examples: [["hex(theta_difference(X'01030300003ACC9315F97DCBBD86A105', X'01030300001E0000'))", '01030300003ACC9315F97DCBBD86A105']],
  }),
  theta_sketch_agg: aggregate({
    group: 'agg_funcs',
    since: '4.1.0',
    usage:
      '_FUNC_(expr[, lgNomEntries]) - A theta sketch of the distinct values, as binary, with as many entries as a power of two says: 4 to 26, 12 when it is left out.',
    examples: [['hex(theta_sketch_agg(1))', '01030300003ACC9315F97DCBBD86A105']],
    arity: [1, 2],
    defaults: withLgNomEntries(1),
    coerce: nullAsFirst,
    inputTypes: [keyInput, IntegerType],
    implicitCasts: false,
    dataType: BinaryType,
    nullable: false,
    allowsDistinct: true,
    ignoresNulls: false,
    data: lgNomData,
    evaluateGroup: (rows, cx) => {
      const sketch = unionFor((cx.data as { lgNomEntries?: number }).lgNomEntries, 'theta_sketch_agg');
      const hashOf = thetaHasher(cx.argTypes[0]!);
      for (const [value] of rows) {
        const hash = value === null ? undefined : hashOf(value);
        if (hash !== undefined) sketch.add(hash);
      }
      return thetaBytes(sketch.result());
    },
  }),
  theta_union_agg: aggregate({
    group: 'agg_funcs',
    since: '4.1.0',
    usage: '_FUNC_(expr[, lgNomEntries]) - The union of all theta sketches of the group.',
    examples: [["hex(theta_union_agg(X'01030300003ACC9315F97DCBBD86A105'))", '01030300003ACC9315F97DCBBD86A105']],
    arity: [1, 2],
    defaults: withLgNomEntries(1),
    inputTypes: [BinaryType, IntegerType],
    implicitCasts: false,
    dataType: BinaryType,
    nullable: false,
    allowsDistinct: true,
    ignoresNulls: false,
    data: lgNomData,
    evaluateGroup: (rows, cx) => {
      const union = unionFor((cx.data as { lgNomEntries?: number }).lgNomEntries, 'theta_union_agg');
      for (const [sketch] of rows) if (sketch !== null) union.union(readTheta(sketch, 'theta_union_agg'));
      return thetaBytes(union.result());
    },
  }),
  theta_intersection_agg: aggregate({
    group: 'agg_funcs',
    since: '4.1.0',
    usage: '_FUNC_(expr) - The theta sketch of the values that all sketches of the group have.',
    examples: [["hex(theta_intersection_agg(X'01030300003ACC9315F97DCBBD86A105'))", '01030300003ACC9315F97DCBBD86A105']],
    arity: 1,
    inputTypes: [BinaryType],
    implicitCasts: false,
    dataType: BinaryType,
    nullable: false,
    allowsDistinct: true,
    evaluateGroup: rows => {
      const sketches = rows.map(([sketch]) => readTheta(sketch, 'theta_intersection_agg'));
      return thetaBytes(sketches.length === 0 ? emptyTheta : sketches.reduce(thetaIntersection));
    },
  }),
});
