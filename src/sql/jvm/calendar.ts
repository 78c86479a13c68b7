/** The proleptic Gregorian calendar over days since 1970-01-01, as java.time counts it. */
import { DayOfWeek, IsoFields, LocalDate } from '@js-joda/core';
import { sparkErrorOf } from '../../errors/spark-error-of.js';

export interface CivilDate {
  /** May be 0 or negative: 0 is 1 BC. */
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The calendar repeats itself every four hundred years. js-joda ends at the year 999999, Spark's dates five million years later. */
const cycleYears = 400;
const cycleDays = 146097;
const maxPlainDays = 300_000_000;

const cyclesOfDays = (days: number): number => (Math.abs(days) > maxPlainDays ? Math.trunc(days / cycleDays) : 0);

/** The date, or the one at the same place of a nearer cycle: its year is none to use. */
const dateOf = (days: number): LocalDate => LocalDate.ofEpochDay(days - cyclesOfDays(days) * cycleDays);

const moved = (days: number, move: (date: LocalDate) => LocalDate): number =>
  move(dateOf(days)).toEpochDay() + cyclesOfDays(days) * cycleDays;

/** Counted from the first of March of a year that is a multiple of 400, where leap days come last. Much faster than a LocalDate. */
export function civilOf(days: number): CivilDate {
  const fromMarch = days + 719468;
  const cycle = Math.floor(fromMarch / cycleDays);
  const inCycle = fromMarch - cycle * cycleDays;
  const years = Math.floor(
    (inCycle - Math.floor(inCycle / 1460) + Math.floor(inCycle / 36524) - Math.floor(inCycle / (cycleDays - 1))) / 365,
  );
  const inYear = inCycle - (365 * years + Math.floor(years / 4) - Math.floor(years / 100));
  const monthFromMarch = Math.floor((5 * inYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: years + cycle * cycleYears + (month <= 2 ? 1 : 0),
    month,
    day: inYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

/** @param month and day must be those of a date, see `invalidDateMessage` */
export function daysOf(year: number, month: number, day: number): number {
  const fromMarch = month <= 2 ? year - 1 : year;
  const cycle = Math.floor(fromMarch / cycleYears);
  const years = fromMarch - cycle * cycleYears;
  const inYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return cycle * cycleDays + years * 365 + Math.floor(years / 4) - Math.floor(years / 100) + inYear - 719468;
}

export const yearOf = (days: number): number => civilOf(days).year;
export const monthOf = (days: number): number => dateOf(days).monthValue();
export const dayOfMonth = (days: number): number => dateOf(days).dayOfMonth();
export const dayOfYear = (days: number): number => dateOf(days).dayOfYear();
export const quarterOf = (days: number): number => Math.floor((monthOf(days) + 2) / 3);
/** 1 is Monday. */
export const isoDayOfWeek = (days: number): number => modulo(days + 3, 7) + 1;
/** 1 is Sunday, as Spark's dayofweek counts. */
export const dayOfWeek = (days: number): number => modulo(days + 4, 7) + 1;
export const isoWeekOfYear = (days: number): number => dateOf(days).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
export const isoYearOf = (days: number): number => dateOf(days).get(IsoFields.WEEK_BASED_YEAR) + cyclesOfDays(days) * cycleYears;
const lengthOfMonth = (year: number, month: number): number => LocalDate.of(isLeapYear(year) ? 2000 : 2001, month, 1).lengthOfMonth();
export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** The day stays, or becomes the last of a shorter month. */
export const addMonths = (days: number, months: number): number => {
  const cycles = Math.trunc(months / (cycleYears * 12));
  return moved(days, date => date.plusMonths(months - cycles * cycleYears * 12)) + cycles * cycleDays;
};

export const lastDay = (days: number): number => {
  const date = dateOf(days);
  return days + date.lengthOfMonth() - date.dayOfMonth();
};

const weekdays: Readonly<Record<string, number>> = Object.fromEntries(
  DayOfWeek.values().flatMap(day => {
    const name = day.name();
    return [name, name.slice(0, 3), name.slice(0, 2)].map(text => [text, day.value()]);
  }),
);

/** 1 is Monday. @throws SparkError ILLEGAL_DAY_OF_WEEK */
export function parseDayOfWeek(text: string): number {
  const day = weekdays[text.toUpperCase()];
  if (day === undefined) throw sparkErrorOf('ILLEGAL_DAY_OF_WEEK', { string: text });
  return day;
}

/** The first such weekday after the date. */
export const nextDay = (days: number, isoDay: number): number => days + 1 + modulo(isoDay - isoDayOfWeek(days + 1), 7);

/** java.time's words for a date that is none; undefined when it is one. */
export function invalidDateMessage(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12) return `Invalid value for MonthOfYear (valid values 1 - 12): ${month}`;
  if (day < 1 || day > 31) return `Invalid value for DayOfMonth (valid values 1 - 28/31): ${day}`;
  if (day <= 28 || day <= lengthOfMonth(year, month)) return undefined;
  if (day === 29) return `Invalid date 'February 29' as '${year}' is not a leap year`;
  return `Invalid date '${LocalDate.of(2000, month, 1).month().name()} ${day}'`;
}

/** make_date. @throws SparkError DATETIME_FIELD_OUT_OF_BOUNDS.WITHOUT_SUGGESTION */
export function makeDate(year: number, month: number, day: number): number {
  const problem = invalidDateMessage(year, month, day);
  if (problem !== undefined) throw fieldOutOfBounds(problem);
  return daysOf(year, month, day);
}

export const fieldOutOfBounds = (rangeMessage: string) =>
  sparkErrorOf('DATETIME_FIELD_OUT_OF_BOUNDS.WITHOUT_SUGGESTION', { rangeMessage }, { name: 'SparkDateTimeException' });

export type DateUnit = 'YEAR' | 'QUARTER' | 'MONTH' | 'WEEK';

export function truncateDate(days: number, unit: DateUnit): number {
  if (unit === 'WEEK') return days - isoDayOfWeek(days) + 1;
  const { year, month } = civilOf(days);
  if (unit === 'YEAR') return daysOf(year, 1, 1);
  return daysOf(year, unit === 'MONTH' ? month : Math.floor((month - 1) / 3) * 3 + 1, 1);
}

export const modulo = (value: number, by: number): number => ((value % by) + by) % by;
