--NAME parts, arithmetic and texts of dates
SELECT year();
SELECT year(1,2);
SELECT year(null), year(date'2024-01-01'), year(timestamp'2024-01-01'),year(timestamp_ntz'2024-01-01');
SELECT year(1);
SELECT year(array(1));
SELECT dayname(1);
SELECT date_add(date'2024-01-01', 1L);
SELECT date_add(date'2024-01-01', 1.5);
SELECT date_add(date'2024-01-01', '1');
SELECT date_add(date'2024-01-01', '1.5');
SELECT date_add(date'2024-01-01', 1Y), date_add(date'2024-01-01', 1S), date_add(timestamp'2024-01-01 10:00:00', null);
SELECT date_add(1, 1);
SELECT hour('2024-01-01 10:00:00'), hour(date'2024-01-01');
SELECT hour(1);
SELECT second(timestamp_ntz'2024-01-01 10:11:12.5'), minute(null);
SELECT datediff(1,2);
SELECT datediff(timestamp'2024-01-01 10:00:00', '2023-01-01');
SELECT add_months('2024-01-31', 1), add_months('2024-01-31', '1'), add_months('2024-01-31', 1Y);
SELECT add_months('2024-01-31', 1L);
SELECT months_between('2024-01-31', date'2023-01-01'), months_between('2024-01-31', timestamp_ntz'2023-01-01 10:00:00', false), months_between(null, null, null);
SELECT months_between(1,2);
SELECT last_day('2024-02-01'), last_day(timestamp'2024-01-01');
SELECT next_day('2024-01-01','TU'), next_day('2024-01-01',null);
SELECT next_day('2024-01-01','xx');
SELECT next_day('2024-01-01',1);
SELECT next_day(date'2024-01-01', cast(1 as string));
SELECT date_format('2024-01-01','yyyy'), date_format(date'2024-01-01','yyyy-MM HH'), date_format(timestamp_ntz'2024-01-01','yyyy z');
SELECT date_format(1,'yyyy');
SELECT date_format('2024-01-01', 1);
SELECT date_format('2024-01-01', null);
SELECT date_format('2024-01-01', 'YYYY');
SELECT trunc('2024-03-15','MM'), trunc('2024-03-15','foo'), trunc('2024-03-15',null),trunc(timestamp'2024-03-15 10:00:00','week');
SELECT trunc(1,'MM');
SELECT trunc('2024-03-15',1);
SELECT date_trunc('MM','2024-03-15'),date_trunc('foo','2024-03-15'),date_trunc('hour',date'2024-03-15'),date_trunc('hour',timestamp_ntz'2024-03-15 10:11:12'), date_trunc(null,null);
SELECT date_trunc(1,'2024-03-15');
SELECT date_trunc('MM',1);

--NAME the time of the query, and texts to dates
--ANY-ROWS
SELECT current_date, curdate(), current_timestamp, now(), localtimestamp, current_timezone();
--ANY-ROWS
SELECT now(6);
--ANY-ROWS
SELECT now(1,2);
--ANY-ROWS
SELECT current_timestamp('a');
--ANY-ROWS
SELECT current_date(1);
--ANY-ROWS
SELECT curdate;
SELECT now;
SELECT current_timezone;
SELECT to_date('2024-01-01'), to_date('2024-01-01','yyyy-MM-dd'),to_date(null),to_date(timestamp'2024-01-01 10:00:00'),to_date(date'2024-01-01','yyyy'), to_date('x',null);
SELECT to_date('xx');
SELECT to_date('xx','yyyy');
SELECT to_date(1);
SELECT to_date(1,'yyyy');
SELECT to_date('2024','yyyy',1);
SELECT to_timestamp('2024-01-01'), to_timestamp('2024-01-01','yyyy-MM-dd'),to_timestamp(null),to_timestamp(date'2024-01-01'),to_timestamp(1),to_timestamp(1.5),to_timestamp(timestamp_ntz'2024-01-01');
SELECT to_timestamp(true);
SELECT to_timestamp(array(1));
SELECT to_timestamp_ltz('2024-01-01'), to_timestamp_ltz('2024-01-01','yyyy-MM-dd'),to_timestamp_ltz(date'2024-01-01'),to_timestamp_ltz(timestamp_ntz'2024-01-01');
SELECT to_timestamp_ltz(1);
SELECT to_timestamp_ntz('2024-01-01'), to_timestamp_ntz('2024-01-01','yyyy-MM-dd'),to_timestamp_ntz(date'2024-01-01'),to_timestamp_ntz(timestamp'2024-01-01');
SELECT to_timestamp_ntz(1);
SELECT try_to_timestamp('x'), try_to_timestamp('x','yyyy'),try_to_timestamp(1),try_to_timestamp(date'2024-01-01'), try_to_date('x'), try_to_date('x','yyyy'), try_to_date(timestamp'2024-01-01');
SELECT try_to_date(1);
SELECT try_to_timestamp('2024','YYYY');
SELECT try_to_timestamp('2024',1);
SELECT to_timestamp('2024', col) from values('yyyy'),('YYYY') t(col);
SELECT to_timestamp('x');

