/** What DuckDB may do with timestamps, which it holds as they are, in UTC. */
import type { ClockChange, TimeZone } from '../jvm/time-zones.js';
import type { CompileContext } from './function-record.js';

/** The session's clock shows UTC, so that DuckDB's fields of a TIMESTAMP are those that the session sees. */
export const isUtc = ({ timeZone }: CompileContext): boolean => ['UTC', 'GMT', 'UT', 'Z', 'Etc/UTC', 'Etc/GMT'].includes(timeZone);

/** A timestamp or a timestamp_ntz whose fields DuckDB knows. */
export const hasPlainFields = (argument: number, cx: CompileContext): boolean => {
  const kind = cx.argTypes[argument]!.kind;
  return kind === 'timestampNtz' || (kind === 'timestamp' && isUtc(cx));
};

/** The fields that the session's clock shows for a timestamp, as a TIMESTAMP; undefined for other types. */
export function clockOf(sql: string, argument: number, cx: CompileContext): string | undefined {
  const { kind } = cx.argTypes[argument]!;
  if (kind === 'timestampNtz') return sql;
  return kind === 'timestamp' ? clockTime(sql, cx.zone) : undefined;
}

/** Years whose changes of the clock are written into a query. Other years are left to the evaluator. */
const [firstYear, lastYear] = [1900, 2100];

/**
 * What the clocks of a zone show at a timestamp. The rules are our own, not those of DuckDB's ICU, whose tables may be of another year:
 * for each year, the offset that it begins with, then a moment and the offset from then on for each change.
 */
export function clockTime(sql: string, zone: TimeZone): string {
  if (zone.fixedOffset === 0) return sql;
  if (zone.fixedOffset !== undefined) return `make_timestamp(epoch_us(${sql}) + ${zone.fixedOffset}000000)`;
  let rules = zoneToRules.get(zone);
  if (rules === undefined) zoneToRules.set(zone, (rules = rulesOf(zone)));
  const ofYear = (numbers: string) =>
    numbers.endsWith(']') ? `CAST(${numbers} AS BIGINT[])[year(${sql}) - ${firstYear - 1}]` : `CAST(${numbers} AS BIGINT)`;
  const steps = rules.steps.map(({ moment, before }) => `WHEN epoch_us(${sql}) < ${ofYear(moment)} * 1000000 THEN ${ofYear(before)}`);
  const last = ofYear(rules.last);
  const offset = steps.length === 0 ? last : `CASE ${steps.join(' ')} ELSE ${last} END`;
  return `CASE WHEN year(${sql}) BETWEEN ${firstYear} AND ${lastYear} THEN make_timestamp(epoch_us(${sql}) + ${offset} * 1000000) WHEN ${sql} IS NOT NULL THEN error('year') END`;
}

/** Numbers of each year in SQL: a list, or one for all. */
interface ZoneRules {
  /** Where `moment` is not reached, the offset is `before`. */
  readonly steps: readonly { readonly moment: string; readonly before: string }[];
  readonly last: string;
}

/** Made once: a zone has thousands of numbers. */
const zoneToRules = new WeakMap<TimeZone, ZoneRules>();

function rulesOf(zone: TimeZone): ZoneRules {
  const years = changesByYear(zone);
  const listOf = (numberOf: (year: YearOfClock) => number): string => {
    const numbers = years.map(numberOf);
    return numbers.every(each => each === numbers[0]) ? String(numbers[0]) : `[${numbers.join(', ')}]`;
  };
  const most = Math.max(...years.map(({ changes }) => changes.length));
  return {
    steps: Array.from({ length: most }, (_, k) => ({
      // A year with fewer changes keeps its last offset.
      moment: listOf(({ changes }) => changes[k]?.second ?? 2 ** 40),
      before: listOf(({ start, changes }) => (k === 0 ? start : (changes[k - 1]?.offset ?? 0))),
    })),
    last: listOf(({ start, changes }) => changes[most - 1]?.offset ?? start),
  };
}

interface YearOfClock {
  /** The offset at its begin. */
  readonly start: number;
  readonly changes: readonly ClockChange[];
}

function changesByYear(zone: TimeZone): readonly YearOfClock[] {
  const secondOf = (year: number) => Date.UTC(year, 0, 1) / 1000;
  const changes = zone.changesBetween(secondOf(firstYear), secondOf(lastYear + 1));
  return Array.from({ length: lastYear - firstYear + 1 }, (_, i) => {
    const [from, to] = [secondOf(firstYear + i), secondOf(firstYear + i + 1)];
    return { start: zone.offsetAt(from), changes: changes.filter(({ second }) => second > from && second < to) };
  });
}

/** Whole units of microseconds, rounded down, of a TIMESTAMP. */
export const unitsSince = (timestamp: string, microsPerUnit: bigint): string => {
  const micros = `epoch_us(${timestamp})`;
  if (microsPerUnit === 1n) return micros;
  return `((${micros} - ((${micros} % ${microsPerUnit}) + ${microsPerUnit}) % ${microsPerUnit}) // ${microsPerUnit})`;
};
