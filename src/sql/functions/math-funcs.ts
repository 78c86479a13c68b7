/** All of math_funcs that are no operators. */
import { arithmeticFuncs } from './arithmetic-funcs.js';
import { digitsFuncs } from './digits-funcs.js';
import { elementaryFuncs } from './elementary-funcs.js';
import type { FunctionRecord } from './function-record.js';
import { randomFuncs } from './random-funcs.js';
import { roundingFuncs } from './rounding-funcs.js';

export const mathFuncs: readonly FunctionRecord[] = [
  ...arithmeticFuncs,
  ...digitsFuncs,
  ...elementaryFuncs,
  ...randomFuncs,
  ...roundingFuncs,
];
