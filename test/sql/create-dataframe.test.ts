/** Types and errors are those that PySpark 4.3 gives, but that JavaScript has one type of numbers and that objects are structs. */
import { describe, expect, it } from 'vitest';
import { Decimal, LocalDate, LongType, Row, StructType } from '../../dist/index.js';
import { conditionOf, localSession } from '../support/local-session.js';

const spark = localSession();
const typeOf = (...args: Parameters<typeof spark.createDataFrame>) => spark.createDataFrame(...args).schema.simpleString;

describe('without a schema', () => {
  it('objects give columns by name, in the order of the first', () => {
    expect(typeOf([{ b: 1, a: 'x' }, { a: 'y' }])).toBe('struct<b:bigint,a:string>');
    expect(typeOf([{ a: 1 }, { b: 'x' }])).toBe('struct<a:bigint,b:string>');
  });

  it('arrays give columns by place, and names may be given for the first of them', () => {
    expect(typeOf([[1, 'a']])).toBe('struct<_1:bigint,_2:string>');
    expect(typeOf([[1, 'a']], ['x'])).toBe('struct<x:bigint,_2:string>');
  });

  it('plain values give one column named value', () => {
    expect(typeOf([1, 2])).toBe('struct<value:bigint>');
    expect(typeOf(new Set(['a']))).toBe('struct<value:string>');
  });

  it('numbers are bigint while all are whole, else double', () => {
    expect(typeOf([[1], [2.5]])).toBe('struct<_1:double>');
    expect(typeOf([[2 ** 60]])).toBe('struct<_1:double>');
    expect(typeOf([[2n ** 60n]])).toBe('struct<_1:bigint>');
  });

  it('text takes in numbers', () => {
    expect(
      spark
        .createDataFrame([[1], ['a'], [true]])
        .collect()
        .map(String),
    ).toEqual(['[1]', '[a]', '[true]']);
  });

  it('classes of values have types of their own', () => {
    const row = [new Date(0), new LocalDate(0), new Uint8Array(2), new Decimal(150n, 2), new Map([['k', 1.5]]), true];
    expect(typeOf([row])).toBe('struct<_1:timestamp,_2:date,_3:binary,_4:decimal(38,18),_5:map<string,double>,_6:boolean>');
  });

  it('objects and arrays nest', () => {
    expect(typeOf([{ o: { p: 1, q: ['x', null] } }, { o: { r: 2.5 } }])).toBe('struct<o:struct<p:bigint,q:array<string>,r:double>>');
  });

  it('rows keep their names', () => {
    const rows = spark.range(2).collect();
    expect(typeOf(rows)).toBe('struct<id:bigint>');
    expect(typeOf([Row.from({ a: 1, b: 'x' })])).toBe('struct<a:bigint,b:string>');
    expect(typeOf([Row.of(1, 'x')])).toBe('struct<_1:bigint,_2:string>');
  });

  it('every column is nullable', () => {
    expect(spark.createDataFrame([[1]]).schema.fields[0]!.nullable).toBe(true);
  });

  it('what gives no type is an error', () => {
    expect(conditionOf(() => spark.createDataFrame([]))).toBe('CANNOT_INFER_EMPTY_SCHEMA');
    expect(conditionOf(() => spark.createDataFrame([], ['a']))).toBe('CANNOT_INFER_EMPTY_SCHEMA');
    expect(conditionOf(() => spark.createDataFrame([[null]]))).toBe('CANNOT_DETERMINE_TYPE');
    expect(conditionOf(() => spark.createDataFrame([{ a: [] }]))).toBe('CANNOT_DETERMINE_TYPE');
    expect(conditionOf(() => spark.createDataFrame([[true], [1]]))).toBe('CANNOT_MERGE_TYPE');
    expect(conditionOf(() => spark.createDataFrame([[1]], ['a', 'b']))).toBe('FIELD_STRUCT_LENGTH_MISMATCH');
  });
});

