/** Random jobs whose executors are ended at random moments. */
import type { SparkContext } from '../../dist/index.js';
import { randomJob, randomOf } from './random-jobs.js';
import { killExecutor } from './scheduler-access.js';

/** At most this many executors are ended in a run of a job: a task that loses four of them fails its job. */
const KILLS = 2;
const LATEST_KILL_MS = 20;

export interface ChaosOutcome {
  readonly seed: number;
  readonly expected: unknown;
  /** Of the first run, and of a second run of the same RDDs. */
  readonly answers: readonly unknown[];
}

export function runDisturbed(sc: SparkContext, seed: number): ChaosOutcome {
  const expected = randomJob(sc, seed)();
  const random = randomOf(~seed);
  const job = randomJob(sc, seed);
  const answers = [0, 1].map(() => {
    for (let kills = random(KILLS + 1); kills > 0; kills--) killExecutor(sc, random(sc.defaultParallelism), random(LATEST_KILL_MS));
    return job();
  });
  return { seed, expected, answers };
}
