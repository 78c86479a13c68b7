/** What Apache Spark 4.3 reads of the same files. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { conditionOf, localSession } from '../../support/local-session.js';

const spark = localSession();
const directory = mkdtempSync(join(tmpdir(), 'readers-'));
afterAll(() => rmSync(directory, { recursive: true }));

const files: Readonly<Record<string, string | Uint8Array>> = {
  'a.csv': 'id,name,d\n1,Ann,1.5\n2,"B, b",\n3,"x ""q"" y",3\n\n4,"back \\" slash",4\n5\n6,z,7,8\nbad,y,q\n',
  'dates.csv': '2020-01-02,2020-01-02 03:04:05,true\n2021-02-03,2021-02-03T03:04:05Z,false\n',
  'lines.csv': 'a,b\n1,"x\ny"\n2,z\n',
  'same.csv': 'a,a,,b\n1,2,3,4\n',
  'nulls.csv': 'NA,1,""\nx,-,q\n',
  'blanks.csv': ' a , 1 \n b,2\n',
  'comments.csv': '#x\n1\n#y\n2\n',
  'long-separator.csv': 'a||b|c||d\n',
  'packed.csv.gz': gzipSync('a,b\n1,2\n'),
  'latin.csv': Buffer.from('é,1\n', 'latin1'),
  'a.json': '{"a":1,"b":"x","c":{"d":[1,2.5]}}\n{"a":2.5,"z":null}\nbad line\n\n{"b":5,"a":"s"}\n',
  'array.json': '[{"a":1},\n {"a":2}]',
  'a.txt': 'one\ntwo\r\n\nthree',
  'empty.csv': '',
  'empty.json': '',
  'p/y=2020/m=01/x.csv': '1\n',
  'p/y=2021/m=__HIVE_DEFAULT_PARTITION__/x.csv': '2\n',
  'p/y=2021/m=a%20b/x.csv': '3\n',
  'dated/d=2020-01-01/x.csv': '1\n',
  'dated/d=2021-05-06/x.csv': '1\n',
  'mixed/k=1/x.csv': '1\n',
  'mixed/k=2.5/x.csv': '1\n',
  'wide/k=1/x.csv': '1\n',
  'wide/k=3000000000/x.csv': '1\n',
  'conflict/a=1/x.csv': '1\n',
  'conflict/b=1/x.csv': '1\n',
  'deep/s1/a.csv': '1\n',
  'deep/s1/s2/b.csv': '2\n',
  'deep/c.csv': '3\n',
  'deep/d.dat': '4\n',
  'deep/_hidden.csv': '5\n',
  'deep/.hidden.csv': '6\n',
};
for (const [name, content] of Object.entries(files)) {
  mkdirSync(dirname(join(directory, name)), { recursive: true });
  writeFileSync(join(directory, name), content);
}
mkdirSync(join(directory, 'nothing'));

type Options = Readonly<Record<string, string | number | boolean>>;
function read(format: string, name: string, options: Options = {}, schema?: string) {
  const reader = spark.read.format(format).options(options);
  return (schema === undefined ? reader : reader.schema(schema)).load(join(directory, name));
}
/** The schema, and each row as Scala prints it, sorted: files come in any order. */
function shown(...args: Parameters<typeof read>): string[] {
  const frame = read(...args);
  return [frame.schema.simpleString.slice(7, -1), ...frame.collect().map(String).sort()];
}
const sorted = ([schema, ...rows]: readonly string[]) => [schema, ...rows.sort()];

const threeTexts = ['[1,Ann,1.5]', '[2,B, b,null]', '[3,"x ""q"" y",3]', '[4,back " slash,4]', '[5,null,null]', '[6,z,7]', '[bad,y,q]'];

