/** Conditions and tests, as functions of columns. The parameters are PySpark's. */
import { fn } from './function-shape.js';

export const coalesce = fn('coalesce', 'column*');
export const equal_null = fn('equal_null', 'column', 'column');
export const ifnull = fn('ifnull', 'column', 'column');
export const ilike = fn('ilike', 'column', 'column', 'value?');
export const isnan = fn('isnan', 'column');
export const isnotnull = fn('isnotnull', 'column');
export const isnull = fn('isnull', 'column');
export const like = fn('like', 'column', 'column', 'value?');
export const nanvl = fn('nanvl', 'column', 'column');
export const nullif = fn('nullif', 'column', 'column');
export const nullifzero = fn('nullifzero', 'column');
export const nvl = fn('nvl', 'column', 'column');
export const nvl2 = fn('nvl2', 'column', 'column', 'column');
export const regexp = fn('regexp', 'column', 'column');
export const regexp_like = fn('regexp_like', 'column', 'column');
export const rlike = fn('rlike', 'column', 'column');
export const zeroifnull = fn('zeroifnull', 'column');
