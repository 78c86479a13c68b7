/** Rows of a query into the files of a table. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TypedPlan } from '../analyzer/typed-plan.js';
import type { TableEntry } from '../catalog/session-catalog.js';
import { localPath } from '../data-source-files.js';
import type { SessionState } from '../session-state.js';
import { checkOptions } from '../sources/file-formats.js';
import { writeFiles } from '../sources/write-files.js';

/**
 * @param plan has the columns of the table, in their order
 * @param overwrite what the table holds goes away as the new rows come
 * @param replaced directories that go away then, where that is not all; asked when the rows are written to `staging`
 */
export function writeTable(
  entry: TableEntry,
  plan: TypedPlan,
  overwrite: boolean,
  state: SessionState,
  replaced: (staging: string) => readonly string[] = () => [],
): void {
  const directory = localPath(entry.location);
  checkOptions(entry.provider.toLowerCase(), entry.options);
  const format = entry.isStoredByUs ? 'parquet' : entry.provider;
  const staging = join(directory, `_temporary-${randomUUID()}`);
  mkdirSync(staging, { recursive: true });
  try {
    const names = entry.schema.fieldNames;
    writeFiles(plan, names, { format, directory: staging, partitionBy: entry.partitionColumns, options: entry.options }, state);
    for (const each of replaced(staging)) rmSync(each, { recursive: true, force: true });
    state.shared.engine.commitFiles(staging, directory, overwrite);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
