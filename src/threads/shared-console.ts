/**
 * The terminal, as threads share it: whole lines only, and the progress bar is taken away before a line is written. Threads write by
 * themselves, since the driver is blocked; a lock in shared memory keeps them apart.
 *
 * Shared Int32 slots: lock (0 free, 1 held), columns of the progress bar that is on the terminal (0: none), whether a line is being
 * typed (then no bar is drawn).
 */
import { writeSync } from 'node:fs';

const LOCK = 0;
const BAR_COLUMNS = 1;
const TYPING = 2;

export class SharedConsole {
  readonly #slots: Int32Array;

  constructor(shared: SharedArrayBuffer) {
    this.#slots = new Int32Array(shared);
  }

  static newShared(): SharedArrayBuffer {
    return new SharedArrayBuffer(12);
  }

  /** What other threads open it with. */
  get shared(): SharedArrayBuffer {
    return this.#slots.buffer as SharedArrayBuffer;
  }

  write(fd: 1 | 2, text: string): void {
    this.#locked(() => {
      this.#eraseBar();
      writeAll(fd, text);
    });
  }

  /** Draws a progress bar on stderr, in place of the last one; an empty text takes it away. */
  drawBar(text: string): void {
    this.#locked(() => {
      if (text === '') this.#eraseBar();
      else writeAll(2, `\r${text}\r`);
      this.#slots[BAR_COLUMNS] = text.length;
    });
  }

  get hasBar(): boolean {
    return Atomics.load(this.#slots, BAR_COLUMNS) !== 0;
  }

  /** Set by the shell while its prompt waits for a line. */
  get isTyping(): boolean {
    return Atomics.load(this.#slots, TYPING) !== 0;
  }

  set isTyping(typing: boolean) {
    Atomics.store(this.#slots, TYPING, typing ? 1 : 0);
    if (typing && this.hasBar) this.drawBar('');
  }

  #eraseBar(): void {
    const columns = this.#slots[BAR_COLUMNS]!;
    if (columns === 0) return;
    writeAll(2, `\r${' '.repeat(columns)}\r`);
    this.#slots[BAR_COLUMNS] = 0;
  }

  #locked(run: () => void): void {
    // An executor that was ended while it wrote leaves the lock held: after a second it is taken over.
    for (let waits = 0; Atomics.compareExchange(this.#slots, LOCK, 0, 1) !== 0 && waits < 100; waits++)
      Atomics.wait(this.#slots, LOCK, 1, 10);
    try {
      run();
    } finally {
      Atomics.store(this.#slots, LOCK, 0);
      Atomics.notify(this.#slots, LOCK, 1);
    }
  }
}

/** A pipe may be full for a moment (EAGAIN). */
function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
