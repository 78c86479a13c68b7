/** time_bucket. */
import { dayTimeBuckets, yearMonthBuckets } from '../jvm/time-buckets.js';
import { utc } from '../jvm/time-zones.js';
import { type DataType, DateType, TimestampType } from '../types/index.js';
import { sameType } from '../types/same-type.js';
import { AnyTimestamp, anyOf } from './abstract-type.js';
import { unexpectedInput } from './argument-errors.js';
import { DayTimeFamily, YearMonthFamily } from './arithmetic-funcs.js';
import { group, scalar } from './define.js';

export const timeBucketFuncs = group('datetime_funcs', {
  time_bucket: scalar({
    since: '4.3.0',
    usage:
      '_FUNC_(bucket_size, timestamp[, origin]) - The begin of the bucket that a timestamp is in. Buckets follow each other from `origin` on, 1970-01-01 00:00:00 by default, and before it.',
    examples: [
      ["time_bucket(INTERVAL '15' MINUTE, TIMESTAMP '2024-01-01 11:27:00')", '2024-01-01 11:15:00'],
      ["time_bucket(INTERVAL '1' MONTH, TIMESTAMP '2024-07-20 14:30:00', TIMESTAMP '2024-06-15 09:00:00')", '2024-07-15 09:00:00'],
    ],
    arity: [2, 3],
    defaults: (args, cx) => {
      if (args.length > 2) return [];
      const type = args[1]!.dataType.kind === 'timestampNtz' ? args[1]!.dataType : TimestampType;
      return [cx.literal(cx.evaluate(cx.cast(cx.literal(0, DateType), type)), type)];
    },
    coerce: ([size, time, origin], cx) => {
      const asTime = (arg: NonNullable<typeof time>, type: DataType) => (arg.dataType.kind === 'null' ? cx.cast(arg, type) : arg);
      const moment = asTime(time!, TimestampType);
      return [size!, moment, asTime(origin!, moment.dataType)];
    },
    inputTypes: ([size]) => [
      anyOf(...(size!.dataType.kind === 'null' ? [size!.dataType] : []), DayTimeFamily, YearMonthFamily),
      AnyTimestamp,
      AnyTimestamp,
    ],
    implicitCasts: false,
    check: (args, cx) => {
      const [size, time, origin] = args as readonly [(typeof args)[0], (typeof args)[0], (typeof args)[0]];
      if (!sameType(time.dataType, origin.dataType)) throw unexpectedInput(origin, 2, time.dataType, cx);
      for (const [arg, name] of [
        [size, 'bucketSize'],
        [origin, 'origin'],
      ] as const) {
        if (cx.isFoldable(arg)) continue;
        const [inputType, inputExpr] = [`"${arg.dataType.sql}"`, `"${cx.sqlOf(arg)}"`];
        throw cx.mismatch('NON_FOLDABLE_INPUT', { inputName: `\`${name}\``, inputType, inputExpr });
      }
      const value = cx.evaluate(size);
      if (value === null || Number(value) > 0) return;
      throw cx.mismatch('VALUE_OUT_OF_RANGE', { exprName: '`bucketSize`', valueRange: '(0, inf)', currentValue: cx.sqlOf(size) });
    },
    dataType: ([, time]) => time!.dataType,
    prepare: cx => {
      const [sizeType, timeType] = cx.argTypes as [DataType, DataType];
      const zone = timeType.kind === 'timestamp' ? cx.settings.timeZone : utc;
      return (size, time, origin) => {
        const buckets = cx.memo(`${size} ${origin}`, () =>
          sizeType.kind === 'yearMonthInterval' ? yearMonthBuckets(size, origin, zone) : dayTimeBuckets(size, origin, zone),
        );
        return buckets.startOf(buckets.indexOf(time));
      };
    },
  }),
});
