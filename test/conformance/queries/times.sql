--NAME times of the day, part 1
--SET spark.sql.timeType.enabled=true
select cast(TIME'01:02:03.123456' as boolean);
select cast(TIME'01:02:03.123456' as tinyint);
select cast(TIME'01:02:03.123456' as smallint);
select cast(TIME'01:02:03.123456' as int);
select cast(TIME'01:02:03.123456' as bigint);
select cast(TIME'01:02:03.123456' as float);
select cast(TIME'01:02:03.123456' as double);
select cast(TIME'01:02:03.123456' as decimal(10,2));
select cast(TIME'01:02:03.123456' as decimal(20,9));
select cast(TIME'01:02:03.123456' as decimal(4,0));
select cast(TIME'01:02:03.123456' as string);
select cast(TIME'01:02:03.123456' as binary);
select cast(TIME'01:02:03.123456' as date);
select cast(TIME'01:02:03.123456' as time(0));
select cast(TIME'01:02:03.123456' as time(3));

--NAME times of the day, part 2
--SET spark.sql.timeType.enabled=true
select cast(TIME'01:02:03.123456' as time(9));
select cast(TIME'01:02:03.123456' as interval day to second);
select cast(TIME'01:02:03.123456' as interval year to month);
select cast(TIME'01:02:03.123456' as interval);
select cast(TIME'01:02:03.123456' as array<int>);
select try_cast(TIME'23:59:59.123456789' as boolean);
select try_cast(TIME'23:59:59.123456789' as tinyint);
select try_cast(TIME'23:59:59.123456789' as smallint);
select try_cast(TIME'23:59:59.123456789' as int);
select try_cast(TIME'23:59:59.123456789' as bigint);
select try_cast(TIME'23:59:59.123456789' as float);
select try_cast(TIME'23:59:59.123456789' as double);
select try_cast(TIME'23:59:59.123456789' as decimal(10,2));
select try_cast(TIME'23:59:59.123456789' as decimal(20,9));
select try_cast(TIME'23:59:59.123456789' as decimal(4,0));

--NAME times of the day, part 3
--SET spark.sql.timeType.enabled=true
select try_cast(TIME'23:59:59.123456789' as string);
select try_cast(TIME'23:59:59.123456789' as binary);
select try_cast(TIME'23:59:59.123456789' as date);
select try_cast(TIME'23:59:59.123456789' as time(0));
select try_cast(TIME'23:59:59.123456789' as time(3));
select try_cast(TIME'23:59:59.123456789' as time(9));
select try_cast(TIME'23:59:59.123456789' as interval day to second);
select try_cast(TIME'23:59:59.123456789' as interval year to month);
select try_cast(TIME'23:59:59.123456789' as interval);
select try_cast(TIME'23:59:59.123456789' as variant);
select try_cast(TIME'23:59:59.123456789' as array<int>);
select cast(true as time);
select cast(1 as time);
select cast(1L as time);
select cast(1.5D as time);

--NAME times of the day, part 4
--SET spark.sql.timeType.enabled=true
select cast(1.5 as time);
select cast(x'01' as time);
select cast(date'2020-01-01' as time);
select cast(timestamp'2020-01-01 01:02:03.1234567' as time);
select cast(timestamp_ntz'2020-01-01 01:02:03' as time);
select cast(interval 1 hour as time);
select cast(interval 1 month as time);
select cast('25:00' as time);
select cast('' as time);
select cast('T01:02' as time);
select cast('1:2' as time);
select cast('1' as time);
select cast('01:02:03.123456789123' as time);
select cast('01:02:03Z' as time);
select cast('2020-01-01 01:02:03' as time);

--NAME times of the day, part 5
--SET spark.sql.timeType.enabled=true
select cast(' 1:2:3 ' as time);
select cast('12:00 AM' as time);
select cast('12:30:15.5pm' as time);
select cast('13:00 pm' as time);
select cast('1:2:3  pm' as time);
select cast(null as time);
select cast('01:02:03.123456789' as time(0));
select cast('01:02:03.123456789' as time(1));
select cast('01:02:03.123456789' as time(2));
select cast('01:02:03.123456789' as time(3));
select cast('01:02:03.123456789' as time(4));
select cast('01:02:03.123456789' as time(5));
select cast('01:02:03.123456789' as time(6));
select cast('01:02:03.123456789' as time(7));
select cast('01:02:03.123456789' as time(8));

