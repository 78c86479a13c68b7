/** What ANALYZE TABLE has counted. It holds for the files that were there: what is written afterwards makes it void. */
import { statSync } from 'node:fs';
import { filesBelow, localPath } from '../data-source-files.js';

export interface ColumnStatistics {
  readonly min: string | null;
  readonly max: string | null;
  readonly nullCount: string;
  readonly distinctCount: string;
  readonly averageLength: string;
  readonly maxLength: string;
}

export interface TableStatistics {
  readonly sizeInBytes: number;
  readonly rowCount: number;
  /** By the name of the column, in lower case. */
  readonly columns: ReadonlyMap<string, ColumnStatistics>;
  readonly files: string;
}

interface Analyzed {
  readonly location: string;
  readonly statistics?: TableStatistics | undefined;
}

/** The statistics of a table, while they hold. */
export const statisticsOf = ({ location, statistics }: Analyzed): TableStatistics | undefined =>
  statistics !== undefined && statistics.files === filesOf(location).files ? statistics : undefined;

/** The statistics of a partition as text, while they hold. */
export function partitionStatisticsText(
  { partitionStatistics }: { readonly partitionStatistics?: ReadonlyMap<string, TableStatistics> | undefined },
  directory: string,
): string | undefined {
  const found = statisticsOf({ location: directory, statistics: partitionStatistics?.get(directory) });
  return found === undefined ? undefined : statisticsText(found);
}

export function filesOf(location: string): { readonly files: string; readonly sizeInBytes: number } {
  const stats = filesBelow([localPath(location)]).map(path => ({ path, ...statOf(path) }));
  return {
    files: stats.map(({ path, size, mtimeMs }) => `${path}:${size}:${mtimeMs}`).join('\n'),
    sizeInBytes: stats.reduce((sum, { size }) => sum + size, 0),
  };
}

const statOf = (path: string) => {
  const { size, mtimeMs } = statSync(path);
  return { size, mtimeMs };
};

export const statisticsText = ({ sizeInBytes, rowCount }: TableStatistics): string => `${sizeInBytes} bytes, ${rowCount} rows`;
