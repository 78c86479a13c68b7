--NAME whole numbers take the smallest type that holds them
SELECT 1, -1, 2147483647, 2147483648, -9223372036854775808, 9223372036854775808;
SELECT 1Y, 2S, 3L, 4D, 5F, 6BD;
SELECT 128Y;
SELECT -129Y;
SELECT 32768S;

--NAME fractions are decimals, and doubles with an exponent
SELECT 1.5, .5, 5., 1.50, 1e3, 1.5E-2, 1.2e3BD;
SELECT 12345678901234567890.123456789012345678;
SELECT 123456789012345678901234567890123456789;

--NAME strings
SELECT 'a', "b", 'it''s', 'tab\tquote\'', r'raw\t', 'a' 'b', '\u0041\101';
SELECT X'1F', x'', X'123';
SELECT X'xyz';
SELECT '';

--NAME constants
SELECT NULL, TRUE, false;
SELECT current_date() = current_date, current_timestamp() = now();

--NAME dates and timestamps
SELECT DATE '2024-02-29', TIMESTAMP '2024-02-29 12:34:56.789', TIMESTAMP_NTZ '2024-01-01', TIMESTAMP_LTZ '2024-01-01 00:00:00Z';
SELECT TIMESTAMP '2024-01-01 00:00:00+02:00';
SELECT DATE '2023-02-29';
SELECT TIMESTAMP 'noon';

--NAME intervals
SELECT INTERVAL '1' YEAR, INTERVAL '1-2' YEAR TO MONTH, INTERVAL 3 DAYS, INTERVAL '1 02:03:04.5' DAY TO SECOND;
SELECT INTERVAL 2 WEEKS 3 HOURS, INTERVAL -1 MONTH, -INTERVAL '2' DAY;
SELECT INTERVAL 1 YEAR 1 DAY;
SELECT INTERVAL 'x' DAY;

--NAME collections
SELECT array(1, 2), array(), map('a', 1), map(), struct(1, 'x'), named_struct('k', 1.0);
SELECT array(1, NULL, 2L), array(array(1), array(NULL)), map(1, NULL, 2, 'b');
SELECT array(1, 'a');
SELECT map('a');
SELECT named_struct('a');

--NAME strings in double quotes name columns when the setting says so
--SET spark.sql.ansi.doubleQuotedIdentifiers=true
SELECT "a" FROM VALUES (1) AS t(a);
SELECT 'a' AS "b c";