--NAME times of the day, part 6
--SET spark.sql.timeType.enabled=true
select cast('01:02:03.123456789' as time(9));
select TIME '12:30:15.5pm';
select TIME '1';
select TIME '1:2';
select TIME 'T01:02';
select TIME '1:02:03.1234567891';
select time_diff('hour', 'a', TIME'01:00:00');
select time_diff('HOUR', '02:00:00', TIME'01:00:00');
select time_diff('HOUR', TIME'02:00:00.1234567', TIME'01:00:00');
select time_diff(1, TIME'02:00:00', TIME'01:00:00');
select time_diff('HOUR', TIME'02:00:00', timestamp'2020-01-01 00:00:00');
select time_diff('HOUR', TIME'02:00:00');
select time_diff('HOUR', TIME'02:00:00', 1);
select time_diff('hours', TIME'02:00:00', TIME'01:00:00');
select time_trunc('hours', TIME'02:00:00');

--NAME times of the day, part 7
--SET spark.sql.timeType.enabled=true
select time_trunc('HOUR', '02:03:00');
select time_trunc('HOUR', 1);
select time_trunc(1, TIME'02:00:00');
select time_trunc('HOUR', date'2020-01-01');
select time_trunc('HOUR', timestamp'2020-01-01 10:00:00');
select time_from_seconds('1');
select time_from_seconds(1.5D);
select time_from_seconds(1.1234567);
select time_from_seconds(1.1234567D);
select time_from_seconds(1.12345678901234);
select time_from_seconds(cast('NaN' as double));
select time_from_seconds(cast('Infinity' as double));
select time_from_seconds(1e40);
select time_from_seconds(cast(1.5 as float));
select time_from_seconds(true);

--NAME times of the day, part 8
--SET spark.sql.timeType.enabled=true
select time_from_seconds(-0.1);
select time_from_seconds(99999999999999999999999999999);
select time_from_seconds(9223372036854775807L);
select time_from_millis(1.5);
select time_from_millis('1');
select time_from_millis(9223372036854775807L);
select time_from_millis(1.5D);
select time_from_millis(true);
select time_from_micros(9223372036854775807L);
select time_from_micros(1Y);
select time_from_micros('a');
select time_to_seconds('01:00:00.5');
select time_to_seconds(1);
select time_to_seconds(TIME'01:00:00.123456789');
select time_to_seconds(cast(TIME'01:00:00.123456789' as time(0)));

--NAME times of the day, part 9
--SET spark.sql.timeType.enabled=true
select time_to_millis(TIME'01:00:00.123456789');
select time_to_micros(TIME'01:00:00.123456789');
select time_to_micros(timestamp'2020-01-01 10:00:00');
select make_time(1, 2, 3.123456789);
select make_time(1, 2, 3);
select make_time(1, 2, 3.5D);
select make_time(1, 2, '3.5');
select make_time(1L, 2Y, 3S);
select make_time(1.9, 2, 3);
select make_time(24, 0, 0);
select make_time(1, 2, 59.9999999);
select make_time(1, 2, 60.0);
select make_time(1, 2, -0.5);
select make_time(true, 2, -0.5);
select make_time(date'2020-01-01', 2, -0.5);

--NAME times of the day, part 10
--SET spark.sql.timeType.enabled=true
select to_time('10:00', 'HH:mm', 'a');
select to_time('10:00', null);
select to_time(null, 'HH');
select to_time('2020-01-01 10:00', 'yyyy-MM-dd HH:mm');
select to_time('a');
select to_time('10', 'YY');
select to_time('10', 'xx');
select to_time('10 PM', 'hh a');
select to_time('10', 'hh');
select to_time('10', 'mm');
select to_time('10', 'ss');
select to_time('10', 'SSS');
select to_time('10:00:00.123456789', 'HH:mm:ss.SSSSSSSSS');
select to_time(x, 'HH:mm') from values ('10:01'), ('x') t(x);
select to_time(x, y) from values ('10:01', 'HH:mm'), ('x', null) t(x, y);

