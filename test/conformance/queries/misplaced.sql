--NAME generators outside of the list
SELECT * FROM VALUES (1) t(x) ORDER BY explode(array(1, 2));
SELECT x FROM VALUES (1) t(x) SORT BY explode(array(1, 2));
SELECT x FROM VALUES (1) t(x) WHERE explode(array(1, 2)) = 1;
SELECT count(*) FROM VALUES (1) t(x) GROUP BY explode(array(1, 2));
SELECT count(*) FROM VALUES (1) t(x) HAVING explode(array(1, 2)) > 1;
SELECT sum(x) OVER (ORDER BY explode(array(1, 2))) FROM VALUES (1) t(x);
SELECT x FROM VALUES (1) t(x) ORDER BY explode(array(1, 2)) + 1;
SELECT 1 FROM VALUES (1) t(x) JOIN VALUES (2) u(y) ON explode(array(true));
SELECT x, explode(array(1, 2)) AS e FROM VALUES (1) t(x) ORDER BY e DESC;
SELECT x, explode(array(1, 2)) FROM VALUES (1) t(x) ORDER BY explode(array(1, 2)) DESC;
SELECT x FROM VALUES (1) t(x) CLUSTER BY explode(array(1, 2));
SELECT x FROM VALUES (1) t(x) QUALIFY explode(array(1, 2)) > 1;
SELECT (SELECT 1 WHERE explode(array(true))) FROM VALUES (1) t(x);
SELECT x IN (SELECT y FROM VALUES (1) u(y) ORDER BY explode(array(1))) FROM VALUES (1) t(x);

--NAME lambdas where no function takes them
SELECT string(x -> x);
SELECT array(x -> x);
SELECT sum(x -> x);
SELECT explode(x -> x);

--NAME arguments of types that a function does not look for
SELECT to_char(X'00ff', true);
SELECT to_char(X'00ff', 1);
SELECT to_char(X'00ff', NULL);
SELECT to_varchar(X'00ff', DATE '2020-01-01');
SELECT to_char(DATE '2020-01-01', 1);
SELECT mode();
SELECT mode(1, NULL);
SELECT mode(1, true);
SELECT now(CAST(id AS INT)) FROM range(1);
SELECT localtimestamp(CAST(id AS INT)) FROM range(1);
