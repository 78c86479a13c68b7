--NAME policies of patterns
--SET spark.sql.session.timeZone=America/Los_Angeles
SELECT to_timestamp(date'2024-01-15','y') a, to_timestamp(timestamp_ntz'2024-01-15 01:00:00','y') b, to_timestamp_ntz(date'2024-01-15','y') c, to_timestamp_ntz(timestamp'2024-01-15 01:00:00','y') d, to_date(timestamp_ntz'2024-01-15 01:00:00','y') e, to_date(timestamp'2024-01-15 01:00:00','y') f, to_timestamp(timestamp_ntz'2024-01-15 01:00:00',cast(null as string)) g;

--NAME policies of patterns, 2
--SET spark.sql.legacy.timeParserPolicy=LEGACY
SELECT date_format(timestamp'2024-03-05 14:05:06.789','G y yy yyy yyyy yyyyy YYYY M MM MMM MMMM L LL LLL LLLL w ww W D DDD d dd F E EEE EEEE EEEEE u uu a aa') a;
SELECT date_format(timestamp'2024-03-05 14:05:06.789','H HH k kk K KK h hh m mm s ss S SS SSS SSSS z zzz zzzz Z ZZ X XX XXX') a;
SELECT date_format(timestamp'2024-03-05 14:05:06.789','XXXX') a;
SELECT date_format(timestamp'2024-03-05 14:05:06.789','q') a;
SELECT date_format(timestamp'2024-03-05 14:05:06.789','[yyyy]{x}#') a;
SELECT date_format(timestamp'-0044-03-05 14:05:06.789','G yyyy-MM-dd'), date_format(timestamp'1500-03-05 14:05:06.789','G yyyy-MM-dd E');
SELECT date_format(timestamp'2024-03-05','''a''''b') a;
SELECT date_format(timestamp'2024-03-05','''a') a;
SELECT to_timestamp('2024-3-5 1:2:3 trailing','yyyy-MM-dd HH:mm:ss'), to_timestamp(' 2024-03-05','yyyy-MM-dd'), to_timestamp('24','yy'),to_timestamp('99','yy'),to_timestamp('024','yy'), to_timestamp('20240305','yyyyMMdd'), to_timestamp('5 pm','h a');
SELECT to_timestamp('2024-13-05','yyyy-MM-dd');
SELECT to_timestamp('xx','yyyy-MM-dd');
SELECT to_date('xx','yyyy-MM-dd');
SELECT to_timestamp('2024','YYYY'), to_timestamp('2024 10','YYYY w'), to_timestamp('2024 65','yyyy D');
SELECT to_timestamp('2024-01-01 PST','yyyy-MM-dd z'),to_timestamp('2024-01-01 +0100','yyyy-MM-dd Z'),to_timestamp('2024-01-01 GMT+1:00','yyyy-MM-dd z'),to_timestamp('2024-01-01 +01','yyyy-MM-dd X');
SELECT to_timestamp('2024','q');
SELECT to_timestamp('5 mar 2024','d MMM yyyy'), to_timestamp('5 March 2024','d MMM yyyy'), to_timestamp('5 3 2024','d MMM yyyy');
SELECT to_timestamp('Tue 5 mar 2024','E d MMM yyyy');
SELECT to_timestamp('Mon 5 mar 2024','E d MMM yyyy');
SELECT from_unixtime(0,'yyyy-MM-dd''T''HH:mm:ss.SSS'), unix_timestamp('2024-01-01','yyyy-MM-dd'), to_unix_timestamp('2024','yyyy'), to_timestamp_ntz('2024','yyyy');
SELECT to_timestamp('2024-01-01 10:11:12.5','yyyy-MM-dd HH:mm:ss.S'), to_timestamp('2024-01-01 10:11:12.123','yyyy-MM-dd HH:mm:ss.SSS');
SELECT to_timestamp('-5','yyyy'), to_timestamp('24','yyyy');
SELECT to_timestamp('25:00','HH:mm');
SELECT to_timestamp('2024-02-30','yyyy-MM-dd');
SELECT to_timestamp('12 am','hh a'),to_timestamp('24','kk'),to_timestamp('0','K');
SELECT to_timestamp('24','hh');
SELECT to_timestamp('2 BC','y G');
SELECT try_to_timestamp('xx','yyyy'), try_to_date('xx','yyyy');

--NAME policies of patterns, 3
--SET spark.sql.legacy.timeParserPolicy=EXCEPTION
SELECT to_timestamp('2024-3-5','yyyy-MM-dd');
SELECT to_timestamp('xx','yyyy-MM-dd');
SELECT to_date('2024-3-5','yyyy-MM-dd');
SELECT try_to_timestamp('2024-3-5','yyyy-MM-dd');
SELECT unix_timestamp('2024-3-5','yyyy-MM-dd');
SELECT date_format(timestamp'2024-03-05','YYYY');
SELECT to_timestamp_ntz('2024-3-5','yyyy-MM-dd');
SELECT from_json('{"a":"2024-3-5"}','a date',map('dateFormat','yyyy-MM-dd'));
SELECT to_timestamp('2024-03-05','qq');
SELECT date_format(timestamp'2024-03-05','q');
