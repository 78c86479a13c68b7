--NAME windows and sessions of time, part 1
create temp view t as select * from values ('a', timestamp'2021-01-01 00:00:00', 1), ('a', timestamp'2021-01-01 00:05:00', 2), ('b', timestamp'2021-01-01 00:10:01', 3), ('a', null, 4) as t(k, ts, v);
select window(ts, '5 minutes') from t;
select window(ts, '5 minutes') as w, v from t;
select * from t where window(ts, '5 minutes').start is not null;
select *, window(ts, '5 minutes') from t;
select v, window from t group by v, window(ts, '5 minutes');
select session_window(ts, '5 minutes') from t;
select session_window(ts, '5 minutes') as w, count(*) from t group by session_window(ts, '5 minutes');
select k, session_window, count(*), sum(v) from t group by k, session_window(ts, '5 minutes');
select session_window(ts, '5 minutes 1 second') as w, count(*) from t group by 1;
select session_window.start, count(*) from t group by grouping sets ((session_window(ts, '5 minutes')));
select window(ts, 300000000) from t;
select window(ts, 300000000L) from t;
select window(ts, interval '5' minute) from t;
select window(ts, '5 minutes', interval '5' minute) from t;
select window(ts, cast('5 minutes' as string)) from t;

--NAME windows and sessions of time, part 2
create temp view t as select * from values ('a', timestamp'2021-01-01 00:00:00', 1), ('a', timestamp'2021-01-01 00:05:00', 2), ('b', timestamp'2021-01-01 00:10:01', 3), ('a', null, 4) as t(k, ts, v);
select window(ts, concat('5', ' minutes')) from t;
select window(ts, null) from t;
select window(ts, '') from t;
select window(ts, '1 day 2 hours') from t;
select window(ts, '1 week') from t;
select window(date'2020-01-01', '1 day') from t;
select window(ts_ntz, '5 minutes') from (select timestamp_ntz'2021-01-01 00:00:00' ts_ntz);
select window(null, '5 minutes') from t;
select window(1, '5 minutes');
select window('2021-01-01 00:07:00', '5 minutes');
select window(named_struct('start', ts, 'end', ts), '5 minutes') from t;
select window(struct(1), '5 minutes') from t;
select session_window(ts, 5) from t;
select session_window(ts, interval '5' minute) from t;
select session_window(ts, make_interval(0,0,0,0,0,5)) from t;

--NAME windows and sessions of time, part 3
create temp view t as select * from values ('a', timestamp'2021-01-01 00:00:00', 1), ('a', timestamp'2021-01-01 00:05:00', 2), ('b', timestamp'2021-01-01 00:10:01', 3), ('a', null, 4) as t(k, ts, v);
select session_window(ts, null) from t;
select session_window(ts, 'x') from t;
select session_window(ts, k) from t;
select session_window(ts, '1 month') from t;
select session_window(ts, case when v = 1 then '1 minute' else '2 minutes' end) from t;
select session_window(1, '5 minutes');
select session_window(ts) from t;
select window() from t;
select window(ts, '1', '2', '3', '4') from t;
select window_time(1);
select window_time(null);
select window_time(w) from (select window(ts, '5 minutes') as w from t);
select window_time(window) from (select window, count(*) from t group by window(ts, '5 minutes'));
select window_time(session_window) from (select session_window, count(*) from t group by session_window(ts, '5 minutes'));
select window_time(window(ts, '5 minutes')) from t;

--NAME windows and sessions of time, part 4
create temp view t as select * from values ('a', timestamp'2021-01-01 00:00:00', 1), ('a', timestamp'2021-01-01 00:05:00', 2), ('b', timestamp'2021-01-01 00:10:01', 3), ('a', null, 4) as t(k, ts, v);
select window(ts, '5 minutes'), window(ts, '5 minutes').start from t;
select window(ts, '5 minutes'), session_window(ts, '5 minutes') from t;
select count(distinct window(ts, '5 minutes')) from t;
select max(window(ts, '5 minutes')) from t;
select v from t order by window(ts, '5 minutes').start desc;
select explode(array(window(ts, '5 minutes'))) from t;
select window(ts, '10 minutes', '5 minutes').start s from t;
select window.end, count(*) c from t group by window(ts, '10 minutes', '5 minutes') having c > 1;
select window(ts, '5 minutes', '5 minutes', '1 minute') from t;
select window(window, '10 minutes') w2, count(*) from (select window, v from t group by window(ts, '5 minutes'), v) group by window(window, '10 minutes');
select case when true then window(ts, '5 minutes') end from t;
select window(ts, '5 minutes') is null from t;
select window from t group by window(ts, '5 minutes') order by window;
select window(ts, '5 minutes') w, count(*) from t group by w;
select window(ts, '5 minutes') w, count(*) from t group by 1;

--NAME windows and sessions of time, part 5
create temp view t as select * from values ('a', timestamp'2021-01-01 00:00:00', 1), ('a', timestamp'2021-01-01 00:05:00', 2), ('b', timestamp'2021-01-01 00:10:01', 3), ('a', null, 4) as t(k, ts, v);
select window(ts, '5 minutes') w, count(*) from t group by all;
select distinct window(ts, '1 hour') from t;
select date_trunc('hour', window.start) h, count(*) from t group by window(ts, '5 minutes');
select k, window.start, v from (select k, ts, v from t) pivot (sum(v) for k in ('a','b'));
select * from t |> aggregate count(*) group by window(ts, '5 minutes');
select * from t |> extend window(ts, '5 minutes') as w;
select session_window(ts_ntz, '5 minutes') from (select timestamp_ntz'2021-01-01 00:00:00' ts_ntz);
select session_window('2021-01-01 00:00:00', '5 minutes');
select count(*), session_window.end from t group by session_window(ts, '5 minutes'), k having count(*) > 0;
