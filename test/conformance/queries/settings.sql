--NAME values that a setting does not take
SET spark.sql.binaryOutputStyle=zz;
SET spark.sql.binaryOutputStyle=utf8;
SET spark.sql.ansi.enabled=zz;
SET spark.sql.caseSensitive=1;
SET spark.sql.shuffle.partitions=abc;
SET spark.sql.shuffle.partitions=-1;
SET spark.sql.shuffle.partitions=1.5;
SET spark.sql.shuffle.partitions=99999999999;
SET spark.sql.mapKeyDedupPolicy=foo;
SET spark.sql.legacy.timeParserPolicy=foo;
SET spark.sql.storeAssignmentPolicy=foo;
SET spark.sql.timestampType=foo;
SET spark.sql.autoBroadcastJoinThreshold=foo;
SET spark.sql.autoBroadcastJoinThreshold=10 MB;
SET spark.sql.session.timeZone=foo;
SET spark.sql.parquet.compression.codec=zip;
SET spark.sql.cteRecursionLevelLimit=x;
SET spark.sql.files.maxRecordsPerFile=x;
SET spark.sql.warehouse.dir=x;
SET spark.driver.memory=1;

--NAME values that it takes
SET spark.sql.mapKeyDedupPolicy=last_win;
SET spark.sql.ansi.enabled=TRUE;
SET spark.sql.session.timeZone=+9;
SET spark.sql.autoBroadcastJoinThreshold=-1;
SET spark.sql.autoBroadcastJoinThreshold=10MB;
SET spark.sql.nope=1;
SET spark.sql.sources.default=nope;
SELECT map(1, 2, 1, 3) AS m;

--NAME functions of binary that give text when asked to
SET spark.sql.function.eltOutputAsString=true;
SET spark.sql.function.concatBinaryAsString=true;
SELECT elt(1, binary('a'), binary('b')), typeof(elt(2, binary('a'), binary('b'))), typeof(elt(2, binary('a'), NULL));
SELECT concat(binary('a'), binary('b')), typeof(concat(binary('a'), binary('b'))), typeof(concat(binary('a'), NULL)), binary('a') || binary('b');
SET spark.sql.function.eltOutputAsString=false;
SET spark.sql.function.concatBinaryAsString=false;
SELECT elt(1, binary('a'), binary('b')), typeof(elt(2, binary('a'), binary('b'))), typeof(elt(2, binary('a'), NULL));
SELECT concat(binary('a'), binary('b')), typeof(concat(binary('a'), binary('b'))), typeof(concat(binary('a'), NULL)), binary('a') || binary('b');

--NAME intervals that do not fit a number, without ANSI mode
SET spark.sql.ansi.enabled=false;
SELECT CAST(INTERVAL '10.123' SECOND AS DECIMAL(1, 0));
SELECT CAST(INTERVAL '10.123' SECOND AS DECIMAL(3, 1)), TRY_CAST(INTERVAL '10.123' SECOND AS DECIMAL(1, 0));
SELECT CAST(INTERVAL '1000' SECOND AS TINYINT);
SELECT CAST(INTERVAL 1000 MONTH AS DECIMAL(1, 0));
SELECT CAST(INTERVAL 1000 YEAR AS TINYINT);
