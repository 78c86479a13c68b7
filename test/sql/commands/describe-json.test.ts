/** DESCRIBE ... AS JSON and what ANALYZE TABLE adds to it, as Apache Spark 4.3 answers. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { localSession } from '../../support/local-session.js';

const warehouse = mkdtempSync(join(tmpdir(), 'warehouse-'));
afterAll(() => rmSync(warehouse, { recursive: true }));
const spark = localSession({ 'spark.sql.warehouse.dir': warehouse });

/** Without what differs from run to run. */
function described(what: string): Record<string, unknown> {
  const { created_time, location, ...rest } = JSON.parse(spark.sql(`DESCRIBE EXTENDED ${what} AS JSON`).head().json_metadata);
  expect(created_time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  return rest;
}
const informationOf = (what: string) =>
  new Map(
    spark
      .sql(`DESCRIBE EXTENDED ${what}`)
      .collect()
      .map(row => [row.col_name, row.data_type]),
  );

it('tells all of a table', () => {
  spark.sql(`CREATE TABLE t(a INT COMMENT 'ca', d DECIMAL(5,2) DEFAULT 1.5, s VARCHAR(5), m MAP<STRING, DOUBLE>,
    st STRUCT<x: INT COMMENT 'cx', y: TIMESTAMP_NTZ>, t TIMESTAMP, i INTERVAL DAY TO SECOND, h INTERVAL HOUR, xs ARRAY<BIGINT>, p STRING)
    USING parquet COMMENT 'tc' TBLPROPERTIES (k='v', 'a.b'='c') OPTIONS (o = 'x') PARTITIONED BY (p)`);
  const of = (name: string, type: object, more: object = {}) => ({ name, type, nullable: true, ...more });
  const text = { name: 'string', collation: 'UTF8_BINARY' };
  expect(described('t')).toEqual({
    table_name: 't',
    catalog_name: 'spark_catalog',
    namespace: ['default'],
    schema_name: 'default',
    columns: [
      of('a', { name: 'int' }, { comment: 'ca' }),
      of('d', { name: 'decimal', precision: 5, scale: 2 }, { default: '1.5' }),
      of('s', text),
      of('m', { name: 'map', key_type: text, value_type: { name: 'double' }, value_nullable: true }),
      of('st', { name: 'struct', fields: [of('x', { name: 'int' }, { comment: 'cx' }), of('y', { name: 'timestamp_ntz' })] }),
      of('t', { name: 'timestamp_ltz' }),
      of('i', { name: 'interval', start_unit: 'day', end_unit: 'second' }),
      of('h', { name: 'interval', start_unit: 'hour', end_unit: 'hour' }),
      of('xs', { name: 'array', element_type: { name: 'bigint' }, element_nullable: true }),
      of('p', text),
    ],
    storage_properties: { o: 'x' },
    last_access: 'UNKNOWN',
    created_by: 'Spark 4.3.0',
    type: 'MANAGED',
    provider: 'parquet',
    comment: 'tc',
    table_properties: { 'a.b': 'c', k: 'v' },
    partition_provider: 'Catalog',
    partition_columns: ['p'],
    collation: 'UTF8_BINARY',
  });
});

it('tells of views', () => {
  spark.sql("CREATE VIEW pv(x COMMENT 'cx') COMMENT 'vc' TBLPROPERTIES ('p'='q') AS SELECT 1 AS y");
  expect(described('pv')).toMatchObject({
    columns: [{ name: 'x', type: { name: 'int' }, nullable: false, comment: 'cx' }],
    type: 'VIEW',
    view_text: 'SELECT 1 AS y',
    view_original_text: 'SELECT 1 AS y',
    view_schema_mode: 'COMPENSATION',
    view_query_output_columns: ['y'],
    view_creation_spark_configuration: { 'spark.sql.ansi.enabled': 'true' },
  });
  spark.sql('CREATE TEMPORARY VIEW tv AS SELECT 1 a');
  expect(described('tv')).toMatchObject({ catalog_name: 'system', namespace: ['session'], type: 'VIEW', view_text: 'SELECT 1 a' });
});

it('the statistics of ANALYZE TABLE stand in it until something is written', () => {
  spark.sql('CREATE TABLE kept(a INT, p INT) USING parquet PARTITIONED BY (p)');
  spark.sql('INSERT INTO kept VALUES (1, 1), (2, 2), (3, 2)');
  expect(described('kept')).not.toHaveProperty('statistics');
  spark.sql('ANALYZE TABLE kept COMPUTE STATISTICS NOSCAN');
  expect(informationOf('kept').get('Statistics')).toMatch(/^\d+ bytes, 0 rows$/);
  spark.sql('ANALYZE TABLE kept COMPUTE STATISTICS');
  expect(described('kept').statistics).toMatchObject({ num_rows: 3 });
  expect(informationOf('kept').get('Statistics')).toMatch(/^\d+ bytes, 3 rows$/);
  spark.sql('ANALYZE TABLE kept PARTITION (p = 2) COMPUTE STATISTICS');
  const directory = join(warehouse, 'kept', 'p=2');
  const size = readdirSync(directory)
    .filter(each => each.endsWith('.parquet'))
    .reduce((sum, each) => sum + statSync(join(directory, each)).size, 0);
  expect(informationOf('kept PARTITION (p = 2)').get('Partition Statistics')).toBe(`${size} bytes, 2 rows`);
  expect(described('kept PARTITION (p = 2)')).toMatchObject({
    partition_values: { p: '2' },
    partition_statistics: `${size} bytes, 2 rows`,
  });
  expect(informationOf('kept PARTITION (p = 1)').has('Partition Statistics')).toBe(false);
  spark.sql('INSERT INTO kept VALUES (4, 2)');
  expect(informationOf('kept').has('Statistics')).toBe(false);
  expect(informationOf('kept PARTITION (p = 2)').has('Partition Statistics')).toBe(false);
  spark.sql('ANALYZE TABLES COMPUTE STATISTICS');
  expect(described('kept').statistics).toMatchObject({ num_rows: 4 });
});

it('the place of a partition that lies elsewhere is told', () => {
  const place = join(warehouse, 'elsewhere');
  spark.sql('CREATE TABLE spread(a INT, p INT) USING parquet PARTITIONED BY (p)');
  spark.sql(`ALTER TABLE spread ADD PARTITION (p = 3) LOCATION '${place}'`);
  spark.sql('INSERT INTO spread PARTITION (p = 3) VALUES (30)');
  expect(readdirSync(place).filter(each => each.endsWith('.parquet'))).toHaveLength(1);
  expect(informationOf('spread PARTITION (p = 3)').get('Partition Values')).toBe('[p=3]');
  expect(JSON.parse(spark.sql('DESCRIBE EXTENDED spread PARTITION (p = 3) AS JSON').head().json_metadata).location).toBe(`file:${place}`);
});

it('functions without an example say so', () => {
  const lines = (name: string) =>
    spark
      .sql(`DESCRIBE FUNCTION EXTENDED ${name}`)
      .collect()
      .map(row => row.get(0) as string);
  expect(lines('window').at(-1)).toContain('No example/argument for window.');
  expect(lines('abs').at(-1)).toMatch(/^Extended Usage:\n {4}Examples:\n {6}> SELECT abs\(-1\);\n {7}1\n/);
});
