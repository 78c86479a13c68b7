--NAME intervals, part 1
select make_interval();
select make_interval(1L);
select make_interval(1.5);
select make_interval('a');
select make_interval('1');
select make_interval(1,2,3,4,5,6,7,8);
select make_interval(2147483647);
select make_interval(0,0,0,0,0,0,null);
select make_interval(0,0,0,2147483647,0,0,0);
select make_interval(0,0,0,2147483647,9999999,0,0);
select make_interval(0,0,2147483647);
select make_interval(years => 1, secs => 2.5);
select make_interval(0,0,0,0,0,0,1.123456789);
select make_interval(0,0,0,0,0,0,123456789012345.5);
select make_interval(0,0,0,0,0,0,'x');

--NAME intervals, part 2
select try_make_interval();
select try_make_interval(2147483647);
select try_make_interval('a');
select try_make_interval(0,0,0,0,0,0,1234567890123456789);
select make_dt_interval();
select make_dt_interval(1, 25, 61, 61.5);
select make_dt_interval('1');
select make_dt_interval('a');
select make_dt_interval(1.5);
select make_dt_interval(1,2,3,4,5);
select make_dt_interval(0,0,0,1234567890123456789);
select make_dt_interval(days => 1, mins => 2);
select make_dt_interval(true);
select make_ym_interval();
select make_ym_interval(1,2,3);

--NAME intervals, part 3
select make_ym_interval(years => 1);
select make_ym_interval('1', '2');
select make_ym_interval(2147483647, 2147483647);
select make_ym_interval(1.5);
select try_make_interval(1,2,3,4,5,6,7.5);
select interval '1' year * 2;
select interval '1' year * 1.5;
select interval '1' month * 0.5;
select interval '1' month * 1.5D;
select interval '3' month / 2;
select interval '3' month / 2.0;
select interval '3' month / 2D;
select interval '3' month / 0.0;
select interval '3' month / 0D;
select interval '-2147483648' month / -1;

--NAME intervals, part 4
select interval '1' second * 2;
select interval '1' second * 1.5;
select interval '1' second * 0.0000005;
select interval '1' second * 0.0000004;
select interval '1' second * 1.5D;
select interval '1' second / 3;
select interval '1' second / 0;
select interval '1' second / 0L;
select interval '1' second / 0D;
select interval '1' second / 0.00;
select interval '1' day / 7Y;
select interval '1' day * true;
select interval '1' day * date'2020-01-01';
select interval '1' day * interval '1' day;
select interval '1' day / interval '1' day;

--NAME intervals, part 5
select interval '1' day div interval '1' hour;
select interval '1' day div 2;
select interval '1' year div interval '5' month;
select interval '1' year div interval '0' month;
select interval '1' day div interval '0' day;
select interval '1' day % 2;
select 2 * interval '1' day;
select 2 / interval '1' day;
select '2' * interval '1' day;
select interval '1' day * '2';
select interval '1' day / '0';
select interval '1' day * null;
select null * interval '1' day;
select interval '1' day / null;
select make_interval(1,2,3) * 2;

--NAME intervals, part 6
select make_interval(1,2,3,4,5,6,7.5) * 1.5;
select make_interval(1,2,3,4,5,6,7.5) / 2;
select make_interval(1,2,3,4,5,6,7.5) / 0;
select 2 * make_interval(1,2,3);
select make_interval(1) * '2';
select make_interval(1) * null;
select make_interval(178956970) * 2;
select make_interval(178956970) / 0.5;
select make_interval(1) + make_interval(0,1);
select make_interval(1) - make_interval(0,1);
select make_interval(1) + interval '1' year;
select make_interval(1) + interval '1' day;
select make_interval(1) = make_interval(1);
select make_interval(1) < make_interval(1);
select - make_interval(1,2,3,4,5,6,7.5);

--NAME intervals, part 7
select + make_interval(1);
select abs(interval '-1' day), abs(interval '-1' year), abs(interval '-1-2' year to month);
select abs(make_interval(1));
select sign(interval '-1' day), signum(interval '-1' month), sign(interval '0' day);
select negative(interval '1' day), positive(interval '1' month);
select interval '1' day + interval '1' hour;
select interval '1' day - interval '25' hour;
select interval '1' day + interval '1' year;
select interval '1' year + interval '1' month;
select interval '1' day = interval '24' hour;
select interval '1' year = interval '12' month;
select interval '1' year = interval '365' day;
select interval '1' day < interval '25' hour;
select interval '1' day > '1';
select interval '1' day = '1 00:00:00';