describe('with a schema', () => {
  it.each(['a int', 'struct<a:int>', StructType.fromDDL('a int')])('%s', schema => {
    expect(typeOf([{ A: 0, a: 1 }], schema)).toBe('struct<a:int>');
  });

  it('a type that is no struct is that of bare values', () => {
    expect(typeOf([1, 2], 'int')).toBe('struct<value:int>');
    expect(typeOf([1, 2], LongType)).toBe('struct<value:bigint>');
    expect(spark.createDataFrame([[1, 2]], 'array<int>').collect()[0]!.value).toEqual([1, 2]);
  });

  it('objects are read by name, rows and arrays by place', () => {
    const frame = spark.createDataFrame([{ b: 'x', a: 1 }, [2, 'y'], Row.of(3, 'z'), Row.from({ b: 'w', a: 4 })], 'a int, b string');
    expect(frame.collect().map(String)).toEqual(['[1,x]', '[2,y]', '[3,z]', '[4,w]']);
  });

  it('missing fields of objects are null', () => {
    expect(
      spark
        .createDataFrame([{ x: { p: 1 } }], 'x struct<p: int, q: string>')
        .collect()
        .map(String),
    ).toEqual(['[[1,null]]']);
  });

  it('64-bit integers and decimals stay exact', () => {
    const frame = spark.createDataFrame([[2n ** 63n - 1n, '12345678901234567890.12']], 'a bigint, d decimal(38,2)');
    expect(frame.collect()[0]!.toSeq().map(String)).toEqual(['9223372036854775807', '12345678901234567890.12']);
  });

  it.each([
    [[['x']], 'a int', 'FIELD_DATA_TYPE_UNACCEPTABLE_WITH_NAME'],
    [[[1.5]], 'a int', 'FIELD_DATA_TYPE_UNACCEPTABLE_WITH_NAME'],
    [[[true]], 'a int', 'FIELD_DATA_TYPE_UNACCEPTABLE_WITH_NAME'],
    [[[1]], 'a boolean', 'FIELD_DATA_TYPE_UNACCEPTABLE_WITH_NAME'],
    [[['2020-01-01']], 'a date', 'FIELD_DATA_TYPE_UNACCEPTABLE_WITH_NAME'],
    [[[[1, 'x']]], 'a array<int>', 'FIELD_DATA_TYPE_UNACCEPTABLE_WITH_NAME'],
    [[[2 ** 31]], 'a int', 'VALUE_OUT_OF_BOUNDS'],
    [[[300]], 'a tinyint', 'VALUE_OUT_OF_BOUNDS'],
    [[[1, 2]], 'a int', 'FIELD_STRUCT_LENGTH_MISMATCH'],
    [[[1]], 'a int, b int', 'FIELD_STRUCT_LENGTH_MISMATCH'],
    [[[null]], 'a int not null', 'FIELD_NOT_NULLABLE_WITH_NAME'],
  ])('%j as %s is %s', (rows, schema, condition) => {
    expect(conditionOf(() => spark.createDataFrame(rows, schema))).toBe(condition);
  });

  it('an error names the place of the value', () => {
    expect(() => spark.createDataFrame([{ a: { xs: [1, 'x'] } }], 'a struct<xs: array<int>>')).toThrow(
      "[FIELD_DATA_TYPE_UNACCEPTABLE_WITH_NAME] element in array field xs in field a: IntegerType can not accept object 'x' in type string.",
    );
  });

  it('more rows than fit into the text of a query', () => {
    const rows = Array.from({ length: 5000 }, (_, i) => ({ i, s: i % 3 === 0 ? null : `n${i}`, xs: [i, null] }));
    const frame = spark.createDataFrame(rows, 'i int, s string, xs array<int>');
    expect(frame.count()).toBe(5000);
    expect(frame.filter('i = 4999').collect().map(String)).toEqual(['[4999,n4999,ArraySeq(4999, null)]']);
  });
});

describe('of an RDD', () => {
  const pairs = () =>
    spark.sparkContext.parallelize<[number, string]>([
      [1, 'a'],
      [2, 'b'],
    ]);

  it('types come from its first rows', () => {
    expect(typeOf(pairs())).toBe('struct<_1:bigint,_2:string>');
    expect(typeOf(pairs(), ['n', 's'])).toBe('struct<n:bigint,s:string>');
  });

  it('with a schema nothing runs before it is read', () => {
    const refuses = spark.sparkContext.parallelize([1]).map((_): number => {
      throw new Error('ran');
    });
    const frame = spark.createDataFrame(refuses, 'a int');
    expect(frame.columns).toEqual(['a']);
    expect(() => frame.collect()).toThrow('ran');
  });

  it('toDF takes names, a type or DDL', () => {
    expect(pairs().toDF().columns).toEqual(['_1', '_2']);
    expect(pairs().toDF('n', 's').columns).toEqual(['n', 's']);
    expect(pairs().toDF(['n', 's']).columns).toEqual(['n', 's']);
    expect(pairs().toDF('n int, s string').schema.simpleString).toBe('struct<n:int,s:string>');
    expect(pairs().toDF('n', 's').filter('n > 1').collect().map(String)).toEqual(['[2,b]']);
  });
});

describe('rows beyond those that fit into the text of a query', () => {
  const count = 5000;

  it.each<[string, (i: number) => unknown]>([
    ['texts of up to twelve bytes and longer', i => (i % 3 === 2 ? null : 'x'.repeat(i % 30))],
    ['texts of other scripts', i => (i % 3 === 2 ? null : `日本${i}😀`)],
    ['halves of characters', i => (i % 2 === 0 ? 'a' : 'b\ud83d')],
    ['whole numbers', i => (i % 5 === 4 ? null : i - 2500)],
    ['doubles', i => (i % 5 === 4 ? null : i / 4)],
    ['booleans', i => (i % 5 === 4 ? null : i % 2 === 0)],
    ['dates', i => (i % 5 === 4 ? null : new LocalDate(i - 2500))],
    ['decimals', i => (i % 5 === 4 ? null : new Decimal(BigInt(i), 18))],
    ['arrays', i => (i % 5 === 4 ? null : [i, null])],
  ])('%s', (_, valueOf) => {
    const rows = Array.from({ length: count }, (__, i) => [i, valueOf(i)]);
    const frame = spark.createDataFrame(rows, ['i', 'v']);
    const expected = String([count, rows.map(([, value]) => String(value)).join()]);
    const got = frame.orderBy('i').collect();
    expect(String([got.length, got.map(row => String(row.v)).join()])).toBe(expected.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
    // From what was packed for the first query.
    expect(frame.filter('v IS NULL').count()).toBe(rows.filter(([, value]) => value === null).length);
  });
});

it('arrays among objects do not stand for their columns', () => {
  const rows = [{ a: 1, b: 'x' }, [2, 'y'], { a: 3, b: 'z' }];
  expect(conditionOf(() => spark.createDataFrame(rows))).toBe('FIELD_STRUCT_LENGTH_MISMATCH');
});
