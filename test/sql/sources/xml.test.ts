/** Files of XML as Apache Spark 4.3 reads and writes them. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { conditionOf, localSession } from '../../support/local-session.js';

const spark = localSession();
const directory = mkdtempSync(join(tmpdir(), 'xml-'));
afterAll(() => rmSync(directory, { recursive: true }));

type Options = Readonly<Record<string, string | boolean>>;
const path = join(directory, 'a.xml');

function read(text: string, options: Options = {}, schema?: string) {
  writeFileSync(path, text);
  const reader = spark.read.options({ rowTag: 'row', ...options });
  return (schema === undefined ? reader : reader.schema(schema)).xml(path);
}
/** The schema, and each row. */
function shown(...args: Parameters<typeof read>): string[] {
  const frame = read(...args);
  return [frame.schema.simpleString.replace(/^struct/, ''), ...frame.collect().map(String)];
}

const books = `<?xml version="1.0"?>
<catalog>
  <!-- <book>commented</book> -->
  <book id="b1" price="1.5"><author>Ann</author><n>1</n><tag>a</tag><tag>b</tag><d>2020-01-02</d></book>
  <book id="b2"><author>Bob</author><title>Two &amp; <![CDATA[<x>]]></title><n>2.5</n><info lang="en">text</info></book>
  <book id="b3"/>
  <book id="b4">plain</book>
  <bookx>no</bookx>
  <shelf><book id="b5"><n>bad</n><author>Eve</author></book></shelf>
</catalog>
`;

describe('reading', () => {
  it('takes each element of the tag for a row, wherever it stands', () => {
    expect(shown(books, { rowTag: 'book' })).toEqual([
      '<_VALUE:string,_id:string,_price:double,author:string,d:date,info:struct<_VALUE:string,_lang:string>,n:string,tag:array<string>,title:string>',
      '[null,b1,1.5,Ann,2020-01-02,null,1,ArraySeq(a, b),null]',
      '[null,b2,null,Bob,null,[text,en],2.5,null,Two & <x>]',
      '[null,b3,null,null,null,null,null,null,null]',
      '[plain,b4,null,null,null,null,null,null,null]',
      '[null,b5,null,Eve,null,null,bad,null,null]',
    ]);
    expect(shown(books, { rowTag: 'author' })).toEqual(['<_VALUE:string>', '[Ann]', '[Bob]', '[Eve]']);
    expect(shown(books, { rowTag: 'none' })).toEqual(['<>']);
    expect(shown('<r><row><a>1</a><row><a>2</a></row></row><row><a>3</a></row></r>')).toEqual([
      '<a:bigint,row:struct<a:bigint>>',
      '[1,[2]]',
      '[3,null]',
    ]);
  });

  it('widens types over rows: items beside arrays, texts beside structs', () => {
    const rows =
      '<row><n/><t>a</t><s>5</s><k><z>1</z></k></row><row><n>1.5</n><t>b</t><t>c</t><s q="1">6</s><k>x</k></row><row><n>2.5</n></row>';
    expect(shown(`<r>${rows}</r>`)).toEqual([
      '<k:string,n:double,s:struct<_VALUE:bigint,_q:bigint>,t:array<string>>',
      '[<z>1</z>,null,[5,null],ArraySeq(a)]',
      '[x,1.5,[6,1],ArraySeq(b, c)]',
      '[null,2.5,null,null]',
    ]);
    expect(shown('<r><row><A>2</A><a>3</a></row></r>')).toEqual(['<A:array<bigint>>', '[ArraySeq(2, 3)]']);
  });

  it('knows its options', () => {
    expect(shown('<r><row a="1">t</row></r>', { attributePrefix: '@', valueTag: '#' })).toEqual(['<#:string,@a:bigint>', '[t,1]']);
    expect(shown('<r><row a="1"><b>1</b></row></r>', { excludeAttribute: true, inferSchema: false })).toEqual(['<b:string>', '[1]']);
    expect(shown('<r><row><b> x </b></row></r>', { ignoreSurroundingSpaces: false })).toEqual(['<b:string>', '[ x ]']);
    const spaces = '<r xmlns:p="u"><p:row xmlns="v" k="1" p:j="2"><a>1</a><p:b>2</p:b></p:row></r>';
    expect(shown(spaces, { rowTag: 'p:row' })).toEqual(['<_k:bigint,_p:j:bigint,_xmlns:string,a:bigint,p:b:bigint>', '[1,2,v,1,2]']);
    expect(shown(spaces, { ignoreNamespace: true })).toEqual(['<_j:bigint,_k:bigint,_xmlns:string,a:bigint,b:bigint>', '[2,1,v,1,2]']);
    expect(conditionOf(() => spark.read.xml(path))).toBe('XML_ROW_TAG_MISSING');
  });

  it('keeps what fits of a malformed row; the whole file is the corrupt record', () => {
    const text = '<r><row><a>x</a><b>1</b></row><row><b>2</b></row></r>';
    const schema = 'b int, a int, _corrupt_record string';
    expect(shown(text, {}, schema).slice(1)).toEqual([`[null,null,${text}]`, '[2,null,null]']);
    expect(shown(text, { mode: 'DROPMALFORMED' }, schema).slice(1)).toEqual(['[2,null,null]']);
    expect(conditionOf(() => shown(text, { mode: 'FAILFAST' }, schema))).toBe('FAILED_READ_FILE.NO_HINT');
  });

  it.each([
    ['<r><row><a>1</a></row><row><a>2</b></row><row><a>3</a></row></r>', 1],
    ['<row><a>1</a></row><row><a>2', 1],
    ['<row><a>1</a></row>\n<row><a>2</a></row>', 1],
    ['<r><row><a>1</a></row></r> junk', 1],
    ['<r><row><a>1</a></row></q><row><a>2</a></row></r>', 1],
    ['<r>a & b<row><a>1</a></row></r>', 0],
    ['junk <row><a>1</a></row>', 0],
    ['<r><x></y><row><a>1</a></row></r>', 0],
  ])('goes no further than to what is no XML: %s', (text, good) => {
    const rows = good === 1 ? ['[1,null]'] : [];
    expect(shown(text, {}, 'a int, _corrupt_record string').slice(1)).toEqual([...rows, `[null,${text}]`]);
    expect(read(text).columns).toEqual(good === 1 ? ['_corrupt_record', 'a'] : ['_corrupt_record']);
  });

  it('reads files without a row, without an end, and with declarations', () => {
    expect(shown('', {}, 'a int').slice(1)).toEqual([]);
    expect(shown('<r><row><a>1</a></row>', {}, 'a int').slice(1)).toEqual(['[1]']);
    expect(shown('<!DOCTYPE r [<!ENTITY e "x">]><r><row><a>&lt;1&#65;</a></row></r>')).toEqual(['<a:string>', '[<1A]']);
  });

  it('takes texts that are there already', () => {
    const texts = spark.sparkContext.parallelize(['<row><a>1</a></row>', '<row><a>2</a></row>']);
    expect(spark.read.option('rowTag', 'row').xml(texts).collect().map(String).sort()).toEqual(['[1]', '[2]']);
  });
});

