import { expect } from 'vitest';
// Threads load built files, so the whole engine is taken from there.
import { SparkConf, SparkContext } from '../../dist/index.js';
import { debugInfo } from './scheduler-access.js';

/** Runs a test with a context of its own and looks that nothing of it is left. */
export function withContext<R>(
  run: (sc: SparkContext) => R,
  { master = 'local[2]', conf = {} }: { master?: string; conf?: Record<string, string> } = {},
): R {
  const sc = new SparkContext(new SparkConf().setMaster(master).setAppName('test').setAll(Object.entries(conf)));
  const end = (): void => {
    assertIdle(sc);
    sc.stop();
  };
  let result: R;
  try {
    result = run(sc);
  } catch (error) {
    sc.stop();
    throw error;
  }
  if (result instanceof Promise) return result.finally(end) as R;
  end();
  return result;
}

/** No job is left running, nor a task of one; each executor's place is taken. What was killed gets the time that it needs to end. */
export function assertIdle(sc: SparkContext): void {
  expect(sc.hasActiveJobs).toBe(false);
  expect(sc.jobs().filter(job => job.status === 'RUNNING')).toEqual([]);
  const deadlineMs = performance.now() + 5000;
  let info = debugInfo(sc);
  while (info !== undefined && info.runs > 0 && performance.now() < deadlineMs) info = debugInfo(sc);
  if (info === undefined) return;
  expect(info).toMatchObject({ jobs: 0, runs: 0, activeStages: 0 });
  if (info.executorIds.length > 0) expect(info.executorIds.length).toBe(sc.defaultParallelism);
}

/** What a function throws. */
export function errorOf(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}