--NAME times of the day, part 11
--SET spark.sql.timeType.enabled=true
select to_time('10:00'), try_to_time('99'), try_to_time(1.5);
select try_to_time('10', 'xx');
select try_to_time('10', 'YY');
select try_to_time();
select to_time(date'2020-01-01');
select to_time(timestamp'2020-01-01 10:00:00');
select to_time(TIME'10:00:00');
select to_time('');
select to_time('10:00 PM');
select to_time(timestamp'2020-01-01 10:00:00', 'HH');
select to_time('10:00', 1);
select hour('01:02:03'), hour(null);
select hour(TIME'01:02:03.1234567');
select second(TIME'01:02:03.1234567');
select extract(second from TIME'01:02:03.123456789');

--NAME times of the day, part 12
--SET spark.sql.timeType.enabled=true
select extract(year from TIME'01:02:03');
select extract(day from TIME'01:02:03');
select extract(epoch from TIME'01:02:03');
select extract(millisecond from TIME'01:02:03');
select extract(microseconds from TIME'01:02:03');
select date_part('second', TIME'01:02:03.5');
select date_part(null, TIME'01:02:03.5');
select date_part('year', TIME'01:02:03.5');
select datepart('minute', TIME'01:02:03.5');
select TIME'23:00:00' + interval 2 hour;
select TIME'23:00:00' - interval '1 2' day to hour;
select TIME'23:00:00' + interval '0' day;
select TIME'23:00:00' + interval '1' day;
select interval 1 hour + TIME'21:00:00';
select interval 1 hour - TIME'21:00:00';

--NAME times of the day, part 13
--SET spark.sql.timeType.enabled=true
select TIME'21:00:00' + interval '1' month;
select TIME'21:00:00' - interval '1' month;
select TIME'21:00:00' + interval '1' year;
select TIME'21:00:00' - date'2020-01-01';
select date'2020-01-01' - TIME'21:00:00';
select date'2020-01-01' + TIME'21:00:00';
select TIME'21:00:00' + TIME'21:00:00';
select TIME'21:00:00' - '20:00:00';
select TIME'21:00:00' - 'x';
select TIME'21:00:00.123456789' - TIME'20:00:00';
select TIME'21:00:00.123456789' + interval '0.001' second;
select cast('10:00:00' as time(3)) + interval '0.123456' second;
select cast('10:00:00' as time(0)) + interval '1' minute;
select cast('10:00:00' as time(3)) + interval '1' second;
select TIME'21:00:00' * 2;

--NAME times of the day, part 14
--SET spark.sql.timeType.enabled=true
select TIME'21:00:00' / 2;
select - TIME'21:00:00';
select TIME'21:00:00' < '22:00';
select TIME'21:00:00' between TIME'20:00' and TIME'22:00';
select TIME'21:00:00' = TIME'21:00:00.000000000';
select TIME'21:00:00' <=> null;
select TIME'21:00:00' = timestamp'2020-01-01 21:00:00';
select TIME'21:00:00' = 1;
select a from values (TIME'01:00'), (TIME'00:30'), (null) t(a) order by a desc;
select a, count(*) from values (TIME'01:00'), (TIME'00:30:00'), (TIME'00:30'), (null) t(a) group by a order by 1;
select min(a), max(a), count(a), first(a), mode(a) from values (TIME'01:00'), (TIME'00:30:00'), (TIME'00:30'), (null) t(a);
select percentile(a, 0.5), median(a) from values (TIME'01:00'), (TIME'00:30:00') t(a);
select approx_count_distinct(a), collect_set(a) from values (TIME'01:00'), (TIME'00:30:00') t(a);
select lag(a) over (order by a) from values (TIME'01:00'), (TIME'00:30:00') t(a);
select sum(1) over (order by a range between interval 1 hour preceding and current row) from values (TIME'01:00'), (TIME'00:30:00') t(a);

