--NAME keys inside of an OR
CREATE TEMPORARY VIEW a AS SELECT * FROM VALUES (1, 'x', 10), (2, 'y', 20), (3, 'z', 30) AS t(ak, av, an);
CREATE TEMPORARY VIEW b AS SELECT * FROM VALUES (1, 'p'), (2, 'q'), (4, 'r') AS t(bk, bv);
CREATE TEMPORARY VIEW c AS SELECT * FROM VALUES (1, true), (2, false), (2, NULL) AS t(ck, cv);
SELECT * FROM a, b WHERE (ak = bk AND av = 'x') OR (ak = bk AND av = 'y' AND an > 10) ORDER BY ak;
SELECT * FROM a, b, c WHERE ak = bk AND bk = ck ORDER BY ak, cv;
--NAME filters below, between and above joins
CREATE TEMPORARY VIEW a AS SELECT * FROM VALUES (1, 'x', 10), (2, 'y', 20), (3, 'z', 30) AS t(ak, av, an);
CREATE TEMPORARY VIEW b AS SELECT * FROM VALUES (1, 'p'), (2, 'q'), (4, 'r') AS t(bk, bv);
CREATE TEMPORARY VIEW c AS SELECT * FROM VALUES (1, true), (2, false), (2, NULL) AS t(ck, cv);
SELECT * FROM (SELECT * FROM a WHERE an > 10) x LEFT JOIN (SELECT * FROM b WHERE bv <> 'q') y ON ak = bk ORDER BY ak;
SELECT * FROM (SELECT * FROM a WHERE an > 10) x RIGHT JOIN (SELECT * FROM b WHERE bv <> 'p') y ON ak = bk ORDER BY bk;
SELECT * FROM (SELECT * FROM a WHERE an > 10) x FULL JOIN (SELECT * FROM b WHERE bv <> 'p') y ON ak = bk ORDER BY ak, bk;
SELECT * FROM a LEFT JOIN b ON ak = bk LEFT JOIN c ON bk = ck WHERE an < 30 ORDER BY ak, cv;
SELECT * FROM a JOIN (b LEFT JOIN c ON bk = ck) ON ak = bk WHERE cv IS NULL ORDER BY ak;
SELECT * FROM (SELECT * FROM a WHERE an > 10) x LEFT SEMI JOIN (SELECT * FROM b WHERE bv = 'q') y ON ak = bk JOIN c ON ak = ck ORDER BY cv;
SELECT * FROM (SELECT * FROM a WHERE an > 10) x LEFT ANTI JOIN b ON ak = bk;
SELECT av, count(*) AS n FROM a JOIN b ON ak = bk WHERE bv <> 'p' GROUP BY av;
SELECT upper(av) AS u, count(cv) AS n FROM a LEFT JOIN c ON ak = ck WHERE an > 5 GROUP BY upper(av) ORDER BY u;
SELECT count(*) FROM a CROSS JOIN b;
SELECT * FROM a WHERE EXISTS (SELECT 1 FROM b JOIN c ON bk = ck WHERE bk = ak) AND an > 5 ORDER BY ak;
SELECT ak, (SELECT max(bv) FROM b, c WHERE bk = ck AND bk = ak) AS m FROM a ORDER BY ak;
SELECT * FROM a, LATERAL (SELECT bv FROM b WHERE bk = ak) ORDER BY ak;
