import { expect, test } from 'vitest';
import { SparkError } from '../../../src/errors/spark-error.js';
import { parsePlan } from '../../../src/sql/parser/sql-parser.js';

function errorOf(sql: string): SparkError {
  try {
    parsePlan(sql);
  } catch (error) {
    if (error instanceof SparkError) return error;
    throw error;
  }
  throw new Error(`${sql} was read`);
}

// Answers of Spark 4.3.
test.each([
  ['select f(a', "end of input: missing ')'. (line 1, pos 10)"],
  ['select f(a b', "'b'. (line 1, pos 11)"],
  ['select f(a b)', "'b': extra input 'b'. (line 1, pos 11)"],
  ['select f(a b c)', "'b'. (line 1, pos 11)"],
  ['select f(a b c', "'b'. (line 1, pos 11)"],
  ['select f(a 1', "'1'. (line 1, pos 11)"],
  ['select f(a 1)', "'1': extra input '1'. (line 1, pos 11)"],
  ['select f(a 1 2)', "'1'. (line 1, pos 11)"],
  ['select f(a,', 'end of input. (line 1, pos 11)'],
  ['select f(a, b', "end of input: missing ')'. (line 1, pos 13)"],
  ['select f(a, b c', "'c'. (line 1, pos 14)"],
  ['select f(a, b c d', "'c'. (line 1, pos 14)"],
  ['select f(a, b c d)', "'c'. (line 1, pos 14)"],
  ['select f(a, b 1 2)', "'1'. (line 1, pos 14)"],
  ['select f(', 'end of input. (line 1, pos 9)'],
  ['select f()  g h', "'h': extra input 'h'. (line 1, pos 14)"],
  ['select f(1', 'end of input. (line 1, pos 10)'],
  ['select f(1 2', "'2'. (line 1, pos 11)"],
  ['select f(1 2)', "'2': extra input '2'. (line 1, pos 11)"],
  ['select f(1 2 3)', "'2'. (line 1, pos 11)"],
  ['select f(1, 2 3 4)', "'3': extra input '3'. (line 1, pos 14)"],
  ['select f(a from t', "'from': missing ')'. (line 1, pos 11)"],
  ['select (1', 'end of input. (line 1, pos 9)'],
  ['select (1 2', "'2'. (line 1, pos 10)"],
  ['select (1 2)', "'2'. (line 1, pos 10)"],
  ['select (a b)', "')'. (line 1, pos 11)"],
  ['select (a b', 'end of input. (line 1, pos 11)'],
  ['select (1, 2', 'end of input: extra input end of input. (line 1, pos 12)'],
  ['select (1, 2 3)', "'3': extra input '3'. (line 1, pos 13)"],
  ['select (1, 2 3 4)', "'3': extra input '3'. (line 1, pos 13)"],
  ['select a in (1', 'end of input. (line 1, pos 14)'],
  ['select a in (1 2)', "'2': extra input '2'. (line 1, pos 15)"],
  ['select a in (1 2 3)', "'2'. (line 1, pos 15)"],
  ['select a in (1, 2 3 4)', "'3': extra input '3'. (line 1, pos 18)"],
  ['select a in (1, 2', 'end of input: extra input end of input. (line 1, pos 17)'],
  ['select array(1)[0', "end of input: missing ']'. (line 1, pos 17)"],
  ['select array(1)[0 1]', "'1': extra input '1'. (line 1, pos 18)"],
  ['select case when 1 then 2 3 end', "'1'. (line 1, pos 17)"],
  ['select case when 1 then 2 else 3 4 end', "'1'. (line 1, pos 17)"],
  ['select case when 1 2 then 3 end', "'1'. (line 1, pos 17)"],
  ['select case when a then b c end', "'a'. (line 1, pos 17)"],
  ['select a between 1 2', "'2': missing 'AND'. (line 1, pos 19)"],
  ['select a between 1 and', 'end of input. (line 1, pos 22)'],
  ['select cast(1 as int', 'end of input. (line 1, pos 20)'],
  ['select cast(1 as int 3)', "'3': extra input '3'. (line 1, pos 21)"],
  ['select * from t where a = 1 2', "'2': extra input '2'. (line 1, pos 28)"],
  ['select * from t where a = 1 2 3', "'2'. (line 1, pos 28)"],
  ['select * from t group by a 1', "'1': extra input '1'. (line 1, pos 27)"],
  ['select * from t order by a b', "'b': extra input 'b'. (line 1, pos 27)"],
  ['select * from t order by a 1', "'1': extra input '1'. (line 1, pos 27)"],
  ['select * from t limit 1 2', "'2': extra input '2'. (line 1, pos 24)"],
  ['select * from (t', "end of input: missing ')'. (line 1, pos 16)"],
  ['select * from (select 1) a b', "'b': extra input 'b'. (line 1, pos 27)"],
  ['select * from (select 1 2)', "'2': extra input '2'. (line 1, pos 24)"],
  ['select * from (select 1 2 3)', "'2'. (line 1, pos 24)"],
  ['select * from a b c', "'c': extra input 'c'. (line 1, pos 18)"],
  ['select * from a b c d', "'c'. (line 1, pos 18)"],
  ['select * from a join b on a = b c', "'c': extra input 'c'. (line 1, pos 32)"],
  ['select * from a join b using a', "'a': missing '('. (line 1, pos 29)"],
  ['select * from a join b using (a', "end of input: missing ')'. (line 1, pos 31)"],
  ['select * from a join b using (a b)', "'b': extra input 'b'. (line 1, pos 32)"],
  ['select * from values (1', 'end of input. (line 1, pos 23)'],
  ['select * from values (1), ', 'end of input. (line 1, pos 26)'],
  ['select * from values 1 2', "'2': extra input '2'. (line 1, pos 23)"],
  ['select * from t(a b', "'b'. (line 1, pos 18)"],
  ['select * from t(1 2)', "'2': extra input '2'. (line 1, pos 18)"],
  ['select * from t(1, 2 3 4)', "'3': extra input '3'. (line 1, pos 21)"],
  ['with a as select 1 select 2', "'select'. (line 1, pos 10)"],
  ['with a as (select 1) select 1 2 3', "'2'. (line 1, pos 30)"],
  ['insert into t select 1 2', "'2': extra input '2'. (line 1, pos 23)"],
  ['insert into t values (1, 2 3)', "'3': extra input '3'. (line 1, pos 27)"],
  ['insert into t values (1 2 3)', "'2'. (line 1, pos 24)"],
  ['insert into t (a, b values (1)', "'values'. (line 1, pos 20)"],
  ['create table t (a int b int)', "'b'. (line 1, pos 22)"],
  ['create table t (a int, b', 'end of input. (line 1, pos 24)'],
  ['create table t a int', "'a'. (line 1, pos 15)"],
  ['create view v select 1', "'select'. (line 1, pos 14)"],
  ['create view v as', 'end of input. (line 1, pos 16)'],
  ['drop table', 'end of input. (line 1, pos 10)'],
  ['drop table a b', "'b': extra input 'b'. (line 1, pos 13)"],
  ['drop table a b c', "'b'. (line 1, pos 13)"],
  ['drop tble a', "'tble'. (line 1, pos 5)"],
  ['alter table t', 'end of input. (line 1, pos 13)'],
  ['alter table t add', 'end of input. (line 1, pos 17)'],
  ['alter table t add column', 'end of input. (line 1, pos 24)'],
  ['alter table t add column a', 'end of input. (line 1, pos 26)'],
  ['alter table t foo', "'foo'. (line 1, pos 14)"],
  ['show tables in', 'end of input. (line 1, pos 14)'],
  ['show tables foo', "'foo': extra input 'foo'. (line 1, pos 12)"],
  ['show tables foo bar', "'foo'. (line 1, pos 12)"],
  ['show tables like', 'end of input. (line 1, pos 16)'],
  ['describe t a b', "'b': extra input 'b'. (line 1, pos 13)"],
  ['describe t a b c', "'b'. (line 1, pos 13)"],
  ['use a b', "'b': extra input 'b'. (line 1, pos 6)"],
  ['use a b c', "'b'. (line 1, pos 6)"],
  ['cache table', 'end of input. (line 1, pos 11)'],
  ['select over (', 'end of input. (line 1, pos 13)'],
  ['select sum(a) over (partition a)', "'('. (line 1, pos 19)"],
  ['select sum(a) over (order a)', "'('. (line 1, pos 19)"],
  ['select sum(a) over (partition by a order a)', "'a': missing 'BY'. (line 1, pos 41)"],
  ['select sum(a) over (partition by a b)', "'b': extra input 'b'. (line 1, pos 35)"],
  ['select sum(a) over (partition by a 1)', "'1': extra input '1'. (line 1, pos 35)"],
  ['select sum(a) over (order by a 1)', "'1': extra input '1'. (line 1, pos 31)"],
  ['select sum(a) over (rows 1)', "')': missing {'FOLLOWING', 'PRECEDING'}. (line 1, pos 26)"],
  ['select sum(a) over (rows between 1 preceding)', "')'. (line 1, pos 44)"],
  ['select sum(a) over (rows between 1 preceding and)', "')'. (line 1, pos 48)"],
  ['select sum(a) filter (a > 1)', "'('. (line 1, pos 21)"],
  ['select sum(a) filter (where a > 1', "end of input: missing ')'. (line 1, pos 33)"],
  ['select interval 1', 'end of input. (line 1, pos 17)'],
  ['select interval 1 foo', "'foo'. (line 1, pos 18)"],
  ['select a.*, b.', 'end of input. (line 1, pos 14)'],
  ['select a.', 'end of input. (line 1, pos 9)'],
  ['select .a', "'.'. (line 1, pos 7)"],
  ['select a,', 'end of input. (line 1, pos 9)'],
  ['select a,,b', "','. (line 1, pos 9)"],
  ['select *,', 'end of input. (line 1, pos 9)'],
  ['select * * ', 'end of input. (line 1, pos 11)'],
  ['select * from t where (a = 1', 'end of input. (line 1, pos 28)'],
  ['select * from t where (a = 1 and b = 2', 'end of input. (line 1, pos 38)'],
  ['select * from t where a = ', 'end of input. (line 1, pos 26)'],
  ['select * from t where a = = 1', "'='. (line 1, pos 26)"],
  ['select * from t where = 1', "'='. (line 1, pos 22)"],
  ['select * from t where and a', "'a': extra input 'a'. (line 1, pos 26)"],
  ['select * from t where a and', "'and': extra input 'and'. (line 1, pos 24)"],
  ['select * from t where a like', "'like': extra input 'like'. (line 1, pos 24)"],
  ['select * from t where a is', "'is': extra input 'is'. (line 1, pos 24)"],
  ['select * from t where a is not', 'end of input. (line 1, pos 30)'],
  ['select * from t where a not', "'not': extra input 'not'. (line 1, pos 24)"],
  ['select * from t where a not b', "'not'. (line 1, pos 24)"],
  ['select * from t union', 'end of input. (line 1, pos 21)'],
  ['select * from t union all', 'end of input. (line 1, pos 25)'],
  ['select * from t union select', 'end of input. (line 1, pos 28)'],
  ['select * from t union foo select 1', "'foo'. (line 1, pos 22)"],
  ['select 1 from t t2 where x group y', "'y'. (line 1, pos 33)"],
  ['select 1 from t t2 group x', "'x'. (line 1, pos 25)"],
  ['select trim(both from', 'end of input. (line 1, pos 21)'],
  ['select extract(year d)', "'d': extra input 'd'. (line 1, pos 20)"],
  ['select extract(year from)', "')'. (line 1, pos 24)"],
  ['select position(a b)', "'b': extra input 'b'. (line 1, pos 18)"],
  ['select substring(a from)', "')'. (line 1, pos 23)"],
  ['select exists select 1', "'select'. (line 1, pos 14)"],
  ['select x -> ', 'end of input. (line 1, pos 12)'],
  ['select (x, y) ->', 'end of input. (line 1, pos 16)'],
  ['select (x, y) -> x y z', "'z': extra input 'z'. (line 1, pos 21)"],
  ['explain foo', "'foo'. (line 1, pos 8)"],
  ['explain extended', 'end of input. (line 1, pos 16)'],
  ['delete t', "'t': missing 'FROM'. (line 1, pos 7)"],
  ['update t', 'end of input. (line 1, pos 8)'],
  ['update t set', 'end of input. (line 1, pos 12)'],
  ['update t set a', 'end of input. (line 1, pos 14)'],
  ['update t set a = 1 b = 2', "'b'. (line 1, pos 19)"],
  ['merge into t using s', 'end of input. (line 1, pos 20)'],
  ['merge into t using s on a when matched then foo', "'foo'. (line 1, pos 44)"],
  ['truncate t', "'t': missing 'TABLE'. (line 1, pos 9)"],
  ['analyze table t', 'end of input. (line 1, pos 15)'],
  ['declare', 'end of input. (line 1, pos 7)'],
  ['begin', 'end of input. (line 1, pos 5)'],
  ['begin select 1', 'end of input. (line 1, pos 14)'],
  ['begin select 1 end', 'end of input. (line 1, pos 18)'],
  ['values', 'end of input. (line 1, pos 6)'],
  ['values (1) (2)', "'('. (line 1, pos 11)"],
  ['values (1), (2) a b c', "'b'. (line 1, pos 18)"],
  ['table', 'end of input. (line 1, pos 5)'],
  ['table a b', "'b': extra input 'b'. (line 1, pos 8)"],
  ['from t select a b c', "'c': extra input 'c'. (line 1, pos 18)"],
  ['(select 1', "end of input: missing ')'. (line 1, pos 9)"],
  ['(select 1))', "')': extra input ')'. (line 1, pos 10)"],
  ['(select 1) select 2', "'select'. (line 1, pos 11)"],
  ['((select 1)', "end of input: missing ')'. (line 1, pos 11)"],
  ['select 1 as a b', "'b': extra input 'b'. (line 1, pos 14)"],
  ["select 1 as 'a'", "''a'': extra input ''a''. (line 1, pos 12)"],
  ["select 1 'a'", "''a'': extra input ''a''. (line 1, pos 9)"],
  ["select 'a' 1", "'1': extra input '1'. (line 1, pos 11)"],
  ['select `a` `b` `c`', "'`c`': extra input '`c`'. (line 1, pos 15)"],
  ['select 1 /*+ foo */', "'/*+'. (line 1, pos 9)"],
  ['select /*+ foo( */ 1', "'*/'. (line 1, pos 16)"],
  ['select /*+ foo 1', "'1'. (line 1, pos 15)"],
  ['select a[1', "end of input: missing ']'. (line 1, pos 10)"],
  ['select :a b c', "'c': extra input 'c'. (line 1, pos 12)"],
  ['select a ! b', "'!'. (line 1, pos 9)"],
  ['select a @ b', "'@'. (line 1, pos 9)"],
  ['select a # b', "'#'. (line 1, pos 9)"],
  ['select \\u0001', "'\\'. (line 1, pos 7)"],
  ['lateral view', "'lateral'. (line 1, pos 0)"],
  ['select * from t lateral view', 'end of input. (line 1, pos 28)'],
  ['select * from t lateral view explode(a)', 'end of input. (line 1, pos 39)'],
  ['select * from t pivot (sum(a) for b in (1, 2)', "end of input: missing ')'. (line 1, pos 45)"],
  ['select * from t pivot (sum(a) b in (1, 2))', "'in': missing 'FOR'. (line 1, pos 32)"],
  ['select * from t unpivot (a for b in (c d e))', "'e': extra input 'e'. (line 1, pos 41)"],
  ['select * from t tablesample (10 foo)', "'foo': extra input 'foo'. (line 1, pos 32)"],
  ['select * from t tablesample 10', "'10': extra input '10'. (line 1, pos 28)"],
  ['comment on table t', 'end of input. (line 1, pos 18)'],
  ['comment on table t is', 'end of input. (line 1, pos 21)'],
  ['create function f', 'end of input. (line 1, pos 17)'],
  ['create function f as', 'end of input. (line 1, pos 20)'],
  ['create function f(a int)', 'end of input. (line 1, pos 24)'],
  ['create function f(a int) returns int', 'end of input. (line 1, pos 36)'],
  ['create function f(a int) returns int return', 'end of input. (line 1, pos 43)'],
  ['create database', 'end of input. (line 1, pos 15)'],
  ['create database a b', "'b': extra input 'b'. (line 1, pos 18)"],
  ['drop view if a', "'a': extra input 'a'. (line 1, pos 13)"],
  ['drop view if exists', 'end of input. (line 1, pos 19)'],
  ['create table if a', "'a': extra input 'a'. (line 1, pos 16)"],
  ['create table if not exists', 'end of input. (line 1, pos 26)'],
  ['create table t using', 'end of input. (line 1, pos 20)'],
  ['create table t as', 'end of input. (line 1, pos 17)'],
  ['create table t like', 'end of input. (line 1, pos 19)'],
  ['create table t partitioned by', 'end of input. (line 1, pos 29)'],
  ['create table t options', 'end of input. (line 1, pos 22)'],
  ['create table t options (a', 'end of input. (line 1, pos 25)'],
  ['drop temporary view a', "'view'. (line 1, pos 15)"],
  ['select f(table t)', "'t': extra input 't'. (line 1, pos 15)"],
  ['select * from f(table(select 1) order by a, b)', "'order'. (line 1, pos 32)"],
  ['select first(a, true ignore nulls)', "'ignore'. (line 1, pos 21)"],
  ['create table t (a int default)', "')'. (line 1, pos 29)"],
  ['select 1; ; select 2', "'select': extra input 'select'. (line 1, pos 12)"],
])('%s does not fit at %s', (sql, place) => {
  const { condition, message, name, sqlState } = errorOf(sql);
  expect(message.split('\n')[0]).toBe(`[PARSE_SYNTAX_ERROR] Syntax error at or near ${place.replace(/ \(line/, ' SQLSTATE: 42601 (line')}`);
  expect([condition, name, sqlState]).toEqual(['PARSE_SYNTAX_ERROR', 'ParseException', '42601']);
});

