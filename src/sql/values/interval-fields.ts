/** The texts of ANSI intervals, by their types. */
import { dayTimeText, yearMonthText } from '../jvm/interval-text.js';
import { type DayTimeIntervalType, dayTimeFields, type YearMonthIntervalType, yearMonthFields } from '../types/index.js';

/** Where the fields of a type stand: YEAR 0, MONTH 1; DAY 0 to SECOND 3. */
export function fieldPlaces(type: YearMonthIntervalType | DayTimeIntervalType): readonly [start: number, end: number] {
  return type.kind === 'yearMonthInterval'
    ? [yearMonthFields.indexOf(type.startField), yearMonthFields.indexOf(type.endField)]
    : [dayTimeFields.indexOf(type.startField), dayTimeFields.indexOf(type.endField)];
}

/** `INTERVAL '1-2' YEAR TO MONTH` */
export const yearMonthIntervalText = (months: number, type: YearMonthIntervalType): string => yearMonthText(months, ...fieldPlaces(type));

/** `INTERVAL '1 02:03:04.5' DAY TO SECOND` */
export const dayTimeIntervalText = (micros: bigint, type: DayTimeIntervalType): string => dayTimeText(micros, ...fieldPlaces(type));

/** Microseconds of each field of a day-time interval. */
export const microsOfField = { day: 86_400_000_000n, hour: 3_600_000_000n, minute: 60_000_000n, second: 1_000_000n } as const;
