/** HLL sketches of DataSketches: how many distinct values there are, in little space. */
import { quotedId } from '../../errors/quoted.js';
import { hllBytes, parseHll } from '../sketches/hll-format.js';
import { couponOf, HllSketch, HllUnion, lgKRange } from '../sketches/hll-sketch.js';
import { BinaryType, BooleanType, type DataType, IntegerType, LongType } from '../types/index.js';
import { collationKey } from '../values/ordering.js';
import { AnyString, anyOf } from './abstract-type.js';
import { aggregate, group, scalar } from './define.js';
import { failSketch, readingFor } from './sketch-arguments.js';

const defaultLgK = 12;
const emptySample = "X'0201070C030400080000000000000000000000000000000000000000000000000000000000000000'";
const sample = "X'0201070C030001082BF2FB0600000000000000000000000000000000000000000000000000000000'";

const read = (bytes: Uint8Array, name: string): HllSketch => readingFor('HLL', name, () => parseHll(bytes));

function couponer(type: DataType): (value: any) => number | undefined {
  if (type.kind !== 'string') return couponOf;
  const key = type.isBinaryCollation ? (text: string) => text : collationKey(type.collation).keyOf;
  return text => couponOf(Buffer.from(key(text)));
}

/** The size of an empty sketch does not count. */
function checkSameSize(left: number, right: number, allows: boolean | null, name: string): void {
  if (left !== right && allows !== true) failSketch('HLL_UNION_DIFFERENT_LG_K', { left, right, function: quotedId(name) });
}

export const hllFuncs = group('sketch_funcs', {
  hll_sketch_estimate: scalar({
    since: '3.5.0',
    usage: '_FUNC_(expr) - How many distinct values an HLL sketch has seen, about.',
    examples: [[`hll_sketch_estimate(${sample})`, '1']],
    arity: 1,
    inputTypes: [BinaryType],
    implicitCasts: false,
    dataType: LongType,
    evaluate: ([sketch]) => BigInt(Math.round(read(sketch, 'hll_sketch_estimate').estimate())),
  }),
  hll_union: scalar({
    since: '3.5.0',
    usage:
      '_FUNC_(first, second[, allowDifferentLgConfigK]) - The union of two HLL sketches; of different sizes only when that is allowed.',
    examples: [[`hll_sketch_estimate(hll_union(${sample}, ${emptySample}))`, '1']],
    arity: [2, 3],
    defaults: (args, cx) => (args.length === 2 ? [cx.literal(false, BooleanType)] : []),
    inputTypes: [BinaryType, BinaryType, BooleanType],
    implicitCasts: false,
    dataType: BinaryType,
    evaluate: ([first, second, allows]) => {
      const [a, b] = [read(first, 'hll_union'), read(second, 'hll_union')];
      const sizes = (a.isEmpty === b.isEmpty ? [a, b] : [a, b].filter(each => !each.isEmpty)).map(each => each.lgK);
      if (!a.isEmpty && !b.isEmpty) checkSameSize(a.lgK, b.lgK, allows, 'hll_union');
      const union = new HllUnion(Math.min(...sizes));
      union.union(a);
      union.union(b);
      return hllBytes(union.result());
    },
  }),
  hll_sketch_agg: aggregate({
    group: 'agg_funcs',
    since: '3.5.0',
    usage: `_FUNC_(expr[, lgConfigK]) - An HLL sketch of the distinct values, as binary; \`lgConfigK\`, from 4 to 21, is how large it grows, as a power of two: ${defaultLgK} when it is left out.`,
    examples: [['hll_sketch_estimate(hll_sketch_agg(1))', '1']],
    arity: [1, 2],
    defaults: (args, cx) => (args.length === 1 ? [cx.literal(defaultLgK, IntegerType)] : []),
    coerce: (args, cx) => args.map((arg, i) => (i === 0 && arg.dataType.kind === 'null' ? cx.cast(arg, IntegerType) : arg)),
    inputTypes: [anyOf(IntegerType, LongType, AnyString, BinaryType), IntegerType],
    implicitCasts: false,
    data: ([, lgK], cx) => ({ lgK: cx.isFoldable(lgK!) ? Number(cx.evaluate(lgK!) ?? 0) : undefined }),
    dataType: BinaryType,
    nullable: false,
    allowsDistinct: true,
    ignoresNulls: false,
    evaluateGroup: (rows, cx) => {
      const { lgK } = cx.data as { lgK?: number };
      const name = quotedId('hll_sketch_agg');
      if (lgK === undefined) return failSketch('HLL_K_MUST_BE_CONSTANT', { function: name });
      if (lgK < lgKRange.min || lgK > lgKRange.max) return failSketch('HLL_INVALID_LG_K', { function: name, ...lgKRange, value: lgK });
      const sketch = new HllSketch(lgK);
      const coupon = couponer(cx.argTypes[0]!);
      for (const [value] of rows) {
        const each = value === null ? undefined : coupon(value);
        if (each !== undefined) sketch.add(each);
      }
      return hllBytes(sketch);
    },
  }),
  hll_union_agg: aggregate({
    group: 'agg_funcs',
    since: '3.5.0',
    usage:
      '_FUNC_(expr[, allowDifferentLgConfigK]) - The union of all HLL sketches of the group; of different sizes only when that is allowed.',
    examples: [[`hll_sketch_estimate(hll_union_agg(${sample}))`, '1']],
    arity: [1, 2],
    defaults: (args, cx) => (args.length === 1 ? [cx.literal(false, BooleanType)] : []),
    inputTypes: [BinaryType, BooleanType],
    implicitCasts: false,
    dataType: BinaryType,
    nullable: false,
    allowsDistinct: true,
    ignoresNulls: false,
    evaluateGroup: rows => {
      let union: HllUnion | undefined;
      let empty = new HllSketch(defaultLgK);
      for (const [bytes, allows] of rows) {
        if (bytes === null) continue;
        const sketch = read(bytes, 'hll_union_agg');
        if (sketch.isEmpty) {
          empty = sketch;
          continue;
        }
        union ??= new HllUnion(sketch.lgK);
        checkSameSize(union.result().lgK, sketch.lgK, allows, 'hll_union_agg');
        union.union(sketch);
      }
      return hllBytes(union?.result() ?? empty);
    },
  }),
});
