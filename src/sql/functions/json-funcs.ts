/** JSON read and written. */
import { quotedId, quotedSql } from '../../errors/quoted.js';
import { SparkError } from '../../errors/spark-error.js';
import { toJson } from '../jvm/json-generator.js';
import { jsonOptionsOf } from '../jvm/json-options.js';
import { JsonSyntaxError, parseJson } from '../jvm/json-parser.js';
import { getJsonObject, jsonArrayLength, jsonObjectKeys, jsonTuple, parseJsonPath } from '../jvm/json-path.js';
import { fromJson } from '../jvm/json-reader.js';
import { schemaOfJson } from '../jvm/json-schema.js';
import { ArrayType, type DataType, IntegerType, NullType, StringType, StructField } from '../types/index.js';
import { nullableOf } from '../types/struct-type.js';
import { AnyString } from './abstract-type.js';
import { wrongNumArgs } from './argument-errors.js';
import { generator, group, scalar } from './define.js';
import {
  checkConstantText,
  checkReadOptions,
  checkText,
  hasOtherKeys,
  optionsArgument,
  schemaArgument,
  textArgument,
  withOptions,
} from './document-arguments.js';

const isDocument = (type: DataType) => ['struct', 'array', 'map', 'variant'].includes(type.kind);

/** Maps of from_json are named as those of files once were. */
const nameOf = (data: unknown) => (data as { readonly isMap?: boolean } | undefined)?.isMap;

