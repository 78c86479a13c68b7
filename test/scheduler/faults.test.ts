import { describe, expect, it } from 'vitest';
import { errorOf, withContext } from '../support/local-context.js';

describe('a job that fails', () => {
  it('names the task, the stage, the attempt and the error of the closure', () =>
    withContext(sc => {
      const error = errorOf(() =>
        sc
          .parallelize([1, 2, 3], 3)
          .map(x => {
            if (x === 2) throw new RangeError('two');
            return x;
          })
          .collect(),
      );
      expect(error.name).toBe('SparkException');
      expect(error.message).toMatch(
        /^Job aborted due to stage failure: Task 1 in stage 0\.0 failed 1 times, most recent failure:\nLost task 1\.0 in stage 0\.0 \(TID \d+\) \(driver executor [01]\): RangeError: two$/,
      );
      expect((error.cause as Error).message).toBe('two');
    }));

  it('leaves the context as it was', () =>
    withContext(sc => {
      errorOf(() =>
        sc.parallelize([1]).foreach(() => {
          throw new Error('no');
        }),
      );
      expect(sc.parallelize([1, 2]).count()).toBe(2);
    }));

  it('is tried as often as local[N,F] says', () =>
    withContext(
      sc => {
        const tries = sc.longAccumulator('tries');
        const error = errorOf(() =>
          sc.parallelize([1], 1).foreach(() => {
            tries.add(1);
            throw new Error('always');
          }),
        );
        expect(error.message).toContain('Task 0 in stage 0.0 failed 3 times');
        // What failed tasks add does not count.
        expect(tries.value).toBe(0);
      },
      { master: 'local[2,3]' },
    ));

  it('fails when a thrown value is no error', () =>
    withContext(sc => {
      expect(
        errorOf(() =>
          sc.parallelize([1]).foreach(() => {
            throw 'text';
          }),
        ).message,
      ).toContain('Error: text');
    }));
});

describe('an executor that ends', () => {
  it('is replaced, and its task runs again', () =>
    withContext(sc => {
      const marker = `${process.env.TMPDIR ?? '/tmp'}/ts-spark-test-${process.pid}-${Date.now()}`;
      const rows = sc
        .parallelize([1, 2, 3, 4], 4)
        .map(x => {
          const fs = process.getBuiltinModule('node:fs');
          if (x === 3 && !fs.existsSync(marker)) {
            fs.writeFileSync(marker, '');
            process.exit(7);
          }
          return x;
        })
        .collect();
      expect(rows).toEqual([1, 2, 3, 4]);
    }));

  it('fails the job when the same task ends it again and again', () =>
    withContext(sc => {
      const error = errorOf(() => sc.parallelize([1], 1).foreach(() => process.exit(7)));
      expect(error.message).toContain('ExecutorLostFailure');
      expect(error.message).toContain('Reason: exit code 7');
      expect(sc.parallelize([1, 2]).count()).toBe(2);
    }));

  it('fails the job when it is out of heap, and no more than the job', () =>
    withContext(
      sc => {
        const error = errorOf(() =>
          sc.parallelize([1], 1).foreach(() => {
            const rows: number[][] = [];
            for (;;) rows.push(new Array(10_000).fill(Math.random()));
          }),
        );
        expect(error.message).toContain('out of heap (spark.executor.memory is 64 MiB)');
        expect(sc.parallelize([1, 2]).count()).toBe(2);
      },
      { conf: { 'spark.executor.memory': '64m' } },
    ));

  it('takes its cached partitions along, which are computed again', () =>
    withContext(sc => {
      const cached = sc
        .range(0, 1000, 1, 4)
        .map(x => x * 2)
        .cache();
      expect(cached.count()).toBe(1000);
      errorOf(() => sc.parallelize([1, 2], 2).foreach(() => process.exit(1)));
      expect(cached.reduce((a, b) => a + b)).toBe(999_000);
    }));
});

describe('a cancelled job', () => {
  it('ends within a second, from an endless loop too', () =>
    withContext(async sc => {
      const job = sc.runSinkAsync(
        sc.parallelize([1, 2], 2).map(() => {
          for (;;);
        }),
        () => ({ kind: 'count' }),
        'count',
      );
      const rejected = expect(job).rejects.toThrow(/^Job 0 cancelled .*\(executor 0, executor 1 were replaced\)$/);
      while (sc.jobs()[0]!.stages[0]!.running < 2);
      const start = performance.now();
      expect(sc.cancelAllJobs().map(error => error.name)).toEqual(['SparkException']);
      expect(performance.now() - start).toBeLessThan(1000);
      await rejected;
      expect(sc.parallelize([1, 2]).count()).toBe(2);
    }));
});
