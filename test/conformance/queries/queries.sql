--NAME names of columns
SELECT 1 + 1, upper('a'), -1, NOT true, 1 AS b, 'x' || 'y', CASE WHEN true THEN 1 END, 1 IN (1, 2), 2 BETWEEN 1 AND 3, NULL IS NULL, 'a' LIKE 'b%';
SELECT a, t.a, t.a + 1, -a, CAST(a AS STRING), s.f, s['f'], xs[0], m['k'] FROM (SELECT 1 AS a, struct(2 AS f) AS s, array(3) AS xs, map('k', 4) AS m) t;
SELECT *, a + 1 AS b, b * 2 AS c FROM VALUES (1) AS t(a);
SELECT * EXCEPT (b) FROM VALUES (1, 2, 3) AS t(a, b, c);
SELECT t.*, count(*) OVER () FROM VALUES (1) AS t(a);
SELECT struct(*), array(*) FROM VALUES (1, 2) AS t(a, b);

--NAME order and limits
SELECT * FROM VALUES (3, 'c'), (1, NULL), (2, 'a') AS t(i, s) ORDER BY s;
SELECT * FROM VALUES (3, 'c'), (1, NULL), (2, 'a') AS t(i, s) ORDER BY s DESC NULLS FIRST, i LIMIT 2;
SELECT i AS j FROM VALUES (3), (1), (2) AS t(i) ORDER BY i DESC LIMIT 1 OFFSET 1;
SELECT * FROM range(10) ORDER BY ALL LIMIT 2;
SELECT DISTINCT id % 3 AS m FROM range(10) ORDER BY m;

--NAME set operations
SELECT * FROM VALUES (1), (1), (2) UNION SELECT 3 ORDER BY 1;
SELECT * FROM VALUES (1), (1), (2) INTERSECT ALL SELECT * FROM VALUES (1), (1), (3) ORDER BY 1;
SELECT * FROM VALUES (1), (1), (2), (NULL) EXCEPT SELECT 1 ORDER BY 1;
SELECT * FROM VALUES (1), (1), (2) MINUS ALL SELECT 1 ORDER BY 1;

--NAME common table expressions
WITH a AS (SELECT 1 AS x), b(y) AS (SELECT x + 1 FROM a) SELECT * FROM a, b;
WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT sum(n) FROM r;
WITH a AS (SELECT * FROM b) SELECT * FROM a;

--NAME pipes
FROM range(6) |> WHERE id > 1 |> EXTEND id * 2 AS d |> AGGREGATE sum(d) AS total GROUP BY id % 2 AS k |> ORDER BY k;
FROM VALUES (1, 2) AS t(a, b) |> SET a = a + 10 |> DROP b |> SELECT a AS only;
FROM range(3) |> SELECT id |> LIMIT 1 |> UNION ALL SELECT 9;

--NAME functions of functions
SELECT transform(array(1, 2), x -> x + 1), filter(array(1, 2, 3), x -> x % 2 = 1), aggregate(array(1, 2, 3), 0, (a, x) -> a + x), exists(array(1), x -> x > 1), transform(array(5), (x, i) -> x + i);
SELECT map_filter(map('a', 1, 'b', 2), (k, v) -> v > 1), transform_values(map('a', 1), (k, v) -> k || v), zip_with(array(1), array(2), (x, y) -> x * y), array_sort(array(3, 1, 2), (l, r) -> r - l);
SELECT transform(array(1), x -> y);
SELECT transform(1, x -> x);

--NAME inline tables and generators
SELECT * FROM VALUES (1, 'a'), (2.5, NULL) AS t(x, y);
SELECT explode(array(1, 2)) AS e, 'k' AS k;
SELECT posexplode(array('a', 'b'));
SELECT inline(array(struct(1 AS a, 'x' AS b), struct(2, 'y')));
SELECT stack(2, 1, 'a', 2, 'b') AS (i, s);
SELECT * FROM range(1, 10, 4);
SELECT * FROM VALUES (1), (2, 3);
SELECT explode(array(1)), explode(array(2));
SELECT explode(array(1, 2)) AS a, a + 1, posexplode(array(a, 5)) FROM range(1);
SELECT a + col, explode(array(5)) AS a, explode(array(id)) FROM range(2);
SELECT explode(array(5)) AS id, id FROM range(2);
SELECT explode(array(5)) AS x, explode(array(6)) AS x, x FROM range(2);
SELECT explode(array(1)), explode(array(id)) FROM range(2) GROUP BY id;

--NAME nullability of elements
SELECT array(3)[0], array(1, NULL)[1 - 1], array(1, NULL)[int(id)], array(1, 2)[id], array(named_struct('a', 1)).a[0], array(named_struct('a', NULL)).a[0], ys[0], ys[id], ys[nullif(id, 1)], element_at(ys, 1), element_at(array(NULL, 1), -1), element_at(array(1), CAST(NULL AS INT)), get(array(1), 0), get(array(named_struct('a', 1)).a, 0), get(ys, 0) FROM (SELECT array(2) AS ys, id FROM range(1));

--NAME nullability of elements outside of ANSI mode
--SET spark.sql.ansi.enabled=false
SELECT array(3)[0], array(3)[1], array(1, 2)[id], array(named_struct('a', 1)).a[0], ys[0], ys[id], element_at(ys, 1), element_at(array(1, 2), 3), try_element_at(ys, 1) FROM (SELECT array(2) AS ys, id FROM range(1));

--NAME show of every type
SELECT true AS b, 1Y AS y, 1S AS s, 1 AS i, 1L AS l, 1.5F AS f, 1.5D AS d, 1.50 AS dec, 'ä漢' AS str, X'00FF' AS bin, DATE '0001-01-01' AS dt, TIMESTAMP '1969-12-31 23:59:59.999999' AS ts, TIMESTAMP_NTZ '9999-12-31 23:59:59' AS ntz, INTERVAL '1-1' YEAR TO MONTH AS ym, INTERVAL '1' SECOND AS dts, NULL AS n;
SELECT parse_json('{"a": [1, "x", null]}') AS v, array(map('a', struct(1.5 AS x))) AS nested, CAST('abc' AS CHAR(5)) AS c;
