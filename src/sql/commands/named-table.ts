/** The table or view that a command names, and what commands refuse about it. */
import type { Origin } from '../../errors/query-context.js';
import { quotedId } from '../../errors/quoted.js';
import type { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { catalogName, type TableEntry } from '../catalog/session-catalog.js';
import type { SessionState } from '../session-state.js';

/** A command with the name of a table or view. */
export interface NamedCommand {
  readonly name: readonly string[];
  readonly nameOrigin?: Origin | undefined;
}

export const fullName = ({ database, name }: Pick<TableEntry, 'database' | 'name'>): string => quotedId(catalogName, database, name);

export const tableNotFound = (
  name: readonly string[],
  state: SessionState,
  origin?: Origin,
  searchPath = state.catalog.tablePath,
): SparkError => sparkErrorOf('TABLE_OR_VIEW_NOT_FOUND', { relationName: quotedId(...name), searchPath }, { origin });

/** The entry of a name that is no temporary view. @throws SparkError TABLE_OR_VIEW_NOT_FOUND */
export function entryOf({ name, nameOrigin }: NamedCommand, state: SessionState): TableEntry {
  const entry = state.catalog.table(name);
  if (entry === undefined) throw tableNotFound(name, state, nameOrigin);
  return entry;
}

/** @param alternative the other statement, which the message names */
export const notTable = (viewName: string, operation: string, origin: Origin | undefined, alternative = 'NO_ALTERNATIVE'): SparkError =>
  sparkErrorOf(`EXPECT_TABLE_NOT_VIEW.${alternative}`, { viewName, operation }, { origin });

/** The table of a command that takes no views. @throws SparkError EXPECT_TABLE_NOT_VIEW.*, TABLE_OR_VIEW_NOT_FOUND */
export function realTable(command: NamedCommand, operation: string, state: SessionState, alternative?: string): TableEntry {
  const { name, nameOrigin } = command;
  if (state.catalog.tempView(name) !== undefined) throw notTable(quotedId(...name), operation, nameOrigin, alternative);
  const entry = entryOf(command, state);
  if (entry.view !== undefined) throw notTable(fullName(entry), operation, nameOrigin, alternative);
  return entry;
}

/** The view of a command that takes views that last. @throws SparkError EXPECT_PERMANENT_VIEW_NOT_TEMP, EXPECT_VIEW_NOT_TABLE.* */
export function permanentView(command: NamedCommand, operation: string, state: SessionState, alternative = 'NO_ALTERNATIVE'): TableEntry {
  const { name, nameOrigin } = command;
  if (state.catalog.tempView(name) !== undefined)
    throw sparkErrorOf('EXPECT_PERMANENT_VIEW_NOT_TEMP', { viewName: quotedId(...name), operation }, { origin: nameOrigin });
  const entry = entryOf(command, state);
  if (entry.view === undefined)
    throw sparkErrorOf(`EXPECT_VIEW_NOT_TABLE.${alternative}`, { tableName: fullName(entry), operation }, { origin: nameOrigin });
  return entry;
}

export const alreadyExists = (entry: Pick<TableEntry, 'database' | 'name'>): SparkError =>
  sparkErrorOf('TABLE_OR_VIEW_ALREADY_EXISTS', { relationName: fullName(entry) }, { name: 'TableAlreadyExistsException' });

/** What only tables of other catalogs can do. */
export const unsupportedOperation = (entry: Pick<TableEntry, 'database' | 'name'>, operation: string): SparkError =>
  sparkErrorOf('UNSUPPORTED_FEATURE.TABLE_OPERATION', { tableName: fullName(entry), operation });
