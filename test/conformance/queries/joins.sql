--NAME kinds of joins
CREATE TEMP VIEW people AS SELECT * FROM VALUES (1, 'Ada', 10), (2, 'Bob', 20), (3, 'Cy', NULL), (4, 'Di', 40) AS p(id, name, dept);
CREATE TEMP VIEW depts AS SELECT * FROM VALUES (10, 'Math'), (20, 'Art'), (30, 'Law') AS d(dept, title);
SELECT * FROM people JOIN depts ON people.dept = depts.dept ORDER BY id;
SELECT name, title FROM people p LEFT JOIN depts d ON p.dept = d.dept ORDER BY id;
SELECT name, title FROM people p RIGHT OUTER JOIN depts d ON p.dept = d.dept ORDER BY d.dept;
SELECT id, p.dept, d.dept, title FROM people p FULL JOIN depts d ON p.dept = d.dept ORDER BY id NULLS LAST, d.dept;
SELECT * FROM people JOIN depts USING (dept) ORDER BY id;
SELECT * FROM people FULL OUTER JOIN depts USING (dept) ORDER BY dept, id;
SELECT * FROM people NATURAL LEFT JOIN depts ORDER BY id;
SELECT * FROM people LEFT SEMI JOIN depts USING (dept) ORDER BY id;
SELECT * FROM people p LEFT ANTI JOIN depts d ON p.dept = d.dept ORDER BY id;
SELECT count(*) FROM people CROSS JOIN depts;
SELECT count(*) FROM people, depts WHERE people.dept < depts.dept;
SELECT p.name, d.title FROM people p JOIN depts d ON p.dept <=> d.dept AND title > 'B';
SELECT dept FROM people JOIN depts ON people.dept = depts.dept;
SELECT * FROM people JOIN depts ON name;
SELECT * FROM people JOIN depts USING (title);
SELECT people.* , title FROM people JOIN depts d ON people.dept = depts.dept;

--NAME lateral joins
SELECT * FROM VALUES (1), (2) AS t(a), LATERAL (SELECT a * 10 AS b) ORDER BY a;
SELECT * FROM VALUES (1), (2) AS t(a) LEFT JOIN LATERAL (SELECT a AS b WHERE a > 1) ON true ORDER BY a;
SELECT * FROM VALUES (array(1, 2)), (array()) AS t(xs) LATERAL VIEW OUTER explode(xs) e AS x;
SELECT * FROM VALUES (1, array('a', 'b')) AS t(i, xs), LATERAL explode(xs) AS e(x);

--NAME a table joined with itself
CREATE TEMP VIEW n AS SELECT id FROM range(4);
SELECT a.id, b.id FROM n a JOIN n b ON a.id = b.id + 1 ORDER BY a.id;
SELECT id FROM n a JOIN n b ON a.id = b.id;
SELECT * FROM n JOIN n;

--NAME subqueries
CREATE TEMP VIEW t AS SELECT * FROM VALUES (1, 'a'), (2, 'b'), (3, NULL) AS t(i, s);
SELECT i, (SELECT max(i) FROM t) FROM t ORDER BY i;
SELECT * FROM t WHERE i IN (SELECT i + 1 FROM t) ORDER BY i;
SELECT * FROM t WHERE s NOT IN (SELECT s FROM t WHERE i > 1);
SELECT i FROM t o WHERE EXISTS (SELECT 1 FROM t WHERE t.i = o.i + 1) ORDER BY i;
SELECT i, (SELECT count(*) FROM t b WHERE b.i < a.i) AS below FROM t a ORDER BY i;
SELECT (SELECT i FROM t);
SELECT (SELECT i, s FROM t WHERE i = 1);
SELECT i IN (SELECT i, s FROM t) FROM t;

--NAME subqueries in the condition of a join
CREATE TEMP VIEW x AS VALUES (1, 1), (2, 4) x(x1, x2);
CREATE TEMP VIEW y AS VALUES (1, 4) y(y1, y2);
CREATE TEMP VIEW z AS VALUES (4, 1) z(z1, z2);
SELECT * FROM x LEFT JOIN y ON x1 = y1 AND x2 IN (SELECT z1 FROM z WHERE z2 = x2 AND z2 = y2);
SELECT * FROM x JOIN y ON x2 IN (SELECT z1 FROM z WHERE z2 = y2);
SELECT * FROM x JOIN y ON x2 + y2 IN (SELECT z1 FROM z);
SELECT * FROM x FULL JOIN y ON EXISTS (SELECT z1 FROM z WHERE z2 = x2 AND z2 = y2);
SELECT * FROM x LEFT SEMI JOIN y ON NOT EXISTS (SELECT z1 FROM z WHERE z2 = x2 AND z2 = y2);
SELECT * FROM x JOIN y ON x1 = (SELECT max(z1) FROM z WHERE z2 = x2);
SELECT * FROM x JOIN y ON x2 IN (SELECT z1 FROM z);
SELECT * FROM x LEFT JOIN y ON EXISTS (SELECT z1 FROM z WHERE z2 = y1);
SELECT * FROM x JOIN y ON x1 = (SELECT max(z2) FROM z);

--NAME USING and NATURAL where a side has a name twice
CREATE TEMP VIEW a AS SELECT 1 AS x, 2 AS y;
CREATE TEMP VIEW b AS SELECT 1 AS x, 3 AS z;
SELECT * FROM a, b c JOIN b d USING (x);
SELECT * FROM a JOIN b USING (x), a e JOIN b f USING (x);
SELECT x FROM a JOIN b USING (x), a e JOIN b f USING (x);
SELECT * FROM a FULL JOIN b USING (x), a e FULL JOIN b f USING (x);
SELECT * FROM (SELECT 1 AS x, 2 AS x) q JOIN b USING (x);
SELECT * FROM b JOIN (SELECT 1 AS x, 2 AS x) q USING (x);
SELECT * FROM (SELECT 1 AS x, 2 AS x) q NATURAL FULL JOIN b;
SELECT * FROM b NATURAL JOIN (SELECT 1 AS x, 2 AS x) q;
SELECT * FROM (SELECT 1 AS x, 2 AS x) q NATURAL JOIN (SELECT 1 AS x, 2 AS x) r;