describe('csv', () => {
  it.each<[string, string, Options, string | undefined, readonly string[]]>([
    ['columns without names', 'a.csv', {}, undefined, ['_c0:string,_c1:string,_c2:string', '[id,name,d]', ...threeTexts]],
    ['a header', 'a.csv', { header: true }, undefined, ['id:string,name:string,d:string', ...threeTexts]],
    [
      'types that do not fit all rows',
      'a.csv',
      { header: true, inferSchema: true },
      undefined,
      ['id:string,name:string,d:string', ...threeTexts],
    ],
    [
      'a schema',
      'a.csv',
      { header: true },
      'id int, name string, d double',
      [
        'id:int,name:string,d:double',
        '[1,Ann,1.5]',
        '[2,B, b,null]',
        '[3,"x ""q"" y",3.0]',
        '[4,back " slash,4.0]',
        '[5,null,null]',
        '[6,z,7.0]',
        '[null,y,null]',
      ],
    ],
    [
      'a column for what is malformed',
      'a.csv',
      { header: true },
      'id int, name string, d double, _corrupt_record string',
      [
        'id:int,name:string,d:double,_corrupt_record:string',
        '[1,Ann,1.5,null]',
        '[2,B, b,null,null]',
        '[3,"x ""q"" y",3.0,null]',
        '[4,back " slash,4.0,null]',
        '[5,null,null,5]',
        '[6,z,7.0,6,z,7,8]',
        '[null,y,null,bad,y,q]',
      ],
    ],
    [
      'DROPMALFORMED',
      'a.csv',
      { header: true, mode: 'DROPMALFORMED' },
      'id int, name string, d double',
      ['id:int,name:string,d:double', '[1,Ann,1.5]', '[2,B, b,null]', '[3,"x ""q"" y",3.0]', '[4,back " slash,4.0]'],
    ],
    ['a mode that is none is PERMISSIVE', 'comments.csv', { mode: 'foo', comment: '#' }, 'a int', ['a:int', '[1]', '[2]']],
    [
      'inferred dates, timestamps and booleans',
      'dates.csv',
      { inferSchema: true },
      undefined,
      ['_c0:date,_c1:timestamp,_c2:boolean', '[2020-01-02,2020-01-02 03:04:05.0,true]', '[2021-02-03,2021-02-03 03:04:05.0,false]'],
    ],
    [
      'line ends inside quotes end the record',
      'lines.csv',
      { header: true },
      undefined,
      ['a:string,b:string', '[1,x]', '[2,z]', '[y",null]'],
    ],
    ['multiLine keeps them', 'lines.csv', { header: true, multiLine: true }, undefined, ['a:string,b:string', '[1,x\ny]', '[2,z]']],
    [
      'header names that are there twice, or missing',
      'same.csv',
      { header: true },
      undefined,
      ['a0:string,a1:string,_c2:string,b:string', '[1,2,3,4]'],
    ],
    [
      'nullValue and emptyValue',
      'nulls.csv',
      { nullValue: 'NA', emptyValue: 'E' },
      undefined,
      ['_c0:string,_c1:string,_c2:string', '[null,1,E]', '[x,-,q]'],
    ],
    [
      'white space that is ignored',
      'blanks.csv',
      { ignoreLeadingWhiteSpace: true, ignoreTrailingWhiteSpace: true, inferSchema: true },
      undefined,
      ['_c0:string,_c1:int', '[a,1]', '[b,2]'],
    ],
    ['a separator of two characters', 'long-separator.csv', { sep: '||' }, undefined, ['_c0:string,_c1:string,_c2:string', '[a,b|c,d]']],
    [
      'options in any case',
      'a.csv',
      { HEADER: 'TRUE', Mode: 'dropmalformed' },
      'id int, name string, d double',
      ['id:int,name:string,d:double', '[1,Ann,1.5]', '[2,B, b,null]', '[3,"x ""q"" y",3.0]', '[4,back " slash,4.0]'],
    ],
    ['gzip', 'packed.csv.gz', { header: true, inferSchema: true }, undefined, ['a:int,b:int', '[1,2]']],
    ['another encoding', 'latin.csv', { encoding: 'ISO-8859-1' }, undefined, ['_c0:string,_c1:string', '[é,1]']],
    ['an empty file', 'empty.csv', {}, undefined, ['']],
  ])('%s', (_, name, options, schema, expected) => {
    expect(shown('csv', name, options, schema)).toEqual(sorted(expected));
  });

  it('columns that are not read do not make a record malformed', () => {
    const frame = read('csv', 'a.csv', { header: true, mode: 'DROPMALFORMED' }, 'id int, name string, d double');
    expect(frame.select('name').count()).toBe(7);
    expect(frame.filter('id = 6').select('name').collect().map(String)).toEqual(['[z]']);
  });

  it('FAILFAST fails with the file, and says why', () => {
    const frame = read('csv', 'a.csv', { header: true, mode: 'FAILFAST' }, 'id int, name string, d double');
    expect(() => frame.collect()).toThrow(/FAILED_READ_FILE.NO_HINT.*a\.csv/);
  });

  it('a header that is not that of the schema fails where the schema is not enforced', () => {
    const frame = read('csv', 'a.csv', { header: true, enforceSchema: false }, 'a int, b string, c double');
    expect(conditionOf(() => frame.collect())).toBe('FAILED_READ_FILE.NO_HINT');
  });

  it('collections are refused', () => {
    expect(() => read('csv', 'a.csv', {}, 'a array<int>')).toThrow(
      '[UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE] The CSV datasource doesn\'t support the column `a` of the type "ARRAY<INT>".',
    );
  });
});

