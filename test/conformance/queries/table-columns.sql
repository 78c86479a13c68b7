--NAME columns that were added behind the rows
CREATE TABLE added_parquet (a INT) USING parquet;
INSERT INTO added_parquet VALUES (1);
ALTER TABLE added_parquet ADD COLUMNS (d DATE, e ARRAY<INT>, f STRUCT<x: INT>);
TABLE added_parquet;
SELECT d, count(*) FROM added_parquet WHERE e IS NULL GROUP BY d;
INSERT INTO added_parquet VALUES (2, DATE '2020-01-01', array(1), NULL);
TABLE added_parquet;
CREATE TABLE added_json (a INT) USING json;
INSERT INTO added_json VALUES (1);
ALTER TABLE added_json ADD COLUMNS (d TIMESTAMP);
TABLE added_json;

--NAME added columns of every kind
CREATE TABLE added_kinds (a INT) USING parquet;
INSERT INTO added_kinds VALUES (1);
ALTER TABLE added_kinds ADD COLUMNS (c MAP<STRING, TIMESTAMP>, d TIMESTAMP_NTZ, e ARRAY<TIMESTAMP>, f STRUCT<x: TIMESTAMP, y: MAP<INT, STRING>>, g DECIMAL(10, 2), h INTERVAL DAY, i BINARY, j VARCHAR(3));
TABLE added_kinds;
SELECT c['a'], d + INTERVAL '1' DAY, e[0], f.x, g + 1, length(j) FROM added_kinds;
