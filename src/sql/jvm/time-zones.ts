/**
 * Zones and their offsets. The rules are those of the time-zone database inside Node (ICU): it has every year, local mean time
 * included, where packaged tables such as @js-joda/timezone end in 2037. One question to Intl takes microseconds, so a zone keeps what
 * it has learnt: the offset of each stretch of sixteen days, and the second of a change inside it.
 */
import { sparkErrorOf } from '../../errors/spark-error-of.js';

/** A zone of its own rules, or a fixed offset. Offsets are seconds east of Greenwich. */
export interface TimeZone {
  readonly id: string;
  /** Undefined for a region. */
  readonly fixedOffset: number | undefined;
  offsetAt(epochSecond: number): number;
  /** Changes of the offset from one second up to another, in their order. */
  changesBetween(from: number, to: number): readonly ClockChange[];
}

export interface ClockChange {
  readonly second: number;
  /** From that second on. */
  readonly offset: number;
}

/** Java's short names, which Spark accepts beside region names. */
const shortIds: Readonly<Record<string, string>> = {
  ACT: 'Australia/Darwin',
  AET: 'Australia/Sydney',
  AGT: 'America/Argentina/Buenos_Aires',
  ART: 'Africa/Cairo',
  AST: 'America/Anchorage',
  BET: 'America/Sao_Paulo',
  BST: 'Asia/Dhaka',
  CAT: 'Africa/Harare',
  CNT: 'America/St_Johns',
  CST: 'America/Chicago',
  CTT: 'Asia/Shanghai',
  EAT: 'Africa/Addis_Ababa',
  ECT: 'Europe/Paris',
  IET: 'America/Indiana/Indianapolis',
  IST: 'Asia/Kolkata',
  JST: 'Asia/Tokyo',
  MIT: 'Pacific/Apia',
  NET: 'Asia/Yerevan',
  NST: 'Pacific/Auckland',
  PLT: 'Asia/Karachi',
  PNT: 'America/Phoenix',
  PRT: 'America/Puerto_Rico',
  PST: 'America/Los_Angeles',
  SST: 'Pacific/Guadalcanal',
  VST: 'Asia/Ho_Chi_Minh',
  EST: '-05:00',
  MST: '-07:00',
  HST: '-10:00',
};

const maxOffset = 18 * 3600;

/** `ZoneOffset.of`: Z, +h, +hh, +hh:mm, +hhmm, +hh:mm:ss, +hhmmss; undefined when it is none. */
export function parseOffset(text: string): number | undefined {
  if (text === 'Z') return 0;
  const match = /^([+-])(?:(\d)|(\d\d)(?::?(\d\d)(?::?(\d\d))?)?)$/.exec(text);
  if (match === null || (text.includes(':') && !/^.\d\d:\d\d(?::\d\d)?$/.test(text))) return undefined;
  const [, sign, hour = match[3], , minute = '0', second = '0'] = match;
  if (Number(minute) > 59 || Number(second) > 59) return undefined;
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  return seconds > maxOffset ? undefined : sign === '-' ? -seconds : seconds;
}

/** `ZoneOffset.toString`: Z, +01:00, -07:52:58. */
export function offsetId(offset: number): string {
  if (offset === 0) return 'Z';
  const [h, m, s] = offsetParts(offset);
  return `${offset < 0 ? '-' : '+'}${h}:${m}${s === '00' ? '' : `:${s}`}`;
}

/** Hours, minutes and seconds without sign, two digits each. */
export function offsetParts(offset: number): readonly [string, string, string] {
  const total = Math.abs(offset);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return [two(total / 3600), two((total % 3600) / 60), two(total % 60)];
}

/** Zones by the text that names them. A session has one. */
export class TimeZones {
  readonly #zones = new Map<string, TimeZone | undefined>();

  /** @throws SparkError INVALID_TIMEZONE */
  zoneOf(text: string): TimeZone {
    const zone = this.find(text);
    if (zone === undefined) throw sparkErrorOf('INVALID_TIMEZONE', { timeZone: text });
    return zone;
  }

