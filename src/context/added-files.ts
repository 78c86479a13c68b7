/** What `addFile`, `addArchive` and `addJar` have brought, and the directory where executors find it. */

import { randomUUID } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SparkError } from '../errors/spark-error.js';
import { SparkFiles } from '../executor/spark-files.js';

export class AddedFiles {
  /** Made when the first file is added. */
  readonly directory = join(tmpdir(), `spark-${randomUUID()}`, `userFiles-${randomUUID()}`);
  readonly #urls = new Set<string>();

  constructor() {
    SparkFiles.setRootDirectory(this.directory);
  }

  /** @param recursive takes a directory with all that is in it */
  add(path: string, recursive: boolean): void {
    const source = path.startsWith('file:') ? fileURLToPath(path.replace(/^file:\/*/, 'file:///')) : resolve(path);
    if (/^[a-z][\w+.-]+:/i.test(path) && !path.startsWith('file:')) {
      throw new SparkError(
        'UnsupportedFileSystemException',
        `No FileSystem for scheme "${path.slice(0, path.indexOf(':'))}": only local files can be added`,
      );
    }
    if (!existsSync(source)) throw new SparkError('FileNotFoundException', `File file:${source} does not exist`);
    const isDirectory = statSync(source).isDirectory();
    if (isDirectory && !recursive) {
      throw new SparkError(
        'SparkException',
        `[UNSUPPORTED_ADD_FILE.DIRECTORY] Don't support add file. The file file:${source}/ is a directory, consider to set "spark.sql.legacy.addSingleFileInAddFile" to "false". SQLSTATE: 0A000`,
        { condition: 'UNSUPPORTED_ADD_FILE.DIRECTORY', sqlState: '0A000' },
      );
    }
    const url = `file:${source}`;
    // As in Spark, a path that was added before is not copied again.
    if (this.#urls.has(url)) return;
    mkdirSync(this.directory, { recursive: true });
    const target = join(this.directory, basename(source));
    if (isDirectory) cpSync(source, target, { recursive: true });
    else copyFileSync(source, target);
    this.#urls.add(url);
  }

  urls(): string[] {
    return [...this.#urls];
  }

  remove(): void {
    rmSync(dirname(this.directory), { recursive: true, force: true });
    SparkFiles.setRootDirectory(undefined);
  }
}