--NAME extract and units
SELECT try_add(date'2024-01-01',1), try_add(date'2024-01-01',interval 1 month),try_subtract(date'2024-01-01',date'2023-01-01'), try_subtract(date'2024-01-01',1),try_add(timestamp'2024-01-01',interval 1 day);
SELECT try_add(date'2024-01-01',2147483647);
SELECT date_add(date'2024-01-01',2147483647);
SELECT date'2024-01-01'+2147483647;
SELECT date'5881580-07-11' + interval 1 month;
SELECT add_months(date'2024-01-01',2147483647);
SELECT date_sub(date'2024-01-01',-2147483648);
SELECT datediff(date'5881580-07-11',date'-5877641-06-23');
SELECT extract(year from date'2024-01-01'), date_part('year',date'2024-01-01'),datepart('doy',date'2024-01-01');
SELECT date_part('xx',date'2024-01-01');
SELECT date_part(col,date'2024-01-01') from values('year') t(col);
SELECT date_part(null,date'2024-01-01');
SELECT extract(seconds from timestamp'2024-01-01 10:11:12.345678'), extract(second from null), date_part('second','2024-01-01 10:11:12.5');
SELECT extract(day from interval '1 2' day to hour), extract(month from interval '1-2' year to month), extract(hour from interval 30 hours), extract(minute from make_interval(1,2,3,4,5,6,7.5));
SELECT extract(foo from interval '1-2' year to month);
SELECT extract(hour from date'2024-01-01');
SELECT extract(year from 1);
SELECT timestampadd(month,1,timestamp'2024-01-31'), dateadd(day,1,date'2024-01-31'), date_add(hour,1,'2024-01-01'),timestampadd(week,1L,timestamp_ntz'2024-01-31');
SELECT timestampadd(foo,1,timestamp'2024-01-31');
SELECT timestampadd(month,'x',timestamp'2024-01-31');
SELECT timestampdiff(month,date'2024-01-31',timestamp'2024-03-31'), datediff(day,'2024-01-01','2024-02-01'), date_diff(hour,timestamp_ntz'2024-01-01',timestamp_ntz'2024-01-02');
SELECT timestampadd(year,1,1);
SELECT timestampdiff(year,1,2);
SELECT timestampadd(dayofyear,1,timestamp'2024-01-31');
SELECT timestampadd(year,2147483647,timestamp'2024-01-31');
SELECT timestampadd(microsecond,9223372036854775807,timestamp'2024-01-31');

