/** Avro and Protobuf: their readers are packages of Spark that a session has to load. As in a Spark without them, calls are checked, then refused. */
import { existsSync } from 'node:fs';
import { quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { NullType } from '../types/index.js';
import { ordinalOf } from './argument-errors.js';
import { group, scalar } from './define.js';
import type { AnalysisContext, ScalarFunction } from './function-record.js';

type Check = (arg: TypedExpression, index: number, cx: AnalysisContext) => void;

const refuse = (index: number, what: string, cx: AnalysisContext) =>
  cx.mismatch('TYPE_CHECK_FAILURE_WITH_HINT', {
    msg: `The ${ordinalOf(index)} argument of the ${cx.functionName.toUpperCase()} SQL function must be a constant ${what}`,
    hint: '',
  });

const isNull = ({ dataType }: TypedExpression) => dataType.kind === 'null';

const constantText =
  (what: string, allowsNull: boolean): Check =>
  (arg, index, cx) => {
    if (isNull(arg) ? allowsNull : arg.dataType.kind === 'string' && cx.isFoldable(arg)) return;
    throw refuse(index, `string ${what}`, cx);
  };

const constantOptions =
  (what: string): Check =>
  (arg, index, cx) => {
    const { dataType: type } = arg;
    const isMap = type.kind === 'map' && cx.isFoldable(arg);
    if (isNull(arg) || (isMap && [type.keyType.kind, type.valueType.kind].every(kind => kind === 'string' || kind === 'null'))) return;
    throw refuse(index, `map of strings to strings containing the options to use for ${what}`, cx);
  };

const anything: Check = () => {};
const descriptor: Check = () => {};

/** A file with the descriptors of messages must be there. */
function checkDescriptorFile(arg: TypedExpression, cx: AnalysisContext): void {
  const path = arg.dataType.kind === 'string' && cx.isFoldable(arg) ? cx.evaluate(arg) : null;
  if (path !== null && !existsSync(String(path))) throw sparkErrorOf('PROTOBUF_DESCRIPTOR_FILE_NOT_FOUND', { filePath: String(path) });
}

const struct: Check = (arg, _, cx) => {
  if (arg.dataType.kind === 'struct') return;
  throw cx.mismatch('NON_STRUCT_TYPE', { inputName: 'data', inputType: quotedSql(arg.dataType.sql) });
};

/** @param checks one an argument; arguments that are left out are NULL */
const external = (format: 'AVRO' | 'PROTOBUF', min: number, checks: readonly Check[], doc: Pick<ScalarFunction, 'usage'>) =>
  scalar({
    since: '4.0.0',
    ...doc,
    arity: checks.map((_, i) => i + 1).filter(count => count >= min),
    defaults: (args, cx) => checks.slice(args.length).map(() => cx.literal(null, NullType)),
    check: (args, cx) => {
      args.forEach((arg, i) => {
        checks[i]!(arg, i, cx);
      });
      // Only then is a file asked for.
      const place = checks.indexOf(descriptor);
      if (place >= 0) checkDescriptorFile(args[place]!, cx);
      throw sparkErrorOf(`${format}_NOT_LOADED_SQL_FUNCTIONS_UNUSABLE`, { functionName: cx.functionName.toUpperCase() });
    },
    dataType: NullType,
    evaluate: () => null,
  });

const avroSchema = (direction: 'from' | 'to') =>
  constantText(`containing the JSON representation of the schema to use for converting the value ${direction} AVRO format`, true);
const avroOptions = constantOptions('converting the value from AVRO format');
const message = constantText('representing the Protobuf message name', false);
const protobufOptions = (direction: 'from' | 'to') => constantOptions(`converting the value ${direction} Protobuf format`);

export const externalFormatFuncs = group('misc_funcs', {
  from_avro: external('AVRO', 2, [anything, avroSchema('from'), avroOptions], {
    usage: '_FUNC_(child, jsonFormatSchema[, options]) - The value that Avro bytes hold; needs the package spark-avro.',
  }),
  to_avro: external('AVRO', 1, [anything, avroSchema('to')], {
    usage: '_FUNC_(child[, jsonFormatSchema]) - A value as bytes of Avro; needs the package spark-avro.',
  }),
  schema_of_avro: external('AVRO', 1, [avroSchema('from'), avroOptions], {
    usage: '_FUNC_(jsonFormatSchema[, options]) - The type of an Avro schema, in DDL; needs the package spark-avro.',
  }),
  from_protobuf: external('PROTOBUF', 2, [anything, message, descriptor, protobufOptions('from')], {
    usage: '_FUNC_(data, messageName[, descFilePath[, options]]) - The value that Protobuf bytes hold; needs the package spark-protobuf.',
  }),
  to_protobuf: external('PROTOBUF', 2, [struct, message, descriptor, protobufOptions('to')], {
    usage: '_FUNC_(child, messageName[, descFilePath[, options]]) - A struct as bytes of Protobuf; needs the package spark-protobuf.',
  }),
});
