/** What TAB offers in a string, before any job runs. */
import { describe, expect, it, vi } from 'vitest';
import { Window } from '../../dist/index.js';
import { completionOf } from '../../dist/shell/completion.js';
import type { Shell } from '../../dist/shell/shell.js';
import { localSession } from '../support/local-session.js';

const spark = localSession();
const people = spark.createDataFrame(
  [['Andy', 'NZ', 30, { street: 'High', number: 1 }]],
  'name string, nationality string, age int, address struct<street: string, number: int>',
);
const cities = spark.createDataFrame([['NZ', 'Wellington']], 'nationality string, capital string');
people.createOrReplaceTempView('people');
const touched = vi.fn();
const shell = {
  spark,
  withSubject: (text: string) => (text.startsWith('.') ? `people${text}` : text),
  interpreter: {
    completionsAt: (_: string, offset: number) => ({ from: offset, items: [{ name: 'compiler', kind: 'const' }] }),
    quickInfoAt: () => undefined,
    definitions: () =>
      Object.entries({ spark, people, cities, columnName: 'age', Window, shout: touched }).map(([name, value]) => ({ name, value })),
  },
} as unknown as Shell;

/** What is offered at the end of a text, or at its `|`. */
const offered = async (text: string): Promise<readonly string[]> => {
  const [line, after] = text.split('|') as [string, string | undefined];
  return (await completionOf(shell, '', line, after)).candidates;
};

describe('columns in strings', () => {
  it.each([
    ['people.select("na', ['name', 'nationality']],
    ['people.select("name", "ag', ['age']],
    ['people.select(upper(col("nam', ['name']],
    ['people.filter($`ag', ['age']],
    ['people.select("address.', ['number', 'street']],
    ['const older = people.groupBy("nat', ['nationality']],
    ['people.groupBy("nationality").agg(max("ag', ['age']],
    ['people.filter(col("age").gt(30)).select("nam', ['name']],
    ['people.filter("age > 30 AND na', ['name', 'nationality']],
    ['people.selectExpr("upper(nam', ['name']],
    ['people.withColumn("double", col("age").multiply(2)).select("dou', ['double']],
    ['people.withColumn("double", $`age`.plus(1)).drop("age").select("', ['address', 'double', 'name', 'nationality']],
    ['people.withColumnRenamed("name", "first").where(col("f', ['first']],
    ['people.select(col("name").as("who"), lit(1).alias("one")).orderBy("', ['one', 'who']],
    ['people.groupBy("name").count().orderBy(desc("', ['count', 'name']],
    ['people.groupBy("name").agg(sum("age").as("total"), avg("age")).select("', ['avg(age)', 'name', 'total']],
    ['people.groupBy("name").pivot("age", [1, 2]).count().select("', ['1', '2', 'name']],
    ['people.join(cities, "nationality").select("cap', ['capital']],
    ['people.join(cities, people.col("nationality").equalTo(cities.col("', ['capital', 'nationality']],
    ['people.select("name").union(cities.select("cap', ['capital']],
    ['people.orderBy(-1)\n  .limit(3) // some\n  .select("nam', ['name']],
    ['(people).cache().na.fill(0).distinct().select("nam', ['name']],
    ['people.select(columnName).select("', ['age']],
    ['people.select([col("age"), $("name")]).select("n', ['name']],
    ['people.select(row_number().over(Window.partitionBy("nat', ['nationality']],
    ['people.withColumn("rank", rank().over(Window.partitionBy("name").orderBy("age"))).filter(col("ra', ['rank']],
    ['spark.table("people").groupBy("na', ['name', 'nationality']],
    ['spark.sql("SELECT name AS who FROM people").select("', ['who']],
    ['spark.range(3).select("', ['id']],
    ['spark.table("peo', ['people']],
    ['.select("nam', ['name']],
  ])('%s', async (text, candidates) => {
    expect(await offered(text)).toEqual(candidates);
  });

  it('what the person wrote is not called: a filter by it changes no columns, a column of it has the name that it is given', async () => {
    expect(await offered('people.filter(r => shout(r)).select("nam')).toEqual(['name']);
    expect(await offered('people.withColumn("loud", shout("x")).select("lo')).toEqual(['loud']);
    expect(await offered('people.select(shout("x").as("loud")).select("lo')).toEqual(['loud']);
    // Any frame that the line names, where the real one is not known.
    expect(await offered('shout(people).select("nam')).toEqual(['name']);
    expect(touched).not.toHaveBeenCalled();
  });

  it('nothing runs, not even the query that a pivot without values needs, nor a command', async () => {
    const { engine } = spark.sessionState.shared;
    const runs = [vi.spyOn(engine, 'run'), vi.spyOn(engine, 'runBatches'), vi.spyOn(engine, 'startBatches')];
    expect(await offered('people.groupBy("name").pivot("age").count().select("nam')).toEqual(['name']);
    await offered('spark.sql("DROP VIEW people").select("a');
    await offered('spark.sql("SELECT * FROM json.`people.json`").select("a');
    expect(spark.catalog.tableExists('people')).toBe(true);
    expect(runs.map(each => each.mock.calls.length)).toEqual([0, 0, 0]);
    vi.restoreAllMocks();
  });

  it('of a struct its fields; none where the string is a value or another name', async () => {
    expect(await offered('people.select(col("address.str')).toEqual(['street']);
    for (const text of [
      'people.filter(col("name").equalTo("na',
      'people.filter($`name`.like("na',
      'people.select(lit("na',
      'people.alias("na',
      'people.createOrReplaceTempView("na',
      'const s = "na',
    ])
      expect(await offered(text)).toEqual(['compiler']);
    expect(await offered('// people.select("na')).toEqual(['compiler']);
  });

  it('in SQL tables, functions, and columns of the tables that it names before and behind the cursor', async () => {
    expect(await offered('spark.sql("SELECT na| FROM people")')).toEqual(expect.arrayContaining(['name', 'nationality', 'named_struct']));
    expect(await offered("sql('SELECT nationa| FROM people').show()")).toEqual(['nationality']);
    expect(await offered('spark.sql("SELECT nationa|") + "people"')).toEqual([]);
    expect(await offered('spark.sql(`SELECT * FROM peo')).toEqual(['people']);
  });
});