--NAME unix times and dates of fields
SELECT unix_timestamp('2024-01-01 00:00:00'), unix_timestamp('2024','yyyy'), unix_timestamp(date'2024-01-01'), unix_timestamp(timestamp'2024-01-01'), unix_timestamp(timestamp_ntz'2024-01-01'), unix_timestamp(null), to_unix_timestamp('2024-01-01 00:00:00'), to_unix_timestamp('2024','yyyy'), unix_timestamp('2024',null);
--ANY-ROWS
SELECT unix_timestamp();
SELECT unix_timestamp('x');
SELECT unix_timestamp('x','yyyy');
SELECT to_unix_timestamp('x');
SELECT unix_timestamp(1);
SELECT unix_timestamp(1,'yyyy');
--ANY-ROWS
SELECT to_unix_timestamp();
SELECT to_unix_timestamp(true);
SELECT unix_timestamp(1,2,3);
SELECT unix_timestamp(array(1));
SELECT from_unixtime(0), from_unixtime(0,'yyyy'), from_unixtime('1'), from_unixtime(1.5), from_unixtime(null), from_unixtime(1,null), from_unixtime(1Y);
SELECT from_unixtime('x');
SELECT from_unixtime(1,'YYYY');
SELECT from_unixtime(date'2024-01-01');
SELECT from_unixtime(1,1);
SELECT from_unixtime(9223372036854775807);
SELECT from_unixtime();
SELECT timestamp_seconds('1');
SELECT timestamp_seconds(9223372036854775807);
SELECT timestamp_millis(9223372036854775807);
SELECT timestamp_seconds(1e30);
SELECT timestamp_seconds(cast(1e18 as decimal(38,0)));
SELECT timestamp_millis(1.5);
SELECT timestamp_millis('1');
SELECT timestamp_micros(date'2024-01-01');
SELECT timestamp_seconds(true);
SELECT unix_seconds(timestamp'2024-01-01'), unix_millis(timestamp'2024-01-01'), unix_micros(timestamp'2024-01-01'), unix_date(date'2024-01-01'), unix_seconds('2024-01-01'), unix_seconds(timestamp_ntz'2024-01-01'), unix_seconds(timestamp'1969-12-31 23:59:59.5'), unix_date('2024-01-01'), unix_seconds(null), unix_date(timestamp'2024-01-01');
SELECT unix_seconds(1);
SELECT unix_date(1);
SELECT unix_millis(date'2024-01-01');
SELECT date_from_unix_date(1), date_from_unix_date(1L), date_from_unix_date('1'), date_from_unix_date(1.5), date_from_unix_date(null);
SELECT date_from_unix_date(true);
SELECT make_date(2024,1,1), make_date('2024','1','1'), make_date(null,1,1), make_date(2024L,1,1);
SELECT make_date(2024,13,1);
SELECT make_date(2024,2,30);
SELECT make_date(999999999,1,1);
SELECT make_date(2024,1);
SELECT make_date(2023,2,29);

--NAME unix times and dates of fields, 2
--SET spark.sql.ansi.enabled=false
SELECT unix_timestamp('x'), unix_timestamp('x','yyyy'), to_unix_timestamp('2024','yyyy'), make_date(2024,13,1), from_unixtime('x'), from_unixtime(1.5), timestamp_seconds(1), next_day('2024-01-01','mo'), unix_date('x'), date_from_unix_date(1.5), unix_timestamp(timestamp'2024-01-01');
SELECT timestamp_seconds(9223372036854775807);
SELECT unix_timestamp('2024-01-01');
SELECT unix_timestamp(1);
SELECT timestamp_millis('1');
SELECT timestamp_seconds('1');
SELECT make_date(999999999,1,1);
SELECT unix_date(1);

--NAME timestamps of fields
SELECT make_timestamp(2024,1,2,3,4,5.678), make_timestamp(2024,1,2,3,4,5.678,'CET'), make_timestamp(2024,1,2,3,4,60), make_timestamp(null,1,2,3,4,5), make_timestamp_ntz(2024,1,2,3,4,5.5), make_timestamp_ltz(2024,1,2,3,4,5.5), make_timestamp_ltz(2024,1,2,3,4,5.5,'+01:00'), try_make_timestamp(2024,13,2,3,4,5), try_make_timestamp_ntz(2024,1,2,3,4,65), try_make_timestamp_ltz(2024,1,2,30,4,5),try_make_timestamp(2024,1,2,3,4,5);
SELECT make_timestamp(2024,13,2,3,4,5);
SELECT make_timestamp(2024,1,2,25,4,5);
SELECT make_timestamp(2024,1,2,3,60,5);
SELECT make_timestamp(2024,1,2,3,4,61);
SELECT make_timestamp(2024,1,2,3,4,60.5);
SELECT make_timestamp(2024,1,2,3,4,-1);
SELECT make_timestamp(2024,1,2,3,4,5.1234567);
SELECT make_timestamp(2024,1,2,3,4,'5.5');
SELECT make_timestamp(2024,1,2,3,4,'x');
SELECT make_timestamp(2024,1,2,3,4,100);
SELECT make_timestamp(2024,1,2,3,4,5,'foo');
SELECT try_make_timestamp(2024,1,2,3,4,5,'foo');
SELECT try_make_timestamp(2024,1,2,3,4,'x');
SELECT try_make_timestamp(2024,1,2,3,4,100);
SELECT make_timestamp(2024,1,2,3,4);
SELECT make_timestamp(2024);
SELECT make_timestamp_ntz(2024,1,2,3,4,5,'CET');
SELECT make_timestamp_ltz(2024,1,2);
SELECT make_timestamp();
SELECT try_make_timestamp(1,2,3,4,5);
SELECT make_timestamp(date'2024-01-01', 1);
SELECT make_timestamp_ntz(1,2);
SELECT make_timestamp(date'2024-01-01');
SELECT make_timestamp_ltz(1,2,3);
SELECT try_make_timestamp_ntz(1);
SELECT try_make_timestamp_ltz(1);
SELECT make_timestamp(2024,1,2,3,4,5,null);
SELECT make_timestamp(timezone=>'CET', year=>2024, month=>1,day=>2,hour=>3,minute=>4,second=>5);
SELECT make_timestamp(1970,1,1,0,0,date'2024-01-01');

