/** The files of one executor below `spark.local.dir`. Those of a task go when the task ends, whatever way it ends. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type LocalFileKind, localFileName } from '../../threads/local-directories.js';
import { attempt, RowsFileWriter } from '../blocks/rows-file.js';

export class LocalFiles {
  readonly #directories: readonly string[];
  readonly #executorId: number;
  readonly #madeFolder: () => void;
  readonly #made = new Set<string>();
  #nextFile = 0;
  #taskFiles: RowsFileWriter[] = [];

  /** @param directories the application's folders; files are dealt out among them
   *  @param madeFolder called when one of them has been made */
  constructor(directories: readonly string[], executorId: number, madeFolder: () => void = () => {}) {
    this.#directories = directories;
    this.#madeFolder = madeFolder;
    this.#executorId = executorId;
  }

  /** A file that stays until somebody removes it. */
  create(what: LocalFileKind): RowsFileWriter {
    const number = this.#nextFile++;
    const directory = this.#directories[number % this.#directories.length]!;
    if (!this.#made.has(directory)) {
      attempt('write', directory, () => mkdirSync(directory, { recursive: true, mode: 0o700 }));
      this.#made.add(directory);
      this.#madeFolder();
    }
    return new RowsFileWriter(join(directory, localFileName(what, this.#executorId, number)));
  }

  createForTask(what: LocalFileKind): RowsFileWriter {
    const file = this.create(what);
    this.#taskFiles.push(file);
    return file;
  }

  /** A finished file of the task outlives it. */
  keep(file: RowsFileWriter): void {
    this.#taskFiles = this.#taskFiles.filter(each => each !== file);
  }

  endTask(): void {
    for (const file of this.#taskFiles) file.abort();
    if (this.#taskFiles.length > 0) this.#taskFiles = [];
  }

  remove(path: string): void {
    rmSync(path, { force: true });
  }
}
