/** `_metadata` of files: what Apache Spark 4.3 answers to the same calls. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { functions } from '../../../dist/index.js';
import { conditionOf, localSession } from '../../support/local-session.js';

const { lit } = functions;
const directory = mkdtempSync(join(tmpdir(), 'metadata-'));
afterAll(() => rmSync(directory, { recursive: true }));
const spark = localSession({ 'spark.sql.warehouse.dir': join(directory, 'warehouse') });
const df = spark.createDataFrame(
  [
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ],
  's string, i int',
);
const written = (name: string, write: (path: string) => void): string => {
  const path = join(directory, name);
  write(path);
  return path;
};
const parquet = written('parquet', path => df.write.parquet(path));
const json = written('json', path => df.write.json(path));
const partitioned = written('partitioned', path => df.write.partitionBy('s').parquet(path));
const files = spark.read.parquet(parquet);
const rows = (frame: typeof df) => frame.collect().map(String);
const common =
  'file_path:string,file_name:string,file_size:bigint,file_block_start:bigint,file_block_length:bigint,file_modification_time:timestamp';

it('tells of the file of a row, and in Parquet of its place there', () => {
  const [name] = readdirSync(parquet).filter(each => each.endsWith('.parquet')) as [string];
  const { size, mtimeMs } = statSync(join(parquet, name));
  expect(files.select('_metadata').schema.simpleString).toBe(`struct<_metadata:struct<${common},row_index:bigint>>`);
  const row = files.select('i', '_metadata.*').head();
  expect([row.file_path, row.file_name, row.file_size, row.file_block_start, row.file_block_length]).toEqual([
    pathToFileURL(join(parquet, name)).href.replace('file:///', 'file:/'),
    name,
    size,
    0,
    size,
  ]);
  expect(row.file_modification_time.getTime()).toBe(Math.floor(mtimeMs));
  expect(rows(files.select('i', '_metadata.row_index'))).toEqual(['[1,0]', '[2,1]', '[3,2]']);
  expect(spark.read.json(json).select('_metadata').schema.simpleString).toBe(`struct<_metadata:struct<${common}>>`);
  expect(conditionOf(() => spark.read.json(json).select('_metadata.row_index'))).toBe('FIELD_NOT_FOUND');
});

it('is no column that shows, and is found through projections, filters and aliases', () => {
  expect(files.columns).toEqual(['s', 'i']);
  expect(files.select('*', '_metadata.file_size').columns).toEqual(['s', 'i', 'file_size']);
  expect(rows(files.select('i').filter('_metadata.row_index > 1'))).toEqual(['[3]']);
  expect(rows(files.select('i').select('_metadata.row_index'))).toEqual(['[0]', '[1]', '[2]']);
  expect(rows(files.alias('q').orderBy(functions.desc('q._metadata.row_index')).select('i'))).toEqual(['[3]', '[2]', '[1]']);
  expect(files.withColumn('name', functions.col('_metadata.file_name')).columns).toEqual(['s', 'i', 'name']);
  expect(files.groupBy('_metadata.file_size').count().head().count).toBe(3);
  expect(files.select(files.metadataColumn('_metadata').getField('row_index')).columns).toEqual(['_metadata.row_index']);
});

it('SQL has it too, of files and of tables', () => {
  expect(rows(spark.sql(`SELECT q.i FROM parquet.\`${parquet}\` q WHERE q._metadata.row_index = 1`))).toEqual(['[2]']);
  df.write.saveAsTable('kept');
  expect(rows(spark.sql('SELECT max(_metadata.file_size) > 0, (SELECT max(_metadata.row_index) FROM kept) FROM kept'))).toEqual([
    '[true,2]',
  ]);
});

it('columns of directories stay', () => {
  const folder = "regexp_extract(_metadata.file_path, '(s=.)', 1)";
  expect(rows(spark.read.parquet(partitioned).selectExpr('*', folder).orderBy('i'))).toEqual(['[1,a,s=a]', '[2,b,s=b]', '[3,c,s=c]']);
  expect(spark.read.parquet(partitioned).where("s = 'b'").select('_metadata.file_size').count()).toBe(1);
});

it('is not there where rows come from elsewhere, and a column of that name wins', () => {
  expect(conditionOf(() => df.select('_metadata'))).toBe('UNRESOLVED_COLUMN.WITH_SUGGESTION');
  expect(conditionOf(() => df.metadataColumn('_metadata'))).toBe('UNRESOLVED_COLUMN.WITHOUT_SUGGESTION');
  expect(conditionOf(() => files.union(files).select('_metadata'))).toBe('UNRESOLVED_COLUMN.WITH_SUGGESTION');
  expect(conditionOf(() => files.join(spark.read.json(json), 'i').select('_metadata'))).toBe('UNRESOLVED_COLUMN.WITH_SUGGESTION');
  expect(files.withColumn('_metadata', lit(1)).select('_metadata').schema.simpleString).toBe('struct<_metadata:int>');
});