--NAME timestamps of fields, 2
--SET spark.sql.timeType.enabled=true
SELECT make_timestamp(date'2024-01-01', time'10:11:12'), make_timestamp(date'2024-01-01', time'10:11:12','CET'), make_timestamp_ntz(date'2024-01-01', time'10:11:12'), make_timestamp_ltz(date'2024-01-01', time'10:11:12'), make_timestamp_ltz(date'2024-01-01', time'10:11:12','CET'), try_make_timestamp(date'2024-01-01', time'10:11:12'),try_make_timestamp_ntz('2024-01-01', '10:11:12');
SELECT try_make_timestamp(date'2024-01-01', time'10:11:12','foo');
SELECT make_timestamp(date'2024-01-01', time'10:11:12','foo');
SELECT make_timestamp(1, time'10:11:12');
SELECT try_make_timestamp_ltz(date'2024-01-01', time'10:11:12','CET');
SELECT make_timestamp_ntz(date'2024-01-01', time'10:11:12','CET');
SELECT make_timestamp(date=>date'2024-01-01', time=>time'10:11:12', timezone=>'CET');
SELECT hour(time'10:11:12'), date_format(time'10:11:12','HH');
SELECT make_timestamp(date'2024-01-01', 1);
SELECT make_timestamp_ntz(null, null), make_timestamp(null,null,null);
SELECT make_timestamp(timestamp'2024-01-01 10:00:00', '10:11:12');

--NAME timestamps of fields, 3
--SET spark.sql.ansi.enabled=false
SELECT make_timestamp(2024,13,2,3,4,5), make_timestamp(2024,1,2,3,4,61), make_timestamp(2024,1,2,3,4,'x'), make_timestamp(2024,1,2,3,4,1.12345678), make_timestamp_ntz(2024,1,2,25,4,5), make_timestamp(2024,1,2,3,4,100);
SELECT make_timestamp(2024,1,2,3,4,60.5);
SELECT make_timestamp(2024,1,2,3,4,5,'foo');
SELECT make_timestamp(2024,1,2,3,4,5);

--NAME timestamps of fields, 4
--SET spark.sql.timestampType=TIMESTAMP_NTZ
SELECT make_timestamp(2024,1,2,3,4,5), try_make_timestamp(2024,1,2,3,4,5), to_timestamp('2024-01-01'), to_timestamp('2024-01-01','yyyy-MM-dd'), to_timestamp(date'2024-01-01');
SELECT make_timestamp(2024,1,2,3,4,5,'CET');
SELECT to_timestamp(1);
--ANY-ROWS
SELECT current_timestamp();
SELECT try_to_timestamp('x','yyyy');
SELECT to_timestamp('2024-01-01 10:00:00+01:00'), to_timestamp('2024-01-01 10:00:00+01:00', 'yyyy-MM-dd HH:mm:ssXXX');
SELECT date_trunc('hour', timestamp'2024-01-01 10:11:12');

--NAME days to add
SELECT date_add(timestamp_ntz'2024-01-01',1), date_sub(null,1), date_add(null,null), date_add('2024-01-01', null), date_add(cast('2024-01-01' as char(10)), 1);
SELECT date_add('2024-01-01', c) from values ('1') t(c);
SELECT date_add('2024-01-01', c) from values ('x') t(c);
SELECT date_add('2024-01-01', '1x');
SELECT date_add('2024-01-01', 1.0);
SELECT date_add('2024-01-01', 1.0d);
SELECT date_add('2024-01-01',true);
SELECT date_add('2024-01-01',date'2024-01-01');
SELECT date_add(c,1) from values(cast('2024-01-01' as binary)) t(c);

--NAME days to add, 2
--SET spark.sql.ansi.enabled=false
SELECT date_add(timestamp_ntz'2024-01-01',1), date_sub(null,1), date_add(null,null), date_add('2024-01-01', null);
SELECT date_add('2024-01-01', c) from values ('1'),('x'),(null) t(c);
SELECT date_add('2024-01-01', '1');
SELECT date_add('2024-01-01', '1x');
SELECT date_add('2024-01-01', cast(null as string));
SELECT date_sub('2024-01-01', 1.0);
SELECT date_sub('2024-01-01', 'x');
SELECT dateadd('2024-01-01', 'x');
SELECT date_sub('2024-01-01', ' 1 ');

