/** Arrays of floats as vectors. A NULL element makes the result NULL; sums are kept in doubles, and cut to a float at the end. */
import { quotedId } from '../../errors/quoted.js';
import { floatText } from '../jvm/number-text.js';
import { ArrayType, type DataType, FloatType } from '../types/index.js';
import type { TypeFamily } from './abstract-type.js';
import { aggregate, group, scalar } from './define.js';
import type { AggregateContext, AggregateFunction, EvaluationContext, ScalarFunction } from './function-record.js';

type Vector = readonly (number | null)[];
type Numbers = readonly number[];

const float32 = Math.fround;

/** No other array, and no untyped NULL, becomes a vector. */
const vector: TypeFamily = {
  family: 'vector',
  sql: 'ARRAY<FLOAT>',
  accepts: (type: DataType) => type.kind === 'array' && type.elementType.kind === 'float',
  defaultType: undefined,
};
const float: TypeFamily = { family: 'float', sql: 'FLOAT', accepts: type => type.kind === 'float', defaultType: undefined };

const hasNull = (values: Vector): boolean => values.includes(null);

function checkDimensions(left: Vector, right: Vector, functionName: string, cx: EvaluationContext): void {
  if (left.length === right.length) return;
  cx.fail('VECTOR_DIMENSION_MISMATCH', { functionName: quotedId(functionName), leftDim: left.length, rightDim: right.length });
}

const sumOf = (values: Numbers, of: (value: number, index: number) => number): number =>
  values.reduce((sum, value, i) => sum + of(value, i), 0);

const ofTwo = (name: string, result: (left: Numbers, right: Numbers) => number | null) =>
  ({
    since: '4.2.0',
    arity: 2,
    implicitCasts: false,
    inputTypes: [vector, vector],
    dataType: FloatType,
    nullable: true,
    evaluate: ([left, right], cx) => {
      checkDimensions(left, right, name, cx);
      if (hasNull(left) || hasNull(right)) return null;
      const value = result(left, right);
      return value === null ? null : float32(value);
    },
  }) satisfies Partial<ScalarFunction>;

function normOf(values: Numbers, degree: number, name: string, cx: EvaluationContext): number {
  if (degree === 1) return sumOf(values, Math.abs);
  if (degree === 2) return Math.sqrt(sumOf(values, each => each * each));
  if (degree === Number.POSITIVE_INFINITY) return values.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  return cx.fail('INVALID_VECTOR_NORM_DEGREE', { functionName: quotedId(name), degree: floatText(degree) });
}

const ofNorm = (name: string, result: (values: Numbers, norm: number) => any) =>
  ({
    since: '4.2.0',
    arity: [1, 2],
    defaults: (args, cx) => (args.length === 1 ? [cx.literal(2, FloatType)] : []),
    implicitCasts: false,
    inputTypes: [vector, float],
    nullable: true,
    evaluate: ([values, degree], cx) => {
      if (hasNull(values)) return null;
      return result(values, normOf(values, degree, name, cx));
    },
  }) satisfies Partial<ScalarFunction>;

/** Element by element over the vectors of a group; those with a NULL are left out. */
const ofGroup = (name: string, step: (last: number, value: number, count: number) => number) =>
  ({
    since: '4.2.0',
    arity: 1,
    implicitCasts: false,
    inputTypes: [vector],
    dataType: new ArrayType(FloatType, false),
    nullable: true,
    allowsDistinct: true,
    evaluateGroup: (rows, cx: AggregateContext) => {
      const vectors = rows.map(([value]) => value as Vector).filter(each => !hasNull(each)) as readonly Numbers[];
      const [first, ...others] = vectors;
      if (first === undefined) return null;
      const state = [...first];
      others.forEach((each, n) => {
        checkDimensions(state, each, name, cx);
        for (let i = 0; i < state.length; i++) state[i] = step(state[i]!, each[i]!, n + 2);
      });
      return state.map(float32);
    },
  }) satisfies Partial<AggregateFunction>;

export const vectorFuncs = group('vector_funcs', {
  vector_inner_product: scalar({
    usage: '_FUNC_(array1, array2) - The inner product of two vectors.',
    examples: [['vector_inner_product(array(1.0F, 2.0F, 3.0F), array(4.0F, 5.0F, 6.0F))', '32.0']],
    ...ofTwo('vector_inner_product', (left, right) => sumOf(left, (each, i) => each * right[i]!)),
  }),
  vector_cosine_similarity: scalar({
    usage: '_FUNC_(array1, array2) - The cosine of the angle between two vectors.',
    examples: [['vector_cosine_similarity(array(1.0F, 2.0F, 3.0F), array(4.0F, 5.0F, 6.0F))', '0.97463185']],
    ...ofTwo('vector_cosine_similarity', (left, right) => {
      const product = sumOf(left, (each, i) => each * right[i]!);
      const norms = Math.sqrt(sumOf(left, each => each * each) * sumOf(right, each => each * each));
      return norms === 0 ? null : product / norms;
    }),
  }),
  vector_l2_distance: scalar({
    usage: '_FUNC_(array1, array2) - The Euclidean distance of two vectors.',
    examples: [['vector_l2_distance(array(1.0F, 2.0F, 3.0F), array(4.0F, 5.0F, 6.0F))', '5.196152']],
    ...ofTwo('vector_l2_distance', (left, right) => Math.sqrt(sumOf(left, (each, i) => (each - right[i]!) ** 2))),
  }),
  vector_norm: scalar({
    usage: "_FUNC_(vector, degree) - The norm of a vector of degree 1.0, 2.0 (when left out) or float('inf').",
    examples: [['vector_norm(array(3.0F, 4.0F), 2.0F)', '5.0']],
    ...ofNorm('vector_norm', (_, norm) => float32(norm)),
    dataType: FloatType,
  }),
  vector_normalize: scalar({
    usage: '_FUNC_(vector, degree) - The vector of length 1 in the same direction, by the norm of the degree; NULL for a length of 0.',
    examples: [['vector_normalize(array(3.0F, 4.0F), 2.0F)', '[0.6, 0.8]']],
    ...ofNorm('vector_normalize', (values, norm) => (norm === 0 && values.length > 0 ? null : values.map(each => float32(each / norm)))),
    dataType: new ArrayType(FloatType, true),
  }),
  vector_sum: aggregate({
    usage: '_FUNC_(array) - The sum of the vectors of a group, element by element.',
    examples: [['vector_sum(array(1.0F, 2.0F))', '[1.0, 2.0]']],
    ...ofGroup('vector_sum', (sum, value) => sum + value),
  }),
  vector_avg: aggregate({
    usage: '_FUNC_(array) - The mean of the vectors of a group, element by element.',
    examples: [['vector_avg(array(1.0F, 2.0F))', '[1.0, 2.0]']],
    // The mean moves with each vector, as Spark's does.
    ...ofGroup('vector_avg', (mean, value, count) => mean + (value - mean) / count),
  }),
});
