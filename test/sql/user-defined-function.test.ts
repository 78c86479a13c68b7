import { describe, expect, it } from 'vitest';
import { functions, type Row, StructType } from '../../dist/index.js';
import { errorOf } from '../support/local-context.js';
import { conditionOf, localSession } from '../support/local-session.js';

const { udf, call_udf, col, lit } = functions;
const spark = localSession();
const frame = spark.createDataFrame(
  [
    { i: 1, d: 1.5, s: 'a', xs: [1, 2], o: { p: 'x' } },
    { i: null, d: null, s: null, xs: null, o: null },
  ],
  'i int, d double, s string, xs array<int>, o struct<p: string>',
);
const valuesOf = (of: typeof frame) => of.collect().map(row => row.get(0));

describe('udf', () => {
  it('takes numbers and texts, with what it captures', () => {
    const [k, suffix] = [10, { text: '!' }];
    const plus = udf((x: number | null) => (x === null ? null : x + k), 'bigint');
    expect(valuesOf(frame.select(plus('i')))).toEqual([11, null]);
    const shout = udf((s: string | null) => s && s + suffix.text);
    expect(valuesOf(frame.select(shout('s')))).toEqual(['a!', null]);
  });

  it('gets null for NULL', () => {
    expect(valuesOf(frame.select(udf((x: unknown) => x === null, 'boolean')('s')))).toEqual([false, true]);
  });

  it('gets arrays as arrays and structs as rows, and gives both', () => {
    const both = udf((xs: number[] | null, o: Row | null) => xs && { xs: xs.map(x => x * 2), p: o?.p }, 'xs array<int>, p string');
    expect(frame.select(both('xs', 'o')).collect().map(String)).toEqual(['[[ArraySeq(2, 4),x]]', '[null]']);
    expect(both.returnType).toBeInstanceOf(StructType);
  });

  it('of a named function shows its name', () => {
    function double(x: number) {
      return x * 2;
    }
    expect(frame.select(udf(double, 'int')('i')).columns).toEqual(['double(i)']);
    expect(frame.select(udf((x: number) => x, 'int')('i')).columns).toEqual(['UDF(i)']);
    expect(
      frame.select(
        udf((x: number) => x, 'int')
          .withName('same')('i')
          .as('j'),
      ).columns,
    ).toEqual(['j']);
  });

  it('is nullable and of type string unless it says otherwise', () => {
    const [field] = frame.select(udf(() => 'x')()).schema.fields;
    expect([field!.dataType.simpleString, field!.nullable]).toEqual(['string', true]);
    expect(frame.select(udf(() => 'x').asNonNullable()()).schema.fields[0]!.nullable).toBe(false);
  });

  it('runs in filters, groups and sorts', () => {
    const parity = udf((x: number) => (x % 2 === 0 ? 'even' : 'odd'));
    const counts = spark.range(10).groupBy(parity('id').as('p')).count().orderBy('p');
    expect(counts.collect().map(String)).toEqual(['[even,5]', '[odd,5]']);
    expect(
      spark
        .range(10)
        .filter(udf((x: number) => x > 7, 'boolean')('id'))
        .count(),
    ).toBe(2);
  });

  it('reads a variable when the query runs', () => {
    let k = 1;
    const plus = frame.select(udf((x: number | null) => (x ?? 0) + k, 'int')('i'));
    k = 100;
    expect(valuesOf(plus)).toEqual([101, 100]);
  });

  it('uses broadcasts and accumulators', () => {
    const names = spark.sparkContext.broadcast(new Map([[1, 'one']]));
    const calls = spark.sparkContext.longAccumulator('calls');
    const nameOf = udf((i: number) => {
      calls.add(1);
      return names.value.get(i) ?? '?';
    });
    expect(valuesOf(frame.select(nameOf('i')))).toEqual(['one', '?']);
    expect(calls.value).toBe(2);
  });

  it('on one million rows', () => {
    const sum = spark
      .range(1_000_000)
      .select(udf((x: number) => x * 2, 'bigint')('id').as('y'))
      .agg({ y: 'sum' });
    expect(sum.collect()[0]!.get(0)).toBe(999_999_000_000);
  });
});

