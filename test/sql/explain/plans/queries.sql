-- What Apache Spark was asked to explain: record.py writes its trees into trees.txt. A query a line; lines with SETUP run first.
SETUP CREATE TABLE emp (id INT, name STRING, dept_id INT, salary DOUBLE, hired DATE) USING parquet
SETUP CREATE TABLE dept (id INT, name STRING) USING parquet
SETUP CREATE TABLE sales (day DATE, store STRING, item INT, amount DECIMAL(10,2), qty INT) USING parquet
SETUP CREATE TABLE docs (id BIGINT, words ARRAY<STRING>, props MAP<STRING, INT>, addr STRUCT<city: STRING, zip: INT>) USING parquet
SETUP CREATE TEMPORARY VIEW people AS SELECT * FROM VALUES ('Michael', CAST(NULL AS BIGINT)), ('Andy', 30), ('Justin', 19) AS t(name, age)
SETUP CREATE TEMPORARY VIEW rich AS SELECT id, name, salary FROM emp WHERE salary > 1000
SELECT 1
SELECT 1 + 2 AS three, upper('a') AS a
SELECT * FROM emp
SELECT * FROM emp AS e
SELECT name FROM emp
SELECT name, salary * 2 AS twice FROM emp
SELECT e.name FROM emp e WHERE e.id = 7
SELECT name FROM emp WHERE salary > 1000 AND dept_id = 3 ORDER BY name
SELECT name FROM emp WHERE salary > 1000 OR dept_id = 3
SELECT * FROM emp WHERE NOT (salary > 1000 AND dept_id = 3)
SELECT * FROM emp WHERE name IS NOT NULL AND id IN (1, 2, 3)
SELECT * FROM emp WHERE id IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
SELECT * FROM emp WHERE id NOT IN (1, 2)
SELECT * FROM emp WHERE id IN (5)
SELECT * FROM emp WHERE id BETWEEN 3 AND 5
SELECT * FROM emp WHERE name LIKE 'A%'
SELECT * FROM emp WHERE name LIKE '%son'
SELECT * FROM emp WHERE name LIKE '%ar%' AND name NOT LIKE 'x_y'
SELECT * FROM emp WHERE name LIKE 'J%n'
SELECT * FROM emp WHERE name LIKE 'bob'
SELECT * FROM emp WHERE 1 = 1
SELECT * FROM emp WHERE 1 = 2
SELECT * FROM emp WHERE true AND id > 2
SELECT id FROM emp WHERE id > 2 AND id > 2
SELECT id FROM emp WHERE id = 3 AND dept_id = id
SELECT * FROM emp WHERE salary IS NULL
SELECT * FROM emp WHERE dept_id <=> NULL
SELECT * FROM emp WHERE hired > DATE '2020-01-01'
SELECT * FROM emp WHERE hired >= '2020-01-01' AND year(hired) = 2021
SELECT * FROM emp WHERE id = '7'
SELECT * FROM emp WHERE id + 1 + 2 > 5
SELECT * FROM emp WHERE id > 1.5
SELECT * FROM emp WHERE CAST(id AS BIGINT) = 5L
SELECT * FROM emp WHERE id = 5L
SELECT CAST(id AS INT) i, CAST(CAST(id AS BIGINT) AS STRING) s FROM emp
SELECT id + NULL AS n, coalesce(name, 'none') AS c, coalesce(id, NULL, 3) AS d FROM emp
SELECT CASE WHEN id = 1 THEN 'a' WHEN 1 = 2 THEN 'b' ELSE NULL END AS c FROM emp
SELECT CASE WHEN true THEN id ELSE 2 END AS c, if(false, 1, id) AS d, if(id > 1, 'x', 'x') AS e FROM emp
SELECT nvl(name, 'x') AS n, ifnull(id, 0) AS i, nullif(id, 0) AS z FROM emp
SELECT concat(name, '-', 'x') AS n, concat_ws(',', name, 'b') AS w, name || '!' AS b FROM emp
SELECT upper(lower(name)) AS u, length(trim(name)) AS l, substring(name, 1, 3) AS s FROM emp
SELECT DISTINCT dept_id FROM emp
SELECT DISTINCT dept_id FROM emp LIMIT 5
SELECT * FROM emp LIMIT 10
SELECT * FROM emp LIMIT 0
SELECT * FROM (SELECT * FROM emp LIMIT 10) LIMIT 5
SELECT * FROM emp OFFSET 3
SELECT * FROM emp ORDER BY id DESC LIMIT 3
SELECT * FROM emp ORDER BY id DESC LIMIT 3 OFFSET 2
SELECT id FROM emp ORDER BY salary, name DESC NULLS FIRST
SELECT name FROM (SELECT * FROM emp ORDER BY id) ORDER BY name
SELECT count(*) FROM (SELECT * FROM emp ORDER BY id)
SELECT * FROM emp SORT BY id
SELECT id, name FROM (SELECT id, name, salary FROM emp WHERE salary > 10) WHERE id < 5
SELECT a + 1 AS b FROM (SELECT id * 2 AS a, name FROM emp) WHERE a > 4
SELECT i FROM (SELECT id AS i, name AS n FROM emp) t WHERE n = 'x'
SELECT x FROM (SELECT rand() AS x FROM emp) WHERE x > 0.5
SELECT count(*) FROM emp
SELECT count(*) AS c, sum(salary), avg(salary), min(id), max(id) FROM emp
SELECT dept_id, count(*) FROM emp GROUP BY dept_id
SELECT dept_id, count(*) AS n, avg(salary) + 1 AS a FROM emp WHERE id > 3 GROUP BY dept_id ORDER BY n DESC
SELECT dept_id, sum(salary) FROM emp GROUP BY dept_id HAVING sum(salary) > 10
SELECT dept_id, sum(salary) AS s FROM emp GROUP BY dept_id HAVING s > 10
SELECT dept_id FROM emp GROUP BY dept_id HAVING count(*) > 1 AND dept_id > 4
SELECT dept_id, count(*) FROM emp GROUP BY dept_id ORDER BY max(salary)
SELECT dept_id, count(DISTINCT name) AS names FROM emp GROUP BY dept_id
SELECT count(DISTINCT name), count(DISTINCT dept_id) FROM emp
SELECT year(hired) AS y, sum(salary) FROM emp GROUP BY year(hired)
SELECT year(hired) + 1 AS y, count(1) FROM emp GROUP BY year(hired)
SELECT dept_id, name, sum(salary) FROM emp GROUP BY ROLLUP (dept_id, name)
SELECT dept_id, grouping(dept_id), count(1) FROM emp GROUP BY CUBE (dept_id, hired)
SELECT dept_id, name, max(id) FROM emp GROUP BY GROUPING SETS ((dept_id), (name), ())
SELECT sum(salary) FILTER (WHERE id > 3) AS s, count(*) FROM emp
SELECT collect_list(name) AS names, first(id), any_value(salary), stddev(salary) FROM emp GROUP BY dept_id
SELECT store, sum(amount) AS total, avg(amount) AS mean FROM sales GROUP BY store
SELECT store, sum(amount * qty) AS total FROM sales WHERE day BETWEEN '2024-01-01' AND '2024-12-31' GROUP BY store HAVING total > 100 ORDER BY total DESC LIMIT 10
SELECT n FROM (SELECT dept_id, count(*) AS n, sum(salary) AS s FROM emp GROUP BY dept_id) WHERE dept_id = 2 AND n > 1
SELECT d FROM (SELECT DISTINCT dept_id AS d FROM emp) WHERE d > 1
SELECT e.name, d.name AS dn FROM emp e JOIN dept d ON e.dept_id = d.id
SELECT e.name, d.name AS dn FROM emp e JOIN dept d ON e.dept_id = d.id WHERE e.salary > 10 AND d.name LIKE 'S%'
SELECT * FROM emp e, dept d WHERE e.dept_id = d.id AND e.id > d.id
SELECT * FROM emp e CROSS JOIN dept d
SELECT e.id FROM emp e LEFT JOIN dept d ON e.dept_id = d.id WHERE d.id IS NULL
SELECT e.id FROM emp e LEFT JOIN dept d ON e.dept_id = d.id WHERE d.name = 'a'
SELECT e.id, d.name FROM emp e LEFT JOIN dept d ON e.dept_id = d.id AND d.name = 'a' WHERE e.id > 3
SELECT e.id, d.name FROM emp e RIGHT JOIN dept d ON e.dept_id = d.id
SELECT e.id, d.name FROM emp e FULL OUTER JOIN dept d ON e.dept_id = d.id
SELECT e.id, d.name FROM emp e FULL OUTER JOIN dept d ON e.dept_id = d.id WHERE e.id > 1
SELECT * FROM emp e LEFT SEMI JOIN dept d ON e.dept_id = d.id
SELECT * FROM emp e LEFT ANTI JOIN dept d ON e.dept_id = d.id
SELECT id, e.name, d.name FROM emp e JOIN dept d USING (id)
SELECT * FROM emp NATURAL JOIN dept
SELECT id, e.salary FROM emp e FULL JOIN dept d USING (id)
SELECT a.name FROM emp a JOIN emp b ON a.dept_id = b.dept_id AND a.salary < b.salary
SELECT e.name, d.name, s.amount FROM emp e JOIN dept d ON e.dept_id = d.id JOIN sales s ON s.item = e.id WHERE s.qty > 1
SELECT d.name, sum(e.salary) AS total FROM emp e JOIN dept d ON e.dept_id = d.id WHERE e.hired > DATE '2020-01-01' GROUP BY d.name HAVING sum(e.salary) > 100 ORDER BY total DESC LIMIT 3
SELECT /*+ BROADCAST(d) */ e.name FROM emp e JOIN dept d ON e.dept_id = d.id
SELECT name, rank() OVER (PARTITION BY dept_id ORDER BY salary DESC) AS r FROM emp
SELECT name, row_number() OVER (ORDER BY salary) AS r FROM emp
SELECT name, rank() OVER (PARTITION BY dept_id ORDER BY salary DESC) AS r, sum(salary) OVER (PARTITION BY dept_id) + 1 AS s FROM emp
SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY dept_id ORDER BY salary DESC) AS rn FROM emp) WHERE rn = 1
SELECT name, lag(salary, 1) OVER (PARTITION BY dept_id ORDER BY hired) AS p FROM emp
SELECT id, avg(salary) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS a FROM emp
SELECT dept_id, sum(salary) AS s, rank() OVER (ORDER BY sum(salary) DESC) AS r FROM emp GROUP BY dept_id
WITH c AS (SELECT * FROM emp WHERE id > 3) SELECT * FROM c
WITH c AS (SELECT * FROM emp WHERE id > 3) SELECT a.name FROM c a JOIN c b ON a.id = b.id
WITH c AS (SELECT dept_id, avg(salary) AS m FROM emp GROUP BY dept_id), d AS (SELECT * FROM c WHERE m > 5) SELECT e.name FROM emp e JOIN d ON e.dept_id = d.dept_id WHERE e.salary > d.m
SELECT * FROM emp WHERE dept_id IN (SELECT id FROM dept WHERE name = 'x')
SELECT * FROM emp WHERE dept_id NOT IN (SELECT id FROM dept)
SELECT * FROM emp e WHERE EXISTS (SELECT 1 FROM dept d WHERE d.id = e.dept_id)
SELECT * FROM emp e WHERE NOT EXISTS (SELECT 1 FROM dept d WHERE d.id = e.dept_id AND d.name = 'x')
SELECT * FROM emp WHERE salary > (SELECT avg(salary) FROM emp)
SELECT name, (SELECT max(id) FROM dept) AS m FROM emp
SELECT name FROM emp e WHERE salary > (SELECT avg(salary) FROM emp i WHERE i.dept_id = e.dept_id)
SELECT (SELECT count(*) FROM dept d WHERE d.id = e.dept_id) AS n FROM emp e
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, y) WHERE x > 1
SELECT * FROM VALUES (1), (2)
SELECT name FROM people WHERE age > 20
SELECT age, count(*) FROM people GROUP BY age
SELECT name FROM rich WHERE id = 3
SELECT id FROM range(10) WHERE id % 2 = 0
SELECT sum(id) FROM range(5, 100, 3)
SELECT id, explode(array(id, 2)) AS e FROM emp
SELECT id, w FROM docs LATERAL VIEW explode(words) t AS w
SELECT id, w FROM docs LATERAL VIEW explode(words) t AS w WHERE w = 'a' AND id > 5
SELECT id, pos, w FROM docs LATERAL VIEW OUTER posexplode(words) t AS pos, w
SELECT explode(words) AS w, count(*) FROM docs GROUP BY w
SELECT addr.city, props['a'], words[0] FROM docs WHERE addr.zip > 100
SELECT size(words), transform(words, w -> upper(w)) AS u, filter(words, w -> w = 'a') FROM docs
SELECT named_struct('a', id, 'b', 2).a AS x, array(id, 2)[0] AS y FROM docs
SELECT id FROM emp UNION ALL SELECT id FROM dept
SELECT id FROM emp UNION SELECT id FROM dept
SELECT id FROM emp UNION ALL SELECT id FROM dept UNION SELECT 5
SELECT * FROM (SELECT id FROM emp UNION ALL SELECT id FROM dept) WHERE id > 3
SELECT * FROM (SELECT id, name FROM emp UNION ALL SELECT id, name FROM dept) LIMIT 2
SELECT id FROM emp UNION ALL SELECT salary FROM emp
SELECT id FROM emp INTERSECT SELECT id FROM dept
SELECT id FROM emp EXCEPT SELECT id FROM dept
SELECT * FROM emp PIVOT (sum(salary) FOR dept_id IN (1, 2))
SELECT * FROM (SELECT id, salary, dept_id FROM emp) UNPIVOT (val FOR col IN (salary, dept_id))
SELECT * FROM emp TABLESAMPLE (50 PERCENT) REPEATABLE (7)
SELECT name AS n, n || 'x' AS m FROM emp
SELECT date_add(hired, 1) AS d, hired + INTERVAL 1 DAY AS e, datediff(hired, DATE '2020-01-01') AS f FROM emp
SELECT to_date('2020-01-01') AS d, date_format(hired, 'yyyy') AS y FROM emp
SELECT round(salary, 1) AS r, salary / 2 AS h, -id AS m, id % 3 AS k, abs(id) AS a FROM emp
FROM emp |> WHERE id > 3 |> SELECT name
FROM emp |> AGGREGATE count(*) AS n GROUP BY dept_id |> WHERE n > 2
INSERT INTO dept SELECT id, name FROM emp
CREATE TABLE other USING parquet AS SELECT id FROM emp
CREATE TEMPORARY VIEW v2 AS SELECT id FROM emp
DROP TABLE IF EXISTS nothing
SHOW TABLES
SET spark.sql.ansi.enabled=true
DESCRIBE emp
USE default
CACHE TABLE emp
