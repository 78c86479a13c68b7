/** Functions over the binary sketches of Apache DataSketches, which has no port to JavaScript: listed, not offered. */
import { group, refuse } from './define.js';
import { thetaFuncs } from './theta-sketch-funcs.js';
import { tupleFuncs } from './tuple-sketch-funcs.js';

const noSketch = (kind: string, since: string) => refuse(`needs a ${kind} sketch of Apache DataSketches`, { since });

const otherFuncs = group('sketch_funcs', {
  approx_top_k_estimate: noSketch('frequent items', '4.1.0'),
  hll_sketch_estimate: noSketch('HLL', '3.5.0'),
  hll_union: noSketch('HLL', '3.5.0'),
  kll_sketch_get_n_bigint: noSketch('KLL', '4.1.0'),
  kll_sketch_get_n_double: noSketch('KLL', '4.1.0'),
  kll_sketch_get_n_float: noSketch('KLL', '4.1.0'),
  kll_sketch_get_quantile_bigint: noSketch('KLL', '4.1.0'),
  kll_sketch_get_quantile_double: noSketch('KLL', '4.1.0'),
  kll_sketch_get_quantile_float: noSketch('KLL', '4.1.0'),
  kll_sketch_get_rank_bigint: noSketch('KLL', '4.1.0'),
  kll_sketch_get_rank_double: noSketch('KLL', '4.1.0'),
  kll_sketch_get_rank_float: noSketch('KLL', '4.1.0'),
  kll_sketch_merge_bigint: noSketch('KLL', '4.1.0'),
  kll_sketch_merge_double: noSketch('KLL', '4.1.0'),
  kll_sketch_merge_float: noSketch('KLL', '4.1.0'),
  kll_sketch_to_string_bigint: noSketch('KLL', '4.1.0'),
  kll_sketch_to_string_double: noSketch('KLL', '4.1.0'),
  kll_sketch_to_string_float: noSketch('KLL', '4.1.0'),
});

export const sketchFuncs = [...thetaFuncs, ...tupleFuncs, ...otherFuncs];
