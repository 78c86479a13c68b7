import { expect, test } from 'vitest';
import { collatedString, IntegerType, StringType, StructField, StructType } from '../../../src/sql/types/index.js';

const schema = new StructType()
  .add('a b', 'int', false)
  .add('s', StringType, true, { comment: 'it\'s a "c"', k: 5 })
  .add('arr', 'array<struct<`x y`: decimal(5,2)>>')
  .add('mp', 'map<string,bigint>')
  .add('c', 'string collate utf8_lcase')
  .add('123', 'varchar(4)')
  .add('co', 'array<string collate unicode>');

// Answers of Spark 4.3.
test('a schema has the texts that Spark gives it', () => {
  expect(schema.simpleString).toBe(
    'struct<a b:int,s:string,arr:array<struct<x y:decimal(5,2)>>,mp:map<string,bigint>,c:string collate UTF8_LCASE,123:varchar(4),co:array<string collate UNICODE>>',
  );
  expect(schema.sql).toBe(
    "STRUCT<`a b`: INT NOT NULL, s: STRING COMMENT 'it\\'s a \"c\"', arr: ARRAY<STRUCT<`x y`: DECIMAL(5,2)>>, mp: MAP<STRING, BIGINT>, c: STRING COLLATE UTF8_LCASE, `123`: VARCHAR(4), co: ARRAY<STRING COLLATE UNICODE>>",
  );
  expect(schema.toDDL).toBe(
    "`a b` INT NOT NULL,s STRING COMMENT 'it\\'s a \"c\"',arr ARRAY<STRUCT<`x y`: DECIMAL(5,2)>>,mp MAP<STRING, BIGINT>,c STRING COLLATE UTF8_LCASE,`123` VARCHAR(4),co ARRAY<STRING COLLATE UNICODE>",
  );
});

test('collations are in the metadata of JSON, where older readers see strings', () => {
  const json = JSON.parse(schema.json()).fields;
  expect(json[4]).toEqual({ name: 'c', type: 'string', nullable: true, metadata: { __COLLATIONS: { c: 'spark.UTF8_LCASE' } } });
  expect(json[6]).toEqual({
    name: 'co',
    type: { type: 'array', elementType: 'string', containsNull: true },
    nullable: true,
    metadata: { __COLLATIONS: { 'co.element': 'icu.UNICODE' } },
  });
  expect(StructType.fromJson(schema.json()).sql).toBe(schema.sql);
  expect(StructType.fromJson(schema.json()).field('c').dataType.equals(collatedString('UTF8_LCASE'))).toBe(true);
});

test('DDL is read back into the same schema', () => {
  const plain = new StructType()
    .add('a b', 'int', false)
    .add('s', 'string', true, 'it\'s a "c"')
    .add('arr', 'array<struct<x: decimal(5,2)>>');
  expect(StructType.fromDDL(plain.toDDL).json()).toBe(plain.json());
});

test('pretty JSON is laid out as Spark lays it out', () => {
  expect(new StructType().add('a', 'int', false).add('m', 'array<int>', true, { comment: 'c' }).prettyJson).toBe(`{
  "type" : "struct",
  "fields" : [ {
    "name" : "a",
    "type" : "integer",
    "nullable" : false,
    "metadata" : { }
  }, {
    "name" : "m",
    "type" : {
      "type" : "array",
      "elementType" : "integer",
      "containsNull" : true
    },
    "nullable" : true,
    "metadata" : {
      "comment" : "c"
    }
  } ]
}`);
});

test('the tree of a schema nests elements, keys and values', () => {
  expect(schema.treeString()).toBe(`root
 |-- a b: integer (nullable = false)
 |-- s: string (nullable = true)
 |-- arr: array (nullable = true)
 |    |-- element: struct (containsNull = true)
 |    |    |-- x y: decimal(5,2) (nullable = true)
 |-- mp: map (nullable = true)
 |    |-- key: string
 |    |-- value: long (valueContainsNull = true)
 |-- c: string collate UTF8_LCASE (nullable = true)
 |-- 123: varchar(4) (nullable = true)
 |-- co: array (nullable = true)
 |    |-- element: string collate UNICODE (containsNull = true)
`);
  expect(schema.treeString(1)).not.toContain('element');
  expect(new StructType().treeString()).toBe('root\n');
});

test('the short text of a wide struct is cut, the catalog text is not', () => {
  const wide = new StructType(Array.from({ length: 30 }, (_, i) => new StructField(`c${i}`, IntegerType)));
  expect(wide.simpleString.endsWith('c24:int,... 5 more fields>')).toBe(true);
  expect(wide.catalogString.endsWith('c29:int>')).toBe(true);
});

test('fields are found by their exact name', () => {
  expect(schema.fieldIndex('s')).toBe(1);
  expect(schema.fieldNames).toEqual(['a b', 's', 'arr', 'mp', 'c', '123', 'co']);
  expect(schema.field('s').comment).toBe('it\'s a "c"');
  expect(() => schema.field('S')).toThrowError(
    expect.objectContaining({
      condition: 'FIELD_NOT_FOUND',
      message: '[FIELD_NOT_FOUND] No such struct field `S` in `a b`, `s`, `arr`, `mp`, `c`, `123`, `co`. SQLSTATE: 42704',
    }),
  );
});
