/** Actions of DataFrames that the driver does not wait for. */
import { describe, expect, it } from 'vitest';
import { functions } from '../../dist/index.js';
import { localSession } from '../support/local-session.js';

const { udf } = functions;
const spark = localSession();
const hundred = () => spark.range(100);
/** Runs until it is interrupted. */
const endless = () => spark.sql('SELECT sum(a.id % 7 + b.id) FROM range(10000000) a, range(10000000) b');

describe('an asynchronous action of a DataFrame', () => {
  it('gives a promise of its result', async () => {
    const seen = spark.sparkContext.longAccumulator();
    expect(await hundred().countAsync()).toBe(100);
    expect(await hundred().collectAsync()).toEqual(hundred().collect());
    expect(await hundred().takeAsync(42)).toEqual(hundred().take(42));
    await hundred().foreachAsync(row => seen.add(row.getAs<number>(0)));
    await hundred().foreachPartitionAsync(rows => seen.add([...rows].length));
    expect(seen.value).toBe(4950 + 100);
  });

  it('lets the event loop go on', async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    const slow = udf(() => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
      return 1;
    }, 'int');
    expect(await spark.range(1).select(slow().as('x')).countAsync()).toBe(1);
    expect((await spark.range(1).select(slow().as('x')).collectAsync())[0]!.get(0)).toBe(1);
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(10);
  });

  it('may be waited for without await', async () => {
    const rows = hundred().collectAsync();
    expect(rows.get()).toEqual(hundred().collect());
    expect(await rows).toBe(rows.get());
    expect([rows.isCompleted, rows.value]).toEqual([true, { value: rows.get() }]);
    const seen = spark.sparkContext.longAccumulator();
    hundred()
      .foreachAsync(() => seen.add(1))
      .get();
    expect(seen.value).toBe(100);
  });

  it('runs beside others, and beside an action that blocks', async () => {
    const counts = [1, 2, 3].map(n => spark.range(n).countAsync());
    expect(spark.range(4).count()).toBe(4);
    expect(await Promise.all(counts)).toEqual([1, 2, 3]);
  });

  it('is not ended by an action that blocks', async () => {
    const long = spark.sql('SELECT sum(a.id % 7 + b.id) FROM range(3000) a, range(3000) b').collectAsync();
    expect(spark.range(4).count()).toBe(4);
    expect((await long)[0]!.get(0)).toBeGreaterThan(0);
  });

  it('fails with the error of the query, and says so', async () => {
    const action = spark.range(1).selectExpr('1 / (id - id)').collectAsync();
    await expect(action).rejects.toThrow('[DIVIDE_BY_ZERO]');
    expect(() => action.get()).toThrow('[DIVIDE_BY_ZERO]');
    expect([action.isCompleted, action.isCancelled]).toEqual([true, false]);
  });

  it('computes what is kept, once', async () => {
    const seen = spark.sparkContext.longAccumulator();
    const counted = udf((x: number) => {
      seen.add(1);
      return x;
    }, 'bigint');
    const kept = spark.range(10).select(counted('id').as('x')).cache();
    expect(await kept.countAsync()).toBe(10);
    expect(kept.count()).toBe(10);
    expect((await kept.collectAsync()).length).toBe(10);
    expect(seen.value).toBe(10);
    kept.unpersist();
  });
});

describe('cancel', () => {
  it('ends a query that runs', async () => {
    const action = endless().collectAsync();
    setTimeout(() => action.cancel('by a test'), 100);
    await expect(action).rejects.toThrow(/^Query \d+ cancelled by a test$/);
    expect(action.isCancelled).toBe(true);
    expect(spark.range(4).count()).toBe(4);
  });

  it('ends a query that has not begun', async () => {
    const action = endless().collectAsync();
    action.cancel();
    await expect(action).rejects.toThrow('as part of cancellation of its action');
  });

  it('ends an endless loop of a udf; rows that are kept stay', async () => {
    const kept = spark.range(5).cache();
    kept.count();
    const loop = udf(() => {
      for (;;);
    }, 'int');
    const [first, second] = [kept.select(loop()).collectAsync(), kept.select(udf((x: number) => x + 1, 'int')('id')).collectAsync()];
    setTimeout(() => first.cancel(), 100);
    await expect(first).rejects.toMatchObject({ condition: 'SPARK_JOB_CANCELLED' });
    expect((await second).map(row => row.get(0))).toEqual([1, 2, 3, 4, 5]);
    expect(kept.count()).toBe(5);
    kept.unpersist();
  });

  it('ends a regular expression that goes back and forth', async () => {
    const text = `${'a'.repeat(60)}b`;
    const action = spark.range(1).selectExpr(`concat('${text}', id) RLIKE '(a+)+$'`).collectAsync();
    setTimeout(() => action.cancel(), 300);
    await expect(action).rejects.toMatchObject({ condition: 'SPARK_JOB_CANCELLED' });
    expect(spark.range(4).count()).toBe(4);
  });

  it('of an action over rows ends the query before it', async () => {
    const action = endless().foreachAsync(() => {});
    action.cancel();
    await expect(action).rejects.toMatchObject({ condition: 'SPARK_JOB_CANCELLED' });
  });

  it('comes of interruptAll too', async () => {
    const actions = [endless().collectAsync(), endless().countAsync()];
    spark.interruptAll();
    for (const action of actions) await expect(action).rejects.toThrow('because it was interrupted');
  });
});
