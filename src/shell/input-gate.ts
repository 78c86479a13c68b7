/**
 * Stands between the keyboard and the line editor: lets through one line at a time, so that what was typed ahead, or pasted, is echoed
 * behind its own prompt; and tells a paste (the terminal brackets it) from typing.
 */
import { Readable } from 'node:stream';
import type { ReadStream } from 'node:tty';

export interface GateEvents {
  /** A pasted text, its line ends as `\n`. */
  paste(text: string): void;
  /** Ctrl-D. @returns whether it was used up; otherwise the editor gets it */
  endOfInput(): boolean;
  /** Whether the cursor stands at the end of the line. */
  isAppending(): boolean;
  /** The keyboard has gone. */
  hangUp(): void;
}

const pasteStart = '\x1b[200~';
const pasteEnd = '\x1b[201~';
const controlD = '\x04';

/** What the editor reads. It looks like a terminal to it; raw mode is passed on. */
export class InputGate extends Readable {
  readonly isTTY = true;
  #pending = '';
  #isOpen = false;
  readonly #keyboard: ReadStream;
  readonly #events: GateEvents;

  constructor(keyboard: ReadStream, events: GateEvents) {
    super();
    this.#keyboard = keyboard;
    this.#events = events;
    keyboard.setEncoding('utf8');
    keyboard.on('data', (text: string | Buffer) => {
      // Typed while the terminal was not raw, a line ends in `\n`, which the editor would take for the second half of a `\r\n`, and
      // Ctrl-D is a NUL.
      this.#pending += String(text)
        .replace(/\r\n?|\n/g, '\r')
        .replaceAll('\0', controlD);
      this.#drain();
    });
    keyboard.on('end', () => events.hangUp());
    keyboard.on('error', () => events.hangUp());
  }

  get isRaw(): boolean {
    return this.#keyboard.isRaw;
  }

  setRawMode(mode: boolean): this {
    this.#keyboard.setRawMode(mode);
    return this;
  }

  // Lines are emitted, not read: the editor must have seen each before the next is let through.
  override _read(): void {}

  /** Lets keys through, up to the end of a line. */
  open(): void {
    this.setRawMode(true);
    this.#keyboard.resume();
    this.#isOpen = true;
    this.#drain();
  }

  /**
   * To be called when a line has been taken: what follows waits. The terminal is not raw meanwhile, so that Ctrl-C is a signal, which
   * stops a statement that never returns to the event loop; and it is not read, so that keys for a child process reach that.
   */
  close(): void {
    this.#isOpen = false;
    this.#keyboard.pause();
    this.setRawMode(false);
  }

  /** The next whole line that waits; undefined when there is none, or it holds keys of the editor. */
  peekLine(): string | undefined {
    return /^([^\x00-\x08\x0a-\x1f\x7f]*)\r/.exec(this.#pending)?.[1];
  }

  /** Forgets what was typed ahead. */
  discard(): void {
    this.#pending = '';
  }

  #drain(): void {
    while (this.#isOpen && this.#pending !== '') {
      if (this.#pending.startsWith(pasteStart)) {
        const end = this.#pending.indexOf(pasteEnd);
        if (end < 0) return;
        const text = this.#pending.slice(pasteStart.length, end);
        this.#pending = this.#pending.slice(end + pasteEnd.length);
        this.#events.paste(text.replaceAll('\r', '\n'));
      } else if (this.#pending.startsWith(controlD)) {
        this.#pending = this.#pending.slice(1);
        if (!this.#events.endOfInput()) this.emit('data', controlD);
      } else {
        const [keys = ''] = /^[^\r\x04]*?(?:\r|(?=\x04|\x1b\[200~)|$)/.exec(this.#pending) ?? [];
        // node:readline appends what arrives as more than one key, wherever the cursor is.
        const isPlain = this.#events.isAppending() && /^[^\x00-\x08\x0a-\x0c\x0e-\x1f\x7f]*$/.test(keys);
        const part = isPlain ? keys : String.fromCodePoint(keys.codePointAt(0)!);
        this.#pending = this.#pending.slice(part.length);
        this.emit('data', part);
      }
    }
  }
}