describe('json', () => {
  const all = [
    '_corrupt_record:string,a:string,b:string,c:struct<d:array<double>>,z:string',
    '[null,1,x,[ArraySeq(1.0, 2.5)],null]',
    '[null,2.5,null,null,null]',
    '[bad line,null,null,null,null]',
    '[null,s,5,null,null]',
  ];
  it.each<[string, string, Options, string | undefined, readonly string[]]>([
    ['inferred, with a column for what is no JSON', 'a.json', {}, undefined, all],
    [
      'a schema',
      'a.json',
      {},
      'a int, b string, c string',
      ['a:int,b:string,c:string', '[1,x,{"d":[1,2.5]}]', '[null,null,null]', '[null,null,null]', '[null,5,null]'],
    ],
    [
      'a schema with the column',
      'a.json',
      {},
      'a double, c struct<d:array<double>>, _corrupt_record string',
      [
        'a:double,c:struct<d:array<double>>,_corrupt_record:string',
        '[1.0,[ArraySeq(1.0, 2.5)],null]',
        '[2.5,null,null]',
        '[null,null,bad line]',
        '[null,null,{"b":5,"a":"s"}]',
      ],
    ],
    ['DROPMALFORMED', 'a.json', { mode: 'DROPMALFORMED' }, 'a double', ['a:double', '[1.0]', '[2.5]']],
    [
      'DROPMALFORMED, inferred',
      'a.json',
      { mode: 'DROPMALFORMED' },
      undefined,
      [
        'a:string,b:string,c:struct<d:array<double>>,z:string',
        '[1,x,[ArraySeq(1.0, 2.5)],null]',
        '[2.5,null,null,null]',
        '[s,5,null,null]',
      ],
    ],
    [
      'primitivesAsString',
      'a.json',
      { primitivesAsString: true, mode: 'DROPMALFORMED' },
      undefined,
      ['a:string,b:string,c:struct<d:array<string>>,z:string', '[1,x,[ArraySeq(1, 2.5)],null]', '[2.5,null,null,null]', '[s,5,null,null]'],
    ],
    ['multiLine', 'array.json', { multiLine: true }, undefined, ['a:bigint', '[1]', '[2]']],
    ['an array over lines', 'array.json', {}, undefined, ['_corrupt_record:string,a:bigint', '[[{"a":1},,null]', '[null,2]']],
    ['an empty file', 'empty.json', {}, undefined, ['']],
  ])('%s', (_, name, options, schema, expected) => {
    expect(shown('json', name, options, schema)).toEqual(sorted(expected));
  });

  it('FAILFAST fails while the schema is inferred', () => {
    expect(conditionOf(() => read('json', 'a.json', { mode: 'FAILFAST' }))).toBe('MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION');
  });

  it('one column of many', () => {
    expect(read('json', 'a.json').select('b').collect().map(String).sort()).toEqual(['[5]', '[null]', '[null]', '[x]']);
    expect(read('json', 'a.json').count()).toBe(4);
  });

  it('more rows than one chunk holds, and only as many as a limit asks for', () => {
    writeFileSync(join(directory, 'many.json'), Array.from({ length: 10_000 }, (_, i) => `{"i":${i},"s":"n${i}"}`).join('\n'));
    const frame = read('json', 'many.json');
    expect(frame.agg({ i: 'sum' }).collect()[0]!.get(0)).toBe(49_995_000);
    expect(frame.limit(3).collect().map(String)).toEqual(['[0,n0]', '[1,n1]', '[2,n2]']);
    expect(frame.join(frame.select('i'), 'i').count()).toBe(10_000);
  });
});

describe('text and binaryFile', () => {
  it('a row a line, a row a file, lines of another end', () => {
    const texts = (options: Options = {}) =>
      read('text', 'a.txt', options)
        .collect()
        .map(row => row.value);
    expect(texts()).toEqual(['one', 'two', '', 'three']);
    expect(texts({ wholetext: true })).toEqual(['one\ntwo\r\n\nthree']);
    expect(texts({ lineSep: 'e' })).toEqual(['on', '\ntwo\r\n\nthr', '']);
    expect(spark.read.textFile(join(directory, 'a.txt')).columns).toEqual(['value']);
  });

  it('a schema of one text column names it', () => {
    expect(read('text', 'a.txt', {}, 'x string').columns).toEqual(['x']);
    expect(conditionOf(() => read('text', 'a.txt', {}, 'x int'))).toBe('UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE');
    expect(() => read('text', 'a.txt', {}, 'x string, y string')).toThrow(
      'Text data source supports only a single column, and you have 2 columns.',
    );
  });

  it('binaryFile gives the bytes', () => {
    const row = read('binaryFile', 'deep/c.csv').select('length', 'content').collect()[0]!;
    expect([row.get(0), [...row.getAs<Uint8Array>(1)]]).toEqual([2, [0x33, 0x0a]]);
  });
});

