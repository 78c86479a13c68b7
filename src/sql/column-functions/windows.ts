/** Functions of a window, as functions of columns. The parameters are PySpark's. */
import { fn } from './function-shape.js';

export const counter_diff = fn('counter_diff', 'column', 'column?');
export const cume_dist = fn('cume_dist');
export const dense_rank = fn('dense_rank');
export const lag = fn('lag', 'column', 'value?', 'value?');
export const lead = fn('lead', 'column', 'value?', 'value?');
export const nth_value = fn('nth_value', 'column', 'value', 'value?');
export const ntile = fn('ntile', 'value');
export const percent_rank = fn('percent_rank');
export const rank = fn('rank');
export const row_number = fn('row_number');
