--NAME groups
CREATE TEMP VIEW t AS SELECT * FROM VALUES ('a', 1, 1.5), ('a', 2, NULL), ('b', 3, 2.25), (NULL, 4, 0.5) AS t(k, i, d);
SELECT k, count(*), count(d), sum(i), avg(i), min(d), max(d), sum(d), avg(d) FROM t GROUP BY k ORDER BY k;
SELECT count(*), count(DISTINCT k), sum(i), first(k), sort_array(collect_list(i)), sort_array(array_agg(k)) FROM t;
SELECT sum(i) FROM t WHERE i > 100;
SELECT k, sum(i) FILTER (WHERE i > 1) FROM t GROUP BY ALL ORDER BY k;
SELECT k, count(*) AS n FROM t GROUP BY 1 HAVING n > 1;
SELECT i % 2 = 0, max(k) FROM t GROUP BY i % 2 = 0 ORDER BY 1;
SELECT k, i FROM t GROUP BY k;
SELECT k, sum(i) FROM t;
SELECT sum(sum(i)) FROM t;
SELECT k FROM t WHERE count(*) > 1;
SELECT k FROM t GROUP BY 3;
SELECT sum(k) FROM t;

--NAME rollup, cube and sets
CREATE TEMP VIEW t AS SELECT * FROM VALUES ('a', 'x', 1), ('a', 'y', 2), ('b', 'x', 3) AS t(p, q, n);
SELECT p, q, sum(n) FROM t GROUP BY ROLLUP (p, q) ORDER BY p, q;
SELECT p, q, sum(n), grouping(p), grouping_id() FROM t GROUP BY CUBE (p, q) ORDER BY grouping_id(), p, q;
SELECT p, q, count(*) FROM t GROUP BY GROUPING SETS ((p), (q), ()) ORDER BY p, q;

--NAME pivots
CREATE TEMP VIEW t AS SELECT * FROM VALUES (2023, 'q1', 1), (2023, 'q2', 2), (2024, 'q1', 3) AS t(y, q, n);
SELECT * FROM t PIVOT (sum(n) FOR q IN ('q1', 'q2' AS second)) ORDER BY y;
SELECT * FROM VALUES (1, 10, 20) AS w(id, a, b) UNPIVOT (v FOR k IN (a, b)) ORDER BY k;

--NAME statistics
CREATE TEMP VIEW t AS SELECT id, id * id AS sq FROM range(1, 6);
SELECT stddev(sq), variance(sq), stddev_pop(sq), var_pop(sq), corr(id, sq), covar_samp(id, sq), median(sq), percentile(sq, 0.25), mode(id % 2), any_value(5) FROM t;
SELECT max_by(id, sq), min_by(id, -sq), bool_and(id > 0), bool_or(id > 4), bit_xor(id), approx_count_distinct(id % 3), count_if(id > 2), listagg(id, ',') WITHIN GROUP (ORDER BY id DESC) FROM t;

--NAME grouping__id
CREATE TEMP VIEW people AS SELECT * FROM VALUES (1, 'x'), (2, 'y') AS p(id, name);
SELECT grouping__id, id FROM people GROUP BY id GROUPING SETS ((id), ()) ORDER BY 1, 2;
SELECT typeof(grouping__id) FROM people GROUP BY id, name GROUPING SETS ((name));
SELECT GROUPING__ID FROM people GROUP BY ROLLUP(id, name) ORDER BY grouping__id, max(id);
SELECT id FROM people GROUP BY CUBE(id) HAVING grouping__id > 0;
SELECT grouping__id FROM people GROUP BY id;
SELECT grouping__id FROM people;
SELECT grouping__id FROM (SELECT 1 AS grouping__id, 2 AS b) GROUP BY ROLLUP(grouping__id) ORDER BY 1;

--NAME a group that is in no grouping set
CREATE TEMP VIEW t AS SELECT * FROM VALUES ('a', 'x', 1), ('a', 'y', 2), ('b', 'x', 3) AS t(p, q, n);
SELECT p, q, grouping_id(), grouping(p), grouping(q), sum(n) FROM t GROUP BY p, q GROUPING SETS ((q)) ORDER BY q;
SELECT p, q, n, grouping_id(), count(*) FROM t GROUP BY p, q, n GROUPING SETS ((q), ()) ORDER BY 4, 2;
SELECT p, q, sum(n) FROM t GROUP BY p, q GROUPING SETS (()) ORDER BY 1;
