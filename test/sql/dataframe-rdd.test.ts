import { expect, it } from 'vitest';
import { LocalDate, Row } from '../../dist/index.js';
import { LocalDateTime } from '../../dist/sql/local-date.js';
import { Decimal } from '../../dist/sql/values/decimal.js';
import { localSession } from '../support/local-session.js';

const spark = localSession();
const people = spark.createDataFrame([
  { name: 'Michael', age: null, pets: [{ kind: 'cat', n: 1 }] },
  { name: 'Andy', age: 30, pets: [] },
  { name: 'Justin', age: 19, pets: null },
]);

it('rows are rows on the executors, with columns by name and by place', () => {
  const texts = people.rdd.map(row => `${row instanceof Row} ${row.age} ${row.get(0)} ${row.getAs('name')} ${Object.keys(row)}`).collect();
  expect(texts[1]).toBe('true 30 Andy Andy name,age,pets');
});

it('rows inside of rows are rows as well', () => {
  expect(people.rdd.flatMap(row => (row.pets ?? []).map((pet: Row) => `${pet.kind} ${pet.n} ${pet}`)).collect()).toEqual(['cat 1 [cat,1]']);
});

it('rows come back as rows', () => {
  expect(people.rdd.collect().map(String)).toEqual(people.collect().map(String));
});

it('dates, long integers and maps come through', () => {
  const row = spark.sql("SELECT date'2024-02-29' d, 9007199254740993 l, map('k', named_struct('a', 1)) m").rdd.first();
  expect(row.d).toEqual(LocalDate.of(2024, 2, 29));
  expect(row.l).toBe(9007199254740993n);
  expect(row.m.get('k').a).toBe(1);
});

it('the query does not run before a job', () => {
  const { rdd } = spark.sql("SELECT raise_error('ran') FROM range(1)");
  expect(rdd.getNumPartitions()).toBe(2);
  expect(() => rdd.count()).toThrow('ran');
});

it('a query without rows is an empty RDD', () => {
  expect(people.limit(0).rdd.collect()).toEqual([]);
});

it('map gives columns of objects, of arrays, of values', () => {
  const least = 20;
  expect(people.map(row => ({ name: row.name, old: (row.age ?? 0) > least })).schema.simpleString).toBe('struct<name:string,old:boolean>');
  expect(people.map(row => [row.name, 1]).columns).toEqual(['_1', '_2']);
  expect(
    people
      .map(row => row.name.length)
      .collect()
      .map(row => row.value),
  ).toEqual([7, 4, 6]);
  expect(people.map(row => row.age, 'int').schema.simpleString).toBe('struct<value:int>');
});

it('flatMap and mapPartitions give any number of rows', () => {
  expect(people.flatMap(row => row.name.split('')).count()).toBe(17);
  const sizes = people.mapPartitions(rows => [[...rows].length]).agg({ value: 'sum' });
  expect(sizes.collect()[0]!.get(0)).toBe(3);
});

it('filter takes a function of the row and keeps the schema', () => {
  const old = people.filter(row => row.age > 20);
  expect(old.schema.equals(people.schema)).toBe(true);
  expect(old.collect().map(String)).toEqual(['[Andy,30,ArraySeq()]']);
});

it('foreach runs on the executors', () => {
  const total = spark.sparkContext.longAccumulator('total');
  people.foreach(row => total.add(row.age ?? 0));
  people.foreachPartition(rows => total.add([...rows].length * 100));
  expect(total.value).toBe(349);
});

it('NULL where a row or an array of rows may be is null', () => {
  const query = spark.sql("SELECT * FROM VALUES (named_struct('a', 1), array(named_struct('b', 2))), (NULL, NULL) AS t(s, l)");
  expect(query.rdd.map(row => [row.s === null, row.l === null]).collect()).toEqual([
    [false, false],
    [true, true],
  ]);
});

it('rows beyond one batch of a result keep their order, in partitions of one size', () => {
  const { rdd } = spark.range(100_001).selectExpr('id', "CASE WHEN id % 2 = 0 THEN concat('n', id) END AS name");
  expect(
    rdd
      .glom()
      .map(rows => rows.length)
      .collect(),
  ).toEqual([50_000, 50_001]);
  const rows = rdd.collect();
  expect(rows.every((row, id) => row.id === id && row.name === (id % 2 === 0 ? `n${id}` : null))).toBe(true);
});

it('decimals, dates and times are of their classes on executors and back, inside of other values too, NULLs as well', () => {
  const query = spark.sql(`SELECT * FROM VALUES
    (1.50BD, DATE'2024-02-29', TIMESTAMP_NTZ'2024-02-29 12:30:00', array(1.5BD, NULL), map(DATE'1969-12-31', named_struct('d', 0.1BD))),
    (NULL, NULL, NULL, NULL, NULL) AS t(d, day, at, list, map)`);
  const texts = query.rdd.map(row => [row.d?.plus(row.d).toString(), row.day?.epochDay, String(row.at), String(row.list?.[0])]).collect();
  expect(texts).toEqual([
    ['3.00', 19_782, '2024-02-29T12:30:00', '1.5'],
    [undefined, undefined, 'null', 'undefined'],
  ]);
  const [row, nulls] = query.rdd.collect() as [Row, Row];
  expect([row.d instanceof Decimal, row.day instanceof LocalDate, row.at instanceof LocalDateTime]).toEqual([true, true, true]);
  expect([...row.map].map(([day, value]) => `${day} ${value.d}`)).toEqual(['1969-12-31 0.1']);
  expect(row.list).toEqual([Decimal.parse('1.5'), null]);
  expect(nulls.toSeq()).toEqual([null, null, null, null, null]);
});
