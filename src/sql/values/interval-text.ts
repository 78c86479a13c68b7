/** Intervals as Spark writes them. */
import type { DayTimeIntervalType, YearMonthIntervalType } from '../types/index.js';
import { microsPerDay, microsPerHour, microsPerMinute, microsPerSecond } from './civil.js';
import type { CalendarInterval } from './value.js';

const two = (value: bigint) => value.toString().padStart(2, '0');

/** `1-2`, `1`: what stands between the quotes. */
export function yearMonthText(months: number, { startField, endField }: YearMonthIntervalType): string {
  const sign = months < 0 ? '-' : '';
  const total = Math.abs(months);
  if (startField === endField) return `${sign}${startField === 'year' ? Math.floor(total / 12) : total}`;
  return `${sign}${Math.floor(total / 12)}-${total % 12}`;
}

/** `INTERVAL '1-2' YEAR TO MONTH` */
export const yearMonthIntervalText = (months: number, type: YearMonthIntervalType): string =>
  `INTERVAL '${yearMonthText(months, type)}' ${fieldsText(type)}`;

/** `1 02:03:04.5`: what stands between the quotes. */
export function dayTimeText(micros: bigint, { startField, endField }: DayTimeIntervalType): string {
  const sign = micros < 0n ? '-' : '';
  const total = micros < 0n ? -micros : micros;
  const fields = ['day', 'hour', 'minute', 'second'] as const;
  const units = [microsPerDay, microsPerHour, microsPerMinute, microsPerSecond] as const;
  const start = fields.indexOf(startField);
  const end = fields.indexOf(endField);
  let rest = total;
  let text = '';
  for (let i = start; i <= end; i++) {
    const count = rest / units[i]!;
    rest %= units[i]!;
    text +=
      i === start
        ? i === 0 && i < end
          ? `${count}`
          : i === end && i < 3
            ? `${count}`
            : i === 0
              ? `${count}`
              : two(count)
        : `${i === 1 ? ' ' : ':'}${two(count)}`;
    if (i === 3 && rest > 0n) text += `.${rest.toString().padStart(6, '0').replace(/0+$/, '')}`;
  }
  return sign + text;
}

/** `INTERVAL '1 02:03:04.5' DAY TO SECOND` */
export const dayTimeIntervalText = (micros: bigint, type: DayTimeIntervalType): string =>
  `INTERVAL '${dayTimeText(micros, type)}' ${fieldsText(type)}`;

const fieldsText = ({ startField, endField }: { startField: string; endField: string }) =>
  (startField === endField ? startField : `${startField} to ${endField}`).toUpperCase();

/** `1 years 2 months 3 days 4 hours 5 minutes 6.7 seconds`; `0 seconds` when all is zero. */
export function calendarIntervalText({ months, days, microseconds }: CalendarInterval): string {
  const parts: string[] = [];
  const add = (count: number | bigint, unit: string) => {
    if (Number(count) !== 0) parts.push(`${count} ${unit}`);
  };
  add(Math.trunc(months / 12), 'years');
  add(months % 12, 'months');
  add(days, 'days');
  add(microseconds / microsPerHour, 'hours');
  add((microseconds % microsPerHour) / microsPerMinute, 'minutes');
  const rest = microseconds % microsPerMinute;
  if (rest !== 0n) parts.push(`${secondsText(rest)} seconds`);
  return parts.length === 0 ? '0 seconds' : parts.join(' ');
}

/** Seconds with a fraction, without zeros at its end. */
export function secondsText(micros: bigint): string {
  const total = micros < 0n ? -micros : micros;
  const fraction = (total % microsPerSecond).toString().padStart(6, '0').replace(/0+$/, '');
  return `${micros < 0n ? '-' : ''}${total / microsPerSecond}${fraction === '' ? '' : `.${fraction}`}`;
}
