/** What Apache Spark 4.3 writes: names of files, what is in them, and what it refuses. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { conditionOf, localSession } from '../../support/local-session.js';

const warehouse = mkdtempSync(join(tmpdir(), 'warehouse-'));
const spark = localSession({ 'spark.sql.warehouse.dir': warehouse });
afterAll(() => rmSync(warehouse, { recursive: true }));
const { LocalDate } = await import('../../../dist/index.js');

const frame = spark.createDataFrame(
  [
    [1, 'a', null, LocalDate.of(2020, 1, 2)],
    [null, '', 1.5, null],
    [3, 'q"x,y', 2, LocalDate.of(2021, 1, 2)],
  ],
  'i int, s string, d double, dt date',
);
let directory: string;
let out: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'writers-'));
  out = join(directory, 'out');
  return () => rmSync(directory, { recursive: true });
});

const filesOf = (path = out) =>
  (readdirSync(path, { recursive: true }) as string[]).filter(name => /\.\w+$/.test(name) || name.endsWith('_SUCCESS')).sort();
const general = (names: readonly string[]) => names.map(name => name.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'UUID'));
const contentOf = (path = out) =>
  filesOf(path)
    .filter(name => name.includes('part-'))
    .map(name => readFileSync(join(path, name), 'utf8'));

describe('csv', () => {
  it('quotes what must be, and tells an empty text from NULL', () => {
    frame.write.csv(out);
    expect(general(filesOf())).toEqual(['_SUCCESS', 'part-00000-UUID-c000.csv']);
    expect(contentOf()).toEqual(['1,a,,2020-01-02\n,"",1.5,\n3,"q\\"x,y",2.0,2021-01-02\n']);
  });

  it('header, separator, nullValue, quoteAll', () => {
    frame.write.options({ header: true, sep: ';', nullValue: 'NA', quoteAll: true }).csv(out);
    expect(contentOf()).toEqual(['"i";"s";"d";"dt"\n"1";"a";"NA";"2020-01-02"\n"NA";"";"1.5";"NA"\n"3";"q\\"x,y";"2.0";"2021-01-02"\n']);
  });

  it('a NULL by itself is no line', () => {
    frame.select('d').write.csv(out);
    expect(contentOf()).toEqual(['1.5\n2.0\n']);
  });

  it('without rows there is the header', () => {
    frame.limit(0).write.option('header', true).csv(out);
    expect(contentOf()).toEqual(['i,s,d,dt\n']);
  });

  it('gzip', () => {
    frame.select('i').write.option('compression', 'gzip').csv(out);
    const [name] = filesOf().filter(each => each.endsWith('.csv.gz'));
    expect(gunzipSync(readFileSync(join(out, name!))).toString()).toBe('1\n3\n');
  });

  it('timestamps and binary', () => {
    spark
      .sql("SELECT timestamp'2020-01-02 03:04:05.123456' t, timestamp_ntz'2020-01-02 03:04:05' n, true b, 1.50BD d, X'1F' x")
      .write.csv(out);
    expect(contentOf()).toEqual(['2020-01-02T03:04:05.123Z,2020-01-02T03:04:05.000,true,1.50,[1F]\n']);
  });
});

describe('json and text', () => {
  it('fields that are NULL are left out, or not', () => {
    frame.write.json(out);
    expect(contentOf()).toEqual(['{"i":1,"s":"a","dt":"2020-01-02"}\n{"s":"","d":1.5}\n{"i":3,"s":"q\\"x,y","d":2.0,"dt":"2021-01-02"}\n']);
    frame.limit(1).write.mode('overwrite').option('ignoreNullFields', false).json(out);
    expect(contentOf()).toEqual(['{"i":1,"s":"a","d":null,"dt":"2020-01-02"}\n']);
  });

  it('values of every kind', () => {
    spark
      .sql("SELECT timestamp'2020-01-02 03:04:05.123456' t, X'1F' x, map('a', 1) m, named_struct('p', null, 'q', array(1, null)) s")
      .write.json(out);
    expect(contentOf()).toEqual(['{"t":"2020-01-02T03:04:05.123Z","x":"Hw==","m":{"a":1},"s":{"q":[1,null]}}\n']);
  });

  it('text', () => {
    frame.select('s').write.text(out);
    expect(general(filesOf())).toEqual(['_SUCCESS', 'part-00000-UUID-c000.txt']);
    expect(contentOf()).toEqual(['a\n\nq"x,y\n']);
  });
});

describe('layout', () => {
  it('a folder for each value, with what a name cannot hold escaped', () => {
    frame.write.partitionBy('i', 's').json(out);
    expect(general(filesOf())).toEqual([
      '_SUCCESS',
      'i=1/s=a/part-00000-UUID.c000.json',
      'i=3/s=q%22x,y/part-00000-UUID.c000.json',
      'i=__HIVE_DEFAULT_PARTITION__/s=__HIVE_DEFAULT_PARTITION__/part-00000-UUID.c000.json',
    ]);
    expect(contentOf()).toEqual(['{"dt":"2020-01-02"}\n', '{"d":2.0,"dt":"2021-01-02"}\n', '{"d":1.5}\n']);
    expect(spark.read.json(out).select('i', 's').collect().map(String).sort()).toEqual(['[1,a]', '[3,q"x,y]', '[null,null]']);
  });

  it('maxRecordsPerFile', () => {
    frame.select('i').write.option('maxRecordsPerFile', 2).json(out);
    expect(general(filesOf())).toEqual(['_SUCCESS', 'part-00000-UUID-c000.json', 'part-00000-UUID-c001.json']);
  });

  it('many rows are written in pieces, and read again', () => {
    const many = spark
      .range(100_000)
      .selectExpr('id', "concat('a text of row ', id, ', with a comma') s", 'id / 8 d', 'CAST(id % 2 AS INT) p');
    const sums = ['count(*)', 'sum(id)', 'sum(length(s))', 'sum(d)', 'sum(p)'];
    const schema = 'id BIGINT, s STRING, d DOUBLE, p INT';
    const expected = many
      .selectExpr(...sums)
      .collect()
      .map(String);
    for (const format of ['csv', 'json'])
      for (const options of [{ header: true }, { header: true, compression: 'gzip' }, { header: true, encoding: 'UTF-16' }]) {
        if (format === 'json' && 'encoding' in options) continue;
        many.write.mode('overwrite').format(format).options(options).save(out);
        expect(
          spark.read
            .format(format)
            .options(options)
            .schema(schema)
            .load(out)
            .selectExpr(...sums)
            .collect()
            .map(String),
        ).toEqual(expected);
      }
    many.write.mode('overwrite').partitionBy('p').option('maxRecordsPerFile', 30_000).csv(out);
    expect(filesOf().filter(name => name.endsWith('.csv')).length).toBe(4);
    expect(
      spark.read
        .schema(schema)
        .csv(out)
        .selectExpr(...sums)
        .collect()
        .map(String),
    ).toEqual(expected);
  });

  it('append adds, overwrite replaces, ignore leaves, error refuses', () => {
    frame.write.csv(out);
    frame.write.mode('append').csv(out);
    expect(contentOf().length).toBe(2);
    frame.limit(1).write.mode('ignore').csv(out);
    expect(contentOf().length).toBe(2);
    frame.limit(1).write.mode('overwrite').csv(out);
    expect(contentOf()).toEqual(['1,a,,2020-01-02\n']);
    expect(() => frame.write.csv(out)).toThrow(
      `[PATH_ALREADY_EXISTS] Path file:${out} already exists. Set mode as "overwrite" to overwrite the existing path. SQLSTATE: 42K04`,
    );
    expect(conditionOf(() => frame.write.mode('foo' as 'append'))).toBe('INVALID_SAVE_MODE');
  });

  it('a query that fails leaves nothing behind', () => {
    expect(() => spark.sql("SELECT raise_error('no') AS x FROM range(1)").write.csv(out)).toThrow('no');
    expect(readdirSync(out)).toEqual([]);
  });
});

describe('parquet', () => {
  it('keeps the schema, the types that only Spark has too', () => {
    const every = spark.sql(
      "SELECT 1Y b, 2S sh, 3 i, 4L l, 1.5F f, 2.5D d, 1.50BD dc, 'x' s, X'1F' x, true t, date'2020-01-02' dt, timestamp'2020-01-02 03:04:05.123456' ts, " +
        "timestamp_ntz'2020-01-02 03:04:05' n, interval '1-2' year to month ym, interval '1 02' day to hour dh, array(1, null) a, map('k', named_struct('p', timestamp'2020-01-01 00:00:00')) m, named_struct('q', array(date'2020-01-01')) st",
    );
    every.write.parquet(out);
    expect(general(filesOf())).toEqual(['_SUCCESS', 'part-00000-UUID-c000.snappy.parquet']);
    const read = spark.read.parquet(out);
    expect(read.schema.simpleString).toBe(every.schema.simpleString);
    expect(read.schema.fields.every(field => field.nullable)).toBe(true);
    expect(read.showString(5, false)).toBe(every.showString(5, false));
  });

  it('partitions, codecs, and a merge of schemas', () => {
    frame.limit(2).write.partitionBy('s').option('compression', 'zstd').parquet(out);
    expect(general(filesOf())).toEqual([
      '_SUCCESS',
      's=__HIVE_DEFAULT_PARTITION__/part-00000-UUID.c000.zstd.parquet',
      's=a/part-00000-UUID.c000.zstd.parquet',
    ]);
    expect(spark.read.parquet(out).select('i', 's').collect().map(String).sort()).toEqual(['[1,a]', '[null,null]']);
    frame.select('i').write.mode('overwrite').parquet(out);
    frame.select('s').write.mode('append').parquet(out);
    expect(spark.read.option('mergeSchema', true).parquet(out).columns.sort()).toEqual(['i', 's']);
    expect(conditionOf(() => frame.write.mode('append').option('compression', 'foo').parquet(out))).toBe(
      'CODEC_NOT_AVAILABLE.WITH_AVAILABLE_CODECS_SUGGESTION',
    );
  });

  it('is the format where none is named', () => {
    frame.write.save(out);
    expect(spark.read.load(out).count()).toBe(3);
    expect(spark.sql(`SELECT i FROM parquet.\`${out}\` WHERE i = 3`).count()).toBe(1);
  });
});

describe('what is refused', () => {
  it.each<[() => void, string]>([
    [() => frame.selectExpr('array(1) a').write.csv(out), 'UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE'],
    [() => frame.select('i').write.text(out), 'UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE'],
    [() => frame.selectExpr('s', 's').write.json(out), 'COLUMN_ALREADY_EXISTS'],
    [() => frame.select().write.json(out), 'EMPTY_SCHEMA_NOT_SUPPORTED_FOR_DATASOURCE'],
    [() => frame.select('i').write.partitionBy('i').json(out), 'ALL_PARTITION_COLUMNS_NOT_ALLOWED'],
    [() => frame.write.sortBy('i').saveAsTable('t'), 'SORT_BY_WITHOUT_BUCKETING'],
    [() => frame.write.insertInto('nosuch'), 'TABLE_OR_VIEW_NOT_FOUND'],
    [() => frame.write.format('nofmt').save(out), 'DATA_SOURCE_NOT_FOUND'],
  ])('%s', (run, condition) => {
    expect(conditionOf(run)).toBe(condition);
  });

  it.each<[() => void, string]>([
    [() => frame.write.save(), "'path' is not specified."],
    [() => frame.write.bucketBy(2, 'i').csv(out), "'save' does not support bucketBy right now."],
    [() => frame.write.partitionBy('zz').json(out), 'Partition column `zz` not found in schema struct<i:int,s:string,d:double,dt:date>.'],
    [() => frame.selectExpr('s', 's AS t').write.text(out), 'Text data source supports only a single column, and you have 2 columns.'],
  ])('%s', (run, message) => {
    expect(run).toThrow(message);
  });
});

describe('tables', () => {
  it('saveAsTable, insertInto and their modes', () => {
    frame.write.saveAsTable('t1');
    expect(conditionOf(() => frame.write.saveAsTable('t1'))).toBe('TABLE_OR_VIEW_ALREADY_EXISTS');
    frame.write.mode('append').saveAsTable('t1');
    expect(spark.table('t1').count()).toBe(6);
    frame.write.mode('ignore').saveAsTable('t1');
    frame.limit(1).write.insertInto('t1');
    expect(spark.table('t1').count()).toBe(7);
    frame.limit(1).write.mode('overwrite').insertInto('t1');
    expect(spark.table('t1').collect().map(String)).toEqual(['[1,a,null,2020-01-02]']);
    frame.select('i').write.mode('overwrite').saveAsTable('t1');
    expect(spark.table('t1').columns).toEqual(['i']);
    expect(conditionOf(() => frame.write.partitionBy('i').insertInto('t1'))).toBe('PARTITION_BY_NOT_ALLOWED_WITH_INSERT_INTO');
  });

  it('other formats, partitions, buckets, a path', () => {
    frame.write.format('json').partitionBy('i').saveAsTable('t2');
    expect(spark.table('t2').columns).toEqual(['s', 'd', 'dt', 'i']);
    expect(spark.table('t2').filter('i = 3').select('s').collect().map(String)).toEqual(['[q"x,y]']);
    frame.write.bucketBy(2, 'i').sortBy('s').saveAsTable('t3');
    expect(spark.table('t3').count()).toBe(3);
    frame.write.option('path', out).format('csv').saveAsTable('t4');
    expect(contentOf().length).toBe(1);
    expect(spark.table('t4').filter("s = 'a'").count()).toBe(1);
  });

  it('CREATE TABLE AS and INSERT of SQL', () => {
    frame.createOrReplaceTempView('v');
    spark.sql('CREATE TABLE t5 USING csv AS SELECT i, s FROM v');
    spark.sql("INSERT INTO t5 VALUES (9, 'nine')");
    expect(spark.table('t5').filter('i >= 3').orderBy('i').collect().map(String)).toEqual(['[3,q"x,y]', '[9,nine]']);
  });
});
