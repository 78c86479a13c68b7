/** Actions that the driver does not wait for. */
import { describe, expect, it } from 'vitest';
import type { SparkContext } from '../../dist/index.js';
import { withContext } from '../support/local-context.js';
import { nativeClasses } from '../support/native-classes.js';

const { TaskContext } = nativeClasses;

const hundred = (sc: SparkContext) => sc.range(0, 100, 1, 20);

describe('an asynchronous action', () => {
  it('gives a promise of its result', () =>
    withContext(async sc => {
      const seen = sc.longAccumulator();
      expect(await hundred(sc).countAsync()).toBe(100);
      expect(await hundred(sc).collectAsync()).toEqual(hundred(sc).collect());
      expect(await hundred(sc).takeAsync(42)).toEqual(hundred(sc).take(42));
      await hundred(sc).foreachAsync(x => seen.add(x));
      await hundred(sc).foreachPartitionAsync(rows => seen.add([...rows].length));
      expect(seen.value).toBe(4950 + 100);
    }));

  it('may be waited for without await', () =>
    withContext(async sc => {
      const taken = hundred(sc).takeAsync(42);
      expect(taken.get()).toEqual(hundred(sc).take(42));
      expect(await taken).toBe(taken.get());
      expect(taken.jobIds.length).toBeGreaterThan(1);
      expect(taken.isCompleted).toBe(true);
      expect(taken.value).toEqual({ value: taken.get() });
      expect(hundred(sc).countAsync().get()).toBe(100);
    }));

  it('runs beside others, and beside an action that blocks', () =>
    withContext(async sc => {
      const counts = [1, 2, 3].map(n => sc.range(0, n).countAsync());
      expect(sc.range(0, 4).count()).toBe(4);
      expect(await Promise.all(counts)).toEqual([1, 2, 3]);
    }));

  it('fails with the error of the closure, and says so', () =>
    withContext(async sc => {
      const action = hundred(sc).foreachAsync(() => {
        throw new TypeError('no');
      });
      await expect(action).rejects.toThrow(/TypeError: no$/);
      expect(() => action.get()).toThrow(/TypeError: no$/);
      expect([action.isCompleted, action.isCancelled]).toEqual([true, false]);
    }));

  it('of no rows is done at once', () => withContext(async sc => expect(await sc.emptyRDD().collectAsync()).toEqual([])));
});

describe('runJob and submitJob', () => {
  it('run a function on the partitions that are asked for', () =>
    withContext(async sc => {
      const rows = sc.parallelize([1, 2, 3, 4], 4);
      expect(sc.runJob(rows, part => [...part].length)).toEqual([1, 1, 1, 1]);
      const handled: [number, string][] = [];
      const results = sc.runJob(
        rows,
        part => `${TaskContext.getPartitionId()}: ${[...part]}`,
        [1, 3],
        (i, result) => handled.push([i, result]),
      );
      expect(results).toEqual(['1: 2', '3: 4']);
      expect(handled).toEqual([
        [0, '1: 2'],
        [1, '3: 4'],
      ]);
      let sum = 0;
      const submitted = sc.submitJob(
        rows,
        part => [...part][0]!,
        [0, 2],
        (_, each) => (sum += each),
        () => sum,
      );
      expect(await submitted).toBe(4);
    }));
});
