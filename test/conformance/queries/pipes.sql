--NAME aggregates and places of columns
CREATE TEMP VIEW t AS SELECT * FROM VALUES (0, 'abc'), (1, 'def') t(x, y);
TABLE t |> SELECT sum(x) AS r;
TABLE t |> SELECT sum(x) + 1, 2 |> WHERE true;
TABLE t |> SELECT DISTINCT sum(x);
TABLE t |> SELECT x, sum(x);
TABLE t |> EXTEND sum(x);
TABLE t |> SET x = sum(x);
TABLE t |> AGGREGATE sum(x) GROUP BY 2;
TABLE t |> AGGREGATE sum(x) GROUP BY 2 AS z;
TABLE t |> AGGREGATE sum(x) AS s GROUP BY x + 1 AS k, 2;
TABLE t |> AGGREGATE GROUP BY 1, 1;
TABLE t |> AGGREGATE sum(x) GROUP BY 3;
TABLE t |> AGGREGATE sum(x) GROUP BY 0;
SET spark.sql.groupByOrdinal=false;
TABLE t |> AGGREGATE sum(x) GROUP BY 2;

--NAME a pipe sees the columns of the one before it
CREATE TEMP VIEW t AS SELECT * FROM VALUES (0, 'abc'), (1, 'def') t(x, y);
TABLE t |> SELECT 1 + 2 AS r |> ORDER BY x;
TABLE t |> SELECT x |> WHERE y = 'abc';
TABLE t |> SELECT x ORDER BY y;
TABLE t |> DROP x |> ORDER BY x;
TABLE t |> AGGREGATE sum(x) GROUP BY 1 |> ORDER BY y;
TABLE t |> AS u |> SELECT u.x |> WHERE u.y = 'abc';
SELECT x FROM t ORDER BY y;
TABLE t |> EXTEND *;
TABLE t |> SET x = *;
TABLE t |> AGGREGATE *;
TABLE t |> SELECT *, x;

--NAME windows of a pipe are its own
CREATE TEMP VIEW t AS SELECT * FROM VALUES (0, 'abc'), (1, 'def') t(x, y);
TABLE t |> SELECT sum(x) OVER w, count(1) OVER v WINDOW w AS (ORDER BY y), v AS ();
TABLE t |> SELECT x, sum(x) OVER w AS s WINDOW w AS () |> SELECT sum(s) OVER w;
TABLE t |> SELECT x, sum(x) OVER w AS s |> SELECT sum(s) OVER w WINDOW w AS ();
SELECT sum(x) OVER v FROM t WINDOW w AS () WINDOW v AS ();

--NAME columns that USING has left out
CREATE TEMP VIEW l AS VALUES (0), (1) l(a);
CREATE TEMP VIEW r AS VALUES (1), (2) r(a);
TABLE l |> JOIN r USING (a) |> EXTEND r.a + 1 AS z |> SELECT l.a, r.a, z;
TABLE l |> JOIN r USING (a) |> WHERE r.a = 1 |> SELECT r.*;
TABLE l |> JOIN r USING (a) |> SELECT a |> SELECT r.a;
TABLE l |> JOIN r USING (a) |> ORDER BY r.a |> LIMIT 1 |> SELECT r.a;
TABLE l |> JOIN r USING (a) |> SET a = 2 |> SELECT r.a, l.a, a;
TABLE l |> JOIN r USING (a) |> DROP a |> SELECT r.a;
TABLE l |> JOIN r USING (a) |> AS q |> SELECT r.a;
TABLE l |> JOIN r USING (a) |> EXTEND 1 AS one |> AGGREGATE sum(r.a) GROUP BY l.a;
TABLE l |> JOIN r USING (a) |> SELECT *;
TABLE l |> JOIN r USING (a) |> JOIN r AS r2 USING (a) |> SELECT r.*, l.*, r2.*;
SELECT r.a, r2.a, l.a FROM l JOIN (r JOIN r AS r2 USING (a)) USING (a);
SELECT r.a, r2.a, l.a FROM l FULL JOIN (r LEFT JOIN r AS r2 USING (a)) USING (a);
SELECT r.a, r2.a, l.a, a FROM l FULL JOIN r USING (a) LEFT JOIN r AS r2 USING (a);

--NAME constants that are columns
CREATE TEMP VIEW t AS SELECT * FROM VALUES (0, 'abc'), (1, 'def') t(x, y);
SELECT * FROM t LIMIT x;
SELECT * FROM t LIMIT z;
SELECT * FROM t OFFSET x;
SELECT * FROM t TABLESAMPLE (x ROWS);
SELECT x FROM t LIMIT y;
SELECT * FROM t PIVOT (sum(x) FOR y IN (x, 'abc'));
SELECT * FROM t PIVOT (sum(x) FOR y IN (z, 'abc'));
SELECT * FROM t PIVOT (sum(x) FOR y IN (upper(y)));
