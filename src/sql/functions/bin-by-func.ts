/** The rows of BIN BY: the bins that a range touches, each with its part of the range. */
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { localTimestampText } from '../jvm/datetime-text.js';
import { dayTimeBuckets } from '../jvm/time-buckets.js';
import { type TimeZone, utc } from '../jvm/time-zones.js';
import { localMicros } from '../jvm/timestamps.js';
import { DoubleType, NullType, StructField } from '../types/index.js';
import { generator, group } from './define.js';

function binsOf(start: bigint, end: bigint, width: bigint, origin: bigint, zone: TimeZone): readonly (readonly [bigint, bigint, number])[] {
  const buckets = dayTimeBuckets(width, origin, zone);
  const first = buckets.indexOf(start);
  if (start === end) return [[buckets.startOf(first), buckets.startOf(first + 1n), 1]];
  const bins: (readonly [bigint, bigint, number])[] = [];
  for (let index = first; buckets.startOf(index) < end; index++) {
    const [begin, stop] = [buckets.startOf(index), buckets.startOf(index + 1n)];
    const overlap = (stop < end ? stop : end) - (begin > start ? begin : start);
    bins.push([begin, stop, Number(overlap) / Number(end - start)]);
  }
  return bins;
}

export const binByFuncs = group('internal', {
  'bin by': generator({
    arity: 4,
    dataType: NullType,
    output: ([start]) => [
      new StructField('bin_start', start!.dataType, true),
      new StructField('bin_end', start!.dataType, true),
      new StructField('bin_distribute_ratio', DoubleType, true),
    ],
    generate: ([start, end, width, origin], { argTypes, settings }) => {
      if (start === null || end === null) return [[null, null, null]];
      const zone = argTypes[0]!.kind === 'timestamp' ? settings.timeZone : utc;
      if (start > end) {
        const [rangeStart, rangeEnd] = [start, end].map(each => localTimestampText(localMicros(each, zone))) as [string, string];
        throw sparkErrorOf('BIN_BY_INVALID_RANGE', { rangeStart, rangeEnd });
      }
      return binsOf(start, end, width, origin, zone);
    },
  }),
});
