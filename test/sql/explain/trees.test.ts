import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SparkSession } from '../../../dist/index.js';
import { knownDifferences } from './plans/known-differences.js';
import { recordedIn, sectionOf, sections, textOf } from './plans/recorded-trees.js';

const warehouse = mkdtempSync(join(tmpdir(), 'trees-'));
let spark: SparkSession;
beforeAll(() => {
  spark = SparkSession.builder()
    .master('local[2]')
    .appName('trees')
    .config('spark.sql.warehouse.dir', warehouse)
    .config('spark.sql.session.timeZone', 'UTC')
    .getOrCreate();
  for (const line of textOf('queries.sql').split('\n')) if (line.startsWith('SETUP ')) spark.sql(line.slice('SETUP '.length));
});
afterAll(() => {
  spark.stop();
  rmSync(warehouse, { recursive: true, force: true });
});

const explained = (sql: string) => spark.sql(`EXPLAIN EXTENDED ${sql}`).collect()[0]!.getString(0);

describe.each(sections)('%s Logical Plan', section => {
  const known = knownDifferences[section];
  const recorded = recordedIn('trees.txt').filter(({ text }) => sectionOf(text, section) !== undefined);

  it.each(recorded.filter(({ asked }) => !known.has(asked)))('$asked', ({ asked, text }) => {
    expect(sectionOf(explained(asked), section)).toBe(sectionOf(text, section));
  });

  it.each([...known])('differs for %s, as %s', sql => {
    const { text } = recorded.find(({ asked }) => asked === sql)!;
    expect(sectionOf(explained(sql), section)).not.toBe(sectionOf(text, section));
  });
});