export const jsonFuncs = group('json_funcs', {
  from_json: scalar({
    since: '2.2.0',
    usage:
      '_FUNC_(jsonStr, schema[, options]) - The value that `jsonStr` holds, by `schema`: columns, a type, or what `schema_of_json` gives. What does not fit is NULL.',
    examples: [
      ['from_json(\'{"a":1, "b":0.8}\', \'a INT, b DOUBLE\')', '{1, 0.8}'],
      ["from_json('{\"time\":\"26/08/2015\"}', 'time Timestamp', map('timestampFormat', 'dd/MM/yyyy'))", '{2015-08-26 00:00:00}'],
      ['from_json(\'[{"a":1}, {"a":2}]\', \'ARRAY<STRUCT<a: INT>>\')', '[{1}, {2}]'],
    ],
    arity: [2, 3],
    coerce: textArgument,
    data: ([, schema, options], cx) => ({
      options: optionsArgument(options, cx),
      isMap: schemaArgument(schema!, cx).kind === 'map',
    }),
    check: ([text, schema, options], cx) => {
      const type = schemaArgument(schema!, cx);
      optionsArgument(options, cx);
      if (!isDocument(type)) throw cx.mismatch('INVALID_JSON_SCHEMA', { schema: quotedSql(type.sql) });
      const named = type.kind === 'map' ? { sqlExpr: '"entries"' } : {};
      if (hasOtherKeys(type)) throw cx.mismatch('INVALID_JSON_MAP_KEY_TYPE', { schema: quotedSql(type.sql), ...named });
      checkText(text!, cx);
    },
    dataType: ([, schema], cx) => nullableOf(schemaArgument(schema!, cx)),
    nullable: true,
    sql: ([text], { data }) => (nameOf(data) ? 'entries' : `from_json(${text})`),
    evaluateLazy: withOptions<string>((options, { dataType }) => {
      const all = jsonOptionsOf(options);
      checkReadOptions('from_json', dataType, all);
      return text => fromJson(text, dataType, { ...all, mode: all.mode === 'FAILFAST' ? 'FAILFAST' : 'PERMISSIVE' });
    }),
  }),
  to_json: scalar({
    since: '2.2.0',
    usage: '_FUNC_(expr[, options]) - A struct, array, map or variant as JSON text.',
    examples: [
      ["to_json(named_struct('a', 1, 'b', 2))", '{"a":1,"b":2}'],
      ["to_json(map('a', named_struct('b', 1)))", '{"a":{"b":1}}'],
      ["to_json(array(map('a', 1)))", '[{"a":1}]'],
    ],
    arity: [1, 2],
    data: ([, options], cx) => ({ options: optionsArgument(options, cx) }),
    check: ([value, options], cx) => {
      optionsArgument(options, cx);
      const { dataType } = value!;
      if (dataType.kind !== 'null' && !isDocument(dataType)) throw cx.mismatch('INVALID_JSON_SCHEMA', { schema: quotedSql(dataType.sql) });
    },
    dataType: StringType,
    nullable: true,
    sql: ([value]) => `to_json(${value})`,
    evaluateLazy: withOptions((options, { argTypes }) => {
      const all = jsonOptionsOf(options);
      return value => toJson(value as never, argTypes[0]!, all);
    }),
  }),
  schema_of_json: scalar({
    since: '2.4.0',
    usage: '_FUNC_(json[, options]) - The type of a constant JSON text, in DDL.',
    examples: [
      ['schema_of_json(\'[{"col":0}]\')', 'ARRAY<STRUCT<col: BIGINT>>'],
      ["schema_of_json('[{\"col\":01}]', map('allowNumericLeadingZeros', 'true'))", 'ARRAY<STRUCT<col: BIGINT>>'],
    ],
    arity: [1, 2],
    coerce: textArgument,
    data: ([, options], cx) => ({ options: optionsArgument(options, cx) }),
    check: ([text, options], cx) => {
      optionsArgument(options, cx);
      checkConstantText(text!, 'json', cx);
    },
    dataType: StringType,
    nullable: false,
    sql: ([text]) => `schema_of_json(${text})`,
    evaluateLazy: withOptions<string>(options => {
      const all = jsonOptionsOf(options);
      return text => {
        try {
          return schemaOfJson(parseJson(text, all.json), all).sql;
        } catch (error) {
          if (error instanceof JsonSyntaxError) throw new SparkError('JsonParseException', error.message, { cause: error });
          throw error;
        }
      };
    }),
  }),
  get_json_object: scalar({
    since: '1.5.0',
    usage: '_FUNC_(json_txt, path) - What stands at a path of a JSON text, such as `$.a[0]`.',
    examples: [
      ['get_json_object(\'{"a":"b"}\', \'$.a\')', 'b'],
      ['get_json_object(\'[{"a":"b"},{"a":"c"}]\', \'$[0].a\')', 'b'],
    ],
    arity: 2,
    implicitCasts: false,
    inputTypes: [AnyString, AnyString],
    dataType: StringType,
    nullable: true,
    evaluate: ([text, path], cx) => {
      const steps = cx.memo(path, parseJsonPath);
      return steps === undefined ? null : getJsonObject(text, steps);
    },
  }),
  json_array_length: scalar({
    since: '3.1.0',
    usage: '_FUNC_(jsonArray) - The number of elements of the array that a JSON text holds; NULL for other text.',
    examples: [
      ["json_array_length('[1,2,3,4]')", '4'],
      ['json_array_length(\'[1,2,3,{"f1":1,"f2":[5,6]},4]\')', '5'],
      ["json_array_length('[1,2')", 'NULL'],
    ],
    arity: 1,
    implicitCasts: false,
    inputTypes: [AnyString],
    dataType: IntegerType,
    nullable: true,
    evaluate: ([text]) => jsonArrayLength(text),
  }),
  json_object_keys: scalar({
    since: '3.1.0',
    usage: '_FUNC_(json_object) - The keys of the object that a JSON text holds, as an array; NULL for other text.',
    examples: [
      ["json_object_keys('{}')", '[]'],
      ['json_object_keys(\'{"key": "value"}\')', '[key]'],
      ['json_object_keys(\'{"f1":"abc","f2":{"f3":"a", "f4":"b"}}\')', '[f1, f2]'],
    ],
    arity: 1,
    implicitCasts: false,
    inputTypes: [AnyString],
    dataType: new ArrayType(StringType, true),
    nullable: true,
    evaluate: ([text]) => jsonObjectKeys(text),
  }),
  json_tuple: generator({
    since: '1.6.0',
    usage: '_FUNC_(jsonStr, p1, p2, ..., pn) - The fields of a JSON object by name, a column each.',
    examples: [["json_tuple('{\"a\":1, \"b\":2}', 'a', 'b')", '1|2']],
    arity: { min: 0 },
    check: (args, cx) => {
      if (args.length < 2) throw wrongNumArgs('json_tuple', '> 1', args.length, undefined);
      if (args.some(arg => arg.dataType.kind !== 'string')) throw cx.mismatch('NON_STRING_TYPE', { funcName: quotedId('json_tuple') });
    },
    dataType: NullType,
    output: args => args.slice(1).map((_, i) => new StructField(`c${i}`, StringType, true)),
    generate: ([text, ...names]) => [text === null ? names.map(() => null) : jsonTuple(text, names)],
  }),
});
