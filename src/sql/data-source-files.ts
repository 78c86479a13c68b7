/** Paths and files of tables. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The local path of a URI of Hadoop. */
export function localPath(uri: string): string {
  if (/^file:\/\//.test(uri)) return fileURLToPath(uri);
  return resolve(uri.replace(/^file:/, ''));
}

/** As Spark shows a path: `file:/a/b`. */
export const pathUri = (path: string): string => pathToFileURL(path).href.replace('file:///', 'file:/');

/** The files below paths: hidden ones and those of a job are left out. */
export function filesBelow(paths: readonly string[]): string[] {
  const files: string[] = [];
  const walk = (path: string) => {
    if (!existsSync(path)) return;
    if (!statSync(path).isDirectory()) return void files.push(path);
    for (const name of readdirSync(path).sort()) if (!/^[._]/.test(name) || /^_.*=/.test(name)) walk(join(path, name));
  };
  for (const path of paths) walk(path);
  return files;
}
