/** Partitions of a table are the directories below its location: `p=a/q=1`, with Hive's escapes in the values. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { quotedId } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { typedCast } from '../analyzer/expressions.js';
import type { TableEntry } from '../catalog/session-catalog.js';
import { localPath } from '../data-source-files.js';
import type { PartitionSpec } from '../plan/index.js';
import type { SessionState } from '../session-state.js';
import { StringType } from '../types/index.js';
import { sameType } from '../types/same-type.js';
import { fullName, realTable } from './named-table.js';
import { column, noRows, rowsPlan } from './result.js';
import type { CommandTable } from './run-command.js';

type Values = Readonly<Record<string, string | null>>;

const nullDirectory = '__HIVE_DEFAULT_PARTITION__';

const escaped = /[\u0001-\u001f"#%'*/:=?\\\u007f{[\]^]/g;

const escapedName = (text: string): string =>
  text.replace(escaped, each => `%${each.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

const decoded = (text: string): string => text.replace(/%([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

/** A partition that exists, and its directory. */
interface Partition {
  readonly values: Values;
  readonly directory: string;
}

/** `p=a/q=1` */
const pathOf = (entry: TableEntry, values: Values): string =>
  entry.partitionColumns.map(name => `${name}=${values[name] === null ? nullDirectory : escapedName(values[name]!)}`).join('/');

export function partitionsOf(entry: TableEntry): Partition[] {
  let level: Partition[] = [{ values: {}, directory: localPath(entry.location) }];
  for (const name of entry.partitionColumns) {
    level = level.flatMap(({ values, directory }) =>
      existsSync(directory)
        ? readdirSync(directory)
            .filter(each => each.startsWith(`${name}=`))
            .map(each => {
              const text = decoded(each.slice(name.length + 1));
              return { values: { ...values, [name]: text === nullDirectory ? null : text }, directory: join(directory, each) };
            })
        : [],
    );
  }
  return level.sort((a, b) => (pathOf(entry, a.values) < pathOf(entry, b.values) ? -1 : 1));
}

/** The values of a PARTITION clause as text, keys as the table writes them. @throws SparkError PARTITIONS_NOT_FOUND for a key that is none */
export function specValues(entry: TableEntry, spec: PartitionSpec, state: SessionState): Values {
  const values: Record<string, string | null> = {};
  for (const [key, value] of Object.entries(spec)) {
    const name = entry.partitionColumns.find(each => each.toLowerCase() === key.toLowerCase());
    if (name === undefined) throw sparkErrorOf('PARTITIONS_NOT_FOUND', { partitionList: quotedId(key), tableName: fullName(entry) });
    if (value === undefined) continue;
    const analyzer = state.analyzer();
    const typed = analyzer.analyzeExpression(value);
    const type = analyzer.castTarget(entry.schema.field(name).dataType);
    const own = sameType(typed.dataType, type) ? typed : typedCast(typed, type, 'ansi', false, typed.origin);
    const text = analyzer.evaluate(sameType(type, StringType) ? own : typedCast(own, StringType, 'ansi', false));
    values[name] = text === null ? null : String(text);
  }
  return values;
}

/** @throws SparkError _LEGACY_ERROR_TEMP_1251 for a table without partitions, _LEGACY_ERROR_TEMP_1232 for a spec that leaves columns out */
export function checkedSpec(entry: TableEntry, spec: PartitionSpec, action: string, state: SessionState): Values {
  if (entry.partitionColumns.length === 0)
    throw sparkErrorOf('_LEGACY_ERROR_TEMP_1251', { action, tableName: entry.name }, { name: 'AnalysisException' });
  const values = specValues(entry, spec, state);
  if (Object.keys(values).length !== entry.partitionColumns.length) {
    throw sparkErrorOf(
      '_LEGACY_ERROR_TEMP_1232',
      {
        specKeys: Object.keys(values).join(', '),
        partitionColumnNames: entry.partitionColumns.join(', '),
        tableName: fullName(entry),
      },
      { name: 'AnalysisException' },
    );
  }
  return values;
}

const partitionList = (values: Values): string =>
  `PARTITION (${Object.entries(values)
    .map(([key, value]) => `${quotedId(key)} = ${value}`)
    .join(', ')})`;

const shortName = ({ database, name }: TableEntry): string => quotedId(database, name);

export const partitionNotFound = (entry: TableEntry, values: Values) =>
  sparkErrorOf('PARTITIONS_NOT_FOUND', { partitionList: partitionList(values), tableName: shortName(entry) });

const alreadyThere = (entry: TableEntry, values: Values) =>
  sparkErrorOf('PARTITIONS_ALREADY_EXIST', { partitionList: partitionList(values), tableName: shortName(entry) });

const matching = (entry: TableEntry, values: Values): Partition[] =>
  partitionsOf(entry).filter(each => Object.entries(values).every(([key, value]) => each.values[key] === value));

/** The one partition that a complete spec names. @throws SparkError PARTITIONS_NOT_FOUND */
export function partitionOf(entry: TableEntry, spec: PartitionSpec, action: string, state: SessionState): Partition {
  const values = checkedSpec(entry, spec, action, state);
  const [found] = matching(entry, values);
  if (found === undefined) throw partitionNotFound(entry, values);
  return found;
}

/** Takes the rows of the partitions that a spec names; the partitions stay. */
export function truncatePartition(entry: TableEntry, spec: PartitionSpec, state: SessionState): void {
  if (entry.partitionColumns.length === 0)
    throw sparkErrorOf('_LEGACY_ERROR_TEMP_1267', { tableIdentWithDB: fullName(entry) }, { name: 'AnalysisException' });
  for (const { directory } of matching(entry, specValues(entry, spec, state))) {
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
  }
}

/** Where the rows are that an INSERT OVERWRITE of a static PARTITION clause takes the place of. */
export const overwrittenDirectories = (entry: TableEntry, spec: PartitionSpec, state: SessionState): string[] =>
  matching(entry, specValues(entry, spec, state)).map(each => each.directory);

const directoryOf = (entry: TableEntry, values: Values): string => join(localPath(entry.location), pathOf(entry, values));

/** The directory of a partition whose files lie elsewhere is a link to these. */
function placeElsewhere(directory: string, location: string): void {
  const target = localPath(location);
  mkdirSync(target, { recursive: true });
  mkdirSync(dirname(directory), { recursive: true });
  symlinkSync(target, directory);
}

/** ALTER TABLE ... PARTITION ... SET LOCATION. What lies at the former place is no longer read. */
export function setPartitionLocation(entry: TableEntry, spec: PartitionSpec, location: string, state: SessionState): void {
  const { directory } = partitionOf(entry, spec, 'ALTER TABLE ... SET LOCATION', state);
  rmSync(directory, { recursive: true, force: true });
  placeElsewhere(directory, location);
}

/** The partitions that a spec names. @throws SparkError PARTITIONS_NOT_FOUND when none has its values */
export function partitionsOfSpec(entry: TableEntry, spec: PartitionSpec, state: SessionState): readonly Partition[] {
  const values = specValues(entry, spec, state);
  const found = matching(entry, values);
  if (Object.keys(values).length > 0 && found.length === 0) throw partitionNotFound(entry, values);
  return found;
}

export const partitionCommands: CommandTable = {
  showPartitions(command, state) {
    const entry = realTable(command, 'SHOW PARTITIONS', state);
    if (entry.partitionColumns.length === 0)
      throw sparkErrorOf('INVALID_PARTITION_OPERATION.PARTITION_SCHEMA_IS_EMPTY', { name: fullName(entry) });
    const found = matching(entry, specValues(entry, command.partition ?? {}, state));
    return rowsPlan(
      state,
      [column('partition', StringType)],
      found.map(({ values }) => [pathOf(entry, values)]),
    );
  },
  addPartitions(command, state) {
    const entry = realTable(command, 'ALTER TABLE ... ADD PARTITION ...', state);
    for (const { spec, location } of command.partitions) {
      const values = checkedSpec(entry, spec, 'ALTER TABLE ADD PARTITION', state);
      const directory = directoryOf(entry, values);
      const isThere = matching(entry, values).length > 0;
      if (isThere && !command.ifNotExists) throw alreadyThere(entry, values);
      if (location !== undefined && !isThere) placeElsewhere(directory, location);
      else mkdirSync(directory, { recursive: true });
    }
    return noRows(state);
  },
  dropPartitions(command, state) {
    const entry = realTable(command, 'ALTER TABLE ... DROP PARTITION ...', state);
    if (entry.partitionColumns.length === 0) {
      const parameters = { action: 'ALTER TABLE DROP PARTITION', tableName: entry.name };
      throw sparkErrorOf('_LEGACY_ERROR_TEMP_1251', parameters, { name: 'AnalysisException' });
    }
    const dropped = command.partitions.map(spec => {
      const values = specValues(entry, spec, state);
      // Without Hive a partition is dropped by all of its values.
      const found = Object.keys(values).length === entry.partitionColumns.length ? matching(entry, values) : [];
      if (found.length === 0 && !command.ifExists) throw partitionNotFound(entry, values);
      return found;
    });
    for (const { directory } of dropped.flat()) rmSync(directory, { recursive: true, force: true });
    return noRows(state);
  },
  renamePartition(command, state) {
    const entry = realTable(command, 'ALTER TABLE ... RENAME TO PARTITION', state);
    const action = 'ALTER TABLE RENAME PARTITION';
    const to = checkedSpec(entry, command.to, action, state);
    const from = partitionOf(entry, command.from, action, state);
    if (matching(entry, to).length > 0) throw alreadyThere(entry, to);
    const target = directoryOf(entry, to);
    mkdirSync(dirname(target), { recursive: true });
    renameSync(from.directory, target);
    return noRows(state);
  },
  recoverPartitions(command, state) {
    requirePartitioned(realTable(command, 'ALTER TABLE ... RECOVER PARTITIONS', state), 'ALTER TABLE RECOVER PARTITIONS');
    return noRows(state);
  },
  repairTable(command, state) {
    requirePartitioned(realTable(command, 'MSCK REPAIR TABLE', state), 'MSCK REPAIR TABLE');
    return noRows(state);
  },
};

function requirePartitioned(entry: TableEntry, operation: string): void {
  if (entry.partitionColumns.length === 0) throw sparkErrorOf('NOT_A_PARTITIONED_TABLE', { operation, tableIdentWithDB: fullName(entry) });
}