--NAME zones, fields, edges
--SET spark.sql.session.timeZone=America/Los_Angeles
SELECT hour(t), minute(t), second(t), date_trunc('hour', t), date_trunc('day', t), date_trunc('week', t), cast(t as date), t + interval 1 day, t + interval 24 hours, t - interval 1 month from values (timestamp'2024-03-10 01:30:00'),(timestamp'2024-11-03 01:30:00'),(timestamp'1883-11-18 12:00:00'),(timestamp'2024-07-01 00:00:00.123456'),(null) t(t);
SELECT timestamp'2024-03-10 03:30:00' - timestamp'2024-03-10 01:30:00', timestamp'2024-03-11' - timestamp'2024-03-10', timestampdiff(hour, timestamp'2024-03-10 01:30:00', timestamp'2024-03-10 03:30:00'), timestampadd(hour, 1, timestamp'2024-03-10 01:30:00'), timestampadd(day, 1, timestamp'2024-03-09 02:30:00'), months_between(timestamp'2024-03-31 10:00:00', timestamp'2024-02-29 01:00:00');
SELECT date_format(timestamp'2024-07-01 10:11:12.345', 'VV z zzzz O OOOO x xx xxx xxxx xxxxx X XX XXX XXXX XXXXX Z ZZ ZZZ ZZZZ ZZZZZ');
SELECT from_utc_timestamp(timestamp'2024-07-01','Asia/Tokyo'), to_utc_timestamp('2024-07-01','PST'), convert_timezone('Asia/Tokyo', timestamp_ntz'2024-07-01'), convert_timezone('UTC','America/New_York', timestamp'2024-07-01'), unix_timestamp('2024-07-01','yyyy-MM-dd'), from_unixtime(0), to_timestamp('2024-07-01 10:00 +05:30','yyyy-MM-dd HH:mm XXX'), to_timestamp('2024-07-01 Europe/Paris','yyyy-MM-dd VV'), make_timestamp(2024,3,10,2,30,0), make_timestamp_ltz(date'2024-03-10', time'02:30:00');
SELECT current_timezone();
SELECT convert_timezone('x','UTC',timestamp_ntz'2024-01-01');
SELECT from_utc_timestamp('2024-01-01', 1);
SELECT from_utc_timestamp(1, 'UTC');
SELECT to_utc_timestamp(date'2024-01-01', null), from_utc_timestamp(timestamp_ntz'2024-01-01','+05:30'), from_utc_timestamp(null, 'UTC');
SELECT convert_timezone(1,2,3);
SELECT convert_timezone('UTC', date'2024-01-01');
SELECT convert_timezone();

--NAME zones, fields, edges, 2
SELECT extract(yearofweek from d), extract(quarter from d), extract(qtr from d), extract(week from d), extract(w from d), extract(dow from d), extract(dayofweek from d), extract(dow_iso from d), extract(dayofweek_iso from d), extract(doy from d), extract(d from d), extract(mon from d), extract(h from d), extract(mins from d), extract(s from d) from values (date'2024-12-30'),(date'2021-01-03'),(date'0001-01-01'),(date'-0044-03-15'),(date'9999-12-31'),(date'+12345-06-07') t(d);
SELECT extract(century from date'2024-01-01');
SELECT extract(epoch from timestamp'2024-01-01');
SELECT date_part('SECONDS', timestamp_ntz'2024-01-01 10:11:12.5'), datepart('isoyear', date'2024-01-01');
SELECT date_part(1, date'2024-01-01');
SELECT extract(year from interval '3-4' year to month), extract(months from interval '-3-4' year to month), extract(d from interval '-3 04:05:06.7' day to second), extract(s from interval '-3 04:05:06.7' day to second), extract(hrs from interval '-3 04:05:06.7' day to second), extract(year from make_interval(1,20)), extract(mon from make_interval(1,-20)), extract(s from make_interval(0,0,0,0,0,0,-1.5)),  extract(d from make_interval(0,0,2,3)),  extract(h from make_interval(0,0,0,0,50));
SELECT extract(hour from interval '1' day);
SELECT extract(day from interval '1' year);
SELECT extract(week from make_interval(1));
SELECT extract(year from array(1));
SELECT extract(foo from 1);
SELECT date_part('year', 'x');
SELECT date_part(cast(null as string), date'2024-01-01'), date_part('hour', null);
SELECT date_part('year');
SELECT extract('year', date'2024-01-01');
SELECT extract(year, date'2024-01-01');
SELECT datepart(year from date'2024-01-01');
SELECT date_part('week', interval '1' day);

