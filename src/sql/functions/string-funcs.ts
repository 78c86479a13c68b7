/** All of string_funcs. */
import type { FunctionRecord } from './function-record.js';
import { caseFuncs } from './string-case-funcs.js';
import { encodeFuncs } from './string-encode-funcs.js';
import { formatFuncs } from './string-format-funcs.js';
import { regexFuncs } from './string-regex-funcs.js';
import { searchFuncs } from './string-search-funcs.js';
import { sliceFuncs } from './string-slice-funcs.js';

export const stringFuncs: readonly FunctionRecord[] = [
  ...caseFuncs,
  ...encodeFuncs,
  ...formatFuncs,
  ...regexFuncs,
  ...searchFuncs,
  ...sliceFuncs,
];
