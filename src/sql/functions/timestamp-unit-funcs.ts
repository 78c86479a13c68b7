/** `timestampadd(unit, n, ts)` and `timestampdiff(unit, a, b)`, which only their own syntax makes. */

import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { civilOf } from '../jvm/calendar.js';
import type { TimeZone } from '../jvm/time-zones.js';
import { fitsMicros, localMicros, localOf } from '../jvm/timestamps.js';
import { LongType, TimestampType } from '../types/index.js';
import { microsOfField } from '../values/interval-fields.js';
import { literalSql } from '../values/literal-sql.js';
import { type AbstractType, AnyTimestamp, accepts } from './abstract-type.js';
import { unexpectedInput } from './argument-errors.js';
import { timestampPlus, zoneOf } from './datetime-operator-funcs.js';
import { group, scalar } from './define.js';
import type { AnalysisContext } from './function-record.js';

const microsOfUnit: Readonly<Record<string, bigint>> = {
  MICROSECOND: 1n,
  MILLISECOND: 1000n,
  SECOND: microsOfField.second,
  MINUTE: microsOfField.minute,
  HOUR: microsOfField.hour,
  DAY: microsOfField.day,
  DAYOFYEAR: microsOfField.day,
  WEEK: 7n * microsOfField.day,
};
const monthsOfUnit: Readonly<Record<string, bigint>> = { MONTH: 1n, QUARTER: 3n, YEAR: 12n };

/** Undefined where the count or the result is beyond all timestamps. */
function added(unit: string, count: bigint, micros: bigint, zone: TimeZone): bigint | undefined {
  const months = monthsOfUnit[unit];
  try {
    if (months !== undefined) {
      const total = count * months;
      return BigInt.asIntN(32, count) === count && BigInt.asIntN(32, total) === total
        ? timestampPlus(micros, Number(total), 0, 0n, zone)
        : undefined;
    }
    const total = count * microsOfUnit[unit]!;
    const { day } = microsOfField;
    return fitsMicros(total) ? timestampPlus(micros, 0, Number(total / day), total % day, zone) : undefined;
  } catch {
    return undefined;
  }
}

/** Whole units from one local time to another. */
function between(unit: string, start: bigint, end: bigint): bigint {
  const months = monthsOfUnit[unit];
  if (months === undefined) return (end - start) / microsOfUnit[unit]!;
  const place = (local: bigint): readonly [months: bigint, rest: bigint] => {
    const { days, nanoOfDay } = localOf(local);
    const { year, month, day } = civilOf(days);
    return [BigInt(year * 12 + month), BigInt(day) * microsOfField.day + nanoOfDay / 1000n];
  };
  const [[startMonths, startRest], [endMonths, endRest]] = [place(start), place(end)];
  let total = endMonths - startMonths;
  if (total > 0n && endRest < startRest) total--;
  else if (total < 0n && endRest > startRest) total++;
  return total / months;
}

/** The arguments behind the unit, which messages do not count. */
function checkBehindUnit(args: readonly TypedExpression[], wanted: readonly AbstractType[], cx: AnalysisContext): void {
  wanted.forEach((want, i) => {
    if (!accepts(want, args[i + 1]!.dataType)) throw unexpectedInput(args[i + 1]!, i, want, cx);
  });
}

const coerceBehindUnit =
  (wanted: readonly AbstractType[]) =>
  ([unit, ...others]: readonly TypedExpression[], cx: AnalysisContext): readonly TypedExpression[] => [
    unit!,
    ...others.map((arg, i) => cx.implicitCast(arg, wanted[i]!) ?? arg),
  ];

const addInput = [LongType, AnyTimestamp];
const diffInput = [TimestampType, TimestampType];

export const timestampUnitFuncs = group('internal', {
  timestampadd: scalar({
    arity: 3,
    coerce: coerceBehindUnit(addInput),
    check: (args, cx) => checkBehindUnit(args, addInput, cx),
    dataType: args => args[2]!.dataType,
    evaluate: ([unit, count, micros], cx) => {
      const [, countType, type] = cx.argTypes;
      const { timeZone } = cx.settings;
      const result = added(unit.toUpperCase(), count, micros, zoneOf(type!, cx));
      if (result !== undefined) return result;
      const operation = `add ${literalSql(count, countType!, timeZone)} ${unit} to ${literalSql(micros, type!, timeZone)}`;
      throw sparkErrorOf('DATETIME_OVERFLOW', { operation });
    },
  }),
  timestampdiff: scalar({
    arity: 3,
    coerce: coerceBehindUnit(diffInput),
    check: (args, cx) => checkBehindUnit(args, diffInput, cx),
    dataType: LongType,
    evaluate: ([unit, start, end], { settings: { timeZone } }) =>
      between(unit.toUpperCase(), localMicros(start, timeZone), localMicros(end, timeZone)),
  }),
});