describe('partition folders', () => {
  it.each<[string, string, Options, string | undefined, readonly string[]]>([
    [
      'types that hold all values; the default partition is NULL',
      'p',
      {},
      undefined,
      ['_c0:string,y:int,m:string', '[2,2021,null]', '[3,2021,a b]', '[1,2020,01]'],
    ],
    ['dates', 'dated', {}, undefined, ['_c0:string,d:date', '[1,2020-01-01]', '[1,2021-05-06]']],
    ['whole numbers and fractions', 'mixed', {}, undefined, ['_c0:string,k:double', '[1,1.0]', '[1,2.5]']],
    ['numbers beyond INT', 'wide', {}, undefined, ['_c0:string,k:bigint', '[1,1]', '[1,3000000000]']],
    [
      'the type of the schema wins',
      'p',
      {},
      'a int, y string',
      ['a:int,y:string,m:string', '[2,2021,null]', '[3,2021,a b]', '[1,2020,01]'],
    ],
    ['below one folder its own column is left out', 'p/y=2020', {}, undefined, ['_c0:string,m:int', '[1,1]']],
  ])('%s', (_, name, options, schema, expected) => {
    expect(shown('csv', name, options, schema)).toEqual(sorted(expected));
  });

  it('basePath says where columns begin', () => {
    expect(shown('csv', 'p/y=2020', { basePath: join(directory, 'p') })).toEqual(['_c0:string,y:int,m:int', '[1,2020,1]']);
  });

  it('folders of different columns are refused', () => {
    expect(conditionOf(() => read('csv', 'conflict'))).toBe('CONFLICTING_PARTITION_COLUMN_NAMES');
  });

  it('a partition column can be filtered and counted by', () => {
    expect(read('csv', 'p').filter('y = 2021').count()).toBe(2);
    expect(read('csv', 'p').groupBy('y').count().orderBy('y').collect().map(String)).toEqual(['[2020,1]', '[2021,2]']);
  });
});

describe('which files', () => {
  const values = (name: string, options: Options = {}) =>
    read('csv', name, options)
      .collect()
      .map(row => row.get(0))
      .sort();

  it('other folders are not looked into, hidden files neither', () => {
    expect(values('deep')).toEqual(['3', '4']);
    expect(values('deep', { recursiveFileLookup: true })).toEqual(['1', '2', '3', '4']);
    expect(values('deep', { pathGlobFilter: '*.csv' })).toEqual(['3']);
    expect(values('deep/*.dat')).toEqual(['4']);
    expect(read('csv', 'deep', { modifiedBefore: '2000-01-01T00:00:00' }, 'a int').count()).toBe(0);
  });

  it('several paths', () => {
    expect(spark.read.csv([join(directory, 'deep/c.csv'), join(directory, 'deep/d.dat')]).count()).toBe(2);
  });

  it('SQL names a file by its format', () => {
    expect(spark.sql(`SELECT value FROM text.\`${join(directory, 'a.txt')}\` WHERE value = 'two'`).count()).toBe(1);
  });

  it.each([
    [() => read('csv', 'nosuch.csv'), 'PATH_NOT_FOUND'],
    [() => read('csv', 'deep/*.nosuch'), 'PATH_NOT_FOUND'],
    [() => spark.read.format('csv').load(), 'UNABLE_TO_INFER_SCHEMA'],
    [() => read('json', 'nothing'), 'UNABLE_TO_INFER_SCHEMA'],
    [() => read('parquet', 'nothing'), 'UNABLE_TO_INFER_SCHEMA'],
    [() => read('parquet', 'a.csv'), 'FAILED_READ_FILE.CANNOT_READ_FILE_FOOTER'],
    [() => read('nofmt', 'a.csv'), 'DATA_SOURCE_NOT_FOUND'],
  ])('%s is %s', (run, condition) => {
    expect(conditionOf(run)).toBe(condition);
  });

  it('ORC is refused with a way out', () => {
    expect(() => spark.read.orc(join(directory, 'a.csv'))).toThrow('ORC files are neither read nor written here; Parquet files are.');
    expect(conditionOf(() => spark.read.format('avro').load(directory))).toBe('AVRO_DATA_SOURCE_NOT_ENABLED');
    expect(() => spark.range(1).write.format('avro').save(join(directory, 'avro'))).toThrow('Parquet and JSON files are.');
  });
});
