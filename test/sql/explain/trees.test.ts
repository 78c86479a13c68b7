/** The trees of `plans/queries.sql` as Apache Spark has printed them, but for the numbers of columns. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SparkSession } from '../../../dist/index.js';
import { knownDifferences, type Section } from './plans/known-differences.js';

const textOf = (name: string) => readFileSync(new URL(`plans/${name}`, import.meta.url), 'utf8');

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

const recorded = textOf('trees.txt')
  .split('###### ')
  .slice(1)
  .map(part => ({ sql: part.slice(0, part.indexOf('\n')), text: part.slice(part.indexOf('\n') + 1) }));

/** Columns, subqueries and definitions numbered as they are met. */
function numbered(text: string): string {
  const numbers = new Map<string, number>();
  return text
    .trimEnd()
    .replace(/file:\S*\/(\w+)/g, 'file:/warehouse/$1')
    .replace(/rand\(-?\d+\)/g, 'rand(7)')
    .replace(/(?<=CTERelation(?:Def|Ref) )\d+|#\d+/g, id => {
      if (!numbers.has(id)) numbers.set(id, numbers.size);
      return `#${numbers.get(id)}`;
    });
}

function sectionOf(text: string, section: Section): string | undefined {
  const heading = `== ${section} Logical Plan ==\n`;
  const start = text.indexOf(heading);
  if (start < 0) return undefined;
  const [tree = ''] = text.slice(start + heading.length).split('\n== ');
  return numbered(tree);
}

const explained = (sql: string) => spark.sql(`EXPLAIN EXTENDED ${sql}`).collect()[0]!.getString(0);

describe.each(['Parsed', 'Analyzed', 'Optimized'] as const)('%s Logical Plan', section => {
  const known = knownDifferences[section];
  const asked = recorded.filter(({ text }) => !(sectionOf(text, section) ?? 'AnalysisException').includes('AnalysisException'));

  it.each(asked.filter(({ sql }) => !known.has(sql)))('$sql', ({ sql, text }) => {
    expect(sectionOf(explained(sql), section)).toBe(sectionOf(text, section));
  });

  it.each([...known])('differs for %s, as %s', sql => {
    const { text } = asked.find(each => each.sql === sql)!;
    expect(sectionOf(explained(sql), section)).not.toBe(sectionOf(text, section));
  });
});
