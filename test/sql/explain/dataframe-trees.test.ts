import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type DataFrame, functions as F, SparkSession, Window } from '../../../dist/index.js';
import { recordedIn, sectionOf, sections } from './plans/recorded-trees.js';

const warehouse = mkdtempSync(join(tmpdir(), 'trees-'));
let spark: SparkSession;
beforeAll(() => {
  spark = SparkSession.builder().master('local[2]').appName('trees').config('spark.sql.warehouse.dir', warehouse).getOrCreate();
  spark.sql('CREATE TABLE emp (id INT, name STRING, dept_id INT, salary DOUBLE, hired DATE) USING parquet');
  spark.sql('CREATE TABLE dept (id INT, name STRING) USING parquet');
});
afterAll(() => {
  spark.stop();
  rmSync(warehouse, { recursive: true, force: true });
});

const tables = new Map<string, DataFrame>();
const table = (name: string): DataFrame => {
  const known = tables.get(name) ?? spark.table(name);
  tables.set(name, known);
  return known;
};
const emp = () => table('emp');
const dept = () => table('dept');

/** What `dataframe-trees.txt` has the trees of, as PySpark made them from the same calls. */
const frames: Readonly<Record<string, () => DataFrame>> = {
  filter: () => emp().filter(emp().col('salary').gt(1000)).select('name', 'salary'),
  filter2: () => emp().filter('salary > 1000').filter(F.col('dept_id').eq(3)),
  withColumn: () => emp().withColumn('raise', F.col('salary').multiply(1.1)).filter(F.col('raise').gt(100)),
  withColumn2: () => emp().withColumn('a', F.lit(1)).withColumn('b', F.col('a').plus(1)).withColumn('name', F.upper('name')),
  rename: () => emp().withColumnRenamed('name', 'n').drop('hired'),
  groupBy: () =>
    emp().groupBy('dept_id').agg(F.sum('salary').alias('s'), F.count('*').alias('c')).filter(F.col('c').gt(1)).orderBy(F.desc('s')),
  groupCount: () => emp().groupBy('dept_id').count(),
  join: () =>
    emp()
      .join(dept(), emp().col('dept_id').eq(dept().col('id')))
      .select(emp().col('name'), dept().col('name').alias('d')),
  joinUsing: () => emp().join(dept(), 'id', 'left').select('id'),
  joinBroadcast: () => emp().join(F.broadcast(dept()), emp().col('dept_id').eq(dept().col('id')), 'inner'),
  semi: () => emp().join(dept(), emp().col('dept_id').eq(dept().col('id')), 'left_semi'),
  cross: () => emp().crossJoin(dept()),
  self: () =>
    emp()
      .alias('a')
      .join(emp().alias('b'), F.col('a.id').eq(F.col('b.dept_id')))
      .select('a.name'),
  orderLimit: () => emp().orderBy(F.desc('salary')).limit(5),
  sort2: () => emp().select('name').sort(F.col('name').asc_nulls_last()),
  distinct: () => emp().select('dept_id').distinct(),
  union: () => emp().select('id').union(dept().select('id')),
  unionByName: () => emp().select('id', 'name').unionByName(dept().select('name', 'id')),
  intersect: () => emp().select('id').intersect(dept().select('id')),
  exceptAll: () => emp().select('id').except(dept().select('id')),
  range: () => spark.range(10).filter('id % 2 = 0').selectExpr('id * 2 as x'),
  toDF: () => spark.range(3).toDF('x').withColumn('y', F.col('x').plus(1)),
  when: () => emp().select(F.when(F.col('id').gt(1), 'a').otherwise('b').alias('w')),
  isin: () => emp().filter(F.col('id').isin(1, 2).and(F.col('name').isNotNull())),
  like: () => emp().filter(F.col('name').like('A%').or(F.col('name').startsWith('B'))),
  between: () => emp().filter(F.col('id').between(1, 5)),
  cast: () => emp().select(F.col('id').cast('string'), F.col('salary').divide(2).cast('int').alias('h')),
  explode: () => emp().select('id', F.explode(F.array('id', 'dept_id')).alias('e')),
  window: () =>
    emp()
      .withColumn('r', F.row_number().over(Window.partitionBy('dept_id').orderBy('salary')))
      .filter('r = 1'),
  rollup: () => emp().rollup('dept_id').count(),
  selectExpr: () => emp().selectExpr('id + 1 as i', 'upper(name)'),
  star: () => emp().select('*', F.col('id').plus(1).alias('i')),
  repart: () => emp().repartition(4, 'dept_id').filter('id > 1'),
  coalesceP: () => emp().coalesce(1),
  offset: () => emp().offset(2),
  alias: () => emp().alias('e').filter('e.id > 1').select('e.*'),
  hint: () =>
    emp()
      .hint('broadcast')
      .join(dept(), emp().col('id').eq(dept().col('id'))),
};

function explained(frame: DataFrame): string {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    frame.explain(true);
    return String(log.mock.calls[0]![0]);
  } finally {
    log.mockRestore();
  }
}

describe.each(sections)('%s Logical Plan', section => {
  it.each(recordedIn('dataframe-trees.txt'))('$asked', ({ asked, text }) => {
    expect(sectionOf(explained(frames[asked]!()), section)).toBe(sectionOf(text, section));
  });
});
