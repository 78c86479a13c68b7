--NAME order by above a having that needs more than the list
CREATE TEMP VIEW v AS SELECT * FROM VALUES (1, 2), (3, 4), (5, 6) AS t(a, b);
SELECT sum(b) FROM v GROUP BY a HAVING max(a) > 1 ORDER BY max(a);
SELECT sum(b) FROM v GROUP BY a HAVING max(b) > 1 ORDER BY max(b);
SELECT sum(b) FROM v GROUP BY a HAVING max(b) > 1 ORDER BY a;
SELECT sum(b) FROM v GROUP BY a HAVING a > 1 ORDER BY a DESC;
SELECT sum(b) FROM v GROUP BY a + 1 HAVING a + 1 > 1 ORDER BY a + 1;
SELECT sum(b) FROM v GROUP BY a HAVING sum(b) > 1 ORDER BY max(b) DESC;
SELECT a, sum(v.b) FROM v JOIN v w USING (a) GROUP BY a HAVING max(v.b) > 1 ORDER BY max(v.b);

--NAME arguments of execute immediate
EXECUTE IMMEDIATE 'SELECT :a, :b, :c' USING 1.5 AS a, 3.14F AS b, 'it''s' AS c;
EXECUTE IMMEDIATE 'SELECT ? + 1, typeof(?)' USING 1L, 2Y;
EXECUTE IMMEDIATE 'SELECT :p ''b''' USING 'a' AS p;
EXECUTE IMMEDIATE 'SELECT CAST(1 AS DECIMAL(?, 2))' USING 10;
EXECUTE IMMEDIATE 'SELECT ? WHERE 1 = :a' USING 1 AS a;
EXECUTE IMMEDIATE 'SELECT :a' USING 1, 2 AS a;
EXECUTE IMMEDIATE 'SELECT ?, ?' USING 1;
EXECUTE IMMEDIATE 'SELECT ?' USING rand();
EXECUTE IMMEDIATE 'SELECT ?' USING (SELECT 1);
EXECUTE IMMEDIATE 1;
EXECUTE IMMEDIATE CAST(NULL AS STRING);
EXECUTE IMMEDIATE 'EXECUTE IMMEDIATE ''SELECT ?'' USING 5';
EXECUTE IMMEDIATE 'BEGIN SELECT 1; END';
DECLARE a = 1;
EXECUTE IMMEDIATE 'SELECT :a + 1' USING a;
EXECUTE IMMEDIATE 'SELECT 5' INTO a;
SELECT a;
EXECUTE IMMEDIATE 'SELECT 1 WHERE false' INTO a;
SELECT a;
EXECUTE IMMEDIATE 'SELECT 5, 6' INTO a;
EXECUTE IMMEDIATE 'SELECT 5, 6' INTO a, a;
EXECUTE IMMEDIATE 'SET x = 1' INTO a;

--NAME chars and varchars
CREATE TABLE cv (c CHAR(5), v VARCHAR(3), a ARRAY<CHAR(3)>, s STRUCT<x: VARCHAR(2)>) USING parquet;
INSERT INTO cv VALUES ('ab', 'xyz', array('q'), struct('zz')), ('ab   ', 'x  ', NULL, NULL), ('1', 'xyz   ', NULL, struct('z'));
INSERT INTO cv VALUES ('abcdef', 'x', NULL, NULL);
INSERT INTO cv VALUES ('a', 'abcd', NULL, NULL);
INSERT INTO cv VALUES ('a', 'a', array('abcd'), NULL);
SELECT * FROM cv ORDER BY c, v;
SELECT concat(c, '|'), length(c), concat(v, '|') FROM cv ORDER BY 1, 3;
SELECT c = 'ab', c = 'ab       ', 'ab' = c, c IN ('ab', 'z'), c <=> 'ab', c > 'a', v = 'xyz  ', c = v FROM cv ORDER BY c, v;
SELECT typeof(c), typeof(a), upper(c) FROM cv ORDER BY c, v;
CREATE TABLE cw AS SELECT c, v FROM cv;
DESCRIBE cw;
DROP TABLE cv;
DROP TABLE cw;

--NAME an alias that the list has twice
SELECT 1 AS a, 2 AS a FROM VALUES (1) t (a) GROUP BY a HAVING a > 1 ORDER BY a;
SELECT 1 AS a, 2 AS a, max(a) FROM VALUES (1) t (a) GROUP BY t.a HAVING max(a) > 0 ORDER BY a;
SELECT 1 AS a, 2 AS a FROM VALUES (1) t (a) ORDER BY a;