test.each([
  ['set time zone', '_LEGACY_ERROR_TEMP_0045', {}],
  ['refresh', 'INVALID_SQL_SYNTAX.EMPTY_REFRESH_RESOURCE_PATH', {}],
  ['declare x', 'INVALID_SQL_SYNTAX.VARIABLE_TYPE_OR_DEFAULT_REQUIRED', {}],
  ['select * from t tablesample (10)', '_LEGACY_ERROR_TEMP_0016', { bytesStr: '10' }],
  ['grant select on t', 'INVALID_STATEMENT_OR_CLAUSE', { operation: 'GRANT' }],
  ['select 1 /* abc', 'UNCLOSED_BRACKETED_COMMENT', {}],
  ['reset a b', 'INVALID_RESET_COMMAND_FORMAT', {}],
  ['create or replace view if not exists v as select 1', 'CREATE_VIEW_WITH_IF_NOT_EXISTS_AND_REPLACE', { viewName: 'v' }],
  ['create temporary view if not exists v as select 1', '_LEGACY_ERROR_TEMP_0053', {}],
  ['merge into t using s on a', 'MERGE_WITHOUT_WHEN', {}],
  ['merge into t using s on a when matched then delete when matched then update set *', 'NON_LAST_MATCHED_CLAUSE_OMIT_CONDITION', {}],
  [
    'merge into t using s on a when not matched then insert (a, b) values (1)',
    'MERGE_INSERT_VALUE_COUNT_MISMATCH',
    { actualCount: '1', expectedCount: '2' },
  ],
  ['begin l: begin select 1; end m; end', 'LABELS_MISMATCH', { beginLabel: '`l`', endLabel: '`m`' }],
  ['begin begin select 1; end m; end', 'END_LABEL_WITHOUT_BEGIN_LABEL', { endLabel: '`m`' }],
  ["begin declare x condition for sqlstate '00000'; end", 'INVALID_SQLSTATE', { sqlState: '00000' }],
  ['select * from a natural join lateral (select 1)', 'INCOMPATIBLE_JOIN_TYPES', { joinType1: 'LATERAL', joinType2: 'NATURAL' }],
  ['select * from a natural cross join b', 'INCOMPATIBLE_JOIN_TYPES', { joinType1: 'NATURAL', joinType2: 'CROSS' }],
  ['select * from a join lateral (select 1) using (x)', 'UNSUPPORTED_FEATURE.LATERAL_JOIN_USING', {}],
  ['select * from a right join lateral (select 1)', 'INVALID_LATERAL_JOIN_TYPE', { joinType: 'RIGHT OUTER' }],
  ['create temporary table t (a int)', '_LEGACY_ERROR_TEMP_0046', {}],
  [
    'create temporary table t as select 1',
    '_LEGACY_ERROR_TEMP_0035',
    { message: 'CREATE TEMPORARY TABLE ... AS ..., use CREATE TEMPORARY VIEW instead' },
  ],
  [
    'create table t (a int) as select 1',
    '_LEGACY_ERROR_TEMP_0035',
    { message: 'Schema may not be specified in a Create Table As Select (CTAS) statement' },
  ],
  ['create table t (a int not null not null)', 'CREATE_TABLE_COLUMN_DESCRIPTOR_DUPLICATE', { columnName: 'a', optionName: 'NOT NULL' }],
  ["create table t comment 'a' comment 'b'", 'DUPLICATE_CLAUSES', { clauseName: 'COMMENT' }],
  ['create table t tblproperties (a)', '_LEGACY_ERROR_TEMP_0035', { message: 'Values must be specified for key(s): [a]' }],
  ['create table t tblproperties (a=1, a=2)', 'DUPLICATE_KEY', { keyColumn: '`a`' }],
  ['alter table t unset tblproperties (a=1)', '_LEGACY_ERROR_TEMP_0035', { message: 'Values should not be specified for key(s): [a]' }],
  [
    'create table t partitioned by (a int) as select 1',
    '_LEGACY_ERROR_TEMP_0035',
    { message: 'Partition column types may not be specified in Create Table As Select (CTAS)' },
  ],
  [
    'create table t (a int) clustered by (a) sorted by (a desc) into 4 buckets',
    '_LEGACY_ERROR_TEMP_0035',
    { message: "Column ordering must be ASC, was 'desc'" },
  ],
  ["create table t (a int) stored by 'x'", 'INVALID_STATEMENT_OR_CLAUSE', { operation: 'STORED BY' }],
  ["create database d comment 'a' comment 'b'", 'DUPLICATE_CLAUSES', { clauseName: 'COMMENT' }],
  ["create view v comment 'a' comment 'b' as select 1", 'DUPLICATE_CLAUSES', { clauseName: 'COMMENT' }],
  ['create temporary view a.v as select 1', 'INVALID_TEMP_OBJ_QUALIFIER', { objectType: 'VIEW', objectName: '`v`', qualifier: '`a`' }],
  ['create temporary view a.v using parquet', 'INVALID_TEMP_OBJ_QUALIFIER', { objectType: 'VIEW', objectName: '`v`', qualifier: '`a`' }],
  [
    'create global temporary view a.v as select 1',
    'INVALID_TEMP_OBJ_QUALIFIER',
    { objectType: 'VIEW', objectName: '`v`', qualifier: '`a`' },
  ],
  ["create temporary function a.f as 'x'", 'INVALID_TEMP_OBJ_QUALIFIER', { objectType: 'FUNCTION', objectName: '`f`', qualifier: '`a`' }],
  ["create temporary function if not exists f as 'x'", 'INVALID_SQL_SYNTAX.CREATE_TEMP_FUNC_WITH_IF_NOT_EXISTS', {}],
  ["create or replace function if not exists f as 'x'", 'INVALID_SQL_SYNTAX.CREATE_ROUTINE_WITH_IF_NOT_EXISTS_AND_REPLACE', {}],
  [
    'create function f(a int generated always as (1)) returns int return 1',
    'INVALID_SQL_SYNTAX.CREATE_FUNC_WITH_GENERATED_COLUMNS_AS_PARAMETERS',
    {},
  ],
  ['drop temporary function a.f', 'INVALID_TEMP_OBJ_QUALIFIER', { objectType: 'FUNCTION', objectName: '`f`', qualifier: '`a`' }],
  ['cache table a.b as select 1', '_LEGACY_ERROR_TEMP_0037', { quoted: 'a' }],
  ['refresh a b', 'INVALID_SQL_SYNTAX.INVALID_REFRESH_RESOURCE_PATH', {}],
  ['analyze table t compute statistics foo', 'INVALID_SQL_SYNTAX.ANALYZE_TABLE_UNEXPECTED_NOSCAN', { ctx: 'FOO' }],
  ['analyze tables compute statistics foo', 'INVALID_SQL_SYNTAX.ANALYZE_TABLE_UNEXPECTED_NOSCAN', { ctx: 'FOO' }],
  ["comment on column a is 'x'", 'INVALID_SQL_SYNTAX.COMMENT_ON_COLUMN_INCORRECT_IDENTIFIER', {}],
  ['add foo bar', '_LEGACY_ERROR_TEMP_0035', { message: "ADD with resource type 'foo'" }],
  ['list foo', '_LEGACY_ERROR_TEMP_0035', { message: "LIST with resource type 'foo'" }],
  ['set time zone foo', '_LEGACY_ERROR_TEMP_0045', {}],
  ['set time zone interval 20 hours', 'INVALID_INTERVAL_FORMAT.TIMEZONE_INTERVAL_OUT_OF_RANGE', { input: '20' }],
  ['set time zone interval 1 day', 'INVALID_INTERVAL_FORMAT.TIMEZONE_INTERVAL_OUT_OF_RANGE', { input: '1' }],
  ["set time zone interval '1' month", 'INVALID_INTERVAL_FORMAT.TIMEZONE_INTERVAL_OUT_OF_RANGE', { input: '1' }],
  ['set a b = `c`', 'INVALID_PROPERTY_KEY', { key: '"a b"', value: '"c"' }],
  ['set `a` b', 'INVALID_SET_SYNTAX', {}],
  ['set spark.x y', 'INVALID_SET_SYNTAX', {}],
  ['explain logical select 1', 'INVALID_STATEMENT_OR_CLAUSE', { operation: 'EXPLAIN LOGICAL' }],
  ['describe t partition (a=1) c', 'UNSUPPORTED_FEATURE.DESC_TABLE_COLUMN_PARTITION', {}],
  ['describe t c as json', 'DESCRIBE_JSON_NOT_EXTENDED', { tableName: 't' }],
  ['show foo functions', 'INVALID_SQL_SYNTAX.SHOW_FUNCTIONS_INVALID_SCOPE', { scope: '`foo`' }],
  ['insert into t if not exists select 1', 'INVALID_STATEMENT_OR_CLAUSE', { operation: 'INSERT INTO ... IF NOT EXISTS' }],
  [
    'insert overwrite t partition (a) if not exists select 1',
    '_LEGACY_ERROR_TEMP_0035',
    { message: 'IF NOT EXISTS with dynamic partitions: a' },
  ],
  [
    'insert overwrite t partition (a=1, b) if not exists select 1',
    '_LEGACY_ERROR_TEMP_0035',
    { message: 'IF NOT EXISTS with dynamic partitions: b' },
  ],
  ['insert overwrite directory using parquet select 1', '_LEGACY_ERROR_TEMP_0049', {}],
  [
    'alter table t partition (a=1) replace columns (b int)',
    'INVALID_STATEMENT_OR_CLAUSE',
    { operation: 'ALTER TABLE ... PARTITION ... REPLACE COLUMNS' },
  ],
  [
    'alter table t partition (a=1) change column a a int',
    'INVALID_STATEMENT_OR_CLAUSE',
    { operation: 'ALTER TABLE ... PARTITION ... CHANGE COLUMN' },
  ],
  [
    'alter table t change column a b int',
    '_LEGACY_ERROR_TEMP_0034',
    { operation: 'Renaming column', command: 'ALTER COLUMN', msg: ', please run RENAME COLUMN instead' },
  ],
  [
    'alter table t alter column a',
    '_LEGACY_ERROR_TEMP_0035',
    { message: 'ALTER TABLE table ALTER COLUMN requires a TYPE, a SET/DROP, a COMMENT, or a FIRST/AFTER' },
  ],
  ['alter table t add partition (a)', 'INVALID_SQL_SYNTAX.EMPTY_PARTITION_VALUE', { partKey: '`a`' }],
  ['alter table t drop partition (a)', 'INVALID_SQL_SYNTAX.EMPTY_PARTITION_VALUE', { partKey: '`a`' }],
  ['alter table t partition (a) rename to partition (b=1)', 'INVALID_SQL_SYNTAX.EMPTY_PARTITION_VALUE', { partKey: '`a`' }],
  ['alter view v add partition (a=1)', 'INVALID_STATEMENT_OR_CLAUSE', { operation: 'ALTER VIEW ... ADD PARTITION' }],
  ['alter view v drop partition (a=1)', 'INVALID_STATEMENT_OR_CLAUSE', { operation: 'ALTER VIEW ... DROP PARTITION' }],
  ["alter table t set skewed location (a='b')", 'INVALID_STATEMENT_OR_CLAUSE', { operation: 'ALTER TABLE SET SKEWED LOCATION' }],
  ['alter table t clustered by (a)', 'INVALID_STATEMENT_OR_CLAUSE', { operation: 'ALTER TABLE CLUSTERED BY' }],
  ['alter table t touch', 'INVALID_STATEMENT_OR_CLAUSE', { operation: 'ALTER TABLE TOUCH' }],
  ['lock table t', 'INVALID_STATEMENT_OR_CLAUSE', { operation: 'LOCK TABLE' }],
  ['start transaction', 'INVALID_STATEMENT_OR_CLAUSE', { operation: 'START TRANSACTION' }],
  ["execute immediate 'a' using 1 as a, 2 as a", 'EXEC_IMMEDIATE_DUPLICATE_ARGUMENT_ALIASES', { aliases: '`a`' }],
  ["select interval '1' day to month", 'INVALID_INTERVAL_FORMAT.UNSUPPORTED_FROM_TO_EXPRESSION', { input: '1', from: 'day', to: 'month' }],
  ['select interval 1 month 1 day', '_LEGACY_ERROR_TEMP_0029', { literal: 'interval 1 month 1 day' }],
  ["select interval '1 x'", 'INVALID_TYPED_LITERAL', { valueType: '"INTERVAL"', value: "'1 x'" }],
  ['select * from t tablesample (-1 percent)', 'INVALID_TABLESAMPLE_FRACTION', { fraction: '-0.01' }],
  ['select * from t tablesample (101 percent)', 'INVALID_TABLESAMPLE_FRACTION', { fraction: '1.01' }],
  ['select * from t tablesample (bucket 1 out of 0)', 'INVALID_TABLESAMPLE_FRACTION', { fraction: 'Infinity' }],
  ['select * from t tablesample (bucket 3 out of 2)', 'INVALID_TABLESAMPLE_FRACTION', { fraction: '1.5' }],
  ['select * from t tablesample (bucket 1 out of 2 on a)', '_LEGACY_ERROR_TEMP_0015', { msg: 'BUCKET x OUT OF y ON colname' }],
  ['select * from t tablesample (bucket 1 out of 2 on f())', '_LEGACY_ERROR_TEMP_0015', { msg: 'BUCKET x OUT OF y ON function' }],
  ['select * from t tablesample (10b)', '_LEGACY_ERROR_TEMP_0015', { msg: 'byteLengthLiteral' }],
  [
    'select sum(a) over w from t window w as (order by a), w as (order by b)',
    'INVALID_SQL_SYNTAX.REPETITIVE_WINDOW_DEFINITION',
    { windowName: '`w`' },
  ],
  ['select a from t order by a sort by b', 'UNSUPPORTED_FEATURE.COMBINATION_QUERY_RESULT_CLAUSES', {}],
  ['select a from t cluster by a distribute by b', 'UNSUPPORTED_FEATURE.COMBINATION_QUERY_RESULT_CLAUSES', {}],
  [
    'with a as (select 1), a as (select 2), b as (select 1), b as (select 1) select 1',
    'DUPLICATED_CTE_NAMES',
    { duplicateNames: '`a`, `b`' },
  ],
  ['select 1 like any ()', 'INVALID_SQL_SYNTAX.EMPTY_QUANTIFIED_PATTERN', {}],
  ["select 'a' like 'b' escape ''", 'INVALID_ESC', { invalidEscape: "''" }],
  ['select 128Y', 'INVALID_NUMERIC_LITERAL_RANGE', { rawStrippedQualifier: '128', minValue: '-128', maxValue: '127', typeName: 'tinyint' }],
  [
    'select 40000S',
    'INVALID_NUMERIC_LITERAL_RANGE',
    { rawStrippedQualifier: '40000', minValue: '-32768', maxValue: '32767', typeName: 'smallint' },
  ],
  [
    'select 99999999999999999999L',
    'INVALID_NUMERIC_LITERAL_RANGE',
    { rawStrippedQualifier: '99999999999999999999', minValue: '-9223372036854775808', maxValue: '9223372036854775807', typeName: 'bigint' },
  ],
  [
    'select 1e400',
    'INVALID_NUMERIC_LITERAL_RANGE',
    { rawStrippedQualifier: '1e400', minValue: '-1.7976931348623157E+308', maxValue: '1.7976931348623157E+308', typeName: 'double' },
  ],
  [
    'select 1e39f',
    'INVALID_NUMERIC_LITERAL_RANGE',
    { rawStrippedQualifier: '1e39', minValue: '-3.4028234663852886E+38', maxValue: '3.4028234663852886E+38', typeName: 'float' },
  ],
  ['select 1.5e400bd', 'DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION', { precision: '401', maxPrecision: '38' }],
  [
    'select 1bd, 123456789012345678901234567890123456789bd',
    'DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION',
    { precision: '39', maxPrecision: '38' },
  ],
  ['delete from t as a(b)', 'COLUMN_ALIASES_NOT_ALLOWED', { op: 'DELETE' }],
  ['update t as a(b) set c = 1', 'COLUMN_ALIASES_NOT_ALLOWED', { op: 'UPDATE' }],
  ['merge into t as a(b) using s on c when matched then delete', 'COLUMN_ALIASES_NOT_ALLOWED', { op: 'MERGE' }],
  ['select cast(a as foo)', 'UNSUPPORTED_DATATYPE', { typeName: '"FOO"' }],
  ['select cast(a as decimal(39, 1))', 'DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION', { precision: '39', maxPrecision: '38' }],
  ['select cast(a as decimal(5, 6))', 'DECIMAL_SCALE_EXCEEDS_PRECISION', { scale: '6', precision: '5' }],
  ['select cast(a as char)', 'DATATYPE_MISSING_SIZE', { type: '"CHAR"' }],
  ['select a::foo(3)', 'UNSUPPORTED_DATATYPE', { typeName: '"FOO(3)"' }],
  ['select cast(a as array)', 'INCOMPLETE_TYPE_DEFINITION.ARRAY', { elementType: '<INT>' }],
  ['select cast(a as struct)', 'INCOMPLETE_TYPE_DEFINITION.STRUCT', { elementType: '<INT>' }],
  ['select cast(a as map)', 'INCOMPLETE_TYPE_DEFINITION.MAP', { elementType: '<INT>' }],
  ["select x'zz'", 'INVALID_TYPED_LITERAL', { valueType: '"X"', value: "'zz'" }],
  ["select timestamp 'x'", 'INVALID_TYPED_LITERAL', { valueType: '"TIMESTAMP"', value: "'x'" }],
  ["select time 'x'", 'INVALID_TYPED_LITERAL', { valueType: '"TIME"', value: "'x'" }],
  [
    "select foo 'x'",
    'UNSUPPORTED_TYPED_LITERAL',
    { unsupportedType: '"FOO"', supportedTypes: '"DATE", "TIMESTAMP_NTZ", "TIMESTAMP_LTZ", "TIMESTAMP", "INTERVAL", "X", "TIME"' },
  ],
  [
    "select dateadd('day', 1, a)",
    'INVALID_PARAMETER_VALUE.DATETIME_UNIT',
    { functionName: '`dateadd`', parameter: '`unit`', invalidValue: "'day'" },
  ],
  [
    'select * from values (1, 2), (3)',
    'INVALID_INLINE_TABLE.NUM_COLUMNS_MISMATCH',
    { expectedNumCols: '2', actualNumCols: '1', rowIndex: '1' },
  ],
  [
    'select * from values (1) as t(a, b)',
    'INVALID_INLINE_TABLE.NUM_COLUMNS_MISMATCH',
    { expectedNumCols: '2', actualNumCols: '1', rowIndex: '0' },
  ],
  ['select a-b from c-d', 'INVALID_IDENTIFIER', { ident: 'c-d' }],
  ['select é', 'INVALID_IDENTIFIER', { ident: 'é' }],
  ['show tables in a-b', 'INVALID_IDENTIFIER', { ident: 'a-b' }],
  ['use a-b', 'INVALID_IDENTIFIER', { ident: 'a-b' }],
  ['select * from t where a in ()', 'INVALID_SQL_SYNTAX.EMPTY_IN_PREDICATE', {}],
  ['select * from t1 join lateral t2', 'INVALID_SQL_SYNTAX.LATERAL_WITHOUT_SUBQUERY_OR_TABLE_VALUED_FUNC', {}],
  [
    'select * from f(table t)',
    'INVALID_SQL_SYNTAX.INVALID_TABLE_FUNCTION_IDENTIFIER_ARGUMENT_MISSING_PARENTHESES',
    { argumentName: '`t`' },
  ],
  [
    'table t |> aggregate sum(a) group by rollup(a)',
    'UNSUPPORTED_FEATURE.PIPE_OPERATOR_AGGREGATE_UNSUPPORTED_CASE',
    { case: 'GROUP BY ROLLUP' },
  ],
  [
    'table t |> aggregate sum(a) group by a with rollup',
    'UNSUPPORTED_FEATURE.PIPE_OPERATOR_AGGREGATE_UNSUPPORTED_CASE',
    { case: 'GROUP BY ROLLUP' },
  ],
  [
    'table t |> aggregate sum(a) group by grouping sets ((a))',
    'UNSUPPORTED_FEATURE.PIPE_OPERATOR_AGGREGATE_UNSUPPORTED_CASE',
    { case: 'GROUPING SETS' },
  ],
  ['table t |> order by a limit 1', 'MULTIPLE_QUERY_RESULT_CLAUSES_WITH_PIPE_OPERATORS', { clause1: 'ORDER BY', clause2: 'LIMIT' }],
  ['table t |> where a window w as (order by a)', 'NOT_ALLOWED_IN_PIPE_OPERATOR_WHERE.WINDOW_CLAUSE', {}],
  [
    'table t |> set a.b = 1',
    '_LEGACY_ERROR_TEMP_0035',
    { message: 'SQL pipe syntax |> SET operator with multi-part assignment key (only single-part keys are allowed)' },
  ],
  ['table t |> pivot (sum(a) for b in (1)) unpivot (a for b in (c))', 'NOT_ALLOWED_IN_FROM.UNPIVOT_WITH_PIVOT', {}],
  ['table t |> tablesample ()', '_LEGACY_ERROR_TEMP_0014', {}],
  ["load data inpath 'x' into table t partition (a)", 'INVALID_SQL_SYNTAX.EMPTY_PARTITION_VALUE', { partKey: '`a`' }],
  ['truncate table t partition (a)', 'INVALID_SQL_SYNTAX.EMPTY_PARTITION_VALUE', { partKey: '`a`' }],
  ['create role x', 'INVALID_STATEMENT_OR_CLAUSE', { operation: 'CREATE ROLE' }],
  ['show roles', 'INVALID_STATEMENT_OR_CLAUSE', { operation: 'SHOW ROLES' }],
  ['set role x', 'INVALID_STATEMENT_OR_CLAUSE', { operation: 'SET ROLE' }],
  ['dfs -ls', 'INVALID_STATEMENT_OR_CLAUSE', { operation: 'DFS' }],
  [
    'select * from a asof join b match_condition (a.x > b.y)',
    'UNSUPPORTED_FEATURE.ASOF_JOIN',
    { config: '"spark.sql.join.asofJoin.enabled"' },
  ],
])('%s raises %s', (sql, condition, parameters) => {
  const error = errorOf(sql);
  expect(error.condition).toBe(condition);
  expect(error.messageParameters).toEqual(parameters);
});

