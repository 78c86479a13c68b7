/** XML read and written. */
import { quotedSql } from '../../errors/quoted.js';
import { xmlOptionsOf } from '../jvm/xml-options.js';
import { fromXml, inferXml } from '../jvm/xml-reader.js';
import { toXml } from '../jvm/xml-writer.js';
import { StringType, StructField, StructType } from '../types/index.js';
import { nullableOf } from '../types/struct-type.js';
import type { Value } from '../values/value.js';
import { AnyStruct } from './abstract-type.js';
import { unexpectedInput } from './argument-errors.js';
import { group, scalar } from './define.js';
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
import type { FunctionRecord } from './function-record.js';
import { xpathFuncs } from './xpath-funcs.js';

const documents = group('xml_funcs', {
  from_xml: scalar({
    since: '4.0.0',
    usage: '_FUNC_(xmlStr, schema[, options]) - The struct or variant that an XML document holds, by `schema`. What does not fit is NULL.',
    examples: [
      ["from_xml('<p><a>1</a><b>0.8</b></p>', 'a INT, b DOUBLE')", '{1, 0.8}'],
      ["from_xml('<p><time>26/08/2015</time></p>', 'time Timestamp', map('timestampFormat', 'dd/MM/yyyy'))", '{2015-08-26 00:00:00}'],
      ["from_xml('<p><a>1</a><a>2</a></p>', 'VARIANT')", '{"a":[1,2]}'],
    ],
    arity: [2, 3],
    coerce: textArgument,
    data: ([, , options], cx) => ({ options: optionsArgument(options, cx) }),
    check: ([text, schema, options], cx) => {
      const type = schemaArgument(schema!, cx);
      optionsArgument(options, cx);
      if (type.kind !== 'struct' && type.kind !== 'variant') throw cx.mismatch('INVALID_XML_SCHEMA', { schema: quotedSql(type.sql) });
      if (hasOtherKeys(type)) throw cx.mismatch('INVALID_XML_MAP_KEY_TYPE', { schema: quotedSql(type.sql) });
      checkText(text!, cx);
    },
    dataType: ([, schema], cx) => nullableOf(schemaArgument(schema!, cx)),
    nullable: true,
    sql: ([text]) => `from_xml(${text})`,
    evaluateLazy: withOptions<string>((options, { dataType }) => {
      const all = xmlOptionsOf(options);
      checkReadOptions('from_xml', dataType, all);
      return text => fromXml(text, dataType, all);
    }),
  }),
  to_xml: scalar({
    since: '4.0.0',
    usage: '_FUNC_(expr[, options]) - A struct or variant as an element of XML.',
    examples: [["to_xml(named_struct('a', 1, 'b', 2))", '<ROW>\n    <a>1</a>\n    <b>2</b>\n</ROW>']],
    arity: [1, 2],
    coerce: ([value, ...others], cx) => [value!.dataType.kind === 'null' ? cx.cast(value!, new StructType()) : value!, ...others],
    data: ([, options], cx) => ({ options: optionsArgument(options, cx) }),
    check: ([value, options], cx) => {
      optionsArgument(options, cx);
      const { kind } = value!.dataType;
      if (kind !== 'struct' && kind !== 'variant') throw unexpectedInput(value!, 0, AnyStruct, cx);
    },
    dataType: StringType,
    nullable: true,
    sql: ([value]) => `to_xml(${value})`,
    evaluateLazy: withOptions<Value>((options, { argTypes }) => {
      const all = xmlOptionsOf(options);
      return value => toXml(value, argTypes[0]!, all);
    }),
  }),
  schema_of_xml: scalar({
    since: '4.0.0',
    usage: '_FUNC_(xml[, options]) - The type of a constant XML document, in DDL.',
    examples: [
      ["schema_of_xml('<p><a>1</a></p>')", 'STRUCT<a: BIGINT>'],
      ["schema_of_xml('<p><a attr=\"2\">1</a><a>3</a></p>', map('excludeAttribute', 'true'))", 'STRUCT<a: ARRAY<BIGINT>>'],
    ],
    arity: [1, 2],
    coerce: textArgument,
    data: ([, options], cx) => ({ options: optionsArgument(options, cx) }),
    check: ([text, options], cx) => {
      optionsArgument(options, cx);
      checkConstantText(text!, 'xml', cx);
    },
    dataType: StringType,
    nullable: false,
    sql: ([text]) => `schema_of_xml(${text})`,
    evaluateLazy: withOptions<string>(options => {
      const all = xmlOptionsOf(options);
      const corrupt = new StructType([new StructField(all.columnNameOfCorruptRecord, StringType)]);
      return text => (inferXml(text, all) ?? corrupt).sql;
    }),
  }),
});

export const xmlFuncs: readonly FunctionRecord[] = [...documents, ...xpathFuncs];
