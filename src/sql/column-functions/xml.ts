/** XML, as functions of columns. The parameters are PySpark's. */
import { fn } from './function-shape.js';

export const xpath = fn('xpath', 'column', 'column');
export const xpath_boolean = fn('xpath_boolean', 'column', 'column');
export const xpath_double = fn('xpath_double', 'column', 'column');
export const xpath_float = fn('xpath_float', 'column', 'column');
export const xpath_int = fn('xpath_int', 'column', 'column');
export const xpath_long = fn('xpath_long', 'column', 'column');
export const xpath_number = fn('xpath_number', 'column', 'column');
export const xpath_short = fn('xpath_short', 'column', 'column');
export const xpath_string = fn('xpath_string', 'column', 'column');
