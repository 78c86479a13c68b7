import { describe, expect, it } from 'vitest';
import { TaskQueue } from '../../src/threads/task-queue.js';

describe('a task queue', () => {
  it('serves an executor from its own queue first, then from the common one', () => {
    const queue = TaskQueue.create([[5, 6], [1], [2, 3]]);
    expect([queue.take(0, 10), queue.take(0, 10), queue.take(1, 11), queue.take(1, 11), queue.take(1, 11), queue.take(1, 11)]).toEqual([
      1, 5, 2, 3, 6, -1,
    ]);
    expect(queue.takenBy(10)).toEqual([5, 1]);
    expect(queue.startedCount).toBe(5);
  });

  it('never gives a task of another executor', () => {
    expect(TaskQueue.create([[], [1], []]).take(1, 11)).toBe(-1);
  });

  it('gives nothing once it is killed', () => {
    const queue = TaskQueue.create([[1, 2], []]);
    queue.take(0, 0);
    queue.kill();
    expect(queue.take(0, 0)).toBe(-1);
    expect(TaskQueue.open(queue.slots).isKilled).toBe(true);
  });
});
