--NAME tables
CREATE TABLE t (id INT NOT NULL, name STRING COMMENT 'who', d DECIMAL(5, 2)) USING parquet;
INSERT INTO t VALUES (1, 'a', 1.5), (2, 'b', NULL);
SELECT * FROM t ORDER BY id;
DESCRIBE t;
SHOW COLUMNS IN t;
SHOW TABLES;
INSERT OVERWRITE t SELECT 3, 'c', 2.25;
TABLE t;
INSERT INTO t VALUES (1, 'a');
INSERT INTO t (id, name) VALUES (9, 'z');
INSERT INTO t VALUES ('x', 'a', 1);
SELECT * FROM t ORDER BY id;
ALTER TABLE t RENAME TO u;
SELECT count(*) FROM u;
DROP TABLE u;
SELECT * FROM u;

--NAME tables from queries
CREATE TABLE c USING parquet AS SELECT id, id * 2 AS twice FROM range(3);
SELECT * FROM c ORDER BY id;
CREATE TABLE c AS SELECT 1;
CREATE TABLE IF NOT EXISTS c USING parquet AS SELECT 1;
SELECT count(*) FROM c;
CREATE VIEW cv AS SELECT twice FROM c WHERE id > 0;
SELECT * FROM cv ORDER BY twice;
DESCRIBE cv;
DROP VIEW cv;

--NAME databases
CREATE DATABASE db1 COMMENT 'first';
CREATE DATABASE db1;
SHOW DATABASES;
USE db1;
SELECT current_database();
CREATE TABLE t1 (a INT) USING parquet;
SHOW TABLES IN db1;
SELECT * FROM db1.t1;
DROP DATABASE db1;
DROP DATABASE db1 CASCADE;
USE db1;

--NAME temporary and global views
CREATE GLOBAL TEMP VIEW g AS SELECT 1 AS a;
SELECT * FROM global_temp.g;
SELECT * FROM g;
CREATE TEMP VIEW l AS SELECT 2 AS b;
SHOW VIEWS;
DESCRIBE l;
DROP VIEW global_temp.g;
SELECT * FROM global_temp.g;

--NAME variables and settings
DECLARE x INT DEFAULT 5;
SELECT x + 1;
SET VAR x = 7;
SELECT x, session.x;
SET VAR y = 1;
SET spark.sql.shuffle.partitions=7;
SET spark.sql.shuffle.partitions;
DROP TEMPORARY VARIABLE x;
SELECT x;

--NAME functions in SQL
CREATE TEMPORARY FUNCTION twice(x INT) RETURNS INT RETURN x * 2;
SELECT twice(4), twice(id) FROM range(2) ORDER BY 2;
SELECT twice('a', 1);
DROP TEMPORARY FUNCTION twice;
SELECT twice(4);

--NAME parameters and identifiers
SELECT IDENTIFIER('id') FROM range(1);
EXECUTE IMMEDIATE 'SELECT ? + ?' USING 1, 2;
EXECUTE IMMEDIATE 'SELECT :a' USING 'x' AS a;
SELECT :missing;
