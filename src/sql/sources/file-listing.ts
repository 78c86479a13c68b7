/** The files of a data source, and the values that their directories give to partition columns. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { isGlob, matchGlob } from '../../executor/input/glob.js';
import { localPath, pathUri } from '../data-source-files.js';

export interface SourceFile {
  readonly path: string;
  /** `[column, text]` of each directory `column=text`; null for Hive's default partition. */
  readonly partition: readonly (readonly [name: string, value: string | null])[];
}

/** Options with names in lower case. */
export type SourceOptions = ReadonlyMap<string, string>;

export const sourceOptionsOf = (options: Readonly<Record<string, string>>): SourceOptions =>
  new Map(Object.entries(options).map(([key, value]) => [key.toLowerCase(), value]));

const hiveDefault = '__HIVE_DEFAULT_PARTITION__';
const isPartition = (name: string): boolean => /^[^=]+=/.test(name);
/** Hidden, or of a job; `_x=1` is a partition. */
const isLeftOut = (name: string): boolean => name.startsWith('.') || (name.startsWith('_') && !name.includes('='));

/** @throws SparkError PATH_NOT_FOUND for a path, or a pattern of one, that has no file */
export function expandPaths(paths: readonly string[]): string[] {
  return paths.map(localPath).flatMap(path => {
    if (existsSync(path)) return [path];
    const matches = isGlob(path) ? matchGlob(path) : [];
    if (matches.length === 0) throw sparkErrorOf('PATH_NOT_FOUND', { path: pathUri(path).replaceAll('%2A', '*') });
    return matches;
  });
}

/** @param roots that exist; those that do not are empty */
export function listFiles(roots: readonly string[], options: SourceOptions): SourceFile[] {
  const isRecursive = options.get('recursivefilelookup')?.toLowerCase() === 'true';
  const filter = nameFilter(options.get('pathglobfilter'));
  const times = timeFilter(options);
  const base = options.get('basepath');
  const files: SourceFile[] = [];
  const walk = (path: string, root: string, isRoot: boolean) => {
    const stats = statSync(path);
    if (!stats.isDirectory()) {
      if ((isRoot || !isLeftOut(basename(path))) && filter(basename(path)) && times(stats.mtimeMs))
        files.push({ path, partition: isRecursive ? [] : partitionOf(dirname(path), root) });
      return;
    }
    for (const name of readdirSync(path).sort()) {
      if (isLeftOut(name)) continue;
      const inner = join(path, name);
      // Other directories than those of partitions are not looked into.
      if (!isRecursive && statSync(inner).isDirectory() && !isPartition(name)) continue;
      walk(inner, root, false);
    }
  };
  for (const root of roots) {
    if (!existsSync(root)) continue;
    const isDirectory = statSync(root).isDirectory();
    walk(root, base === undefined ? (isDirectory ? root : dirname(root)) : localPath(base), true);
  }
  return files;
}

function partitionOf(directory: string, base: string): SourceFile['partition'] {
  const parts = relative(base, directory).split(sep).filter(isPartition);
  return parts.map(part => {
    const at = part.indexOf('=');
    const value = decoded(part.slice(at + 1));
    return [decoded(part.slice(0, at)), value === hiveDefault ? null : value];
  });
}

/** `%41` is `A`; a percent sign that is followed by nothing of that kind stands for itself. */
const decoded = (text: string): string =>
  text.replace(/%([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

function nameFilter(glob: string | undefined): (name: string) => boolean {
  if (glob === undefined) return () => true;
  const source = glob
    .replace(/[\\^$.+()|]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
    .replace(/\{([^}]*)\}/g, (_, list: string) => `(?:${list.replaceAll(',', '|')})`);
  const pattern = new RegExp(`^${source}$`, 's');
  return name => pattern.test(name);
}

function timeFilter(options: SourceOptions): (mtimeMs: number) => boolean {
  const timeOf = (key: string): number | undefined => {
    const text = options.get(key);
    if (text === undefined) return undefined;
    const time = Date.parse(text.endsWith('Z') ? text : `${text}Z`);
    if (Number.isNaN(time)) throw new SparkError('AnalysisException', `The timestamp provided for the '${key}' option is invalid: ${text}`);
    return time;
  };
  const [before, after] = [timeOf('modifiedbefore') ?? Number.POSITIVE_INFINITY, timeOf('modifiedafter') ?? Number.NEGATIVE_INFINITY];
  return mtimeMs => mtimeMs < before && mtimeMs > after;
}
