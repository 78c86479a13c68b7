/** `sequence`: from a start to a stop by steps, of whole numbers, dates and timestamps. */
import { quotedId } from '../../errors/quoted.js';
import { SparkError } from '../../errors/spark-error.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { utc } from '../jvm/time-zones.js';
import { addInterval, daysToMicros, microsToDays } from '../jvm/timestamps.js';
import { ArrayType, CalendarIntervalType, type DataType, isAnsiInterval, isIntegral } from '../types/index.js';
import { sameType } from '../types/same-type.js';
import { CalendarInterval } from '../values/value.js';
import { elementTypeOf, maxArrayLength, tooLong } from './array-arguments.js';
import { coerceBranches } from './conditional-funcs.js';
import { scalar } from './define.js';
import type { AnalysisContext, EvaluationContext } from './function-record.js';

const isDatetime = (type: DataType) => type.kind === 'date' || type.kind === 'timestamp' || type.kind === 'timestampNtz';
const isInterval = (type: DataType) => type.kind === 'calendarInterval' || isAnsiInterval(type);

/** Start and stop become one type, whole numbers with their step. */
function coerce(args: readonly TypedExpression[], cx: AnalysisContext): readonly TypedExpression[] {
  const [start, stop, step] = args;
  if (isDatetime(start!.dataType) || isDatetime(stop!.dataType) || (step !== undefined && isInterval(step.dataType))) {
    const bounds = coerceBranches([start!, stop!], cx);
    if (step === undefined) return bounds;
    return [...bounds, step.dataType.kind === 'null' ? cx.cast(step, CalendarIntervalType) : step];
  }
  return coerceBranches(args, cx);
}

function check([start, stop, step]: readonly TypedExpression[], cx: AnalysisContext): void {
  const type = start!.dataType;
  const hasTypes = sameType(type, stop!.dataType) && (isIntegral(type) || isDatetime(type));
  const fitsStep = step === undefined || (isIntegral(type) ? sameType(step.dataType, type) : isInterval(step.dataType));
  if (hasTypes && fitsStep) return;
  throw cx.mismatch('SEQUENCE_WRONG_INPUT_TYPES', {
    functionName: quotedId(cx.functionName),
    startType: '("TIMESTAMP" or "TIMESTAMP_NTZ" or "DATE")',
    stepType: '("INTERVAL" or "INTERVAL YEAR TO MONTH" or "INTERVAL DAY TO SECOND")',
    otherStartType: '"INTEGRAL"',
  });
}

const sign = (value: bigint): bigint => (value > 0n ? 1n : value < 0n ? -1n : 0n);

/** How many elements; a step that leads away from the stop is an error. */
function lengthOf(start: bigint, stop: bigint, step: bigint, shown: readonly unknown[], cx: EvaluationContext): number {
  const isPossible = start === stop ? true : step !== 0n && sign(stop - start) === sign(step);
  if (!isPossible) {
    const [from, to, by] = shown;
    throw new SparkError('IllegalArgumentException', `requirement failed: Illegal sequence boundaries: ${from} to ${to} by ${by}`);
  }
  const length = start === stop ? 1n : 1n + (stop - start) / step;
  return length > BigInt(maxArrayLength) ? tooLong(length, cx, 'sequence') : Number(length);
}

type Steps = (start: any, stop: any, step?: any) => readonly unknown[];

function wholeNumbers(start: number, stop: number, step: number, cx: EvaluationContext): readonly number[] {
  const length = lengthOf(BigInt(start), BigInt(stop), BigInt(step), [start, stop, step], cx);
  return Array.from({ length }, (_, i) => start + step * i);
}

function longs(start: bigint, stop: bigint, step: bigint, cx: EvaluationContext): readonly bigint[] {
  const length = lengthOf(start, stop, step, [start, stop, step], cx);
  return Array.from({ length }, (_, i) => start + step * BigInt(i));
}