describe('spark.udf.register', () => {
  it('gives the function a name in SQL and in expressions', () => {
    spark.udf.register('plus_one', (x: number) => x + 1, 'int');
    frame.createOrReplaceTempView('t');
    expect(valuesOf(spark.sql('SELECT Plus_One(i) FROM t WHERE i IS NOT NULL'))).toEqual([2]);
    expect(spark.sql('SELECT plus_one(3)').columns).toEqual(['plus_one(3)']);
    expect(valuesOf(frame.limit(1).selectExpr('plus_one(i) + 1'))).toEqual([3]);
    expect(valuesOf(frame.limit(1).select(call_udf('plus_one', col('i'))))).toEqual([2]);
  });

  it('takes what udf gives', () => {
    const twice = spark.udf.register(
      'twice',
      udf((s: string) => s + s),
    );
    expect(valuesOf(spark.sql("SELECT twice('ab')"))).toEqual(['abab']);
    expect(frame.select(twice(lit('x'))).columns).toEqual(['twice(x)']);
    expect(conditionOf(() => spark.udf.register('twice', twice, 'int'))).toBe('CANNOT_SPECIFY_RETURN_TYPE_FOR_UDF');
  });

  it('knows how many arguments JavaScript needs', () => {
    spark.udf.register('two', (a: number, b: number) => a + b, 'int');
    expect(conditionOf(() => spark.sql('SELECT two(1)'))).toBe('WRONG_NUM_ARGS.WITHOUT_SUGGESTION');
  });

  it('is of one session', () => {
    spark.udf.register('mine', () => 1, 'int');
    expect(conditionOf(() => spark.newSession().sql('SELECT mine()'))).toBe('UNRESOLVED_ROUTINE');
  });
});

describe('the thread of the functions', () => {
  it('runs a timer of the person, which may end it between two queries', async () => {
    const late = udf(() => void setTimeout(() => process.exit(3)), 'int');
    expect(valuesOf(frame.limit(1).select(late()))).toEqual([null]);
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(valuesOf(frame.limit(1).select(udf((x: number) => x + 1, 'int')('i')))).toEqual([2]);
  });

  it('counts what functions add to accumulators, of queries that succeed', () => {
    const seen = spark.sparkContext.longAccumulator('seen');
    const counts = udf((x: number) => {
      seen.add(1);
      if (x === 7) throw new Error('seven');
      return x;
    }, 'bigint');
    spark.range(5).select(counts('id')).collect();
    expect(() => spark.range(8).select(counts('id')).collect()).toThrow('seven');
    expect(seen.value).toBe(5);
  });
});

describe('errors', () => {
  it('carry the place where the function threw', () => {
    const fails = udf((x: number) => {
      throw new RangeError(`no ${x}`);
    }, 'int');
    const error = errorOf(() => frame.limit(1).select(fails('i')).collect()) as Error & { condition: string };
    expect(error.condition).toBe('FAILED_EXECUTE_UDF');
    expect(error.message).toBe(
      '[FAILED_EXECUTE_UDF] User defined function (`UDF`: (int) => int) failed due to: RangeError: no 1. SQLSTATE: 39000',
    );
    expect(error.stack).toMatch(/user-defined-function\.test\.ts:\d+:\d+/);
    expect(error.stack).not.toContain('/dist/');
    expect(error.cause).toMatchObject({ name: 'RangeError', message: 'no 1' });
  });

  it('tell of a result that is not of the declared type', () => {
    expect(() => frame.select(udf(() => 'a', 'int')('i')).collect()).toThrow(
      /result of UDF: IntegerType can not accept object 'a' in type string/,
    );
  });

  it('tell that the thread of the functions has ended, which costs one query', () => {
    const leaves = udf(() => process.exit(7), 'int');
    const kept = frame.cache();
    kept.count();
    expect(() => kept.select(leaves()).collect()).toThrow(
      'Job aborted: the thread that ran the functions of the query was lost: exit code 7',
    );
    expect(valuesOf(kept.select(udf((x: number | null) => x, 'int')('i')))).toEqual([1, null]);
    kept.unpersist();
  });

  it('tell of what cannot leave the driver, before anything runs', () => {
    expect(() => frame.select(udf(() => spark.version)())).toThrow(/Task not serializable/);
  });
});
