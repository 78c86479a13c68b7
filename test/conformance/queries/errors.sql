--NAME names that are not there
CREATE TEMP VIEW people AS SELECT * FROM VALUES (1, 'Ada') AS p(id, name);
SELECT nmae FROM people;
SELECT people.idd FROM people;
SELECT x.id FROM people;
SELECT foo;
SELECT * FROM peple;
SELECT * FROM nowhere.people;
SELECT frobnicate(1);
SELECT x.* FROM people;
SELECT struct(1 AS a).b;
DROP VIEW peple;
DROP TABLE IF EXISTS peple;
INSERT INTO peple VALUES (1);

--NAME texts that do not parse
SELEC 1;
SELECT FROM;
SELECT 1 +;
SELECT (1;
SELECT 'open;
SELECT 1 FROM t WHERE;
SELECT * FROM a b c;
;
SELECT 1 AS;
CREATE TABLE;

--NAME arguments
SELECT substring();
SELECT upper('a', 'b');
SELECT sqrt('a');
SELECT sqrt(array(1));
SELECT date_add('2024-01-01', 'x');
SELECT array(1, 2)[5];
SELECT element_at(array(1), 2), 1;
SELECT element_at(map('a', 1), 'b'), map('a', 1)['b'];
SELECT element_at(array(1), 0);
SELECT to_date('2024-01-01', 'foo');
SELECT raise_error('my own');
SELECT assert_true(1 > 2);
SELECT explode(1);
SELECT 1 WHERE 5;
SELECT 'a' AND true;
SELECT 1 LIMIT -1;
SELECT 1 ORDER BY 2;

--NAME set operations
SELECT 1, 2 UNION SELECT 3;
SELECT array(1) INTERSECT SELECT 1;
SELECT 1 AS a EXCEPT SELECT 1;
SELECT map(1, 2) UNION SELECT map(1, 2);
SELECT NULL UNION SELECT map(1, 2);
SELECT array(map(1, 2)) EXCEPT ALL SELECT array(map(1, 2));
SELECT DISTINCT 1, struct(parse_json('1')) AS v;
SELECT map(1, 2) AS m UNION ALL SELECT map(1, 2);

--NAME what FILTER of an aggregate refuses
SELECT sum(id) FILTER (WHERE sum(id) > 1) FROM range(2);
SELECT sum(id) FILTER (WHERE sum(id) OVER () > 1) FROM range(2);
SELECT sum(id) FILTER (WHERE rank() OVER (ORDER BY id) > 1) FROM range(2);
SELECT sum(id) FILTER (WHERE rand() > 1) FROM range(2);
SELECT sum(id) FILTER (WHERE id) FROM range(2);
SELECT sum(id) FILTER (WHERE NULL) FROM range(2);

--NAME names made twice
CREATE TEMP VIEW v AS SELECT 1;
CREATE TEMP VIEW v AS SELECT 2;
CREATE OR REPLACE TEMP VIEW v AS SELECT 3 AS a;
SELECT * FROM v;
WITH a AS (SELECT 1), a AS (SELECT 2) SELECT * FROM a;
SELECT 1 AS a, 2 AS a;
SELECT a FROM (SELECT 1 AS a, 2 AS a);
CREATE TEMP VIEW w AS SELECT 1 AS a, 2 AS a;
