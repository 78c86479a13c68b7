import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { daysOf, floorDiv, microsPerSecond } from './civil.js';

/** The rules of a time zone: how far local time is ahead of UTC at an instant. */
export interface TimeZone {
  readonly id: string;
  /** Seconds. @param epochSecond an instant */
  offsetAt(epochSecond: number): number;
}

const fixedZone = (id: string, offset: number): TimeZone => ({ id, offsetAt: () => offset });

/** Java's forms of an offset: `+8`, `+08`, `+0800`, `+08:00`, `+08:00:00`, after an optional `UTC`, `GMT` or `UT`. */
const offsetForm = /^(UTC|GMT|UT)?([+-])(\d{1,2})(?::?(\d{1,2}))?(?::?(\d{2}))?$/;

/** The short names that Java's `ZoneId.SHORT_IDS` adds. */
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

/** Zones by their name. One cache a session: reading a zone's rules through Intl is slow. */
export class TimeZones {
  readonly #zones = new Map<string, TimeZone>();

  /** @throws SparkError INVALID_TIMEZONE */
  get(id: string): TimeZone {
    const zone = this.find(id);
    if (zone === undefined) throw sparkErrorOf('INVALID_TIMEZONE', { timeZone: id });
    return zone;
  }

  find(id: string): TimeZone | undefined {
    let zone = this.#zones.get(id);
    if (zone === undefined) {
      zone = zoneOf(id);
      if (zone !== undefined) this.#zones.set(id, zone);
    }
    return zone;
  }
}

function zoneOf(id: string): TimeZone | undefined {
  const name = shortIds[id] ?? id;
  if (/^(Z|UTC|GMT|UT)$/.test(name)) return fixedZone(id, 0);
  const match = offsetForm.exec(name);
  if (match !== null) {
    const [, , sign, hours, minutes = '0', seconds = '0'] = match;
    if (Number(hours) > 18 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
    const offset = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    return offset > 18 * 3600 ? undefined : fixedZone(id, sign === '-' ? -offset : offset);
  }
  // Intl takes names in any case; Java does not.
  if (!/^[A-Z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(name)) return undefined;
  try {
    return regionZone(name);
  } catch {
    return undefined;
  }
}

/** A named zone. Its offset is constant within a quarter of an hour, so answers are kept by quarter. */
function regionZone(id: string): TimeZone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: id,
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  });
  const offsets = new Map<number, number>();
  const read = (epochSecond: number): number => {
    const parts: Record<string, string> = {};
    for (const { type, value } of format.formatToParts(epochSecond * 1000)) parts[type] = value;
    const year = parts.era === 'BC' ? 1 - Number(parts.year) : Number(parts.year);
    const days = daysOf(year, Number(parts.month), Number(parts.day));
    return days * 86400 + Number(parts.hour) * 3600 + Number(parts.minute) * 60 + Number(parts.second) - epochSecond;
  };
  return {
    id,
    offsetAt(epochSecond) {
      // Intl knows no instant beyond these; a zone does not change there any more.
      const clamped = Math.min(Math.max(epochSecond, -6e9), 8e12);
      const quarter = Math.floor(clamped / 900);
      let offset = offsets.get(quarter);
      if (offset === undefined) {
        offset = read(quarter * 900);
        if (offsets.size > 100_000) offsets.clear();
        offsets.set(quarter, offset);
      }
      return offset;
    },
  };
}

/** Local microseconds of an instant. */
export function toLocalMicros(micros: bigint, zone: TimeZone): bigint {
  return micros + BigInt(zone.offsetAt(Number(floorDiv(micros, microsPerSecond)))) * microsPerSecond;
}

/** The instant of local microseconds. In a gap local time moves on by its length; in an overlap the earlier offset counts, as in java.time. */
export function fromLocalMicros(local: bigint, zone: TimeZone): bigint {
  const localSecond = Number(floorDiv(local, microsPerSecond));
  const before = zone.offsetAt(localSecond - 86400);
  const after = zone.offsetAt(localSecond + 86400);
  for (const offset of before === after ? [before] : [before, after]) {
    if (zone.offsetAt(localSecond - offset) === offset) return local - BigInt(offset) * microsPerSecond;
  }
  const near = zone.offsetAt(localSecond - before);
  if (near !== before && zone.offsetAt(localSecond - near) === near) return local - BigInt(near) * microsPerSecond;
  return local - BigInt(before) * microsPerSecond;
}

/** The days of an instant in a zone. */
export const localDays = (micros: bigint, zone: TimeZone): number => Number(floorDiv(toLocalMicros(micros, zone), 86_400_000_000n));
