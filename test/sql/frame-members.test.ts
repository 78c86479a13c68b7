/** Members of DataFrames that few programs use: what Apache Spark 4.3 answers to the same calls. */
import { describe, expect, it } from 'vitest';
import { type Column, functions, Observation, Row, Window } from '../../dist/index.js';
import { conditionOf, localSession } from '../support/local-session.js';

const { abs, array, col, count, count_distinct, explode, lit, max, product, rand, row_number, sum } = functions;
const spark = localSession();
const df = spark.createDataFrame(
  [
    ['a', 1, 1.5],
    ['b', 2, null],
    ['c', 3, 2.5],
  ],
  's string, i int, d double',
);
const rows = (frame: typeof df) => frame.collect().map(String);

it('zipWithIndex counts the rows from 0', () => {
  expect(rows(df.zipWithIndex())).toEqual(['[a,1,1.5,0]', '[b,2,null,1]', '[c,3,2.5,2]']);
  expect(df.zipWithIndex('n').schema.fields[3]).toMatchObject({ name: 'n', nullable: false });
});

describe('zip', () => {
  it('puts columns of the same rows beside each other', () => {
    expect(rows(df.select('s').zip(df.select(col('i').plus(1).as('j'), 'd')))).toEqual(['[a,2,1.5]', '[b,3,null]', '[c,4,2.5]']);
    expect(df.zip(df.select('i')).columns).toEqual(['s', 'i', 'd', 'i']);
    const [a, b] = [spark.range(3).select(col('id').plus(1).as('a')), spark.range(3).select(col('id').multiply(2).as('b'))];
    expect(rows(a.select(col('a').as('c')).zip(b))).toEqual(['[1,0]', '[2,2]', '[3,4]']);
  });

  it('refuses other rows', () => {
    expect(conditionOf(() => df.zip(spark.range(3)))).toBe('ZIP_PLANS_NOT_MERGEABLE');
    expect(conditionOf(() => df.filter('i > 1').zip(df.select('i')))).toBe('ZIP_PLANS_NOT_MERGEABLE');
  });
});

describe('transpose', () => {
  it('makes columns of rows', () => {
    expect(df.transpose().columns).toEqual(['key', 'a', 'b', 'c']);
    expect(rows(df.transpose())).toEqual(['[i,1.0,2.0,3.0]', '[d,1.5,null,2.5]']);
    expect(df.select('i', 'd').transpose('i').schema.simpleString).toBe('struct<key:string,1:double,2:double,3:double>');
    expect(rows(df.limit(0).select('i', 'd').transpose())).toEqual(['[d]']);
    expect(rows(df.select('i').transpose())).toEqual([]);
  });

  it('leaves NULL in the index out, and keeps names that come twice', () => {
    const frame = spark.createDataFrame(
      [
        [null, 1],
        ['b', 2],
        ['b', 3],
      ],
      's string, i int',
    );
    expect(frame.transpose().columns).toEqual(['key', 'b', 'b']);
    expect(rows(frame.transpose())).toEqual(['[i,2,3]']);
  });

  it('refuses types that do not go together, and indexes that are no plain columns', () => {
    expect(conditionOf(() => df.transpose('i'))).toBe('TRANSPOSE_NO_LEAST_COMMON_TYPE');
    expect(conditionOf(() => spark.range(1).selectExpr('id', 'CAST(id AS DECIMAL(5,2)) d', 'id j').transpose())).toBe(
      'TRANSPOSE_NO_LEAST_COMMON_TYPE',
    );
    expect(conditionOf(() => df.select(array('i').as('x'), 's').transpose())).toBe('TRANSPOSE_INVALID_INDEX_COLUMN');
    expect(conditionOf(() => df.transpose(col('i').plus(1)))).toBe('TRANSPOSE_INVALID_INDEX_COLUMN');
    expect(conditionOf(() => spark.range(501).selectExpr('id', 'id AS j').transpose())).toBe('TRANSPOSE_EXCEED_ROW_LIMIT');
  });
});

it('sameSemantics looks at plans, not at names', () => {
  expect(df.select('s').sameSemantics(df.select('s'))).toBe(true);
  expect(df.select('s').sameSemantics(df.select('i'))).toBe(false);
  expect(df.filter('i > 1').sameSemantics(df.filter('1 < i'))).toBe(true);
  expect(df.filter('i > 1').sameSemantics(df.filter('i > 2'))).toBe(false);
  expect(df.select(col('i').as('a')).sameSemantics(df.select(col('i').as('b')))).toBe(true);
  expect(df.select(col('i').plus(1)).sameSemantics(df.select(lit(1).plus(col('i'))))).toBe(true);
  expect(spark.range(3).sameSemantics(spark.range(3))).toBe(true);
  expect(spark.range(3).sameSemantics(spark.range(4))).toBe(false);
  expect(spark.range(3).semanticHash()).toBe(spark.range(3).semanticHash());
});

