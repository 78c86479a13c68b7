/** A person at a terminal, as a source of lines. */
import type { ReadStream, WriteStream } from 'node:tty';
import type { Colors } from './colors.js';
import type { Completion } from './completion.js';
import type { History } from './history.js';
import { InputGate } from './input-gate.js';
import { createLineEditor, type LineEditor } from './line-editor.js';
import { InputAbandoned, type LineSource, type PromptKind } from './line-source.js';
import { continuationPrompt, primaryPrompt } from './printer.js';

const bracketPastes = '\x1b[?2004h';
const stopBracketing = '\x1b[?2004l';
const clearToEnd = '\x1b[0J';
const editorHistory = 1000;

export interface TerminalParts {
  readonly input: ReadStream;
  readonly output: WriteStream;
  readonly history: History;
  readonly colors: Colors;
  /** The terminal can tell a paste from typing. */
  readonly bracketsPastes: boolean;
  /** @param line up to the cursor, @param after the rest of it */
  complete(before: string, line: string, after: string): Promise<Completion>;
  /** A line begins to be typed, or has ended. */
  typing(isTyping: boolean): void;
  /** Ctrl-C at an empty prompt. @returns whether there was something to cancel */
  cancel(): boolean;
  /** The second Ctrl-C at an empty prompt in a row. */
  leave(): void;
}

interface Waiting {
  readonly kind: PromptKind;
  resolve(line: string | undefined): void;
  reject(error: Error): void;
}

export class Terminal implements LineSource {
  readonly #parts: TerminalParts;
  readonly #gate: InputGate;
  readonly #editor: LineEditor;
  readonly #write: (text: string) => boolean;
  #waiting: Waiting | undefined;
  /** Lines of a paste that are still to be taken. */
  #pasted: string[] = [];
  /** The input so far, for completion. */
  #before = '';
  #toInsert = '';
  #wantsToLeave = false;
  #hasHungUp = false;
  #isReady = false;

