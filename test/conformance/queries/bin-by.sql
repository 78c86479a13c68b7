--NAME BIN BY, part 1
SET spark.sql.binByRelationOperator.enabled = true;
create temp view m as select * from values (timestamp'2024-01-01 00:00:00', timestamp'2024-01-01 00:05:00', 100.0D, 1), (timestamp'2024-01-01 00:02:00', timestamp'2024-01-01 00:12:00', 300.0D, 2), (timestamp'2024-01-01 00:02:00', timestamp'2024-01-01 00:02:00', 7D, 3), (timestamp'2024-01-01 00:05:00', timestamp'2024-01-01 00:01:00', 7D, 4), (null, timestamp'2024-01-01 00:01:00', 7D, 5), (timestamp'2024-01-01 00:00:00', timestamp'2024-01-01 00:05:00', null, 6) as m(a, b, v, i);
select * from m where i in (1,2) bin by (range a to b bin width interval '5' minute distribute uniform (v));
select * from m bin by (range a to b bin width interval '5' minute distribute uniform (v)) where i = 3;
select * from m bin by (range a to b bin width interval '5' minute distribute uniform (v)) where i = 5;
select * from m bin by (range a to b bin width interval '5' minute distribute uniform (v)) where i = 6;
select * from (select * from m where i <> 4) bin by (range a to b bin width interval '5' minute distribute uniform (v));
select * from (select * from m where i = 4) bin by (range a to b bin width interval '5' minute distribute uniform (v));
select * from (select * from m where i = 1) bin by (range a to b bin width interval '1' day distribute uniform (v));
select * from (select * from m where i = 1) bin by (range a to b bin width interval '1' month distribute uniform (v));
select * from (select * from m where i = 1) bin by (range a to b bin width interval '0' minute distribute uniform (v));
select * from (select * from m where i = 1) bin by (range a to b bin width interval '-5' minute distribute uniform (v));
select * from (select * from m where i = 1) bin by (range a to b bin width '5 minutes' distribute uniform (v));
select * from (select * from m where i = 1) bin by (range a to b bin width 5 distribute uniform (v));
select * from (select * from m where i = 1) bin by (range a to b bin width interval '2' minute distribute uniform (i));
select * from (select * from m where i = 1) bin by (range a to b bin width interval '2' minute distribute uniform (a));
select * from (select * from m where i = 1) bin by (range a to b bin width interval '2' minute distribute uniform (zz));

--NAME BIN BY, part 2
SET spark.sql.binByRelationOperator.enabled = true;
create temp view m as select * from values (timestamp'2024-01-01 00:00:00', timestamp'2024-01-01 00:05:00', 100.0D, 1), (timestamp'2024-01-01 00:02:00', timestamp'2024-01-01 00:12:00', 300.0D, 2), (timestamp'2024-01-01 00:02:00', timestamp'2024-01-01 00:02:00', 7D, 3), (timestamp'2024-01-01 00:05:00', timestamp'2024-01-01 00:01:00', 7D, 4), (null, timestamp'2024-01-01 00:01:00', 7D, 5), (timestamp'2024-01-01 00:00:00', timestamp'2024-01-01 00:05:00', null, 6) as m(a, b, v, i);
select * from (select * from m where i = 1) bin by (range a to zz bin width interval '2' minute distribute uniform (v));
select * from (select * from m where i = 1) bin by (range a to b bin width interval '2' minute align to '2024-01-01' distribute uniform (v));
select * from (select * from m where i = 1) bin by (range a to b bin width interval '2' minute align to date'2024-01-01' distribute uniform (v));
select * from (select * from m where i = 1) bin by (range a to b bin width interval '2' minute align to timestamp_ntz'2024-01-01 00:00:00' distribute uniform (v));
select * from (select * from m where i = 1) bin by (range a to b bin width interval '2' minute align to 1 distribute uniform (v));
select * from (select * from m where i = 1) bin by (range a to b bin width interval '2' minute align to null distribute uniform (v));
select * from (select * from m where i = 1) bin by (range a to b bin width interval '2' minute align to a distribute uniform (v));
select * from (select cast(a as timestamp_ntz) a, cast(b as timestamp_ntz) b, v from m where i = 2) bin by (range a to b bin width interval '5' minute distribute uniform (v));
select * from (select a, cast(b as timestamp_ntz) b, v from m where i = 2) bin by (range a to b bin width interval '5' minute distribute uniform (v));
select * from (select a, b, cast(v as decimal(10,2)) v from m where i = 2) bin by (range a to b bin width interval '5' minute distribute uniform (v));
select * from (select a, b, cast(v as float) v from m where i = 2) bin by (range a to b bin width interval '5' minute distribute uniform (v));
select * from (select a, b, cast(v as bigint) v from m where i = 2) bin by (range a to b bin width interval '5' minute distribute uniform (v));
select * from (select a, b, cast(v as string) v from m where i = 2) bin by (range a to b bin width interval '5' minute distribute uniform (v));
select * from (select a, b, v, 1 as bin_start from m where i = 2) bin by (range a to b bin width interval '5' minute distribute uniform (v));
select * from (select a, b, v, v * 2 as w from m where i = 2) bin by (range a to b bin width interval '5' minute distribute uniform (v, w)) as q;

--NAME BIN BY, part 3
SET spark.sql.binByRelationOperator.enabled = true;
create temp view m as select * from values (timestamp'2024-01-01 00:00:00', timestamp'2024-01-01 00:05:00', 100.0D, 1), (timestamp'2024-01-01 00:02:00', timestamp'2024-01-01 00:12:00', 300.0D, 2), (timestamp'2024-01-01 00:02:00', timestamp'2024-01-01 00:02:00', 7D, 3), (timestamp'2024-01-01 00:05:00', timestamp'2024-01-01 00:01:00', 7D, 4), (null, timestamp'2024-01-01 00:01:00', 7D, 5), (timestamp'2024-01-01 00:00:00', timestamp'2024-01-01 00:05:00', null, 6) as m(a, b, v, i);
select q.bin_start, q.v from (select a, b, v from m where i = 2) bin by (range a to b bin width interval '5' minute distribute uniform (v)) as q;
select * from (select a, b, v from m where i = 1) bin by (range a to b bin width interval '5' minute distribute uniform (v) bin_start as a);
select * from (select a, b, v from m where i = 1) x bin by (range x.a to x.b bin width interval '5' minute distribute uniform (x.v));
select * from (select a, b, v from m where i = 1) |> bin by (range a to b bin width interval '2' minute distribute uniform (v));
select * from (select a, b, v from m where i = 1) bin by (range a to b bin width interval '2' minute distribute uniform ());
