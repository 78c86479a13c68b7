/** Bits, as functions of columns. The parameters are PySpark's. */
import { fn } from './function-shape.js';

export const bit_count = fn('bit_count', 'column');
export const bit_get = fn('bit_get', 'column', 'column');
export const getbit = fn('getbit', 'column', 'column');
export const shiftleft = fn('shiftleft', 'column', 'value');
export const shiftright = fn('shiftright', 'column', 'value');
export const shiftrightunsigned = fn('shiftrightunsigned', 'column', 'value');
