/** Variants, as functions of columns. The parameters are PySpark's. */
import { fn } from './function-shape.js';

export const is_valid_variant = fn('is_valid_variant', 'column');
export const is_variant_null = fn('is_variant_null', 'column');
export const parse_json = fn('parse_json', 'column');
export const schema_of_variant = fn('schema_of_variant', 'column');
export const schema_of_variant_agg = fn('schema_of_variant_agg', 'column');
export const to_variant_object = fn('to_variant_object', 'column');
export const try_parse_json = fn('try_parse_json', 'column');
export const try_variant_array_append = fn('try_variant_array_append', 'column', 'value', 'column');
export const try_variant_get = fn('try_variant_get', 'column', 'value', 'value');
export const try_variant_insert = fn('try_variant_insert', 'column', 'value', 'column');
export const try_variant_set = fn('try_variant_set', 'column', 'value', 'column', 'value?');
export const variant_array_append = fn('variant_array_append', 'column', 'value', 'column');
export const variant_delete = fn('variant_delete', 'column', 'value*');
export const variant_get = fn('variant_get', 'column', 'value', 'value');
export const variant_insert = fn('variant_insert', 'column', 'value', 'column');
export const variant_set = fn('variant_set', 'column', 'value', 'column', 'value?');
export const variant_strip_nulls = fn('variant_strip_nulls', 'column', 'value?');
