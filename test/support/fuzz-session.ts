/** Runs statements that nobody has checked, and tells of each whether the answer is fit for a person: rows, or one of Spark's errors. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DataFrame, SparkSession } from '../../dist/index.js';
import { randomChain } from './random-frames.js';
import type { Random } from './random-sql.js';
import { preparation } from './statement-corpus.js';

export interface FuzzFailure {
  readonly sql: string;
  readonly problem: string;
}

/** Longer than this is called a hang. */
const patienceMs = 20_000;

export class FuzzSession {
  readonly #directory = mkdtempSync(join(tmpdir(), 'fuzz-'));
  readonly #home = process.cwd();
  readonly #root: SparkSession;
  #session: SparkSession;
  /** How many statements were refused, and how many ran. */
  errors = 0;
  results = 0;

  constructor() {
    // A random statement writes to a random path: it is one within the directory that goes away.
    process.chdir(this.#directory);
    this.#root = SparkSession.builder()
      .master('local[2]')
      .appName('fuzz')
      .config('spark.ui.enabled', false)
      .config('spark.sql.warehouse.dir', join(this.#directory, 'warehouse'))
      .getOrCreate();
    this.#session = this.#root;
    this.refresh();
  }

  /** Names of all functions; operators are not called by name. */
  get functions(): readonly string[] {
    return this.#root
      .sql('SHOW FUNCTIONS')
      .collect()
      .map(row => String(row.get(0)).replace(/^.*\./, ''))
      .filter(name => /^\w+$/.test(name));
  }

  /** A new session: what statements have set and made is gone. */
  refresh(isAnsi = true): void {
    this.#session = this.#root.newSession();
    this.#session.conf.set('spark.sql.ansi.enabled', isAnsi);
    for (const sql of preparation) this.#session.sql(sql);
  }

  /** @param isRun the rows are asked for too, not the plan alone */
  try(sql: string, isRun: boolean): FuzzFailure | undefined {
    return this.#try(sql, () => this.#session.sql(sql), isRun);
  }

  /** A chain of methods of a DataFrame. */
  tryChain(random: Random, isRun: boolean): FuzzFailure | undefined {
    const chain = randomChain(this.#session, ['t', 'u'], random);
    return this.#try(chain.text, () => chain.run(), isRun);
  }

  #try(sql: string, make: () => DataFrame, isRun: boolean): FuzzFailure | undefined {
    const start = performance.now();
    let problem: string | undefined;
    try {
      const frame = make();
      frame.schema.json();
      if (isRun) frame.showString(5);
      this.results++;
    } catch (error) {
      this.errors++;
      problem = problemOf(error);
    }
    const took = performance.now() - start;
    if (problem === undefined && took > patienceMs) problem = `took ${Math.round(took)} ms`;
    return problem === undefined ? undefined : { sql, problem };
  }

  stop(): void {
    this.#root.stop();
    process.chdir(this.#home);
    rmSync(this.#directory, { recursive: true, force: true });
  }
}

function problemOf(error: unknown): string | undefined {
  const { name, message, condition, stack } = error as Error & { condition?: string };
  if (typeof condition === 'string') return condition === 'INTERNAL_ERROR' ? `${condition}: ${message}` : undefined;
  // A few errors of Spark have no condition, only the class of an exception.
  if (name.endsWith('Exception')) return undefined;
  const place = /\n\s+at .*/.exec(stack ?? '')?.[0].trim() ?? '';
  return `${name}: ${String(message).slice(0, 300)} ${place}`;
}