--NAME intervals, part 8
select interval '1' year = '1';
select interval '1' day in (interval '24' hour);
select greatest(interval '1' day, interval '25' hour), least(interval '1' year, interval '11' month);
select coalesce(interval '1' day, interval '1' second), if(true, interval '1' year, interval '1' month);
select extract(day from interval '1 2:3:4.5' day to second), extract(hour from interval '1 2:3:4.5' day to second), extract(minute from interval '1 2:3:4.5' day to second), extract(second from interval '1 2:3:4.5' day to second);
select extract(year from interval '1-2' year to month), extract(month from interval '1-2' year to month);
select extract(year from interval '1' day);
select extract(month from interval '-1-2' year to month), extract(second from interval '-1.5' second);
select extract(day from make_interval(1,2,3,4,5,6,7.5)), extract(year from make_interval(1,14)), extract(month from make_interval(1,14)), extract(second from make_interval(1,2,3,4,5,6,7.5)), extract(hours from make_interval(1,2,3,4,5,6,7.5));
select extract(week from make_interval(1,2,3,4,5,6,7.5));
select date_part('days', interval '1 2:3:4.5' day to second), date_part('mon', interval '1-2' year to month), date_part('y', interval '1-2' year to month);
select sum(a), avg(a), min(a), max(a), count(a) from values (interval '1' day), (interval '3' day), (null) t(a);
select sum(a), avg(a), min(a), max(a) from values (interval '1' month), (interval '4' month) t(a);
select sum(a), avg(a) from values (interval '1-2' year to month) t(a);
select sum(a) from values (make_interval(1)) t(a);

--NAME intervals, part 9
select avg(a) from values (make_interval(1)) t(a);
select max(a) from values (make_interval(1)) t(a);
select sum(a) from values (interval '106751991' day), (interval '106751991' day) t(a);
select avg(a) from values (interval '106751991' day), (interval '106751991' day) t(a);
select try_sum(a), try_avg(a) from values (interval '106751991' day), (interval '106751991' day) t(a);
select sum(a) from values (interval '2147483647' month), (interval '1' month) t(a);
select try_sum(a) from values (interval '2147483647' month), (interval '1' month) t(a);
select a, count(*) from values (make_interval(1)), (make_interval(1)) t(a) group by a;
select a from values (make_interval(1)) t(a) order by a;
select distinct a from values (make_interval(1)), (make_interval(0, 12)) t(a);
select count(distinct a) from values (make_interval(1)), (make_interval(0, 12)) t(a);
select try_add(interval '1' day, interval '1' hour), try_subtract(interval '1' year, interval '1' month), try_multiply(interval '1' day, 2), try_divide(interval '1' day, 0), try_divide(interval '1' month, 0);
select try_multiply(2, interval '1' day);
select try_multiply(interval '2147483647' month, 2);
select try_divide(interval '1' day, '0');

--NAME intervals, part 10
select try_add(make_interval(1), make_interval(178956970));
select try_multiply(make_interval(1), 2);
select percentile(a, 0.5), median(a) from values (interval '1' day), (interval '2' day) t(a);
select stddev(a) from values (interval '1' day) t(a);
select cast(interval '1' day as string), cast(interval '1-2' year to month as string), cast(make_interval(1,2) as string);
select cast(interval '1' day as int), cast(interval '1' hour as bigint), cast(interval '1.5' second as decimal(5,1)), cast(interval '1-2' year to month as int);
select cast(1 as interval day), cast(2 as interval hour), cast(3 as interval year), cast(1.5 as interval second), cast('1' as interval day);
select cast(1 as interval day to second);
select cast(1 as interval year to month);
select cast(interval '1' day as interval hour), cast(interval '1 2:3:4' day to second as interval day), cast(interval '1-2' year to month as interval year);
select cast(interval '1' day as interval year);
select cast(make_interval(1) as int);
select cast(interval '1' day as interval);
select interval(1);