  find(text: string): TimeZone | undefined {
    if (!this.#zones.has(text)) {
      if (this.#zones.size > 4096) this.#zones.clear();
      this.#zones.set(text, parseZone(text));
    }
    return this.#zones.get(text);
  }
}

/** @returns undefined when neither Java nor Spark knows such a zone */
function parseZone(text: string): TimeZone | undefined {
  // Spark also takes hours and minutes of one digit beside a colon.
  const padded = text.replace(/^([\s\S]*?[+-])(\d):/, '$10$2:').replace(/([+-]\d\d):(\d)$/, '$1:0$2');
  const id = Object.hasOwn(shortIds, padded) ? shortIds[padded]! : padded;
  const offset = parseOffset(id);
  if (offset !== undefined) return fixedZone(offsetId(offset), offset);
  const prefixed = /^(UTC|GMT|UT)(.*)$/.exec(id);
  if (prefixed !== null) {
    const [, prefix = '', rest = ''] = prefixed;
    if (rest === '') return fixedZone(prefix, 0);
    if (/^[+-]/.test(rest)) {
      const behind = parseOffset(rest);
      return behind === undefined ? undefined : fixedZone(behind === 0 ? prefix : prefix + offsetId(behind), behind);
    }
  }
  return regionOf(id);
}

export const fixedZone = (id: string, offset: number): TimeZone => ({
  id,
  fixedOffset: offset,
  offsetAt: () => offset,
  changesBetween: () => [],
});

export const utc: TimeZone = fixedZone('UTC', 0);

function regionOf(id: string): TimeZone | undefined {
  // Intl takes names in any case, Java only as they are written.
  if (!/^[A-Z][A-Za-z0-9~/._+-]+$/.test(id) || /\/[a-z]/.test(id.replace(/\/of_/g, ''))) return undefined;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone: id, timeZoneName: 'longOffset' });
  } catch {
    return undefined;
  }
  const resolved = format.resolvedOptions().timeZone;
  if (resolved !== id && resolved.toLowerCase() === id.toLowerCase()) return undefined;
  return new RegionZone(id, format);
}

const stretchSeconds = 16 * 86400;
/** Four hundred years hold whole weeks: the same rules, on the same days. */
const eraSeconds = 146097 * 86400;
const lastKnownSecond = 8.64e12 - 2 * stretchSeconds;

class RegionZone implements TimeZone {
  readonly fixedOffset = undefined;
  /** Stretch number to offset at its begin, second of the change, offset behind the change. */
  readonly #stretches = new Map<number, readonly [before: number, change: number, after: number]>();

  constructor(
    readonly id: string,
    readonly format: Intl.DateTimeFormat,
  ) {}

  offsetAt(epochSecond: number): number {
    if (epochSecond > lastKnownSecond) epochSecond -= Math.ceil((epochSecond - lastKnownSecond) / eraSeconds) * eraSeconds;
    if (epochSecond < -lastKnownSecond) epochSecond = -lastKnownSecond;
    const stretch = this.#stretchOf(Math.floor(epochSecond / stretchSeconds));
    return epochSecond < stretch[1] ? stretch[0] : stretch[2];
  }

  changesBetween(from: number, to: number): readonly ClockChange[] {
    const changes: ClockChange[] = [];
    for (let number = Math.floor(from / stretchSeconds); number * stretchSeconds < to; number++) {
      const [before, second, offset] = this.#stretchOf(number);
      if (before !== offset && second >= from && second < to) changes.push({ second, offset });
    }
    return changes;
  }

  #stretchOf(number: number): readonly [number, number, number] {
    let stretch = this.#stretches.get(number);
    if (stretch === undefined) this.#stretches.set(number, (stretch = this.#learn(number)));
    return stretch;
  }

  #learn(number: number): readonly [number, number, number] {
    let low = number * stretchSeconds;
    let high = low + stretchSeconds;
    const before = this.#ask(low);
    const after = this.#ask(high);
    if (before === after) return [before, low, after];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.#ask(middle) === before) low = middle;
      else high = middle;
    }
    return [before, high, after];
  }

  #ask(epochSecond: number): number {
    const text = this.format.format(epochSecond * 1000);
    const offset = text.slice(text.indexOf('GMT') + 3).replace('\u2212', '-');
    return offset === '' ? 0 : (parseOffset(offset) ?? 0);
  }
}

/** The offset that java.time takes for a local time: the earlier of two where clocks go back, the one before where they go forward. */
export function offsetAtLocal(zone: TimeZone, localSecond: number): number {
  if (zone.fixedOffset !== undefined) return zone.fixedOffset;
  const before = zone.offsetAt(localSecond - 86400);
  const after = zone.offsetAt(localSecond + 86400);
  if (before === after) return before;
  if (zone.offsetAt(localSecond - before) === before) return before;
  return zone.offsetAt(localSecond - after) === after ? after : before;
}
