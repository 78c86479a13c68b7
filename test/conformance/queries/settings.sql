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
