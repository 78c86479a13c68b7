/** The English words of dates and zones that patterns write and read. */
import type { TimeZone } from './time-zones.js';

const months = 'January February March April May June July August September October November December'.split(' ');
const weekdays = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');

interface Names {
  readonly first: number;
  readonly short: readonly string[];
  readonly full: readonly string[];
}

const cut = (names: readonly string[]) => names.map(name => name.slice(0, 3));

export const fieldNames: Readonly<Record<string, Names>> = {
  MonthOfYear: { first: 1, short: cut(months), full: months },
  DayOfWeek: { first: 1, short: cut(weekdays), full: weekdays },
  QuarterOfYear: { first: 1, short: ['Q1', 'Q2', 'Q3', 'Q4'], full: ['1st quarter', '2nd quarter', '3rd quarter', '4th quarter'] },
  Era: { first: 0, short: ['BC', 'AD'], full: ['Before Christ', 'Anno Domini'] },
  AmPmOfDay: { first: 0, short: ['AM', 'PM'], full: ['AM', 'PM'] },
};

/** Long names of zones, as the locale data has them, to the abbreviations that Java writes; Intl knows only the American ones. */
const abbreviations: Readonly<Record<string, string>> = {
  'Pacific Standard Time': 'PST',
  'Pacific Daylight Time': 'PDT',
  'Mountain Standard Time': 'MST',
  'Mountain Daylight Time': 'MDT',
  'Central Standard Time': 'CST',
  'Central Daylight Time': 'CDT',
  'Eastern Standard Time': 'EST',
  'Eastern Daylight Time': 'EDT',
  'Alaska Standard Time': 'AKST',
  'Alaska Daylight Time': 'AKDT',
  'Hawaii-Aleutian Standard Time': 'HST',
  'Hawaii-Aleutian Daylight Time': 'HDT',
  'Atlantic Standard Time': 'AST',
  'Atlantic Daylight Time': 'ADT',
  'Newfoundland Standard Time': 'NST',
  'Newfoundland Daylight Time': 'NDT',
  'Greenwich Mean Time': 'GMT',
  'British Summer Time': 'BST',
  'Irish Standard Time': 'IST',
  'Coordinated Universal Time': 'UTC',
  'Western European Standard Time': 'WET',
  'Western European Summer Time': 'WEST',
  'Central European Standard Time': 'CET',
  'Central European Summer Time': 'CEST',
  'Eastern European Standard Time': 'EET',
  'Eastern European Summer Time': 'EEST',
  'Moscow Standard Time': 'MSK',
  'Moscow Summer Time': 'MSD',
  'India Standard Time': 'IST',
  'China Standard Time': 'CST',
  'Hong Kong Standard Time': 'HKT',
  'Japan Standard Time': 'JST',
  'Korean Standard Time': 'KST',
  'Singapore Standard Time': 'SGT',
  'Israel Standard Time': 'IST',
  'Israel Daylight Time': 'IDT',
  'Pakistan Standard Time': 'PKT',
  'Gulf Standard Time': 'GST',
  'East Africa Time': 'EAT',
  'West Africa Standard Time': 'WAT',
  'Central Africa Time': 'CAT',
  'South Africa Standard Time': 'SAST',
  'Brasilia Standard Time': 'BRT',
  'Argentina Standard Time': 'ART',
  'Australian Eastern Standard Time': 'AEST',
  'Australian Eastern Daylight Time': 'AEDT',
  'Australian Central Standard Time': 'ACST',
  'Australian Central Daylight Time': 'ACDT',
  'Australian Western Standard Time': 'AWST',
  'New Zealand Standard Time': 'NZST',
  'New Zealand Daylight Time': 'NZDT',
};

export type ZoneNameStyle = 'short' | 'full' | 'short-generic' | 'full-generic';

const intlStyles = { short: 'short', full: 'long', 'short-generic': 'shortGeneric', 'full-generic': 'longGeneric' } as const;

/** Pacific Standard Time or PST, as the zone calls itself at that time, or PT at all times; the id of a fixed offset. */
export function zoneText(zone: TimeZone, epochSecond: number, style: ZoneNameStyle): string {
  if (zone.fixedOffset !== undefined) return style.startsWith('full') ? (fixedNames[zone.id] ?? zone.id) : zone.id;
  const second = secondWithNames(zone, epochSecond);
  const ask = (timeZoneName: (typeof intlStyles)[ZoneNameStyle]) => {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone.id, timeZoneName }).formatToParts(second * 1000);
    return parts.find(part => part.type === 'timeZoneName')?.value ?? zone.id;
  };
  return (style === 'short' ? abbreviations[ask('long')] : undefined) ?? ask(intlStyles[style]);
}

const [firstSecond, lastSecond] = [Date.UTC(1970, 0) / 1000, Date.UTC(2370, 0) / 1000];
const cycleSeconds = 146097 * 86400;

/** Java names local mean time as standard time and has names for all years, Intl only for those near to ours. */
function secondWithNames(zone: TimeZone, epochSecond: number): number {
  if (epochSecond >= lastSecond) return epochSecond - Math.ceil((epochSecond - lastSecond) / cycleSeconds) * cycleSeconds;
  if (epochSecond >= firstSecond) return epochSecond;
  const [winter, summer] = [Date.UTC(2024, 0) / 1000, Date.UTC(2024, 6) / 1000];
  return zone.offsetAt(winter) <= zone.offsetAt(summer) ? winter : summer;
}

const fixedNames: Readonly<Record<string, string>> = { UTC: 'Coordinated Universal Time', GMT: 'Greenwich Mean Time' };

const regionOfName: Readonly<Record<string, string>> = {
  Pacific: 'America/Los_Angeles',
  Mountain: 'America/Denver',
  Central: 'America/Chicago',
  Eastern: 'America/New_York',
  Alaska: 'America/Anchorage',
  'Hawaii-Aleutian': 'Pacific/Honolulu',
  Atlantic: 'America/Halifax',
  Newfoundland: 'America/St_Johns',
  'Greenwich Mean': 'GMT',
  British: 'Europe/London',
  'Coordinated Universal': 'UTC',
  'Western European': 'Europe/Lisbon',
  'Central European': 'Europe/Paris',
  'Eastern European': 'Europe/Bucharest',
  Moscow: 'Europe/Moscow',
  India: 'Asia/Kolkata',
  'Hong Kong': 'Asia/Hong_Kong',
  Japan: 'Asia/Tokyo',
  Korean: 'Asia/Seoul',
  Singapore: 'Asia/Singapore',
  Pakistan: 'Asia/Karachi',
  Gulf: 'Asia/Dubai',
  'East Africa': 'Africa/Nairobi',
  'South Africa': 'Africa/Johannesburg',
  Brasilia: 'America/Sao_Paulo',
  'Australian Eastern': 'Australia/Sydney',
  'Australian Central': 'Australia/Adelaide',
  'Australian Western': 'Australia/Perth',
  'New Zealand': 'Pacific/Auckland',
};

/** Names of zones as they are read, the longest first, and the region that each stands for. */
export const zoneNames: readonly (readonly [name: string, id: string])[] = Object.entries(abbreviations)
  .flatMap(([long, short]): [string, string][] => {
    const id = regionOfName[long.replace(/ (?:Standard |Summer |Daylight )?Time$/, '')];
    return id === undefined
      ? []
      : [
          [long, id],
          [short, id],
        ];
  })
  .sort(([a], [b]) => b.length - a.length);
