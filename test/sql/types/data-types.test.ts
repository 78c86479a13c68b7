import { expect, test } from 'vitest';
import {
  ArrayType,
  BinaryType,
  BooleanType,
  ByteType,
  CalendarIntervalType,
  CharType,
  collatedString,
  DataType,
  DataTypes,
  DateType,
  DayTimeIntervalType,
  DecimalType,
  DoubleType,
  FloatType,
  IntegerType,
  isAnsiInterval,
  isComplex,
  isFractional,
  isIntegral,
  isNumeric,
  LongType,
  MapType,
  NullType,
  nullableOf,
  ShortType,
  StringType,
  StructType,
  TimestampNTZType,
  TimestampType,
  TimeType,
  VarcharType,
  VariantType,
  YearMonthIntervalType,
} from '../../../src/sql/types/index.js';

// Answers of Spark 4.3: simpleString, sql, json, toString, defaultSize.
test.each<[DataType, string, string, string, string, number]>([
  [BooleanType, 'boolean', 'BOOLEAN', '"boolean"', 'BooleanType', 1],
  [ByteType, 'tinyint', 'TINYINT', '"byte"', 'ByteType', 1],
  [ShortType, 'smallint', 'SMALLINT', '"short"', 'ShortType', 2],
  [IntegerType, 'int', 'INT', '"integer"', 'IntegerType', 4],
  [LongType, 'bigint', 'BIGINT', '"long"', 'LongType', 8],
  [FloatType, 'float', 'FLOAT', '"float"', 'FloatType', 4],
  [DoubleType, 'double', 'DOUBLE', '"double"', 'DoubleType', 8],
  [new DecimalType(), 'decimal(10,0)', 'DECIMAL(10,0)', '"decimal(10,0)"', 'DecimalType(10,0)', 8],
  [new DecimalType(38, 18), 'decimal(38,18)', 'DECIMAL(38,18)', '"decimal(38,18)"', 'DecimalType(38,18)', 16],
  [StringType, 'string', 'STRING', '"string"', 'StringType', 20],
  [
    collatedString('UTF8_LCASE'),
    'string collate UTF8_LCASE',
    'STRING COLLATE UTF8_LCASE',
    '"string collate UTF8_LCASE"',
    'StringType(UTF8_LCASE)',
    20,
  ],
  [new CharType(3), 'char(3)', 'CHAR(3)', '"char(3)"', 'CharType(3)', 3],
  [new VarcharType(4), 'varchar(4)', 'VARCHAR(4)', '"varchar(4)"', 'VarcharType(4)', 4],
  [BinaryType, 'binary', 'BINARY', '"binary"', 'BinaryType', 100],
  [DateType, 'date', 'DATE', '"date"', 'DateType', 4],
  [TimestampType, 'timestamp', 'TIMESTAMP', '"timestamp"', 'TimestampType', 8],
  [TimestampNTZType, 'timestamp_ntz', 'TIMESTAMP_NTZ', '"timestamp_ntz"', 'TimestampNTZType', 8],
  [new TimeType(3), 'time(3)', 'TIME(3)', '"time(3)"', 'TimeType(3)', 8],
  [new YearMonthIntervalType('year', 'year'), 'interval year', 'INTERVAL YEAR', '"interval year"', 'YearMonthIntervalType(0,0)', 4],
  [
    new DayTimeIntervalType(),
    'interval day to second',
    'INTERVAL DAY TO SECOND',
    '"interval day to second"',
    'DayTimeIntervalType(0,3)',
    8,
  ],
  [CalendarIntervalType, 'interval', 'INTERVAL', '"interval"', 'CalendarIntervalType', 16],
  [VariantType, 'variant', 'VARIANT', '"variant"', 'VariantType', 2048],
  [NullType, 'void', 'VOID', '"void"', 'NullType', 1],
  [
    new MapType(StringType, LongType),
    'map<string,bigint>',
    'MAP<STRING, BIGINT>',
    '{"type":"map","keyType":"string","valueType":"long","valueContainsNull":true}',
    'MapType(StringType,LongType,true)',
    28,
  ],
  [
    new ArrayType(StructType.of({ 'x y': 'decimal(5,2)' }), false),
    'array<struct<x y:decimal(5,2)>>',
    'ARRAY<STRUCT<`x y`: DECIMAL(5,2)>>',
    '{"type":"array","elementType":{"type":"struct","fields":[{"name":"x y","type":"decimal(5,2)","nullable":true,"metadata":{}}]},"containsNull":false}',
    'ArrayType(StructType(StructField(x y,DecimalType(5,2),true)),false)',
    8,
  ],
])('%s says of itself what Spark says', (type, simple, sql, json, text, size) => {
  expect([type.simpleString, type.catalogString, type.sql, type.json(), type.toString(), type.defaultSize]).toEqual([
    simple,
    simple,
    sql,
    json,
    text,
    size,
  ]);
  expect(Object.isFrozen(type)).toBe(true);
  expect(DataType.fromJson(type.json()).equals(type)).toBe(true);
});

test('types are told apart by what they are made of', () => {
  expect(new DecimalType(5, 2).equals(new DecimalType(5, 2))).toBe(true);
  expect(new DecimalType(5, 2).equals(new DecimalType(5, 3))).toBe(false);
  expect(StringType.equals(collatedString('UNICODE'))).toBe(false);
  expect(new ArrayType(LongType, true).equals(new ArrayType(LongType, false))).toBe(false);
  expect(DataTypes.createArrayType(LongType).equals(new ArrayType(LongType))).toBe(true);
});

test('families of types', () => {
  expect([IntegerType, DoubleType, StringType, new DecimalType()].map(isNumeric)).toEqual([true, true, false, true]);
  expect([LongType, FloatType].map(isIntegral)).toEqual([true, false]);
  expect([LongType, FloatType].map(isFractional)).toEqual([false, true]);
  expect([new YearMonthIntervalType(), CalendarIntervalType].map(isAnsiInterval)).toEqual([true, false]);
  expect([new StructType(), BinaryType].map(isComplex)).toEqual([true, false]);
});

test('a type that allows null everywhere', () => {
  const type = new MapType(StringType, new ArrayType(new StructType().add('a', 'int', false), false), false);
  expect(nullableOf(type).json()).toBe(new MapType(StringType, new ArrayType(StructType.of({ a: 'int' }))).json());
});

test.each([
  [
    'a precision of 39',
    () => new DecimalType(39, 1),
    'DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION',
    'SparkArithmeticException',
    'Decimal precision 39 exceeds max precision 38.',
  ],
  [
    'a scale above the precision',
    () => new DecimalType(5, 6),
    'DECIMAL_SCALE_EXCEEDS_PRECISION',
    'AnalysisException',
    'Decimal scale (6) cannot be greater than precision (5).',
  ],
  [
    'JSON of an unknown name',
    () => DataType.fromJson('"foo"'),
    'INVALID_JSON_DATA_TYPE',
    'SparkIllegalArgumentException',
    "Failed to convert the JSON string 'foo' to a data type.",
  ],
  [
    'JSON of an array of nothing',
    () => DataType.fromJson('{"type":"array"}'),
    'INVALID_JSON_DATA_TYPE',
    'SparkIllegalArgumentException',
    `'{"type":"array"}'`,
  ],
  ['text that is no JSON', () => DataType.fromJson('{"type":'), 'INVALID_JSON_DATA_TYPE', 'SparkIllegalArgumentException', `'{"type":'`],
])('%s is refused', (_, make, condition, name, text) => {
  expect(make).toThrowError(expect.objectContaining({ condition, name, message: expect.stringContaining(text) }));
});
