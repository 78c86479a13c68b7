import { type Stats, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { SparkError } from '../../errors/spark-error.js';

/** The paths of a comma list; commas inside braces belong to a glob. */
export function splitPathList(list: string): string[] {
  const paths: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < list.length; i++) {
    const char = list[i];
    if (char === '{') depth++;
    else if (char === '}') depth--;
    else if (char === ',' && depth <= 0) {
      paths.push(list.slice(start, i));
      start = i + 1;
    }
  }
  paths.push(list.slice(start));
  return paths;
}

/** The absolute local path of what the person wrote: a path, `file:/...` or `file:///...`. */
export function localPathOf(path: string, workingDirectory: string): string {
  if (path === '') throw new SparkError('IllegalArgumentException', 'Can not create a Path from an empty string');
  // One letter is a drive, no scheme.
  const url = /^([A-Za-z][\w+.-]+):(?:\/\/([^/]*))?(.*)$/s.exec(path);
  if (url === null) return resolve(workingDirectory, path);
  const [, scheme, host, rest] = url as unknown as [string, string, string | undefined, string];
  if (scheme.toLowerCase() !== 'file') {
    throw new SparkError(
      'UnsupportedFileSystemException',
      `No FileSystem for scheme "${scheme}": only local files can be read and written (${path})`,
    );
  }
  if (host) throw new SparkError('IllegalArgumentException', `Wrong FS: ${path}, expected: file:///`);
  if (!rest.startsWith('/')) {
    throw new SparkError('IllegalArgumentException', `java.net.URISyntaxException: Relative path in absolute URI: ${path}`);
  }
  return resolve(rest);
}

/** How Spark's messages and `wholeTextFiles` name a local path. */
export const fileUrlOf = (localPath: string): string => `file:${localPath}`;

/** What lies at a path; undefined when there is nothing. Below a file there is nothing. */
export function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}
