/** All functions of sketches, and of the state of `approx_top_k`. */
import { topKFuncs } from './approx-top-k-funcs.js';
import { hllFuncs } from './hll-sketch-funcs.js';
import { kllFuncs } from './kll-sketch-funcs.js';
import { thetaFuncs } from './theta-sketch-funcs.js';
import { tupleFuncs } from './tuple-sketch-funcs.js';

export const sketchFuncs = [...hllFuncs, ...kllFuncs, ...thetaFuncs, ...tupleFuncs, ...topKFuncs];