test.each([
  [
    'select f(1 2)',
    `[PARSE_SYNTAX_ERROR] Syntax error at or near '2': extra input '2'. SQLSTATE: 42601 (line 1, pos 11)

== SQL ==
select f(1 2)
-----------^^^
`,
  ],
  [
    'drop table a b',
    `[PARSE_SYNTAX_ERROR] Syntax error at or near 'b': extra input 'b'. SQLSTATE: 42601 (line 1, pos 13)

== SQL ==
drop table a b
-------------^^^
`,
  ],
  [
    'select * from t where a = = 1',
    `[PARSE_SYNTAX_ERROR] Syntax error at or near '='. SQLSTATE: 42601 (line 1, pos 26)

== SQL ==
select * from t where a = = 1
--------------------------^^^
`,
  ],
  [
    'select 1 /* abc',
    `[UNCLOSED_BRACKETED_COMMENT] Found an unclosed bracketed comment. Please, append */ at the end of the comment. SQLSTATE: 42601
== SQL ==
select 1 /* abc`,
  ],
  [
    'select a from t group by a b having c',
    `[PARSE_SYNTAX_ERROR] Syntax error at or near 'b': extra input 'b'. SQLSTATE: 42601
== SQL ==
select a from t group by a b having c`,
  ],
  [
    'merge into t using s on a',
    `[MERGE_WITHOUT_WHEN] There must be at least one WHEN clause in a MERGE statement. SQLSTATE: 42601
== SQL (line 1, position 1) ==
merge into t using s on a
^^^^^^^^^^^^^^^^^^^^^^^^^
`,
  ],
  [
    'begin begin select 1; end m; end',
    `{LINE:1} [END_LABEL_WITHOUT_BEGIN_LABEL] End label \`m\` can not exist without begin label. SQLSTATE: 42K0L`,
  ],
  [
    'select 128Y',
    `[INVALID_NUMERIC_LITERAL_RANGE] Numeric literal 128 is outside the valid range for tinyint with minimum value of -128 and maximum value of 127. Please adjust the value accordingly. SQLSTATE: 22003
== SQL (line 1, position 8) ==
select 128Y
       ^^^^
`,
  ],
  [
    'select cast(a as decimal(5, 6))',
    `[DECIMAL_SCALE_EXCEEDS_PRECISION] Decimal scale (6) cannot be greater than precision (5). SQLSTATE: 22003
== SQL ==
select cast(a as decimal(5, 6))`,
  ],
  [
    "select foo 'x'",
    `[UNSUPPORTED_TYPED_LITERAL] Literals of the type "FOO" are not supported. Supported types are "DATE", "TIMESTAMP_NTZ", "TIMESTAMP_LTZ", "TIMESTAMP", "INTERVAL", "X", "TIME". SQLSTATE: 0A000
== SQL (line 1, position 8) ==
select foo 'x'
       ^^^^^^^
`,
  ],
  [
    'select * from values (1, 2), (3)',
    `[INVALID_INLINE_TABLE.NUM_COLUMNS_MISMATCH] Invalid inline table. Inline table expected 2 columns but found 1 columns in row 1. SQLSTATE: 42000
== SQL (line 1, position 15) ==
select * from values (1, 2), (3)
              ^^^^^^^^^^^^^^^^^^
`,
  ],
  [
    'use a-b',
    `[INVALID_IDENTIFIER] The unquoted identifier a-b is invalid and must be back quoted as: \`a-b\`.
Unquoted identifiers can only contain ASCII letters ('a' - 'z', 'A' - 'Z'), digits ('0' - '9'), and underbar ('_').
Unquoted identifiers must also not start with a digit.
Different data sources and meta stores may impose additional restrictions on valid identifiers. SQLSTATE: 42602 (line 1, pos 5)

== SQL ==
use a-b
-----^^^
`,
  ],
  [
    'create role x',
    `[INVALID_STATEMENT_OR_CLAUSE] The statement or clause: CREATE ROLE is not valid. SQLSTATE: 42601
== SQL (line 1, position 1) ==
create role x
^^^^^^^^^^^^^
`,
  ],
])('%s shows its place', (sql, message) => {
  expect(errorOf(sql).message).toBe(message);
});

test('a syntax error comes before what else is wrong', () => {
  expect(errorOf("select foo 'x', date 'y', cast(a as bar), 1 2").condition).toBe('PARSE_SYNTAX_ERROR');
  expect(errorOf("select foo 'x', cast(a as bar)").condition).toBe('UNSUPPORTED_TYPED_LITERAL');
});

test('a place in a long line is shown with the text around it', () => {
  const sql = `select ${'a, '.repeat(40)}cast(1 as foo)${', b'.repeat(40)}\nfrom t`;
  expect(errorOf(sql).message).toBe(`[UNSUPPORTED_DATATYPE] Unsupported data type "FOO". SQLSTATE: 0A000
== SQL (line 1, position 138) ==
... a, a, a, a, a, a, a, cast(1 as foo), b, b, b, b, b, b, b, b, b, b,...
                                   ^^^
`);
});
