/** Functions of functions, as functions of columns. The parameters are PySpark's. */
import { fn } from './function-shape.js';

export const exists = fn('exists', 'column', 'lambda');
export const filter = fn('filter', 'column', 'lambda');
export const forall = fn('forall', 'column', 'lambda');
export const map_filter = fn('map_filter', 'column', 'lambda');
export const map_zip_with = fn('map_zip_with', 'column', 'column', 'lambda');
export const transform = fn('transform', 'column', 'lambda');
export const transform_keys = fn('transform_keys', 'column', 'lambda');
export const transform_values = fn('transform_values', 'column', 'lambda');
export const zip_with = fn('zip_with', 'column', 'column', 'lambda');
