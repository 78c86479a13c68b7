/**
 * Which stage gets an executor that is free. Stages of a pool go first come, first served (or, in a FAIR pool, the one with the fewest
 * running tasks first); pools share the executors: first those below their minimum share, then by running tasks per weight.
 * Source: Spark's FairSchedulingAlgorithm.
 */
import type { PoolData } from '../threads/protocol.js';
import type { TaskQueue } from '../threads/task-queue.js';

interface Candidate {
  readonly pool: PoolData | undefined;
  readonly queue: TaskQueue;
}

/** @param candidates in order of arrival */
export function inFairOrder<C extends Candidate>(candidates: Iterable<C>): C[] {
  const pools = new Map<string, { readonly pool: PoolData; readonly stages: { candidate: C; running: number }[]; running: number }>();
  for (const candidate of candidates) {
    const pool = candidate.pool ?? DEFAULT_POOL;
    let members = pools.get(pool.name);
    if (members === undefined) {
      members = { pool, stages: [], running: 0 };
      pools.set(pool.name, members);
    }
    const running = candidate.queue.startedCount - candidate.queue.doneCount;
    members.stages.push({ candidate, running });
    members.running += running;
  }
  for (const { pool, stages } of pools.values()) if (pool.schedulingMode === 'FAIR') stages.sort((a, b) => a.running - b.running);
  return [...pools.values()].sort(byShare).flatMap(({ stages }) => stages.map(({ candidate }) => candidate));
}

export const DEFAULT_POOL: PoolData = { name: 'default', schedulingMode: 'FIFO', minShare: 0, weight: 1 };

interface Share {
  readonly pool: PoolData;
  readonly running: number;
}

function byShare(a: Share, b: Share): number {
  const [aNeeds, bNeeds] = [a, b].map(({ pool, running }) => running < pool.minShare);
  if (aNeeds !== bNeeds) return aNeeds ? -1 : 1;
  const ratio = ({ pool, running }: Share): number => (aNeeds ? running / Math.max(pool.minShare, 1) : running / pool.weight);
  return ratio(a) - ratio(b) || (a.pool.name < b.pool.name ? -1 : 1);
}
