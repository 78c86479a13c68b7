/** Hashes, as functions of columns. The parameters are PySpark's. */
import { fn } from './function-shape.js';

export const crc32 = fn('crc32', 'column');
export const hash = fn('hash', 'column*');
export const md5 = fn('md5', 'column');
export const sha = fn('sha', 'column');
export const sha1 = fn('sha1', 'column');
export const sha2 = fn('sha2', 'column', 'value');
export const xxhash64 = fn('xxhash64', 'column*');
