/** A shell that stays open for all jobs of a run; statements go through its stdin. */
import { spawn } from 'node:child_process';
import type { Inputs, Measured, SessionBench, Side } from './bench.js';

export class Session {
  readonly #side: Side;
  readonly #child;
  #printed = '';
  #wake = (): void => {};
  #ended = false;

  constructor(side: Side) {
    this.#side = side;
    this.#child = spawn(side.command, side.args, { env: { ...process.env, ...side.env } });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream.setEncoding('utf8').on('data', text => {
        this.#printed += text;
        this.#wake();
      });
    }
    this.#child.on('close', () => {
      this.#ended = true;
      this.#wake();
    });
    this.#write(side.prelude);
  }

  /** A shell that still starts would take its time from the other one. */
  async ready(): Promise<void> {
    this.#write(this.#side.print('BENCH READY'));
    await this.#until(() => this.#ended || /^(?:scala> )*BENCH READY$/m.test(this.#printed));
  }

  async run(bench: SessionBench, inputs: Inputs): Promise<Measured> {
    const from = this.#printed.length;
    const setup = bench.setup?.(inputs)[this.#side.name];
    if (setup !== undefined) this.#write(setup);
    this.#write(this.#side.call(bench, bench.expression(inputs)[this.#side.name]));
    if (bench.teardown !== undefined) this.#write(bench.teardown);
    this.#write(this.#side.print('BENCH END'));
    // The names of jobs have no characters that a regular expression would take for something else.
    const line = new RegExp(`^(?:scala> )*BENCH ${bench.name} ([\\d.]+) ([\\d.]+) (.*)\\n`, 'gm');
    await this.#until(() => this.#ended || /^(?:scala> )*BENCH END$/m.test(this.#printed.slice(from)));
    const printed = this.#printed.slice(from);
    const lines = [...printed.matchAll(line)];
    if (lines.length < bench.runs) throw new Error(`${bench.name} has failed in ${this.#side.command}:\n${printed}`);
    return {
      values: lines.map(([, seconds]) => Number(seconds)),
      cpuSeconds: lines.map(([, , seconds]) => Number(seconds)),
      answer: lines.at(-1)![3]!,
    };
  }

  async close(): Promise<void> {
    this.#child.stdin.end();
    await this.#until(() => this.#ended);
  }

  async #until(isThere: () => boolean): Promise<void> {
    while (!isThere()) {
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    }
  }

  #write(statement: string): void {
    this.#child.stdin.write(`${statement}\n`);
  }
}
