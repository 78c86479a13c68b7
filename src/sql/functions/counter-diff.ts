/** `counter_diff`: by how much a counter went up since the row before; NULL where it began anew. */

import { TimestampNTZType, TimestampType } from '../types/index.js';
import { anyOf, NumericFamily } from './abstract-type.js';
import { unexpectedInput } from './argument-errors.js';
import { windowFunction } from './define.js';

const startTime = anyOf(TimestampType, TimestampNTZType);

export const counterDiff = windowFunction({
  since: '4.3.0',
  usage:
    '_FUNC_(counter[, startTime]) - How much the counter grew since the last row that has one; NULL where it fell or its start time changed.',
  arity: [1, 2],
  check: ([counter, start], cx) => {
    if (!NumericFamily.accepts(counter!.dataType)) throw unexpectedInput(counter!, 0, NumericFamily, cx);
    if (start !== undefined && !startTime.accepts(start.dataType)) throw unexpectedInput(start, 1, startTime, cx);
  },
  dataType: ([counter]) => counter!.dataType,
  nullable: true,
  frame: 'rowsToCurrent',
  needsOrder: true,
  compile: ([counter, start], call) => {
    const last = call.call('lag', `${counter} IGNORE NULLS`);
    const cases = [`WHEN ${counter} < 0 THEN error('COUNTER_DIFF_NEGATIVE_COUNTER_VALUE')`, `WHEN ${last} > ${counter} THEN NULL`];
    if (start !== undefined) {
      const lastStart = call.call('lag', `${start} IGNORE NULLS`);
      cases.unshift(
        `WHEN ${start} < ${lastStart} THEN error('COUNTER_DIFF_START_TIME_DECREASED')`,
        `WHEN ${start} > ${lastStart} THEN NULL`,
      );
    }
    return `(CASE ${cases.join(' ')} ELSE ${counter} - ${last} END)`;
  },
});
