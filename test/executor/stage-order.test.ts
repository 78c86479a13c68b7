/** Which stage gets a free executor under the FAIR scheduler. */
import { describe, expect, it } from 'vitest';
import { inFairOrder } from '../../src/executor/stage-order.js';
import type { PoolData } from '../../src/threads/protocol.js';
import { TaskQueue } from '../../src/threads/task-queue.js';

const pool = (name: string, more: Partial<PoolData> = {}): PoolData => ({ name, schedulingMode: 'FIFO', minShare: 0, weight: 1, ...more });

/** A stage with some of its tasks running. */
function stage(name: string, inPool: PoolData | undefined, running: number) {
  const queue = TaskQueue.create([Array.from({ length: 10 }, (_, i) => i)]);
  for (let i = 0; i < running; i++) queue.take(0, 0);
  return { name, pool: inPool, queue };
}

const order = (...stages: ReturnType<typeof stage>[]) => inFairOrder(stages).map(({ name }) => name);

describe('stages of pools', () => {
  it('the pool with the fewest running tasks per weight comes first', () => {
    const [a, b, heavy] = [pool('a'), pool('b'), pool('heavy', { weight: 4 })];
    expect(order(stage('a', a, 2), stage('b', b, 1), stage('heavy', heavy, 3))).toEqual(['heavy', 'b', 'a']);
  });

  it('a pool below its minimum share comes before all others', () => {
    expect(order(stage('a', pool('a'), 0), stage('needs', pool('needs', { minShare: 3 }), 2))).toEqual(['needs', 'a']);
    expect(order(stage('a', pool('a', { minShare: 4 }), 2), stage('b', pool('b', { minShare: 2 }), 0))).toEqual(['b', 'a']);
  });

  it('stages of a FIFO pool keep their order, those of a FAIR pool share', () => {
    const [fifo, fair] = [pool('fifo'), pool('fair', { schedulingMode: 'FAIR' })];
    expect(order(stage('1', fifo, 3), stage('2', fifo, 0))).toEqual(['1', '2']);
    expect(order(stage('1', fair, 3), stage('2', fair, 0))).toEqual(['2', '1']);
    expect(order(stage('1', undefined, 3), stage('2', undefined, 0))).toEqual(['1', '2']);
  });

  it('tasks that are done do not count', () => {
    const done = stage('done', pool('a'), 2);
    done.queue.countDone();
    done.queue.countDone();
    expect(order(stage('b', pool('b'), 1), done)).toEqual(['done', 'b']);
  });
});
