/** What no user of a context sees, for tests and benches. */
import type { SparkContext } from '../../dist/index.js';
import type { SchedulerClient } from '../../dist/scheduler/scheduler-client.js';

const clientOf = (sc: SparkContext): SchedulerClient => Reflect.get(sc, 'client');

/** What the scheduler holds. */
export const debugInfo = (sc: SparkContext) => clientOf(sc).debugInfo();

/** Ends an executor from outside, wherever it is. */
export const killExecutor = (sc: SparkContext, slot: number, afterMs = 0): void =>
  clientOf(sc).tell({ type: 'killExecutor', slot, afterMs });