describe('writing', () => {
  const out = join(directory, 'out');
  function written(query: string, options: Options = {}): string {
    spark
      .sql(query)
      .write.options({ rowTag: 'item', ...options })
      .mode('overwrite')
      .xml(out);
    const part = readdirSync(out).find(name => /^part-00000-[0-9a-f-]{36}-c000\.xml$/.test(name))!;
    return readFileSync(join(out, part), 'utf8');
  }

  it('makes an element of each row', () => {
    const query =
      "SELECT 1 a, 'x<y' b, CAST(NULL AS STRING) c, array(1, 2) xs, named_struct('_at', 5, 'z', true) s UNION ALL SELECT 2, 'q', 'w', array(), NULL";
    expect(written(query)).toBe(
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<ROWS>\n    <item>\n        <a>1</a>\n        <b>x&lt;y</b>\n        <xs>1</xs>\n        <xs>2</xs>\n        <s at="5">\n            <z>true</z>\n        </s>\n    </item>\n    <item>\n        <a>2</a>\n        <b>q</b>\n        <c>w</c>\n    </item>\n</ROWS>',
    );
    expect(spark.read.option('rowTag', 'item').xml(out).select('a', 'b', 's._at').collect().map(String)).toEqual([
      '[1,x<y,5]',
      '[2,q,null]',
    ]);
  });

  it('knows its options', () => {
    expect(written('SELECT 1 a, CAST(NULL AS INT) b', { indent: '', declaration: '', rootTag: 'items foo="bar"', nullValue: 'NIL' })).toBe(
      '<items foo="bar">\n<item><a>1</a><b>NIL</b></item>\n</items>',
    );
    expect(written('SELECT 1 a WHERE false')).toBe('');
    expect(() => written('SELECT 1 a', { rootTag: '<x>' })).toThrow("'rootTag' should not include angle brackets");
    expect(conditionOf(() => spark.range(1).write.xml(join(directory, 'other')))).toBe('XML_ROW_TAG_MISSING');
  });

  it('works for tables and views', () => {
    spark.sql("CREATE TABLE of_xml (a INT, b STRING) USING xml OPTIONS (rowTag 'r')");
    spark.sql("INSERT INTO of_xml VALUES (1, 'x'), (2, NULL)");
    expect(spark.table('of_xml').collect().map(String)).toEqual(['[1,x]', '[2,null]']);
    spark.sql('DROP TABLE of_xml');
    writeFileSync(path, books);
    spark.sql(`CREATE TEMP VIEW books USING xml OPTIONS (path '${path}', rowTag 'book')`);
    expect(spark.sql('SELECT count(_id) FROM books').first().get(0)).toBe(5);
    spark.sql('CREATE TABLE without_tag (a INT) USING xml');
    expect(conditionOf(() => spark.sql('INSERT INTO without_tag VALUES (1)'))).toBe('XML_ROW_TAG_MISSING');
    spark.sql('DROP TABLE without_tag');
  });
});

it('a query of nothing but the corrupt record is refused, and so are names that are there twice', () => {
  const json = join(directory, 'a.json');
  writeFileSync(json, '{"o":{"a":1,"A":2}}\n');
  const corrupt = spark.read.schema('a int, _corrupt_record string');
  for (const frame of [corrupt.json(json), corrupt.csv(json)])
    expect(conditionOf(() => frame.select('_corrupt_record').collect())).toBe('UNSUPPORTED_FEATURE.QUERY_ONLY_CORRUPT_RECORD_COLUMN');
  expect(conditionOf(() => spark.read.json(json))).toBe('COLUMN_ALREADY_EXISTS');
  expect(conditionOf(() => spark.read.schema('a int, A int').csv(json))).toBe('COLUMN_ALREADY_EXISTS');
});
