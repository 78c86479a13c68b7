/** A program with a prompt at a pseudo-terminal, driven as a person does: a line is typed when a prompt waits for it. */
import { spawn } from '@lydell/node-pty';

const escapeCodes = /\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]/g;

export interface Program {
  readonly command: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What the screen ends with when the program waits for a line. */
  readonly prompt: RegExp;
}

export class AtTerminal {
  readonly #pty;
  readonly #prompt: RegExp;
  #written = '';
  #wake = (): void => {};
  #exitCode: number | undefined;

  constructor({ command, args = [], env = {}, prompt }: Program) {
    this.#prompt = prompt;
    this.#pty = spawn(command, [...args], { cols: 500, rows: 50, env: { ...process.env, ...env } });
    this.#pty.onData(data => {
      this.#written += data;
      this.#wake();
    });
    this.#pty.onExit(({ exitCode }) => {
      this.#exitCode = exitCode;
      this.#wake();
    });
  }

  get pid(): number {
    return this.#pty.pid;
  }

  /** What stands on the screen, without control codes. */
  get screen(): string {
    return this.#written.replace(escapeCodes, '').replaceAll('\r', '');
  }

  /** Returns when the program waits for a line. */
  atPrompt(): Promise<void> {
    return this.#until(() => this.#prompt.test(this.screen));
  }

  /** Types a line and returns at the next prompt. @returns what was printed in between */
  async type(line: string): Promise<string> {
    const before = this.screen.length;
    this.press(`${line}\r`);
    await this.#until(() => this.screen.indexOf('\n', before) >= 0 && this.#prompt.test(this.screen));
    const printed = this.screen.slice(before).replace(this.#prompt, '\n');
    return printed.slice(printed.indexOf('\n') + 1);
  }

  /** Sends keys and waits for nothing. */
  press(keys: string): void {
    this.#pty.write(keys);
  }

  /** Ends the program with Ctrl-D. @returns the exit code */
  async leave(): Promise<number> {
    this.press('\x04');
    await this.#until(() => this.#exitCode !== undefined);
    return this.#exitCode!;
  }

  async #until(isThere: () => boolean): Promise<void> {
    while (!isThere()) {
      if (this.#exitCode !== undefined) throw new Error(`The program has ended with ${this.#exitCode}:\n${this.screen}`);
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    }
  }
}

/** The built shell. */
export const shellProgram = (...args: string[]): Program => ({
  command: process.execPath,
  args: [new URL('../../bin/ts-spark-shell.js', import.meta.url).pathname, ...args],
  env: { NO_COLOR: '1', TS_SPARK_SHELL_HISTORY: '/dev/null', TS_SPARK_SHELL_STARTUP: '/dev/null' },
  prompt: /(?:^|\n)(?:spark> | {5}\| )$/,
});