  constructor(parts: TerminalParts) {
    this.#parts = parts;
    const { input, output } = parts;
    this.#write = output.write.bind(output);
    this.#gate = new InputGate(input, {
      paste: text => this.#paste(text),
      endOfInput: () => this.#endOfInput(),
      isAppending: () => this.#editor.cursor === this.#editor.line.length,
      hangUp: () => {
        this.#hasHungUp = true;
        this.#settle(waiting => waiting.resolve(undefined));
      },
    });
    // The editor writes past what is put over the terminal's own `write`, which redraws the editor; and nothing before it is asked to.
    const screen = Object.create(output, { write: { value: (text: string) => !this.#isReady || this.#write(text) } }) as WriteStream;
    this.#editor = createLineEditor({
      input: this.#gate,
      output: screen,
      completer: (line: string, done: (error: null, result: [string[], string]) => void) => void this.#complete(line, done),
    });
    this.#isReady = true;
    this.#gate.close();
    this.#editor.on('line', line => this.#take(line));
    this.#editor.on('SIGINT', () => this.interrupt());
  }

  next(kind: PromptKind): Promise<string | undefined> {
    const pasted = this.#pasted.shift();
    if (pasted !== undefined) return Promise.resolve(pasted);
    if (this.#hasHungUp) return Promise.resolve(undefined);
    if (kind === 'primary') {
      this.#before = '';
      this.#editor.history = this.#parts.history.entries.slice(-editorHistory).reverse();
      this.#write('\n');
    }
    if (this.#parts.bracketsPastes) this.#write(bracketPastes);
    this.#editor.setPrompt(this.#promptOf(kind));
    this.#editor.line = this.#toInsert;
    this.#editor.cursor = this.#toInsert.length;
    this.#toInsert = '';
    this.#parts.typing(true);
    return new Promise((resolve, reject) => {
      this.#waiting = { kind, resolve, reject };
      // Before the prompt: who sees it and types at once would have the line echoed by the terminal too.
      this.#gate.setRawMode(true);
      this.#editor.prompt(true);
      this.#gate.open();
    });
  }

  peek(): string | undefined {
    return this.#pasted[0] ?? this.#gate.peekLine();
  }

  /** Puts text into the next line that is asked for. */
  insertLine(text: string): void {
    this.#toInsert = text;
  }

  /** Forgets what was typed ahead. */
  discardTypedAhead(): void {
    this.#gate.discard();
    this.#pasted = [];
  }

  /** A line is being typed. */
  get isWaiting(): boolean {
    return this.#waiting !== undefined;
  }

  /** Ctrl-C while a line is being typed. */
  interrupt(): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    const { line } = this.#editor;
    const isAtEmptyPrompt = waiting.kind === 'primary' && line === '';
    this.#pasted = [];
    this.#editor.cursor = line.length;
    this.#editor.prompt(true);
    if (!isAtEmptyPrompt) this.#write('^C');
    this.#editor.clearLine();
    this.#close();
    if (isAtEmptyPrompt && !this.#parts.cancel()) {
      if (this.#wantsToLeave) return this.#parts.leave();
      this.#write('(To leave, press Ctrl+C again or Ctrl+D, or type :quit)\n');
      this.#wantsToLeave = true;
    } else {
      this.#wantsToLeave = false;
    }
    waiting.reject(new InputAbandoned());
  }

  /** Writes a text above the line that is being typed, and the line again. */
  writeAbove(text: string, write: (text: string) => void): void {
    if (!this.#waiting) return write(text);
    const { rows } = this.#editor.getCursorPos();
    this.#write(`${rows > 0 ? `\x1b[${rows}A` : ''}\r${clearToEnd}`);
    write(text.endsWith('\n') ? text : `${text}\n`);
    this.#editor.prompt(true);
  }

  /** Gives the terminal back as it was. */
  close(): void {
    if (this.#waiting) this.#close();
  }

  #promptOf(kind: PromptKind): string {
    if (kind === 'none') return '';
    return this.#parts.colors.prompt(kind === 'primary' ? primaryPrompt : continuationPrompt);
  }

  #take(line: string): void {
    this.#before += `${line}\n`;
    this.#settle(waiting => waiting.resolve(line));
  }

  #settle(give: (waiting: Waiting) => void): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    this.#wantsToLeave = false;
    this.#close();
    give(waiting);
  }

  #close(): void {
    this.#waiting = undefined;
    this.#parts.typing(false);
    this.#gate.close();
    if (this.#parts.bracketsPastes) this.#write(stopBracketing);
  }

  #endOfInput(): boolean {
    if (this.#editor.line !== '') return false;
    if (this.#waiting?.kind === 'none') this.#write('\r\n');
    this.#settle(waiting => waiting.resolve(undefined));
    return true;
  }

  /** One line goes into the line being typed; more are taken at once when the last is ended, and can be edited as a block when not. */
  #paste(text: string): void {
    const plain = text.replace(/[\x00-\x08\x0b-\x1f\x7f]/g, '');
    const waiting = this.#waiting;
    if (!waiting) return;
    const { line, cursor } = this.#editor;
    const whole = line.slice(0, cursor) + plain + line.slice(cursor);
    if (!plain.endsWith('\n') || cursor < line.length) {
      this.#editor.line = whole;
      this.#editor.cursor = cursor + plain.length;
      this.#editor.prompt(true);
      return;
    }
    const lines = whole.slice(0, -1).split('\n');
    const margin = waiting.kind === 'none' ? '' : this.#promptOf('continuation');
    this.#write(`${plain.slice(0, -1).replaceAll('\n', `\r\n${margin}`)}\r\n`);
    this.#editor.line = '';
    this.#editor.cursor = 0;
    if (waiting.kind !== 'none') return this.#take(lines.join('\n'));
    this.#pasted = lines.slice(1);
    this.#take(lines[0]!);
  }

  async #complete(line: string, done: (error: null, result: [string[], string]) => void): Promise<void> {
    const { candidates, replaced, signature } = await this.#parts.complete(this.#before, line, this.#editor.line.slice(line.length));
    if (signature === undefined) return done(null, [[...candidates], replaced]);
    this.writeAbove(signature, this.#write);
    done(null, [[], replaced]);
  }
}
