--NAME correlated subqueries beside groups
CREATE TEMPORARY VIEW t AS SELECT * FROM VALUES (1, 'a', 2.0), (2, 'a', 3.0), (3, 'b', 4.0) AS t(id, name, price);
CREATE TEMPORARY VIEW u AS SELECT * FROM VALUES (1), (3) AS u(id);
SELECT (SELECT max(u.id) FROM u WHERE u.id = t.id) FROM t GROUP BY t.id;
SELECT t.id, (SELECT max(u.id) FROM u WHERE u.id = t.id) AS m FROM t GROUP BY t.id, t.name;
SELECT (SELECT max(id) FROM u WHERE u.id = t.id), max(id) FROM t;
SELECT (SELECT max(u.id) FROM u WHERE u.id = t.id) AS m, count(*) AS n FROM t GROUP BY (SELECT max(u.id) FROM u WHERE u.id = t.id) ORDER BY m;
SELECT sum((SELECT max(u.id) FROM u WHERE u.id = t.id)) AS s FROM t GROUP BY t.name ORDER BY s;
SELECT id, EXISTS (SELECT 1 FROM u WHERE u.id = t.id) AS e FROM t GROUP BY id ORDER BY id;
SELECT EXISTS (SELECT 1 FROM u WHERE u.id = t.id) FROM t GROUP BY t.name;
SELECT EXISTS (SELECT 1 FROM u WHERE u.id = t.id), max(id) FROM t;
SELECT id IN (SELECT id FROM u), max(name) FROM t;
SELECT max(id) IN (SELECT id FROM u) AS i, (SELECT max(id) FROM u) AS m FROM t;
--NAME aggregates in the order of an aggregate
CREATE TEMPORARY VIEW t AS SELECT * FROM VALUES (1, 'a', 2.0) AS t(id, name, price);
SELECT listagg(name, ',') WITHIN GROUP (ORDER BY max(id)) FROM t;
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY max(price)) FROM t;
--NAME frames of rows
CREATE TEMPORARY VIEW t AS SELECT * FROM VALUES (1, DATE'2020-01-01', 5), (2, DATE'2020-01-03', 6), (3, DATE'2020-01-03', 7) AS t(id, d, v);
SELECT id, sum(v) OVER (ORDER BY id ROWS BETWEEN 0 PRECEDING AND CURRENT ROW) AS s FROM t ORDER BY id;
SELECT id, sum(v) OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND 0 FOLLOWING) AS s FROM t ORDER BY id;
SELECT id, sum(v) OVER (ORDER BY d, id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s FROM t ORDER BY id;
SELECT id, sum(v) OVER (ORDER BY d RANGE BETWEEN 0 PRECEDING AND CURRENT ROW) AS s FROM t ORDER BY id;
SELECT id, sum(v) OVER (ORDER BY d RANGE BETWEEN 2 PRECEDING AND CURRENT ROW) AS s FROM t ORDER BY id;
