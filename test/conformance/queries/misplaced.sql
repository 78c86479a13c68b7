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
