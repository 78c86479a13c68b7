/** Functions over the binary sketches of Apache DataSketches, which has no port to JavaScript: listed, not offered. */
import { group, refuse } from './define.js';
import { hllFuncs } from './hll-sketch-funcs.js';
import { kllFuncs } from './kll-sketch-funcs.js';
import { thetaFuncs } from './theta-sketch-funcs.js';
import { tupleFuncs } from './tuple-sketch-funcs.js';

const noSketch = (kind: string, since: string) => refuse(`needs a ${kind} sketch of Apache DataSketches`, { since });

const otherFuncs = group('sketch_funcs', {
  approx_top_k_estimate: noSketch('frequent items', '4.1.0'),
});

export const sketchFuncs = [...hllFuncs, ...kllFuncs, ...thetaFuncs, ...tupleFuncs, ...otherFuncs];