--NAME times of the day, part 15
--SET spark.sql.timeType.enabled=true
select array_sort(array(TIME'01:00', TIME'00:30')), array_max(array(TIME'01:00', TIME'00:30')), map(TIME'01:00', 1)[TIME'01:00'];
select date_format(TIME'01:02:03.123456', 'HH:mm:ss.SSS a'), date_format(TIME'01:02:03', 'yyyy');
select to_char(TIME'13:02:03', 'hh:mm a'), to_varchar(TIME'13:02:03', 'hh');
select xxhash64(TIME'01:02:03'), crc32(cast(TIME'01:02:03' as string)), hash(TIME'01:02:03.123456789');
select nvl(TIME'01:00', null), nullif(TIME'01:00', TIME'01:00'), if(true, null, TIME'01:00');
select in_t from (select TIME'01:00' in ('01:00:00', '02:00') in_t);
select explode(array(TIME'01:00', TIME'02:00'));
select * from (select TIME'01:00' t) where t > '00:30';
select to_timestamp(TIME'01:00'), unix_timestamp('1', 'a');
select timestamp_ntz'2020-01-01 00:00:00' :: time, timestamp'2020-01-01 23:00:00' :: time(0);
select cast(struct(TIME'01:02:03') as string), cast(array(TIME'01:02:03') as string), cast(map('a', TIME'01:02:03') as string);
select named_struct('a', TIME'01:02:03') = named_struct('a', TIME'01:02:03');
select from_json('{"a":"01:02:03.5"}', 'a time(3)'), from_csv('01:02:03', 'a time'), to_json(map('a', TIME'10:00'));
--NAME times without the setting, part 1
select hour(TIME'01:02:03');
select minute(TIME'01:02:03'), second(TIME'01:02:03');
select extract(second from TIME'01:02:03');
select extract(hour from TIME'01:02:03');
select date_part('HOUR', TIME'01:02:03');
select TIME'01:02:03' + interval 1 hour;
select TIME'01:02:03' - interval 1 hour;
select TIME'01:02:03' - TIME'01:00:00';
select TIME'01:02:03' < TIME'01:00:00';
select TIME'01:02:03' = '01:00:00';
select cast(TIME'01:02:03' as string);
select string(TIME'01:02:03');
select concat(TIME'01:02:03', 'a');
select TIME'01:02:03' || 'a';
select max(t), min(t) from values (TIME'01:02:03') v(t);

--NAME times without the setting, part 2
select greatest(TIME'01:02:03', TIME'01:00:00');
select array(TIME'01:02:03', null);
select time('01:02');
select date_format(TIME'01:02:03', 'HH');
select to_char(TIME'01:02:03', 'HH');
select hash(TIME'01:02:03');
select make_timestamp(date'2020-01-01', TIME'01:02:03');
select typeof(TIME'01:02:03.123456789');
select TIME'01:02:03.1234567' in (TIME'01:02:03');
select time_to_seconds(null);
select make_time(1,2);
select make_time('a',2,3);
select to_time(1);
select to_time();
select coalesce(null, TIME'01:02:03');

--NAME times without the setting, part 3
select cast(null as array<time>);
select cast(null as struct<a: time>);
select if(true, TIME'01:02:03', TIME'01:02:03.1234567');
select case when true then TIME'01:02:03' else '01:02:03' end;
select TIME'01:02:03' union select '01:02:04';
select TIME'01:02:03' union all select TIME'01:02:03.1234567';
select to_json(named_struct('a', TIME'01:02:03'));
select schema_of_json('{"a":"01:02:03"}');
select to_csv(named_struct('a', TIME'01:02:03'));
select count(distinct TIME'01:02:03');
select collect_list(TIME'01:02:03');
select * from values (TIME'01:02:03', 1) t(a, b) order by a;
select a, count(*) from values (TIME'01:02:03', 1) t(a, b) group by a;
select try_cast('a' as time);
select TIME'01:02:03'::time(3);

--NAME times without the setting, part 4
select * from v;
select sum(a) from v;
select avg(a) from v;
select TIME'01:02:03' + 1;
select abs(TIME'01:02:03');
select timestampadd(hour, 1, TIME'01:02:03');
select timestampdiff(hour, TIME'01:02:03', TIME'01:02:03');
select date_trunc('hour', TIME'01:02:03');
select unix_timestamp(TIME'01:02:03');
select sequence(TIME'01:02:03', TIME'01:02:03', interval 1 hour);
