import { expect, test } from 'vitest';
import { RecordTime } from '../../../src/sql/jvm/record-time.js';
import { TimeZones, utc } from '../../../src/sql/jvm/time-zones.js';
import { defaultXmlOptions } from '../../../src/sql/jvm/xml-options.js';
import { fromXml, inferXml, type XmlReadOptions } from '../../../src/sql/jvm/xml-reader.js';
import { toXml } from '../../../src/sql/jvm/xml-writer.js';
import { StructType } from '../../../src/sql/types/index.js';
import { Decimal } from '../../../src/sql/values/decimal.js';
import { MapValue, type Value } from '../../../src/sql/values/value.js';

const time = new RecordTime({ settings: { timeZone: utc, timeZones: new TimeZones(), nowMicros: 0n, conf: () => undefined } });
const options: XmlReadOptions = {
  ...defaultXmlOptions,
  time,
  mode: 'PERMISSIVE',
  columnNameOfCorruptRecord: '_corrupt_record',
};

// Answers of Spark 4.3.
const records: readonly (readonly [xml: string, ddl: string, row: Value])[] = [
  ['<p><a>1</a><b>x</b></p>', 'a INT, b STRING', [1, 'x']],
  ["<p a='1'><b>x</b></p>", '_a INT, b STRING', [1, 'x']],
  ['<p><a>1</a><a>2</a></p>', 'a ARRAY<INT>', [[1, 2]]],
  ['<p><a>1</a><a>2</a></p>', 'a INT', [2]],
  ['<p><a><b>1</b><c>2</c></a></p>', 'a STRUCT<b:INT,c:INT>', [[1, 2]]],
  ['<p><a>bad</a><b>1</b></p>', 'a INT, b INT', [null, null]],
  ['<p><a> x </a></p>', 'a STRING', ['x']],
  ['<p>text<a>1</a></p>', 'a INT, _VALUE STRING', [1, 'text']],
  ["<p><a i='3'>5</a></p>", 'a STRUCT<_VALUE:INT,_i:INT>', [[5, 3]]],
  ['<p><a><x>1</x><y>2</y></a></p>', 'a MAP<STRING,INT>', [new MapValue(['x', 'y'], [1, 2])]],
  ['<p><a>1</a>', 'a INT', [null]],
  ['junk', 'a INT', [null]],
  ['<p><a/></p>', 'a STRING', ['']],
  ['<p><a></a></p>', 'a INT', [null]],
  ['<p><A>1</A></p>', 'a INT', [1]],
  ['<p><a><![CDATA[<z>]]></a></p>', 'a STRING', ['<z>']],
  ['<p><a><b>1</b>t</a></p>', 'a STRING', ['<b>1</b>t']],
  ['<p><a>x</a></p>', 'a INT, _corrupt_record STRING', [null, '<p><a>x</a></p>']],
  ['<p><a><b>1</b></a><a><b>2</b></a></p>', 'a ARRAY<STRUCT<b:INT>>', [[[1], [2]]]],
  ['<p><a>1.5</a></p>', 'a DECIMAL(5,2)', [new Decimal(150n, 2)]],
];

test.each(records)('%s read as %s', (xml, ddl, row) => expect(fromXml(xml, StructType.fromDDL(ddl), options)).toEqual(row));