function integers(cx: EvaluationContext): Steps {
  if (elementTypeOf(cx.dataType)!.kind === 'long') return (start, stop, step = stop >= start ? 1n : -1n) => longs(start, stop, step, cx);
  return (start, stop, step = stop >= start ? 1 : -1) => wholeNumbers(start, stop, step, cx);
}

const microsPerDay = 86_400_000_000n;
/** About a month: only to guess how many steps there may be. */
const microsPerMonth = 28n * microsPerDay;

function intervalOf(type: DataType | undefined, step: any): CalendarInterval {
  if (type?.kind === 'yearMonthInterval') return new CalendarInterval(step, 0, 0n);
  if (type?.kind === 'dayTimeInterval') return new CalendarInterval(0, 0, step);
  return step;
}

/** Each element is the start and a multiple of the step, so that the ends of months come back after a short one. */
function moments(cx: EvaluationContext): Steps {
  const type = elementTypeOf(cx.dataType)!;
  const stepType = cx.argTypes[2];
  const isDate = type.kind === 'date';
  const zone = type.kind === 'timestampNtz' ? utc : cx.settings.timeZone;
  const micros = (value: any): bigint => (isDate ? daysToMicros(value, zone) : value);
  const ofMicros = (value: bigint) => (isDate ? microsToDays(value, zone) : value);
  return (start, stop, given) => {
    const step = given === undefined ? new CalendarInterval(0, start <= stop ? 1 : -1, 0n) : intervalOf(stepType, given);
    const { months, days, microseconds } = step;
    // Only a day-time interval has days among its microseconds.
    const hasDays = days !== 0 || (stepType?.kind === 'dayTimeInterval' && microseconds / microsPerDay !== 0n);
    if (isDate && months === 0 && !hasDays) return refuseStep(stepType, cx);
    const isWholeDays = months === 0 && microseconds % microsPerDay === 0n && (microseconds === 0n || stepType?.kind === 'dayTimeInterval');
    // No calendar between days: whatever the time zone, they are whole numbers.
    if (isDate && isWholeDays) return wholeNumbers(start, stop, days + Number(microseconds / microsPerDay), cx);
    const [from, to] = [micros(start), micros(stop)];
    const guess = BigInt(months) * microsPerMonth + BigInt(days) * microsPerDay + microseconds;
    lengthOf(from, to, guess, [from, to, guess], cx);
    const elements: unknown[] = [];
    for (let i = 0; ; i++) {
      const at = addInterval(from, months * i, days * i, microseconds * BigInt(i), zone);
      if ((guess > 0n ? at > to : at < to) || (guess === 0n && i > 0)) return elements;
      elements.push(ofMicros(at));
    }
  };
}

function refuseStep(stepType: DataType | undefined, cx: EvaluationContext): never {
  const intervalType =
    stepType?.kind === 'dayTimeInterval'
      ? 'interval day to second'
      : stepType?.kind === 'yearMonthInterval'
        ? 'interval year to month'
        : 'interval';
  return cx.fail('_LEGACY_ERROR_TEMP_3242', { intervalType }, 'SparkIllegalArgumentException');
}

export const sequence = scalar({
  since: '2.4.0',
  usage:
    '_FUNC_(start, stop[, step]) - The values from `start` to `stop`, both included. Without a step: by 1 or by a day, towards the stop.',
  examples: [
    ['sequence(1, 5)', '[1, 2, 3, 4, 5]'],
    ['sequence(5, 1)', '[5, 4, 3, 2, 1]'],
    ["sequence(DATE'2018-01-01', DATE'2018-03-01', INTERVAL 1 MONTH)", '[2018-01-01, 2018-02-01, 2018-03-01]'],
  ],
  arity: [2, 3],
  coerce,
  check,
  dataType: ([start]) => new ArrayType(start!.dataType, false),
  prepare: cx => (isIntegral(elementTypeOf(cx.dataType)!) ? integers(cx) : moments(cx)),
});
