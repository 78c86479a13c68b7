/** What a bench is, and the two sides it runs on. */

/** What a job may use. */
export interface Inputs {
  /** A count at the scale of this run: `scaled(20_000_000)`. */
  scaled(count: number): number;
  /** The path of the Zipf text, 200 MB at full scale. */
  words(): string;
}

/** Statements of a shell, for TypeScript and for Scala. */
export interface BothTexts {
  readonly ours: string;
  readonly spark: string;
}

/** A job that a session runs several times; the first run and the last are reported. */
export interface SessionBench {
  readonly kind: 'session';
  readonly name: string;
  readonly runs: number;
  /** Definitions that come before the clock starts. */
  setup?(inputs: Inputs): BothTexts;
  /** An expression; both sides must give the same text, unless `differs` says why not. */
  expression(inputs: Inputs): BothTexts;
  readonly differs?: string;
  /** What is said afterwards, on both sides alike. */
  readonly teardown?: string;
}

/** Something about the whole program: it is started for every run. */
export interface ProcessBench {
  readonly kind: 'process';
  readonly name: string;
  readonly runs: number;
  readonly unit: 's' | 'MB';
  measure(side: Side): Promise<number>;
}

export type Bench = SessionBench | ProcessBench;

/** One of the two shells. */
export interface Side {
  readonly name: 'ours' | 'spark';
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly prompt: RegExp;
  /** Defines `bench(name, runs, body)`, which prints `BENCH <name> <seconds> <CPU seconds> <answer>` for each run. */
  readonly prelude: string;
  print(text: string): string;
  call(bench: SessionBench, expression: string): string;
  /** What is typed to learn that jobs run, and what it answers. */
  readonly oneLiner: { readonly text: string; readonly answer: string };
}

/** What was measured on one side. */
export interface Measured {
  readonly values: readonly number[];
  /** Seconds of all threads together, a job a run. */
  readonly cpuSeconds?: readonly number[];
  readonly answer?: string;
}