test.each([
  ['<p><a>1</a><b>x</b></p>', 'STRUCT<a: BIGINT, b: STRING>'],
  ["<p a='1'><b>x</b></p>", 'STRUCT<_a: BIGINT, b: STRING>'],
  ['<p><a>1</a><a>2</a></p>', 'STRUCT<a: ARRAY<BIGINT>>'],
  ['<p><a><b>1</b><c>2</c></a></p>', 'STRUCT<a: STRUCT<b: BIGINT, c: BIGINT>>'],
  ['<p><a>bad</a><b>1</b></p>', 'STRUCT<a: STRING, b: BIGINT>'],
  ['<p><a> x </a></p>', 'STRUCT<a: STRING>'],
  ['<p>text<a>1</a></p>', 'STRUCT<_VALUE: STRING, a: BIGINT>'],
  ["<p><a i='3'>5</a></p>", 'STRUCT<a: STRUCT<_VALUE: BIGINT, _i: BIGINT>>'],
  ['<p><a><x>1</x><y>2</y></a></p>', 'STRUCT<a: STRUCT<x: BIGINT, y: BIGINT>>'],
  ['<p/>', 'STRUCT<>'],
  ['<p></p>', 'STRUCT<>'],
  ['<p><a/></p>', 'STRUCT<a: STRING>'],
  ['<p><a></a></p>', 'STRUCT<a: STRING>'],
  ['<p><A>1</A></p>', 'STRUCT<A: BIGINT>'],
  ['<p><a><![CDATA[<z>]]></a></p>', 'STRUCT<a: STRING>'],
  ['<p><a><b>1</b>t</a></p>', 'STRUCT<a: STRUCT<_VALUE: STRING, b: BIGINT>>'],
  ['<p><a>true</a><b>2024-01-02</b><c>1.5</c></p>', 'STRUCT<a: BOOLEAN, b: DATE, c: DOUBLE>'],
  ["<p><n:a xmlns:n='u'>1</n:a></p>", 'STRUCT<`n:a`: STRUCT<_VALUE: BIGINT, `_xmlns:n`: STRING>>'],
  ['<p><z>1</z></p>', 'STRUCT<z: BIGINT>'],
  ['<p><a>1</a></p>', 'STRUCT<a: BIGINT>'],
  ['<p><a>x</a></p>', 'STRUCT<a: STRING>'],
  ["<?xml version='1.0'?><!-- c --><p><a>1</a></p>", 'STRUCT<a: BIGINT>'],
  ['<p><a><b>1</b></a><a><b>2</b></a></p>', 'STRUCT<a: ARRAY<STRUCT<b: BIGINT>>>'],
  ['<p><a>1e3</a><b>Infinity</b></p>', 'STRUCT<a: DOUBLE, b: STRING>'],
  ['<p><a>1</a><b>2</b></p>', 'STRUCT<a: BIGINT, b: BIGINT>'],
  ['<p><a>2024-01-02T03:04:05Z</a></p>', 'STRUCT<a: TIMESTAMP>'],
])('%s has the type %s', (xml, sql) => expect(inferXml(xml, options)?.sql).toBe(sql));

test('what is no XML has no type', () => expect(inferXml('<p>', options)).toBeUndefined());

const written: readonly (readonly [ddl: string, row: readonly Value[], xml: string])[] = [
  ['a INT, b STRING', [1, 'x<&>"'], '<ROW>\n    <a>1</a>\n    <b>x&lt;&amp;>"</b>\n</ROW>'],
  ['_a INT, b STRING', [1, null], '<ROW a="1"/>'],
  ['a ARRAY<INT>', [[1, 2, null]], '<ROW>\n    <a>1</a>\n    <a>2</a>\n</ROW>'],
  ['a MAP<STRING,INT>', [new MapValue(['k', 'l'], [1, 2])], '<ROW>\n    <a>\n        <k>1</k>\n        <l>2</l>\n    </a>\n</ROW>'],
  ['a STRUCT<b:INT,_c:INT>', [[1, 2]], '<ROW>\n    <a c="2">\n        <b>1</b>\n    </a>\n</ROW>'],
  ['a ARRAY<STRUCT<b:INT>>', [[[1], [2]]], '<ROW>\n    <a>\n        <b>1</b>\n    </a>\n    <a>\n        <b>2</b>\n    </a>\n</ROW>'],
  ['_VALUE STRING, _i INT', ['t', 1], '<ROW i="1">t</ROW>'],
  ['a INT', [null], '<ROW/>'],
  ['a STRING', [''], '<ROW>\n    <a></a>\n</ROW>'],
  [
    'a ARRAY<ARRAY<INT>>',
    [[[1, 2], [3]]],
    '<ROW>\n    <a>\n        <item>1</item>\n        <item>2</item>\n    </a>\n    <a>\n        <item>3</item>\n    </a>\n</ROW>',
  ],
  [
    'a DOUBLE, b BOOLEAN, c DECIMAL(3,2)',
    [1.5, true, new Decimal(150n, 2)],
    '<ROW>\n    <a>1.5</a>\n    <b>true</b>\n    <c>1.50</c>\n</ROW>',
  ],
  ['a STRUCT<_VALUE:INT,_x:STRING>', [[1, 'q']], '<ROW>\n    <a x="q">1</a>\n</ROW>'],
  ['a BINARY', [new Uint8Array([104, 105])], '<ROW>\n    <a>[68 69]</a>\n</ROW>'],
];

test.each(written)('a row of %s is written as XML: %o', (ddl, row, xml) => {
  expect(toXml(row, StructType.fromDDL(ddl), options)).toBe(xml);
});

test('FAILFAST shows the row that could be read', () => {
  expect(() => fromXml('<p><a>x</a></p>', StructType.fromDDL('a INT'), { ...options, mode: 'FAILFAST' })).toThrow(
    expect.objectContaining({ condition: 'MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION' }),
  );
});
