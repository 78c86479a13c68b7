/** The buckets of time_bucket and the bins of BIN BY: spans of one size, one after the other, from an origin on, both ways. */
import type { TimeZone } from './time-zones.js';
import { addInterval, floorDiv } from './timestamps.js';

const microsPerDay = 86_400_000_000n;

export interface TimeBuckets {
  /** The number of the bucket that a time is in; that of the origin is 0. */
  indexOf(micros: bigint): bigint;
  /** Where a bucket begins. */
  startOf(index: bigint): bigint;
}

/** Below a day buckets have one length; from a day on they count days of the wall, whatever the clock does in between. */
export function dayTimeBuckets(size: bigint, origin: bigint, zone: TimeZone): TimeBuckets {
  if (size < microsPerDay) return { indexOf: micros => floorDiv(micros - origin, size), startOf: index => origin + index * size };
  const startOf = (index: bigint) => {
    const days = (index * size) / microsPerDay;
    return addInterval(origin, 0, Number(days), index * size - days * microsPerDay, zone);
  };
  return bucketsBy(startOf, micros => floorDiv(micros - origin, size));
}

export function yearMonthBuckets(months: number, origin: bigint, zone: TimeZone): TimeBuckets {
  const startOf = (index: bigint) => addInterval(origin, Number(index) * months, 0, 0n, zone);
  return bucketsBy(startOf, micros => floorDiv(micros - origin, BigInt(months) * 30n * microsPerDay));
}

/** @param guess the number of a bucket nearby */
function bucketsBy(startOf: (index: bigint) => bigint, guess: (micros: bigint) => bigint): TimeBuckets {
  return {
    startOf,
    indexOf: micros => {
      let index = guess(micros);
      while (startOf(index) > micros) index--;
      while (startOf(index + 1n) <= micros) index++;
      return index;
    },
  };
}
