--NAME ranks
CREATE TEMP VIEW sales AS SELECT * FROM VALUES ('a', 1, 10.0), ('a', 2, 20.0), ('a', 3, 20.0), ('b', 1, 5.0), ('b', 2, NULL) AS s(shop, day, amount);
SELECT shop, day, row_number() OVER (PARTITION BY shop ORDER BY day) AS n, rank() OVER (ORDER BY amount DESC) AS r, dense_rank() OVER (ORDER BY amount DESC) AS d FROM sales ORDER BY shop, day;
SELECT shop, day, ntile(2) OVER (PARTITION BY shop ORDER BY day), percent_rank() OVER (ORDER BY day), cume_dist() OVER (ORDER BY day) FROM sales ORDER BY shop, day;
SELECT shop, day, lag(amount) OVER w, lead(amount, 1, 0) OVER w, first_value(day) OVER w, last_value(day) OVER w, nth_value(amount, 2) OVER w FROM sales WINDOW w AS (PARTITION BY shop ORDER BY day) ORDER BY shop, day;

--NAME frames
CREATE TEMP VIEW n AS SELECT id FROM range(5);
SELECT id, sum(id) OVER (ORDER BY id), sum(id) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING), count(*) OVER (ORDER BY id RANGE BETWEEN 2 PRECEDING AND CURRENT ROW) FROM n ORDER BY id;
SELECT id, avg(id) OVER (), max(id) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING), collect_list(id) OVER (ORDER BY id DESC) FROM n ORDER BY id;
SELECT sum(id) OVER (ORDER BY id ROWS BETWEEN 1 FOLLOWING AND 1 PRECEDING) FROM n;
SELECT sum(id) OVER (ORDER BY id, id + 1 RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) FROM n;

--NAME windows and groups
CREATE TEMP VIEW n AS SELECT id, id % 2 AS k FROM range(6);
SELECT k, sum(id), sum(sum(id)) OVER (ORDER BY k), rank() OVER (ORDER BY count(*)) FROM n GROUP BY k ORDER BY k;
SELECT id FROM n WHERE row_number() OVER (ORDER BY id) = 1;
SELECT sum(row_number() OVER (ORDER BY id)) FROM n;
SELECT row_number() FROM n;
SELECT row_number() OVER () FROM n;
SELECT 1 + lag(id) OVER (PARTITION BY id) FROM n;
SELECT id FROM n ORDER BY rank() OVER ();
SELECT max(any_value(rank() OVER (ORDER BY id))) OVER () FROM n;
SELECT sum(id) OVER missing FROM n;
