import { expect, test } from 'vitest';
import { defaultParserOptions, type ParserOptions, parserOptionsOf } from '../../../src/sql/parser/parser-options.js';
import {
  parameterMarkersOf,
  parseDataType,
  parseExpression,
  parseMultipartIdentifier,
  parsePlan,
  parseTableSchema,
  withArguments,
} from '../../../src/sql/parser/sql-parser.js';
import { planText } from './plan-text.js';

const under = (changed: Partial<ParserOptions>): ParserOptions => ({ ...defaultParserOptions, ...changed });
const expressionText = (sql: string, changed: Partial<ParserOptions>) => planText(parseExpression(sql, under(changed)));

test('settings of the session become options', () => {
  const settings: Record<string, string> = {
    'spark.sql.ansi.enforceReservedKeywords': 'true',
    'spark.sql.ansi.doubleQuotedIdentifiers': 'TRUE',
    'spark.sql.session.timeZone': 'Europe/Paris',
    'spark.sql.timestampType': 'timestamp_ntz',
  };
  expect(parserOptionsOf(key => settings[key])).toMatchObject({
    enforceReservedKeywords: true,
    doubleQuotedIdentifiers: true,
    timeZone: 'Europe/Paris',
    timestampType: 'TIMESTAMP_NTZ',
  });
  settings['spark.sql.ansi.enabled'] = 'false';
  expect(parserOptionsOf(key => settings[key])).toMatchObject({ enforceReservedKeywords: false, doubleQuotedIdentifiers: false });
});

test('almost any keyword is a name, unless reserved ones are enforced', () => {
  expect(planText(parsePlan('select from.select as order from table where'))).toBe('project(from.select as order from table@where)');
  expect(() => parseExpression('table', under({ enforceReservedKeywords: true }))).toThrowError(/Syntax error at or near 'table'/);
  expect(expressionText('current_date', { enforceReservedKeywords: true })).toBe('current_date()');
});

test('double quotes are of strings, or of names', () => {
  expect(expressionText('"a"', {})).toBe('a:string');
  expect(expressionText('"a""b"', { doubleQuotedIdentifiers: true })).toBe('a"b');
});

test('backslashes and doubled quotes of strings', () => {
  expect(expressionText(String.raw`'a\nb'`, { escapedStringLiterals: true })).toBe(String.raw`a\nb:string`);
  expect(expressionText("'a''b'", { consecutiveStringLiterals: true })).toBe('ab:string');
});

test('legacy intervals are calendar intervals', () => {
  expect(expressionText('interval 1 month 2 days', { legacyInterval: true })).toBe('{"months":1,"days":2,"microseconds":"0"}:interval');
});

test('numbers with an exponent may be decimals', () => {
  expect(expressionText('1.5e1', { exponentLiteralAsDecimal: true })).toBe('15:decimal(2,0)');
});

test('a timestamp without a zone is one of the session, or of none', () => {
  expect(expressionText("timestamp'2020-07-01 00:00:00'", { timeZone: 'Europe/Paris' })).toBe('1593554400000000:timestamp');
  expect(expressionText("timestamp'2020-07-01 00:00:00'", { timestampType: 'TIMESTAMP_NTZ' })).toBe('1593561600000000:timestamp_ntz');
  expect(expressionText("timestamp'2020-07-01 00:00:00Z'", { timestampType: 'TIMESTAMP_NTZ' })).toBe('1593561600000000:timestamp');
  expect(expressionText("date'today'", { nowMs: () => 86_400_000 })).toBe('1:date');
});

test('one bar may be a pipe', () => {
  expect(planText(parsePlan('table t | where a'))).toBe('filter(t, a)');
  expect(() => parsePlan('table t | where a', under({ singleCharacterPipe: false }))).toThrowError(/near '\|'/);
});

test('INTERSECT binds as UNION does in the legacy order', () => {
  const sql = 'values 1 union values 2 intersect values 3';
  expect(planText(parsePlan(sql))).toContain('setOperation{operation="union"}(inlineTable');
  expect(planText(parsePlan(sql, under({ legacySetOperationsPrecedence: true })))).toContain(
    'setOperation{operation="intersect"}(setOperation',
  );
});

