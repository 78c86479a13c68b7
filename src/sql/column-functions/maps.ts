/** Maps and structs, as functions of columns. The parameters are PySpark's. */
import { fn } from './function-shape.js';

export const map_concat = fn('map_concat', 'column*');
export const map_contains_key = fn('map_contains_key', 'column', 'value');
export const map_entries = fn('map_entries', 'column');
export const map_from_arrays = fn('map_from_arrays', 'column', 'column');
export const map_from_entries = fn('map_from_entries', 'column');
export const map_keys = fn('map_keys', 'column');
export const map_values = fn('map_values', 'column');
export const named_struct = fn('named_struct', 'column*');
export const str_to_map = fn('str_to_map', 'column', 'column?', 'column?');
