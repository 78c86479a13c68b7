import type { Section } from './recorded-trees.js';

const commands = 'what a command is made of is shown by its name alone';
const pivot = 'pivots are aggregates with filters here';
const unpivot = 'the columns that are kept have ids of their own here';
const random = 'a seed that nobody has given is chosen when the query runs';
const pipes = 'pipes leave no trace in our plans';
const definitions = 'a definition of WITH over a table that the query reads too has columns of its own in Spark';
const distincts = 'DuckDB counts several distinct columns by itself';

/** Queries whose trees are not those of Spark, and why. */
export const knownDifferences: Readonly<Record<Section, ReadonlyMap<string, string>>> = {
  Parsed: new Map([
    ['FROM emp |> WHERE id > 3 |> SELECT name', pipes],
    ['INSERT INTO dept SELECT id, name FROM emp', commands],
    ['CREATE TABLE other USING parquet AS SELECT id FROM emp', commands],
    ['CREATE TEMPORARY VIEW v2 AS SELECT id FROM emp', commands],
    ['DROP TABLE IF EXISTS nothing', commands],
    ['SHOW TABLES', commands],
    ['SET spark.sql.ansi.enabled=true', commands],
    ['DESCRIBE emp', commands],
    ['USE default', commands],
    ['CACHE TABLE emp', commands],
  ]),
  Analyzed: new Map([
    ['SELECT x FROM (SELECT rand() AS x FROM emp) WHERE x > 0.5', random],
    [
      'WITH c AS (SELECT dept_id, avg(salary) AS m FROM emp GROUP BY dept_id), d AS (SELECT * FROM c WHERE m > 5) SELECT e.name FROM emp e JOIN d ON e.dept_id = d.dept_id WHERE e.salary > d.m',
      definitions,
    ],
    ['SELECT * FROM emp PIVOT (sum(salary) FOR dept_id IN (1, 2))', pivot],
    ['SELECT * FROM (SELECT id, salary, dept_id FROM emp) UNPIVOT (val FOR col IN (salary, dept_id))', unpivot],
    ['FROM emp |> WHERE id > 3 |> SELECT name', pipes],
    ['FROM emp |> AGGREGATE count(*) AS n GROUP BY dept_id |> WHERE n > 2', pipes],
    ['INSERT INTO dept SELECT id, name FROM emp', commands],
    ['CREATE TABLE other USING parquet AS SELECT id FROM emp', commands],
    ['CREATE TEMPORARY VIEW v2 AS SELECT id FROM emp', commands],
    ['DROP TABLE IF EXISTS nothing', commands],
    ['SHOW TABLES', commands],
    ['SET spark.sql.ansi.enabled=true', commands],
    ['DESCRIBE emp', commands],
    ['USE default', commands],
    ['CACHE TABLE emp', commands],
  ]),
  Optimized: new Map([
    ['SELECT x FROM (SELECT rand() AS x FROM emp) WHERE x > 0.5', random],
    ['SELECT count(DISTINCT name), count(DISTINCT dept_id) FROM emp', distincts],
    ['SELECT * FROM emp PIVOT (sum(salary) FOR dept_id IN (1, 2))', pivot],
    ['SELECT * FROM (SELECT id, salary, dept_id FROM emp) UNPIVOT (val FOR col IN (salary, dept_id))', unpivot],
    ['INSERT INTO dept SELECT id, name FROM emp', commands],
    ['CREATE TABLE other USING parquet AS SELECT id FROM emp', commands],
    ['CREATE TEMPORARY VIEW v2 AS SELECT id FROM emp', commands],
    ['DROP TABLE IF EXISTS nothing', commands],
    ['SHOW TABLES', commands],
    ['SET spark.sql.ansi.enabled=true', commands],
    ['DESCRIBE emp', commands],
    ['USE default', commands],
    ['CACHE TABLE emp', commands],
  ]),
};
