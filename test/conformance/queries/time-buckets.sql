--NAME time_bucket, part 1
select unix_timestamp(timestamp'1969-12-31 23:59:59.5'), to_unix_timestamp(timestamp'1969-12-31 23:59:58.5'), unix_seconds(timestamp'1969-12-31 23:59:59.5');
select unix_timestamp(timestamp_ntz'1969-12-31 23:59:58.5');
select time_bucket(interval '15' minute, timestamp'2024-01-01 11:27:00');
select time_bucket(interval '15' minute, timestamp_ntz'2024-01-01 11:27:00');
select time_bucket(interval '15' minute, date'2024-01-01');
select time_bucket(interval '1' day, date'2024-01-05', date'2024-01-02');
select time_bucket(interval '2' day, date'2024-01-05');
select time_bucket(interval '1' month, date'2024-01-05');
select time_bucket(interval '1' hour, date'2024-01-05', timestamp'2024-01-01 00:30:00');
select time_bucket(interval '15' minute, '2024-01-01 11:27:00');
select time_bucket(interval '15' minute, time'11:27:00');
select time_bucket('15 minutes', timestamp'2024-01-01 11:27:00');
select time_bucket(15, timestamp'2024-01-01 11:27:00');
select time_bucket(make_interval(0,0,0,0,0,15), timestamp'2024-01-01 11:27:00');
select time_bucket(interval '0' minute, timestamp'2024-01-01 11:27:00');

--NAME time_bucket, part 2
select time_bucket(interval '-1' minute, timestamp'2024-01-01 11:27:00');
select time_bucket(null, timestamp'2024-01-01 11:27:00');
select time_bucket(interval '1' minute, null);
select time_bucket(interval '1' minute, timestamp'2024-01-01 11:27:00', null);
select time_bucket(interval '1' minute);
select time_bucket(interval '1' minute, 1);
select time_bucket(interval '1' month, timestamp'2024-07-20 14:30:00', timestamp'2024-06-15 09:00:00');
select time_bucket(interval '1' month, timestamp'2024-07-10 14:30:00', timestamp'2024-06-15 09:00:00');
select time_bucket(interval '1' month, timestamp'2024-07-15 08:59:59', timestamp'2024-06-15 09:00:00');
select time_bucket(interval '1' month, timestamp'2024-03-30 14:30:00', timestamp'2024-01-31 00:00:00');
select time_bucket(interval '1' month, timestamp'2024-02-29 14:30:00', timestamp'2024-01-31 00:00:00');
select time_bucket(interval '1' month, timestamp'2023-12-30 14:30:00', timestamp'2024-01-31 00:00:00');
select time_bucket(interval '1' year, timestamp'2024-07-20 14:30:00');
select time_bucket(interval '5' month, timestamp'1969-07-20 14:30:00');
select time_bucket(interval '1-6' year to month, timestamp'2024-07-20 14:30:00');

--NAME time_bucket, part 3
select time_bucket(interval '1 12' day to hour, timestamp'2024-07-20 14:30:00');
select time_bucket(interval '7' hour, timestamp'1960-07-20 14:30:00');
select time_bucket(interval '15' minute, timestamp'2024-01-01 11:27:00', timestamp_ntz'2024-01-01 00:00:00');
select time_bucket(interval '15' minute, timestamp_ntz'2024-01-01 11:27:00', timestamp'2024-01-01 00:00:00');
select time_bucket(interval '15' minute, timestamp'2024-01-01 11:27:00', date'2024-01-01');
select time_bucket(interval '15' minute, timestamp'2024-01-01 11:27:00', '2024-01-01 00:07:00');
select time_bucket(w, ts) from values (interval '5' minute, timestamp'2024-01-01 11:27:00') t(w, ts);
select time_bucket(interval '5' minute, ts, o) from values (timestamp'2024-01-01 00:02:00', timestamp'2024-01-01 11:27:00') t(o, ts);
select time_bucket(interval '1' day, timestamp'2024-03-10 11:27:00', timestamp'2024-03-09 06:00:00');
