/** Rows of a query into the files of a table. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TypedPlan } from '../analyzer/typed-plan.js';
import type { TableEntry } from '../catalog/session-catalog.js';
import { localPath } from '../data-source-files.js';
import type { SessionState } from '../session-state.js';

/** @param plan has the columns of the table, in their order */
export function writeTable(entry: TableEntry, plan: TypedPlan, overwrite: boolean, state: SessionState): void {
  const directory = localPath(entry.location);
  const format = entry.isStoredByUs ? 'parquet' : entry.provider;
  const staging = join(directory, `_temporary-${randomUUID()}`);
  mkdirSync(staging, { recursive: true });
  try {
    const names = entry.schema.fieldNames;
    state.shared.engine.writeFiles(
      plan,
      names,
      { format, directory: staging, partitionBy: entry.partitionColumns, options: entry.options },
      state.settings(),
      state.confForThread(),
    );
    state.shared.engine.commitFiles(staging, directory, overwrite);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
