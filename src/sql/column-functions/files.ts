/** CSV and JSON, as functions of columns. The parameters are PySpark's. */
import { fn } from './function-shape.js';

export const get_json_object = fn('get_json_object', 'column', 'value');
export const json_array_length = fn('json_array_length', 'column');
export const json_object_keys = fn('json_object_keys', 'column');
export const json_tuple = fn('json_tuple', 'column', 'value*');
