/** Casts to and from timestamps of seven to nine digits. */
import { InternalError } from '../../errors/spark-error.js';
import { parseLocalNanos, parseNanos } from '../jvm/datetime-text.js';
import { daysToMicros, floorDiv, floorMod, instantMicros, localMicros } from '../jvm/timestamps.js';
import type { DataType, TimestampNanosType, TimeType } from '../types/index.js';
import { type CastContext, type CastFunction, invalidInput } from './cast-context.js';
import { toDate, toTime, toTimestamp, toTimestampNtz } from './cast-datetimes.js';
import { powerOfTen } from './decimal.js';

const perMicro = 1000n;

/** Digits that the type does not have are cut, towards the past. */
const cutTo = ({ precision }: TimestampNanosType) => {
  const unit = powerOfTen(9 - precision);
  return (nanos: bigint) => nanos - floorMod(nanos, unit);
};

export function toNanos(from: DataType, to: TimestampNanosType, cx: CastContext): CastFunction {
  const cut = cutTo(to);
  const { timeZone, timeZones, nowMicros } = cx;
  switch (from.kind) {
    case 'string':
      return (text: string) => {
        const nanos = to.isLocal ? parseLocalNanos(text, timeZones) : parseNanos(text, timeZone, timeZones, () => nowMicros);
        return nanos === undefined ? invalidInput(text, from, to, cx, 'SparkDateTimeException') : cut(nanos);
      };
    case 'date':
      return (days: number) => (to.isLocal ? BigInt(days) * 86_400_000_000n : daysToMicros(days, timeZone)) * perMicro;
    case 'timestampNanos':
      if (from.isLocal === to.isLocal) return cut;
      return (nanos: bigint) => cut(moved(nanos, micros => (to.isLocal ? localMicros(micros, timeZone) : instantMicros(micros, timeZone))));
    case 'timestamp':
    case 'timestampNtz':
    case 'time': {
      const micros = to.isLocal ? toMicros(from, 'timestampNtz', cx) : toMicros(from, 'timestamp', cx);
      const rest = from.kind === 'time' ? (nanos: bigint) => nanos % perMicro : () => 0n;
      return (value: bigint) => cut((micros(value) as bigint) * perMicro + rest(value));
    }
    default:
      throw new InternalError(`There is no cast from ${from} to ${to}`);
  }
}

const toMicros = (from: DataType, kind: 'timestamp' | 'timestampNtz', cx: CastContext): CastFunction =>
  from.kind === kind ? value => value : kind === 'timestamp' ? toTimestamp(from, from, cx) : toTimestampNtz(from, from, cx);

/** Time zones move whole microseconds. */
const moved = (nanos: bigint, move: (micros: bigint) => bigint): bigint =>
  move(floorDiv(nanos, perMicro)) * perMicro + floorMod(nanos, perMicro);

export function fromNanos(from: TimestampNanosType, to: DataType, cx: CastContext): CastFunction {
  const micros = (nanos: bigint) => floorDiv(nanos, perMicro);
  const kind = from.isLocal ? 'timestampNtz' : 'timestamp';
  const type = { kind } as DataType;
  switch (to.kind) {
    case 'date': {
      const cast = toDate(type, to, cx);
      return nanos => cast(micros(nanos));
    }
    case 'timestamp':
    case 'timestampNtz': {
      const cast = toMicros(type, to.kind, cx);
      return nanos => cast(micros(nanos));
    }
    case 'time': {
      const cast = toTime(type, { ...to, precision: 9 } as TimeType, cx);
      const unit = powerOfTen(9 - to.precision);
      return nanos => {
        const whole = (cast(micros(nanos)) as bigint) + floorMod(nanos, perMicro);
        return whole - (whole % unit);
      };
    }
    default:
      throw new InternalError(`There is no cast from ${from} to ${to}`);
  }
}