--NAME zones, fields, edges, 3
--SET spark.sql.legacy.interval.enabled=true
SELECT date'2024-01-01'-date'2023-01-01';
SELECT timestamp'2024-01-01'-timestamp'2023-12-30 23:00:00';
SELECT interval 1 day;
SELECT date'2024-01-01' + interval 1 day 2 hours;
SELECT date'2024-01-01' + interval 1 month 1 day;
SELECT timestamp'2024-01-01' - interval 1 month 1 day 1 hour;
SELECT extract(hour from interval 1 day 2 hours);
SELECT date'2024-01-01' - '2023-01-01';

--NAME zones, fields, edges, 4
SELECT year(d), month(d), day(d), quarter(d), dayofyear(d), dayofweek(d), weekday(d), weekofyear(d), last_day(d), trunc(d,'year'), trunc(d,'QUARTER'), trunc(d,'mon'), trunc(d,'week'), add_months(d,1), add_months(d,-13), d+1, d-1, datediff(d, date'2000-01-01'), unix_date(d), next_day(d,'sunday'), dayname(d), monthname(d), d + interval 1 month, d - interval 2 years from values (date'2024-02-29'),(date'2023-12-31'),(date'1582-10-10'),(date'0001-01-01'),(date'0000-01-01'),(date'-0001-12-31'),(date'9999-12-31'),(date'+290000-01-01'),(date'1900-02-28'),(null) t(d);
SELECT hour(t), minute(t), second(t), date_trunc('year',t), date_trunc('quarter',t), date_trunc('month',t), date_trunc('week',t), date_trunc('day',t), date_trunc('hour',t), date_trunc('minute',t), date_trunc('second',t), date_trunc('millisecond',t), date_trunc('microsecond',t), unix_seconds(t), unix_millis(t), unix_micros(t), t+interval '1' year, t-interval '25:30' hour to minute, t - timestamp'2000-01-01', cast(t as date), year(t), date_format(t,'yyyy-MM-dd HH:mm:ss.SSSSSS') from values (timestamp'2024-02-29 23:59:59.999999'),(timestamp'1969-12-31 23:59:59.5'),(timestamp'0001-01-01 00:00:00.000001'),(timestamp'-0010-06-15 12:00:00'),(timestamp'9999-12-31 23:59:59'),(null) t(t);
SELECT timestamp_seconds(c), timestamp_millis(c), timestamp_micros(c), date_from_unix_date(c) from values (0),(-1),(86400),(2147483647),(null) t(c);
SELECT timestampadd(microsecond,1,t), timestampadd(millisecond,1,t), timestampadd(second,1,t), timestampadd(minute,1,t), timestampadd(hour,-25,t), timestampadd(day,1,t), timestampadd(week,1,t), timestampadd(month,1,t), timestampadd(quarter,-1,t), timestampadd(year,1,t) from values (timestamp'2024-02-29 23:59:59.999999'),(timestamp'1969-12-31 23:59:59.5') t(t);
SELECT timestampdiff(microsecond,a,b), timestampdiff(millisecond,a,b), timestampdiff(second,a,b), timestampdiff(minute,a,b),timestampdiff(hour,a,b),timestampdiff(day,a,b),timestampdiff(week,a,b),timestampdiff(month,a,b),timestampdiff(quarter,a,b),timestampdiff(year,a,b) from values (timestamp'2024-02-29 23:59:59.999999', timestamp'2025-02-28 23:59:59'),(timestamp'2025-02-28 10:00:00', timestamp'2024-02-29 11:00:00'),(timestamp'2024-01-31', timestamp'2024-02-29') t(a,b);
SELECT timestampdiff('year', a, a) from values (timestamp'2024-02-29') t(a);
SELECT dateadd(year, 1, date'2024-02-29'), datediff(year, date'2024-02-29', date'2025-02-28'), date_add(month, '1', '2024-01-31');
SELECT timestampadd(year, 1.5, timestamp'2024-02-29'), timestampadd(year, null, timestamp'2024-02-29'), timestampadd(year, 1, null);
SELECT timestampadd(decade, 1, timestamp'2024-02-29');
SELECT timestampadd(year, 1);
SELECT timestampdiff(year, date'2024-02-29');
