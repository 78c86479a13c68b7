/** Schemas and options of from_json, from_csv, from_xml and their kin. */
import { quotedId, quotedSql } from '../../errors/quoted.js';
import { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { RecordOptions } from '../jvm/record-options.js';
import { type DataType, type MapType, StringType, StructType } from '../types/index.js';
import { someType } from '../types/some-type.js';
import { dataTypeFromDDL, dataTypeFromJson } from '../types/struct-type.js';
import type { MapValue } from '../values/value.js';
import { AnyString } from './abstract-type.js';
import { unexpectedInput } from './argument-errors.js';
import type { AnalysisContext, EvaluationContext } from './function-record.js';

/** Names and values of options as a call keeps them. */
export type OptionPairs = readonly (readonly [name: string, value: string])[];

/** The type that a constant text or a call of schema_of_json names. @throws SparkError */
export function schemaArgument(schema: TypedExpression, cx: AnalysisContext): DataType {
  const text = cx.isFoldable(schema) && schema.dataType.kind === 'string' ? cx.evaluate(schema) : null;
  if (text === null) throw cx.error('INVALID_SCHEMA.NON_STRING_LITERAL', { inputSchema: quotedSql(cx.sqlOf(schema)) });
  const type = parsedSchema(text as string, cx);
  if (!holdsCharOrVarchar(type)) return type;
  throw cx.error('UNSUPPORTED_CHAR_OR_VARCHAR_AS_STRING');
}

/** As `schemaArgument`, for those who read nothing but rows. @throws SparkError INVALID_SCHEMA.NON_STRUCT_TYPE */
export function structArgument(schema: TypedExpression, cx: AnalysisContext): StructType {
  const type = schemaArgument(schema, cx);
  if (type.kind === 'struct') return type;
  throw cx.error('INVALID_SCHEMA.NON_STRUCT_TYPE', { inputSchema: quotedSql(String(cx.evaluate(schema))), dataType: quotedSql(type.sql) });
}

/** A type, the columns of a table, or a type in JSON; the error is that of the first form. */
function parsedSchema(text: string, cx: AnalysisContext): DataType {
  let failure: unknown;
  for (const parse of [dataTypeFromDDL, StructType.fromDDL, dataTypeFromJson]) {
    try {
      return parse(text);
    } catch (error) {
      failure ??= error;
    }
  }
  if (failure instanceof SparkError && failure.condition !== undefined)
    throw cx.error(failure.condition, failure.messageParameters, 'AnalysisException');
  throw failure;
}

const holdsCharOrVarchar = (type: DataType) => someType(type, each => each.kind === 'char' || each.kind === 'varchar');

/** The options that a call of `map` with constants gives. @throws SparkError INVALID_OPTIONS */
export function optionsArgument(options: TypedExpression | undefined, cx: AnalysisContext): OptionPairs {
  if (options === undefined) return [];
  if (options.kind !== 'call' || options.name !== 'map' || !cx.isFoldable(options)) throw cx.error('INVALID_OPTIONS.NON_MAP_FUNCTION');
  const type = options.dataType as MapType;
  if (type.keyType.kind !== 'string' || type.valueType.kind !== 'string') {
    throw cx.error('INVALID_OPTIONS.NON_STRING_TYPE', { mapType: quotedSql(type.sql) });
  }
  const { keys, values } = cx.evaluate(options) as MapValue;
  return keys.flatMap((key, i) => (values[i] === null ? [] : [[String(key), String(values[i])] as const]));
}

export const recordOptions = (pairs: OptionPairs, cx: EvaluationContext): RecordOptions => new RecordOptions(pairs, cx.settings);

/** A text, without an implicit cast; NULL is one. @throws SparkError */
export function textArgument([text, ...others]: readonly TypedExpression[], cx: AnalysisContext): readonly TypedExpression[] {
  return text!.dataType.kind === 'null' ? [cx.cast(text!, StringType), ...others] : [text!, ...others];
}

export function checkText(text: TypedExpression, cx: AnalysisContext): void {
  if (text.dataType.kind !== 'string') throw unexpectedInput(text, 0, StringType, cx);
}

/** A constant text that is not NULL: what schema_of_json and its kin read. @throws SparkError */
export function checkConstantText(text: TypedExpression, what: string, cx: AnalysisContext): void {
  if (!cx.isFoldable(text)) {
    throw cx.mismatch('NON_FOLDABLE_INPUT', {
      inputName: quotedId(what),
      inputType: quotedSql(AnyString.sql),
      inputExpr: quotedSql(cx.sqlOf(text)),
    });
  }
  if (cx.evaluate(text) === null) throw cx.mismatch('UNEXPECTED_NULL', { exprName: what });
  checkText(text, cx);
}

/** Whether a map is, or is in, the type with keys that are no text. */
export const hasOtherKeys = (type: DataType) => someType(type, each => each.kind === 'map' && each.keyType.kind !== 'string');

/**
 * Reads or writes with options, which are looked at with the first value that is not NULL: a mistake in them is an error of the run.
 * The other arguments, constants that analysis has read, are left alone.
 */
export const withOptions =
  <V>(make: (options: RecordOptions, cx: EvaluationContext) => (value: V) => unknown) =>
  ([value]: readonly (() => any)[], cx: EvaluationContext): any => {
    const given = value!() as V | null;
    if (given === null) return null;
    return cx.state(() => make(recordOptions((cx.data as { options: OptionPairs }).options, cx), cx))(given);
  };

/** What a mode of reading is refused for, and a column of bad records that cannot hold them. @throws SparkError */
export function checkReadOptions(
  functionName: string,
  type: DataType,
  { mode, columnNameOfCorruptRecord }: { readonly mode: string; readonly columnNameOfCorruptRecord: string },
): void {
  if (mode === 'DROPMALFORMED') throw sparkErrorOf('PARSE_MODE_UNSUPPORTED', { funcName: quotedId(functionName), mode });
  const corrupt = type.kind === 'struct' ? type.fields.find(field => field.name === columnNameOfCorruptRecord) : undefined;
  if (corrupt === undefined || (corrupt.dataType.kind === 'string' && corrupt.nullable)) return;
  const parameters = { columnName: quotedId(columnNameOfCorruptRecord), actualType: quotedSql(corrupt.dataType.sql) };
  throw sparkErrorOf('INVALID_CORRUPT_RECORD_TYPE', parameters);
}
