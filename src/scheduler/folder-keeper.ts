/**
 * Removes the application's folders when its process ends by a signal, Ctrl-C say: none of our code runs then. A small program waits
 * for the end of a pipe that this process holds. It is started with the first file.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export class FolderKeeper {
  readonly #folders: readonly string[];
  #child: ChildProcess | undefined;

  constructor(folders: readonly string[]) {
    this.#folders = folders;
  }

  /** To be called when a folder has been made. */
  start(): void {
    // Without a shell of the system what is left goes with the next application.
    if (this.#child !== undefined || process.platform === 'win32') return;
    // Of a session of its own: a terminal sends Ctrl-C to all programs of one.
    const child = spawn('/bin/sh', ['-c', 'cat; rm -rf -- "$@"', 'sh', ...this.#folders], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.#child = child;
    child.on('error', () => {});
    child.unref();
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (child?.pid === undefined || child.exitCode !== null) return;
    const exited = once(child, 'exit');
    child.ref();
    child.kill('SIGKILL');
    await exited;
  }
}
