--NAME whole numbers
SELECT 1 + 2, 3 - 5, 4 * 6, 7 / 2, 7 % 4, -7 % 4, 7 div 2, -7 div 2;
SELECT 1Y + 1S, 1 + 1L, 1L + 1F, 1 + 1.0, 1.0 + 1D;
SELECT -(-5), +3, ~5, 5 & 3, 5 | 3, 5 ^ 3;
SELECT pmod(-7, 4), mod(7, -4), abs(-3), sign(-2.5), negative(4), positive(4);

--NAME overflow is an error
SELECT 2147483647 + 1;
SELECT -2147483648 - 1;
SELECT 9223372036854775807 * 2;
SELECT 127Y + 1Y;
SELECT abs(-2147483648);
SELECT -(-9223372036854775808);
SELECT -9223372036854775808 div -1;

--NAME try functions give NULL instead
SELECT try_add(2147483647, 1), try_subtract(-2147483648, 1), try_multiply(9223372036854775807, 2), try_divide(1, 0), try_mod(1, 0);

--NAME division by zero
SELECT 1 / 0;
SELECT 1 % 0;
SELECT 1 div 0;
SELECT 1.0 / 0.0;
SELECT 1D / 0D;
SELECT pmod(1, 0);

--NAME without ANSI mode
--SET spark.sql.ansi.enabled=false
SELECT 2147483647 + 1, 9223372036854775807 * 2, 127Y + 1Y, abs(-2147483648);
SELECT 1 / 0, 1 % 0, 1 div 0, 1.0 / 0.0, pmod(1, 0);
SELECT '1' + 2, '1.5' * 2, 'a' + 1;
SELECT 99999999999999999999999999999999999999 + 1;

--NAME decimals
SELECT 1.1 + 2.22, 1.1 - 2.22, 1.1 * 2.22, 1.1 / 2.22, 5.5 % 2.2, 1.10 = 1.1;
SELECT CAST(1 AS DECIMAL(38, 18)) / CAST(3 AS DECIMAL(38, 18)), CAST(1 AS DECIMAL(20, 10)) * CAST(1 AS DECIMAL(20, 10));
SELECT 99999999999999999999999999999999999999 + 1;
SELECT round(2.5), round(-2.5), bround(2.5), round(1234.567, -2), ceil(1.2), floor(-1.2), ceil(1.25, 1);

--NAME strings in arithmetic
SELECT '1' + 2, 2 * '3', '1' + 1.5, '4' / 2;
SELECT 'a' + 1;
SELECT '1' + '2';
SELECT true + 1;
SELECT array(1) + 1;

--NAME dates in arithmetic
SELECT DATE '2024-01-31' + 1, DATE '2024-01-31' - DATE '2024-01-01', DATE '2024-01-31' + INTERVAL '1' MONTH;
SELECT TIMESTAMP '2024-01-01 00:00:00' + INTERVAL '1' DAY, TIMESTAMP '2024-01-02 00:00:00' - TIMESTAMP '2024-01-01 12:00:00';
SELECT INTERVAL '1' DAY * 2, INTERVAL '1' YEAR / 2, INTERVAL '1' DAY + INTERVAL '1' HOUR;
SELECT DATE '2024-01-31' * 2;

--NAME NULL and special doubles
SELECT 1 + NULL, NULL / 0, NULL % 2, CAST('NaN' AS DOUBLE) + 1, CAST('Infinity' AS DOUBLE) - CAST('Infinity' AS DOUBLE), -0.0D;
SELECT CAST('NaN' AS DOUBLE) = CAST('NaN' AS DOUBLE), CAST('NaN' AS DOUBLE) > CAST('Infinity' AS DOUBLE), 0D = -0D;

--NAME over a table
CREATE TEMP VIEW t AS SELECT * FROM VALUES (1, 2L, 3.5D, 4.50), (NULL, 20L, NULL, 0.25), (100, NULL, 1e10D, NULL) AS t(i, l, d, dec);
SELECT i + l, i * d, l / i, dec * i, d - dec, -i, i % 7 FROM t ORDER BY i;
SELECT i, i / (i - 100) FROM t;
