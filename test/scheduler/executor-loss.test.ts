import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { errorOf, withContext } from '../support/local-context.js';
import { debugInfo, killExecutor } from '../support/scheduler-access.js';

const directory = mkdtempSync(join(tmpdir(), 'ts-spark-loss-'));
let markers = 0;
afterAll(() => rmSync(directory, { recursive: true }));

/** A function that ends its thread, the first time that it is called. */
function dieOnce(): () => void {
  const marker = join(directory, `marker-${markers++}`);
  return () => {
    const fs = process.getBuiltinModule('node:fs');
    if (fs.existsSync(marker)) return;
    fs.writeFileSync(marker, '');
    process.exit(7);
  };
}

/** A pair of functions: tasks call the first and wait there, until the test calls the second. */
function gate(): { pass: () => void; open: () => void } {
  const path = join(directory, `gate-${markers++}`);
  return {
    pass: () => {
      const fs = process.getBuiltinModule('node:fs');
      while (!fs.existsSync(path));
    },
    open: () => writeFileSync(path, ''),
  };
}

const byKey = <V>(pairs: [number, V][]) => pairs.sort(([a], [b]) => a - b);

describe('the loss of an executor', () => {
  it('on the map side of a shuffle costs its task only', () =>
    withContext(sc => {
      const die = dieOnce();
      const counts = sc
        .range(0, 40, 1, 8)
        .map((x): [number, number] => {
          if (x === 17) die();
          return [x % 4, x];
        })
        .reduceByKey((a, b) => a + b);
      expect(byKey(counts.collect())).toEqual([
        [0, 180],
        [1, 190],
        [2, 200],
        [3, 210],
      ]);
    }));

  it('while it merges what it has fetched leaves the map outputs as they are', () =>
    withContext(sc => {
      const die = dieOnce();
      const mapped = sc.longAccumulator('mapped');
      const sums = sc
        .range(0, 40, 1, 4)
        .map((x): [number, number] => {
          mapped.add(1);
          return [x % 4, x];
        })
        .groupByKey(4)
        .mapValues(xs => {
          die();
          return [...xs].length;
        });
      expect(byKey(sums.collect())).toEqual([0, 1, 2, 3].map(k => [k, 10]));
      expect(mapped.value).toBe(40);
    }));

  it('in the merge function itself is survived three times in a row', () =>
    withContext(sc => {
      for (let i = 0; i < 3; i++) {
        const die = dieOnce();
        const grouped = sc.parallelize([true, true], 2).map((x): [boolean, boolean] => [x, x]);
        const combined = grouped.combineByKey(
          x => x,
          x => x,
          x => {
            die();
            return x;
          },
        );
        expect(combined.collect()).toEqual([[true, true]]);
      }
    }));

  it('counts each accumulator update of an action once', () =>
    withContext(sc => {
      const die = dieOnce();
      const seen = sc.longAccumulator('seen');
      sc.range(0, 1000, 1, 50).foreach(x => {
        seen.add(1);
        if (x === 777) die();
      });
      expect(seen.value).toBe(1000);
    }));

  it('in the second round of take changes no row', () =>
    withContext(sc => {
      const die = dieOnce();
      const rows = sc.range(0, 100, 1, 50).map(x => {
        if (x === 7) die();
        return x;
      });
      expect(rows.take(12)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    }));

  it('takes cached partitions along, and runs the shuffle before them again when that is gone too', () =>
    withContext(sc => {
      const sums = sc
        .range(0, 100, 1, 4)
        .map((x): [number, number] => [x % 10, x])
        .reduceByKey((a, b) => a + b, 4)
        .cache();
      const before = byKey(sums.collect());
      sums.cleanShuffleDependencies();
      const die = dieOnce();
      const again = sums.mapValues(sum => {
        die();
        return sum;
      });
      expect(byKey(again.collect())).toEqual(before);
      expect(debugInfo(sc)!.cachedPartitions).toBe(4);
    }));

  it('disturbs neither of two jobs in flight', () =>
    withContext(async sc => {
      const [dieHere, dieThere] = [dieOnce(), dieOnce()];
      const first = sc
        .range(0, 100, 1, 20)
        .map(x => {
          if (x === 50) dieHere();
          return x;
        })
        .collectAsync();
      const second = sc
        .range(0, 100, 1, 20)
        .map((x): [number, number] => {
          if (x === 51) dieThere();
          return [x % 2, 1];
        })
        .reduceByKey((a, b) => a + b)
        .collectAsync();
      expect(await first).toHaveLength(100);
      expect(byKey(await second)).toEqual([
        [0, 50],
        [1, 50],
      ]);
    }));

  it('of all executors at once is survived', () =>
    withContext(async sc => {
      const { pass, open } = gate();
      const rows = sc
        .parallelize([1, 2], 2)
        .map(x => {
          pass();
          return x;
        })
        .collectAsync();
      while (sc.jobs()[0]!.stages[0]!.running < 2);
      killExecutor(sc, 0);
      killExecutor(sc, 1);
      while (debugInfo(sc)!.executorIds.some(id => id < 2));
      open();
      expect(await rows).toEqual([1, 2]);
    }));

  it('while its job is being cancelled ends the job once', () =>
    withContext(async sc => {
      const { pass, open } = gate();
      const job = sc.parallelize([1, 2, 3], 3).foreachAsync(() => pass());
      const rejected = expect(job).rejects.toThrow(/^Job 0 cancelled/);
      while (sc.jobs()[0]!.stages[0]!.running < 2);
      killExecutor(sc, 0);
      sc.cancelAllJobs();
      await rejected;
      open();
      expect(sc.parallelize([1, 2]).count()).toBe(2);
    }));

  it('during stop() does not hold the stop up', () =>
    withContext(async sc => {
      const { pass, open } = gate();
      const job = sc.parallelize([1, 2], 2).foreachAsync(() => pass());
      const rejected = expect(job).rejects.toThrow('cancelled because SparkContext was shut down');
      while (sc.jobs()[0]!.stages[0]!.running < 2);
      killExecutor(sc, 0);
      sc.stop();
      await rejected;
      open();
    }));

  it.each([
    ['an error', "throw new TypeError('late')"],
    ['null', 'throw null'],
    ['a rejected promise', "Promise.reject(new Error('late'))"],
  ])('by a timer that a closure left behind, which throws %s, is seen and repaired', (_, text) =>
    withContext(sc => {
      const late = new Function(text) as () => void;
      sc.parallelize([1], 1).foreach(() => void setTimeout(late, 0));
      while (debugInfo(sc)!.executorIds.every(id => id < 2));
      expect(sc.range(0, 10, 1, 4).count()).toBe(10);
    }),
  );

  it('fails the job when one task ends four executors, beside tasks that do not', () =>
    withContext(sc => {
      const error = errorOf(() =>
        sc.range(0, 10, 1, 2).foreach(x => {
          if (x === 1) process.exit(42);
        }),
      );
      expect(error.message).toContain('failed 4 times');
      expect(error.message).toContain('exit code 42');
    }));
});

describe('a task that fails at first', () => {
  it('is tried again, and so is each other one of the same report', () =>
    withContext(
      sc => {
        const prefix = join(directory, `first-${markers++}`);
        const rows = sc.range(0, 200, 1, 200).map(x => {
          const fs = process.getBuiltinModule('node:fs');
          const marker = `${prefix}-${x}`;
          if (x % 3 === 0 && !fs.existsSync(marker)) {
            fs.writeFileSync(marker, '');
            throw new Error('first time');
          }
          return x;
        });
        expect(rows.collect()).toEqual(Array.from({ length: 200 }, (_, i) => i));
      },
      { master: 'local[2,3]' },
    ));

  it('on the reduce side runs that task again and no other', () =>
    withContext(
      sc => {
        const marker = join(directory, `reduce-${markers++}`);
        const runs = sc.longAccumulator('runs');
        const squares = sc
          .parallelize([1, 2, 3], 3)
          .map((x): [number, number] => {
            runs.add(1);
            return [x, x];
          })
          .groupByKey(3)
          .map(([k, [v]]): [number, number] => {
            const fs = process.getBuiltinModule('node:fs');
            if (k === 1 && !fs.existsSync(marker)) {
              fs.writeFileSync(marker, '');
              throw new Error('intended');
            }
            return [k, v! * v!];
          });
        expect(byKey(squares.collect())).toEqual([
          [1, 1],
          [2, 4],
          [3, 9],
        ]);
        expect(runs.value).toBe(3);
      },
      { master: 'local[1,2]' },
    ));

  it('on the map side fails each job that needs the shuffle', () =>
    withContext(sc => {
      const grouped = sc
        .parallelize([1, 2, 3], 3)
        .map((x): [number, number] => {
          if (x > 0) throw new Error('always');
          return [x, x];
        })
        .groupByKey(3);
      expect(errorOf(() => grouped.collect()).message).toContain('always');
      expect(errorOf(() => grouped.count()).message).toContain('always');
    }));

  it('brings its last cause to the driver', () =>
    withContext(
      sc => {
        const error = errorOf(() =>
          sc.parallelize([1], 1).foreach(() => {
            throw new Error('oops', { cause: new RangeError('inner') });
          }),
        );
        expect((error.cause as Error).message).toBe('oops');
        expect(((error.cause as Error).cause as Error).name).toBe('RangeError');
      },
      { master: 'local[1,2]' },
    ));
});

describe('an error that cannot be sent', () => {
  const cases: [string, () => never][] = [
    [
      'because it is its own cause',
      () => {
        const error = new Error('round');
        error.cause = error;
        throw error;
      },
    ],
    [
      'because its stack is no text',
      () => {
        throw Object.assign(new Error('odd'), { stack: 5, name: Symbol('n'), extra: () => {} });
      },
    ],
    [
      'because it cannot be read',
      () => {
        throw Object.defineProperty(new Error(), 'message', {
          get() {
            throw new Error('unreadable');
          },
        });
      },
    ],
    [
      'because it has no prototype',
      () => {
        throw Object.create(null);
      },
    ],
  ];
  it.each(cases)('%s fails its task and not the executor', (_, fail) =>
    withContext(sc => {
      expect(errorOf(() => sc.parallelize([1], 1).foreach(fail)).message).toContain('Task 0 in stage 0.0 failed 1 times');
      expect(debugInfo(sc)!.executorIds).toEqual([0, 1]);
    }),
  );

  it('nor can a symbol, which fails the task that gives it', () =>
    withContext(sc => {
      const error = errorOf(() =>
        sc
          .parallelize([1], 1)
          .map((): unknown => 1)
          .fold(0, () => Symbol('s')),
      );
      expect(error.message).toContain('Task 0 in stage 0.0 failed 1 times');
      expect(debugInfo(sc)!.executorIds).toEqual([0, 1]);
    }));
});

describe('two jobs with one shuffle', () => {
  const gated =
    (pass: () => void) =>
    (x: number): [number, number] => {
      pass();
      return [x % 2, x];
    };

  it('run its map side once, also when the first is cancelled meanwhile', () =>
    withContext(async sc => {
      const { pass, open } = gate();
      const mapped = sc.longAccumulator('mapped');
      const sums = sc
        .parallelize([1, 2, 3, 4], 2)
        .map(x => {
          mapped.add(1);
          return x;
        })
        .map(gated(pass))
        .reduceByKey((a, b) => a + b);
      const [first, second] = [sums.collectAsync(), sums.collectAsync()];
      while (sc.jobs().length < 2 || sc.jobs()[0]!.stages.every(stage => stage.running < 2));
      const rejected = expect(first).rejects.toThrow(/^Job 0 cancelled/);
      first.cancel();
      await rejected;
      open();
      expect(byKey(await second)).toEqual([
        [0, 6],
        [1, 4],
      ]);
      expect(mapped.value).toBe(4);
    }));

  it('of which both are cancelled may be followed by a third', () =>
    withContext(async sc => {
      const { pass, open } = gate();
      const sums = sc
        .parallelize([1, 2, 3, 4], 2)
        .map(gated(pass))
        .reduceByKey((a, b) => a + b);
      const jobs = [sums.collectAsync(), sums.countAsync()].map(job => expect(job).rejects.toThrow(/cancelled/));
      while (sc.jobs().length < 2 || sc.jobs()[0]!.stages.every(stage => stage.running < 2));
      sc.cancelAllJobs();
      await Promise.all(jobs);
      open();
      expect(sums.count()).toBe(2);
    }));
});

describe('a job with one slow task', () => {
  it('has told of the quick ones while that runs', () =>
    withContext(
      async sc => {
        const { pass, open } = gate();
        const job = sc.range(0, 5, 1, 5).foreachAsync(x => {
          if (x === 4) pass();
        });
        while (sc.jobs()[0]!.stages[0]!.done < 4);
        open();
        await job;
      },
      { master: 'local[1]' },
    ));
});

describe('an input that goes away', () => {
  it('between two stages fails the job, and the next job too', () =>
    withContext(sc => {
      const [left, right] = [join(directory, 'left.txt'), join(directory, 'right.txt')];
      writeFileSync(left, 'a\nb\n');
      writeFileSync(right, 'c\n');
      const shuffled = sc.textFile(left).map((line): [string, number] => {
        process.getBuiltinModule('node:fs').rmSync(`${line === '' ? '' : right}`, { force: true });
        return [line, 1];
      });
      const job = shuffled
        .reduceByKey((a, b) => a + b)
        .keys()
        .union(sc.textFile(right));
      expect(job.getNumPartitions()).toBeGreaterThan(1);
      expect(errorOf(() => job.collect()).message).toMatch(/right\.txt/);
      expect(existsSync(left)).toBe(true);
      expect(errorOf(() => job.count()).message).toMatch(/right\.txt/);
    }));
});