describe('observe', () => {
  it('gives metrics of the rows beside them', () => {
    const observation = new Observation('m');
    const observed = df.observe(observation, count(lit(1)).as('n'), max('i').as('top'));
    expect(observed.filter('i > 1').count()).toBe(2);
    expect(observation.get).toEqual({ n: 3, top: 3 });
    const ofNone = new Observation();
    df.limit(0).observe(ofNone, count(lit(1)).as('n'), sum('d'));
    expect(ofNone.get).toEqual({ n: 0, 'sum(d)': null });
    expect(() => df.observe(observation, count(lit(1)))).toThrow('An Observation can be used with a Dataset only once');
    expect(df.observe('by name', count(lit(1)).as('n')).count()).toBe(3);
    expect(() => new Observation('x').get).toThrow('observes no DataFrame');
  });

  it('refuses what is no plain aggregate', () => {
    const observe = (metric: ReturnType<typeof col>) =>
      conditionOf(() => df.observe('x', metric))?.replace('INVALID_OBSERVED_METRICS.', '');
    expect(observe(col('i'))).toBe('NON_AGGREGATE_FUNC_ARG_IS_ATTRIBUTE');
    expect(observe(rand())).toBe('NON_AGGREGATE_FUNC_ARG_IS_NON_DETERMINISTIC');
    expect(observe(count_distinct('i'))).toBe('AGGREGATE_EXPRESSION_WITH_DISTINCT_UNSUPPORTED');
    expect(observe(row_number().over(Window.orderBy('i')))).toBe('WINDOW_EXPRESSIONS_UNSUPPORTED');
    expect(df.observe('x', lit(1)).columns).toEqual(['s', 'i', 'd']);
  });
});

it("nearestByJoin is SQL's join with NEAREST", () => {
  const [l, r] = [spark.createDataFrame([[10], [25]], 'x int'), spark.createDataFrame([[9], [12], [30]], 'y int')];
  const distance = abs(col('x').minus(col('y')));
  expect(rows(l.nearestByJoin(r, distance, 1, 'exact', 'distance')).sort()).toEqual(['[10,9]', '[25,30]']);
  expect(rows(l.nearestByJoin(r, distance, 1, 'approx', 'similarity', 'left')).sort()).toEqual(['[10,30]', '[25,9]']);
  expect(conditionOf(() => l.nearestByJoin(r, distance, 1, 'no' as 'exact', 'distance'))).toBe('NEAREST_BY_JOIN.UNSUPPORTED_MODE');
  expect(conditionOf(() => l.nearestByJoin(r, distance, 1, 'exact', 'no' as 'distance'))).toBe('NEAREST_BY_JOIN.UNSUPPORTED_DIRECTION');
  expect(conditionOf(() => l.nearestByJoin(r, distance, 0, 'exact', 'distance'))).toBe('NEAREST_BY_JOIN.NUM_RESULTS_OUT_OF_RANGE');
});

it('repartitionById asks for an INT', () => {
  expect(df.repartitionById(3, 'i').count()).toBe(3);
  expect(conditionOf(() => df.repartitionById(3, 's'))).toBe('DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE');
});

it('product multiplies, and is no function of SQL', () => {
  expect(rows(df.select(product('i'), product('d')))).toEqual(['[6.0,3.75]']);
  expect(rows(df.filter('i > 5').select(product('i')))).toEqual(['[null]']);
  expect(conditionOf(() => spark.sql('SELECT product(1)'))).toBe('UNRESOLVED_ROUTINE');
});

it('spark.tvf has the table functions', () => {
  expect(rows(spark.tvf.explode(array(lit(1), lit(2))))).toEqual(['[1]', '[2]']);
  expect(rows(spark.tvf.stack(lit(2), lit(1), lit(2), lit(3)))).toEqual(['[1,2]', '[3,null]']);
  expect(rows(spark.tvf.posexplode_outer(array()))).toEqual(['[null,null]']);
  expect(rows(spark.tvf.range(2, 6, 2))).toEqual(['[2]', '[4]']);
  expect(spark.tvf.sql_keywords().columns).toEqual(['keyword', 'reserved']);
  expect(conditionOf(() => spark.tvf.explode(lit(1)))).toBe('DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE');
  expect(rows(spark.range(1).select(explode(array(lit(7)))))).toEqual(['[7]']);
});

it('rows are made of tuples and of other rows', () => {
  expect(String(Row.merge(Row.of(1, 2), Row.fromTuple(['a'])))).toBe('[1,2,a]');
});

describe('an aggregate over distinct values', () => {
  const { countDistinct, sum_distinct } = functions;
  const shown = (aggregate: Column) => df.agg(aggregate).collect().map(String);

  it('takes columns, names, and lists of them', () => {
    for (const columns of [[col('s'), col('i')], ['s', 'i'], [col('s'), 'i'], [['s', 'i']], ['s', [col('i')]]])
      expect(df.agg(countDistinct(...columns)).columns).toEqual(['count(DISTINCT s, i)']);
    expect(shown(countDistinct('i'))).toEqual(shown(countDistinct(col('i'))));
  });

  it('takes a value for a literal where no type keeps it out', () => {
    expect(shown(countDistinct(1 as never))).toEqual(['[1]']);
    expect(shown(sum_distinct(2 as never))).toEqual(['[2]']);
  });
});