test('IDENTIFIER of a string is a name anywhere, unless by the legacy rule', () => {
  expect(expressionText("1 as identifier('x')", {})).toBe('1:int as x');
  expect(() => parseExpression("1 as identifier('x')", under({ legacyIdentifierClause: true }))).toThrowError(/near '\('/);
});

test('quoted names may be regular expressions', () => {
  expect(expressionText('t.a', { quotedRegexColumnNames: true })).toBe('t.a');
  expect(expressionText('`a.*`', { quotedRegexColumnNames: true })).toBe('unresolvedRegex{pattern="a.*"}()');
});

test('variables are put in before the text is read', () => {
  const options = parserOptionsOf(key => ({ x: '${y}', y: '42' })[key]);
  expect(planText(parsePlan('select ${x}, ${hivevar:y}', options))).toBe('project(42:int, 42:int from oneRow)');
  expect(() => parsePlan('select ${z}', options)).toThrowError(/near '\$'/);
});

test('markers stand for strings and numbers too, once their arguments are in the text', () => {
  const sql = "select :a, ?, cast(x as decimal(:p, 2)), interval :n day from identifier(:t '.u') where b = ?";
  const markers = parameterMarkersOf(sql);
  expect(markers.map(({ name }) => name)).toEqual(['a', undefined, 'p', 'n', 't', undefined]);
  const filled = withArguments(sql, markers, ({ name }, position) =>
    name === undefined ? String(position) : name === 'p' ? '10' : `'${name === 'n' ? 1 : name}'`,
  );
  expect(filled).toBe("select 'a', 0, cast(x as decimal(10, 2)), interval '1' day from identifier('t' '.u') where b = 1");
  expect(planText(parsePlan(filled))).toContain('filter(t.u, =(b, 1:int))');
});

test('types, schemas and names are read alone', () => {
  expect(parseDataType('map<string, array<struct<a: int, b: decimal(10, 2)>>>').simpleString).toBe(
    'map<string,array<struct<a:int,b:decimal(10,2)>>>',
  );
  expect(parseTableSchema("a int, `b c` string not null comment 'x'").toDDL).toBe("a INT,`b c` STRING NOT NULL COMMENT 'x'");
  expect(parseMultipartIdentifier('a.`b.c`.`d``e`')).toEqual(['a', 'b.c', 'd`e']);
});

test.each([
  ['numeric(5)', 'decimal(5,0)'],
  ['dec', 'decimal(10,0)'],
  ['real', 'float'],
  ['byte', 'tinyint'],
  ['timestamp with local time zone', 'timestamp'],
  ['timestamp without time zone', 'timestamp_ntz'],
  ['timestamp(6)', 'timestamp'],
  ['time', 'time(6)'],
  ['interval', 'interval'],
  ['interval day to minute', 'interval day to minute'],
  ['character(3)', 'char(3)'],
  ['string collate utf8_lcase', 'string collate UTF8_LCASE'],
  ['struct<>', 'struct<>'],
  ['array<array<int>>', 'array<array<int>>'],
  ['void', 'void'],
])('the type %s is %s', (ddl, type) => {
  expect(parseDataType(ddl).simpleString).toBe(type);
});

test.each([
  ['foo', 'UNSUPPORTED_DATATYPE'],
  ['int(3)', 'UNSUPPORTED_DATATYPE'],
  ['decimal(10,2,3)', 'UNSUPPORTED_DATATYPE'],
  ['decimal(39,1)', 'DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION'],
  ['char', 'DATATYPE_MISSING_SIZE'],
  ['array', 'INCOMPLETE_TYPE_DEFINITION.ARRAY'],
  ['string collate foo', 'COLLATION_INVALID_NAME'],
  ['timestamp(3)', 'INVALID_TIMESTAMP_PRECISION'],
  ['timestamp(9)', 'FEATURE_NOT_ENABLED'],
  ['interval month to year', 'PARSE_SYNTAX_ERROR'],
  ['array<int', 'PARSE_SYNTAX_ERROR'],
  ['int int', 'PARSE_SYNTAX_ERROR'],
  ['', 'PARSE_EMPTY_STATEMENT'],
])('the type %s raises %s', (ddl, condition) => {
  expect(() => parseDataType(ddl)).toThrowError(expect.objectContaining({ condition }));
});
