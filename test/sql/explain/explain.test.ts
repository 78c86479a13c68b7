import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type DataFrame, functions as F, SparkSession } from '../../../dist/index.js';

let spark: SparkSession;
beforeAll(() => {
  spark = SparkSession.builder().master('local[2]').appName('explain').getOrCreate();
});
afterAll(() => spark.stop());

/** What `df.explain(mode)` prints, with ids counted from 0. */
function explained(frame: DataFrame, mode?: boolean | string): string {
  let text = '';
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => {
    text += `${line}\n`;
  });
  try {
    frame.explain(mode);
  } finally {
    log.mockRestore();
  }
  return text;
}

const headings = (text: string) => text.match(/^== .* ==$/gm);

describe('df.explain', () => {
  const ages = () => spark.range(4).toDF('age').filter(F.col('age').gt(1)).groupBy('age').count().orderBy('age');

  it('shows the plan that runs, below its heading', () => {
    const text = explained(ages());
    expect(headings(text)).toEqual(['== Physical Plan ==']);
    expect(text).toMatch(/^ *\+- HashGroupBy .*count_star\(\)/m);
    expect(text).toMatch(/\n\n$/);
  });

  it('extended has the plan as it was written and as it was analyzed, in trees of Spark', () => {
    const text = explained(ages(), true);
    expect(headings(text)).toEqual([
      '== Parsed Logical Plan ==',
      '== Analyzed Logical Plan ==',
      '== Optimized Logical Plan ==',
      '== Physical Plan ==',
    ]);
    expect(text).toContain("== Parsed Logical Plan ==\n'Sort ['age ASC NULLS FIRST], true\n+- ");
    expect(text).toMatch(/== Analyzed Logical Plan ==\nage: bigint, count: bigint\nSort \[age#\d+L ASC NULLS FIRST\], true\n\+- /);
    expect(text).toMatch(/Filter \(age#\d+L > cast\(1 as bigint\)\)\n/);
    expect(explained(ages(), 'EXTENDED').match(/==/g)).toHaveLength(8);
  });

  it('formatted numbers the nodes and tells of each below', () => {
    const text = explained(ages(), 'formatted');
    expect(text).toMatch(/^OrderBy \(\d\)\n\+- /m);
    expect(text).toMatch(/\n\n\n\(1\) \S+/);
  });

  it('cost adds the sizes that Spark reckons with, codegen shows the query that DuckDB gets', () => {
    const sized = spark.sql("SELECT id + 1 AS x, 'abc' AS s FROM range(10) WHERE id > 3 ORDER BY x LIMIT 3");
    expect(explained(sized, 'cost').match(/(?<=Statistics\().*(?=\))/g)).toEqual([
      'sizeInBytes=108.0 B, rowCount=3',
      'sizeInBytes=180.0 B',
      'sizeInBytes=180.0 B',
      'sizeInBytes=180.0 B',
      'sizeInBytes=80.0 B',
      'sizeInBytes=80.0 B, rowCount=10',
    ]);
    const joined = spark.sql("SELECT * FROM VALUES (1, 'x'), (2, 'y') t(a, b) JOIN range(5) ON a = id");
    expect(explained(joined, 'cost')).toMatch(/Join Inner, .*, Statistics\(sizeInBytes=2.5 KiB\)/);
    expect(explained(ages(), 'codegen')).toMatch(/== Query of DuckDB ==\nSELECT /);
  });

  it('refuses a mode that there is none of', () => {
    expect(() => explained(ages(), 'all')).toThrow(
      "Unknown explain mode: all. Accepted explain modes are 'simple', 'extended', 'codegen', 'cost', 'formatted'.",
    );
  });
});

describe('EXPLAIN', () => {
  const rows = (sql: string): string[] =>
    spark
      .sql(sql)
      .collect()
      .map(row => row.get(0) as string);

  it('gives in one row what df.explain prints', () => {
    expect(rows('EXPLAIN SELECT 1')).toHaveLength(1);
    expect(headings(rows('EXPLAIN EXTENDED SELECT 1')[0]!)).toHaveLength(4);
    expect(spark.sql('EXPLAIN SELECT 1').schema.toDDL).toBe('plan STRING');
  });

  it('shows unresolved names behind a quote, and plans of subqueries inside of the node that holds them', () => {
    const [text = ''] = rows('EXPLAIN EXTENDED SELECT id + 1, (SELECT max(id) FROM range(2)) FROM range(3)');
    expect(text).toContain("'Project [unresolvedalias(('id + 1)), unresolvedalias(scalar-subquery#");
    expect(text).toMatch(/\nProject .*scalar-subquery#\d+ \[\].*\n: {2}\+- Aggregate /);
  });

  it('answers with the error of a wrong query, a line a row', () => {
    const [first, second = ''] = rows('EXPLAIN SELECT nope');
    expect(first).toBe('Error occurred during query planning: ');
    expect(second).toContain('[UNRESOLVED_COLUMN.WITHOUT_SUGGESTION]');
    const [extended = ''] = rows('EXPLAIN EXTENDED SELECT nope');
    expect(extended).toMatch(
      /^== Parsed Logical Plan ==\n'Project \['nope\]\n\+- OneRowRelation\n\n== Analyzed Logical Plan ==\nAnalysisException: /,
    );
  });

  it('names a command', () => {
    expect(rows('EXPLAIN SHOW TABLES')[0]).toBe('== Physical Plan ==\nExecute ShowTables\n');
  });
});
