/** What DESCRIBE EXTENDED and SHOW TABLE EXTENDED tell about a table or view. */
import { realpathSync, statSync } from 'node:fs';
import { quotedId } from '../../errors/quoted.js';
import { pathUri } from '../data-source-files.js';
import { catalogName, globalTempDatabase, type TableEntry, type TempView, type ViewText } from './session-catalog.js';
import { statisticsOf, statisticsText } from './table-statistics.js';

type Row = readonly [key: string, value: string];

/** `Fri Nov 27 04:35:03 UTC 2026` */
export function javaDate(timeMs: number): string {
  const date = new Date(timeMs);
  const [weekday, month, day, year, time] = date.toString().split(' ');
  const zone = new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' }).formatToParts(date).find(part => part.type === 'timeZoneName');
  return `${weekday} ${month} ${day} ${time} ${zone?.value} ${year}`;
}

const secret = /secret|password|token|access[.]?key/i;

/** The value of a property, hidden when its name says that nobody should see it. */
export const redacted = (key: string, value: string): string => (secret.test(key) ? '*********(redacted)' : value);

export const propertiesText = (properties: Readonly<Record<string, string>>): string =>
  `[${Object.entries(properties)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${redacted(key, value)}`)
    .join(', ')}]`;

const quotedList = (names: readonly string[]): string => `[${names.map(each => quotedId(each)).join(', ')}]`;

export const schemaModes = {
  binding: 'BINDING',
  compensation: 'COMPENSATION',
  evolution: 'EVOLUTION',
  typeEvolution: 'TYPE EVOLUTION',
} as const;

function viewRows({ text, schemaMode, currentDatabase, queryColumns }: ViewText, isTemp: boolean, fieldNames: readonly string[]): Row[] {
  const rows: Row[] = [['View Text', text]];
  if (!isTemp) rows.push(['View Original Text', text]);
  if (schemaMode !== undefined) rows.push(['View Schema Mode', schemaModes[schemaMode]]);
  rows.push(['View Catalog and Namespace', `${catalogName}.${currentDatabase}`]);
  rows.push(['View Query Output Columns', quotedList(queryColumns ?? fieldNames)]);
  return rows;
}

const createdRows = (timeMs: number, type: string): Row[] => [
  ['Created Time', javaDate(timeMs)],
  ['Last Access', 'UNKNOWN'],
  ['Created By', 'Spark 4.3.0'],
  ['Type', type],
];

export function tableInformation(entry: TableEntry): Row[] {
  const { bucketSpec, comment, collation, view, properties, partitionColumns } = entry;
  const rows: Row[] = [
    ['Catalog', catalogName],
    ['Database', entry.database],
    ['Table', entry.name],
  ];
  rows.push(...createdRows(entry.createdTimeMs, entry.tableType));
  if (view === undefined) rows.push(['Provider', entry.provider]);
  if (bucketSpec !== undefined) {
    rows.push(['Num Buckets', String(bucketSpec.numBuckets)], ['Bucket Columns', quotedList(bucketSpec.columns)]);
    rows.push(['Sort Columns', quotedList(bucketSpec.sortColumns)]);
  }
  if (comment !== undefined) rows.push(['Comment', comment]);
  if (collation !== undefined) rows.push(['Collation', collation]);
  if (view !== undefined) rows.push(...viewRows(view, false, entry.schema.fieldNames));
  if (Object.keys(properties).length > 0) rows.push(['Table Properties', propertiesText(properties)]);
  if (view !== undefined) return rows;
  const statistics = statisticsOf(entry);
  if (statistics !== undefined) rows.push(['Statistics', statisticsText(statistics)]);
  rows.push(['Location', entry.location]);
  const { path: _, ...options } = entry.options;
  if (Object.keys(options).length > 0) rows.push(['Storage Properties', propertiesText(options)]);
  if (partitionColumns.length > 0) rows.push(['Partition Provider', 'Catalog'], ['Partition Columns', quotedList(partitionColumns)]);
  return rows;
}

export function tempViewInformation(view: TempView, isGlobal: boolean): Row[] {
  const rows: Row[] = isGlobal ? [['Database', globalTempDatabase]] : [];
  rows.push(['Table', view.name], ...createdRows(view.createdTimeMs ?? Date.now(), 'VIEW'));
  if (view.comment !== undefined) rows.push(['Comment', view.comment]);
  if (view.view !== undefined) rows.push(...viewRows(view.view, true, view.schema.fieldNames));
  if (Object.keys(view.properties).length > 0) rows.push(['Table Properties', propertiesText(view.properties)]);
  return rows;
}

export const partitionRows = (values: Readonly<Record<string, string | null>>, directory: string): Row[] => [
  [
    'Partition Values',
    `[${Object.entries(values)
      .map(([key, value]) => `${key}=${value}`)
      .join(', ')}]`,
  ],
  ['Location', pathUri(realpathSync(directory))],
  ['Created Time', javaDate(statSync(directory).birthtimeMs)],
  ['Last Access', 'UNKNOWN'],
];
