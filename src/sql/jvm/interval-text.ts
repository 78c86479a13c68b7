/** How intervals are written: by ANSI, by Hive, by the SQL standard, by ISO 8601 and unit by unit. */

/** Fields by their places: YEAR 0, MONTH 1; DAY 0, HOUR 1, MINUTE 2, SECOND 3. */
export const yearMonthFields = ['YEAR', 'MONTH'] as const;
export const dayTimeFields = ['DAY', 'HOUR', 'MINUTE', 'SECOND'] as const;

export const fieldRange = (fields: readonly string[], start: number, end: number): string =>
  start === end ? fields[start]! : `${fields[start]} TO ${fields[end]}`;

const microsOfField = [86_400_000_000n, 3_600_000_000n, 60_000_000n, 1_000_000n] as const;

const abs = (value: bigint): bigint => (value < 0n ? -value : value);
const two = (value: bigint): string => value.toString().padStart(2, '0');

/** Seconds with the digits of the fraction that they have. */
function secondsText(micros: bigint): string {
  const fraction = (micros % 1_000_000n).toString().padStart(6, '0').replace(/0+$/, '');
  return `${micros / 1_000_000n}${fraction === '' ? '' : `.${fraction}`}`;
}

/** What stands between the quotes: 1-2, -1-2, 14. */
export function yearMonthPayload(months: number, start: number, end: number): string {
  const sign = months < 0 ? '-' : '';
  const total = Math.abs(months);
  if (start === end) return `${sign}${start === 0 ? Math.floor(total / 12) : total}`;
  return `${sign}${Math.floor(total / 12)}-${total % 12}`;
}

/** INTERVAL '1-2' YEAR TO MONTH. */
export const yearMonthText = (months: number, start = 0, end = 1): string =>
  `INTERVAL '${yearMonthPayload(months, start, end)}' ${fieldRange(yearMonthFields, start, end)}`;

/** What stands between the quotes: 1 02:03:04.5. */
export function dayTimePayload(micros: bigint, start: number, end: number): string {
  let rest = abs(micros);
  let text = micros < 0n ? '-' : '';
  for (let field = start; field <= end; field++) {
    if (field > start) text += field === 1 ? ' ' : ':';
    if (field === 3) return text + (rest < 10_000_000n ? '0' : '') + secondsText(rest);
    const value = rest / microsOfField[field]!;
    rest %= microsOfField[field]!;
    text += field === 0 ? value : two(value);
  }
  return text;
}

/** INTERVAL '1 02:03:04.5' DAY TO SECOND. */
export const dayTimeText = (micros: bigint, start = 0, end = 3): string =>
  `INTERVAL '${dayTimePayload(micros, start, end)}' ${fieldRange(dayTimeFields, start, end)}`;

/** Hive's 1-2. */
export const yearMonthHiveText = (months: number): string => yearMonthPayload(months, 0, 1);

/** Hive's 1 02:03:04.500000000. */
export function dayTimeHiveText(micros: bigint): string {
  const [whole, fraction = ''] = dayTimePayload(micros, 0, 3).split('.');
  return `${whole}.${fraction.padEnd(9, '0')}`;
}

export interface CalendarInterval {
  readonly months: number;
  readonly days: number;
  readonly microseconds: bigint;
}

/** 1 years 2 months 3 days 4 hours 5 minutes 6.7 seconds. */
export function calendarIntervalText({ months, days, microseconds }: CalendarInterval): string {
  const parts: string[] = [];
  const add = (value: number | bigint, unit: string) => {
    if (Number(value) !== 0) parts.push(`${value} ${unit}`);
  };
  add(Math.trunc(months / 12), 'years');
  add(months % 12, 'months');
  add(days, 'days');
  add(microseconds / 3_600_000_000n, 'hours');
  add((microseconds % 3_600_000_000n) / 60_000_000n, 'minutes');
  const rest = microseconds % 60_000_000n;
  if (rest !== 0n) parts.push(`${rest < 0n ? '-' : ''}${secondsText(abs(rest))} seconds`);
  return parts.length === 0 ? '0 seconds' : parts.join(' ');
}

/** spark.sql.intervalOutputStyle = SQL_STANDARD: +1-2 +3 -4:05:06.7. */
export function calendarIntervalSqlText({ months, days, microseconds }: CalendarInterval): string {
  const parts: string[] = [];
  const sign = (value: number | bigint) => (value < 0 ? '-' : '+');
  if (months !== 0) parts.push(`${sign(months)}${yearMonthPayload(Math.abs(months), 0, 1)}`);
  if (days !== 0) parts.push(`${sign(days)}${Math.abs(days)}`);
  if (microseconds !== 0n) {
    const total = abs(microseconds);
    const rest = total % 60_000_000n;
    const seconds = (rest < 10_000_000n ? '0' : '') + secondsText(rest);
    parts.push(`${sign(microseconds)}${total / 3_600_000_000n}:${two((total / 60_000_000n) % 60n)}:${seconds}`);
  }
  return parts.length === 0 ? '0' : parts.join(' ');
}

/** spark.sql.intervalOutputStyle = ISO_8601: P1Y2M3DT4H5M6.7S. */
export function calendarIntervalIsoText({ months, days, microseconds }: CalendarInterval): string {
  const part = (value: number | bigint, unit: string) => (Number(value) === 0 ? '' : `${value}${unit}`);
  const date = part(Math.trunc(months / 12), 'Y') + part(months % 12, 'M') + part(days, 'D');
  const rest = microseconds % 60_000_000n;
  const seconds = rest === 0n ? '' : `${rest < 0n ? '-' : ''}${secondsText(abs(rest))}S`;
  const time = part(microseconds / 3_600_000_000n, 'H') + part((microseconds % 3_600_000_000n) / 60_000_000n, 'M') + seconds;
  if (date === '' && time === '') return 'PT0S';
  return `P${date}${time === '' ? '' : `T${time}`}`;
}
