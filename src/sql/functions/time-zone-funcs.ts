/** What clocks of other places show: convert_timezone, from_utc_timestamp, to_utc_timestamp. */

import { utc } from '../jvm/time-zones.js';
import { convertZone, instantMicros, localMicros } from '../jvm/timestamps.js';
import { TimestampNTZType, TimestampType } from '../types/index.js';
import { AnyString } from './abstract-type.js';
import { group, scalar } from './define.js';
import type { ScalarFunction } from './function-record.js';

const utcTimestamp = (isFromUtc: boolean, doc: Pick<ScalarFunction, 'usage' | 'examples' | 'since'>) =>
  scalar({
    ...doc,
    arity: 2,
    inputTypes: [TimestampType, AnyString],
    dataType: TimestampType,
    data: ([, zone], cx) => cx.isFoldable(zone!),
    nullIntolerant: false,
    evaluate: ([micros, text], cx) => {
      // A wrong zone that is a constant is an error also where there is no timestamp.
      if (text === null || (micros === null && !cx.data)) return null;
      const zone = cx.memo(text as string, key => cx.settings.timeZones.zoneOf(key));
      if (micros === null) return null;
      return isFromUtc ? convertZone(micros, utc, zone) : convertZone(micros, zone, utc);
    },
  });

export const timeZoneFuncs = group('datetime_funcs', {
  convert_timezone: scalar({
    since: '3.4.0',
    usage:
      "_FUNC_([sourceTz, ]targetTz, sourceTs) - Returns what a clock in `targetTz` shows when one in `sourceTz`, or in the session's zone, shows `sourceTs`.",
    examples: [
      ["convert_timezone('Europe/Brussels', 'America/Los_Angeles', timestamp_ntz'2021-12-06 00:00:00')", '2021-12-05 15:00:00'],
      ["convert_timezone('Europe/Brussels', timestamp_ntz'2021-12-05 15:00:00')", '2021-12-05 16:00:00'],
    ],
    arity: [2, 3],
    coerce: (args, cx) => (args.length === 2 ? [cx.call('current_timezone'), ...args] : args),
    inputTypes: [AnyString, AnyString, TimestampNTZType],
    dataType: TimestampNTZType,
    evaluate: ([source, target, local], { settings: { timeZones } }) =>
      localMicros(instantMicros(local, timeZones.zoneOf(source)), timeZones.zoneOf(target)),
  }),
  from_utc_timestamp: utcTimestamp(true, {
    since: '1.5.0',
    usage:
      '_FUNC_(timestamp, timezone) - Returns the timestamp that shows here what a clock in `timezone` shows when one in UTC shows `timestamp`.',
    examples: [["from_utc_timestamp('2016-08-31', 'Asia/Seoul')", '2016-08-31 09:00:00']],
  }),
  to_utc_timestamp: utcTimestamp(false, {
    since: '1.5.0',
    usage:
      '_FUNC_(timestamp, timezone) - Returns the timestamp that shows here what a clock in UTC shows when one in `timezone` shows `timestamp`.',
    examples: [["to_utc_timestamp('2016-08-31', 'Asia/Seoul')", '2016-08-30 15:00:00']],
  }),
});
