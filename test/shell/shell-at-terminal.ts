/** The built shell at a pseudo-terminal, key by key. */
import { spawn } from '@lydell/node-pty';
import { shellProgram } from '../support/at-terminal.js';

const escapeCodes = /\x1b\[[0-9;?]*[A-Za-z]/g;
const promptAtEnd = /(?:^|\n)(?:spark> | {5}\| )$/;

export class ShellAtTerminal {
  readonly #pty;
  #written = '';
  #exitCode: number | undefined;
  #wake = (): void => {};

  constructor(args: readonly string[], env: Record<string, string> = {}) {
    const program = shellProgram(...args);
    this.#pty = spawn(program.command, [...program.args!], {
      cols: 500,
      rows: 50,
      env: { ...process.env, TERM: 'xterm', ...program.env, ...env },
    });
    this.#pty.onData(data => {
      this.#written += data;
      this.#wake();
    });
    this.#pty.onExit(({ exitCode }) => {
      this.#exitCode = exitCode;
      this.#wake();
    });
  }

  /** All that was shown, without control codes. */
  get screen(): string {
    return this.#written.replace(escapeCodes, '').replaceAll('\r', '');
  }

  /** Returns at the first prompt. @returns what was shown before it */
  async atPrompt(): Promise<string> {
    await this.until(() => promptAtEnd.test(this.screen));
    return this.screen;
  }

  /** Types a line and returns at the next prompt. @returns what was printed in between */
  async type(line: string): Promise<string> {
    const shown = await this.press(`${line}\r`, () => promptAtEnd.test(this.screen));
    return shown.slice(shown.indexOf('\n') + 1).replace(promptAtEnd, '\n');
  }

  /** Sends keys. @returns what is shown from then on until it is, or holds, what is waited for */
  async press(keys: string, wanted: string | (() => boolean)): Promise<string> {
    const before = this.screen.length;
    const shown = () => this.screen.slice(before);
    this.#pty.write(keys);
    await this.until(() => (typeof wanted === 'string' ? shown().includes(wanted) : shown().includes('\n') && wanted()));
    return shown();
  }

  /** Sends keys and waits for nothing. */
  send(keys: string): void {
    this.#pty.write(keys);
  }

  /** Sends keys that end the session. @returns the exit code */
  async endsAfter(keys: string): Promise<number> {
    this.#pty.write(keys);
    await this.until(() => this.#exitCode !== undefined);
    return this.#exitCode!;
  }

  /** Ends the session with Ctrl-D. @returns the exit code */
  leave(): Promise<number> {
    return this.endsAfter('\x04');
  }

  async until(isThere: () => boolean): Promise<void> {
    while (!isThere()) {
      if (this.#exitCode !== undefined) throw new Error(`The shell has ended with ${this.#exitCode}:\n${this.screen}`);
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    }
  }
}
