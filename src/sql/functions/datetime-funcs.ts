/** All of datetime_funcs. */
import { dateArithmeticFuncs } from './date-arithmetic-funcs.js';
import { datePartFuncs } from './date-part-funcs.js';
import { datetimeNowFuncs } from './datetime-now-funcs.js';
import { datetimeOperatorFuncs } from './datetime-operator-funcs.js';
import { datetimeParseFuncs } from './datetime-parse-funcs.js';
import { datetimeTruncFuncs } from './datetime-trunc-funcs.js';
import { extractFuncs } from './extract-funcs.js';
import type { FunctionRecord } from './function-record.js';
import { makeDatetimeFuncs } from './make-datetime-funcs.js';
import { timeZoneFuncs } from './time-zone-funcs.js';
import { timestampUnitFuncs } from './timestamp-unit-funcs.js';
import { unixTimeFuncs } from './unix-time-funcs.js';

export const datetimeFuncs: readonly FunctionRecord[] = [
  ...dateArithmeticFuncs,
  ...datePartFuncs,
  ...datetimeNowFuncs,
  ...datetimeOperatorFuncs,
  ...datetimeParseFuncs,
  ...datetimeTruncFuncs,
  ...extractFuncs,
  ...makeDatetimeFuncs,
  ...timeZoneFuncs,
  ...timestampUnitFuncs,
  ...unixTimeFuncs,
];
