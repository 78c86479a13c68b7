import { describe, expect, it } from 'vitest';
import { Row } from '../../dist/index.js';
import { localSession } from '../support/local-session.js';

const spark = localSession();

describe('a row of a result', () => {
  const row = spark.sql("SELECT 30 AS age, 'Andy' AS name, CAST(NULL AS INT) AS n, array(1, 2) AS xs, named_struct('a', 1) AS s").first();

  it('has values by place and by name', () => {
    expect([row.get(0), row.getAs('name'), row.age, row.apply(1), row.length]).toEqual([30, 'Andy', 30, 'Andy', 5]);
    expect([...row].slice(0, 3)).toEqual([30, 'Andy', null]);
    expect([row.isNullAt(2), row.anyNull, row.fieldIndex('xs')]).toEqual([true, true, 3]);
  });

  it('has its columns as properties, and no others', () => {
    expect(Object.keys(row)).toEqual(['age', 'name', 'n', 'xs', 's']);
  });

  it('is an object, JSON and text', () => {
    expect(row.asDict(true)).toEqual({ age: 30, name: 'Andy', n: null, xs: [1, 2], s: { a: 1 } });
    expect(row.json).toBe('{"age":30,"name":"Andy","n":null,"xs":[1,2],"s":{"a":1}}');
    expect(String(row)).toBe('[30,Andy,null,ArraySeq(1, 2),[1]]');
    expect(row.mkString('-')).toBe('30-Andy-null-ArraySeq(1, 2)-[1]');
  });

  it('knows its schema', () => {
    expect(row.schema.fieldNames).toEqual(['age', 'name', 'n', 'xs', 's']);
  });

  it('refuses a name and a place that it has not', () => {
    expect(() => row.getAs('nosuch')).toThrow(/FIELD_NOT_FOUND/);
    expect(() => row.get(5)).toThrow('Index 5 out of bounds for length 5');
  });
});

it('columns of one name are told apart by place', () => {
  const row = spark.sql('SELECT 1 AS a, 2 AS a').first();
  expect([row.get(0), row.get(1), row.a, row.length]).toEqual([1, 2, 1, 2]);
});

it('a column wins over a member that rows can do without', () => {
  const row = spark.sql("SELECT 'x' AS json, 7 AS size, 8 AS get").first();
  expect([row.json, row.size, row.getAs('get'), row.toSeq()]).toEqual(['x', 7, 8, ['x', 7, 8]]);
});

it('rows are made by hand', () => {
  expect(String(Row.of(1, 'a', null))).toBe('[1,a,null]');
  expect(Row.fromSeq([1, 2]).length).toBe(2);
  expect(Row.from({ a: 1 }).a).toBe(1);
  expect(Row.empty.length).toBe(0);
});

it('values by place, as in Python; a column with a number for a name wins', () => {
  const row = spark.sql("SELECT 30 AS age, 'Andy' AS name").head();
  expect([row[0], row[1], row[2], Object.keys(row)]).toEqual([30, 'Andy', undefined, ['age', 'name']]);
  expect(Row.of('a', 'b')[1]).toBe('b');
  expect(spark.sql('SELECT 7 AS `1`, 8 AS `0`').head()).toMatchObject({ 0: 8, 1: 7 });
  const [found] = spark
    .sql("SELECT 1 AS a, 'x' AS b")
    .rdd.map(each => [each[1], each[0], Object.keys(each).length])
    .collect();
  expect(found).toEqual(['x', 1, 2]);
});

it('one million rows of three columns are exact', () => {
  const rows = spark.sql("SELECT id, concat('n', id) AS s, id * 0.5D AS d FROM range(1000000)").collect();
  expect([rows.length, String(rows[0]), String(rows[999_999])]).toEqual([1_000_000, '[0,n0,0.0]', '[999999,n999999,499999.5]']);
});

it('long integers are numbers while that is exact', () => {
  const values = spark
    .sql('SELECT explode(array(9007199254740991, 9007199254740992, -9007199254740991, -9007199254740992, -1, 4294967296, -4294967297)) v')
    .collect();
  expect(values.map(each => each.v)).toEqual([
    9007199254740991,
    9007199254740992n,
    -9007199254740991,
    -9007199254740992n,
    -1,
    4294967296,
    -4294967297,
  ]);
});

it('texts of any length and script come through', () => {
  const texts = ['', 'abcdefghijkl', 'abcdefghijklm', 'é', '日本語の長い文字列です', '😀', null, 'x'.repeat(100_000)];
  expect(
    spark
      .createDataFrame(texts, 'string')
      .filter('value IS NULL OR length(value) >= 0')
      .repartition(1)
      .collect()
      .map(row => row.value),
  ).toEqual(texts);
});
