/** `s.field`, `array[i]`, `map[key]`: what an extraction means follows from the type of its child. */
import { quotedId, quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { ScalarFunction } from '../functions/function-record.js';
import { findFunction } from '../functions/registry.js';
import { IntegerType, type StructType } from '../types/index.js';
import type { CallAnalyzer } from './analyze-call.js';
import { typedLiteral } from './expressions.js';
import type { FunctionCall, TypedExpression } from './typed-expression.js';

type Origin = TypedExpression['origin'];

export interface ExtractContext {
  readonly calls: CallAnalyzer;
  readonly isCaseSensitive: boolean;
  sqlOf(expression: TypedExpression): string;
}

const record = (name: string) => findFunction(name) as ScalarFunction;

export function extractValue(child: TypedExpression, extraction: TypedExpression, cx: ExtractContext, origin: Origin): TypedExpression {
  const type = child.dataType;
  const call = (name: string, second: TypedExpression) => cx.calls.scalar(name, record(name), [child, second], origin);
  const isName = extraction.kind === 'literal' && extraction.dataType.kind === 'string' && extraction.value !== null;
  // The field is shown as the query writes it.
  const field = (name: string, struct: StructType, written: string) => {
    const found = call(name, typedLiteral(fieldOrdinal(struct, written, cx, origin), IntegerType)) as FunctionCall;
    return Object.freeze({ ...found, data: { ...(found.data as object), name: written } });
  };
  if (type.kind === 'struct' && isName) return field('getstructfield', type, String(extraction.value));
  if (type.kind === 'array' && type.elementType.kind === 'struct' && isName)
    return field('getarraystructfields', type.elementType, String(extraction.value));
  if (type.kind === 'array') return call('getarrayitem', extraction);
  if (type.kind === 'map') return call('getmapvalue', extraction);
  if (type.kind === 'struct') {
    throw sparkErrorOf('INVALID_EXTRACT_FIELD', { field: quotedSql(cx.sqlOf(extraction)), expr: quotedSql(cx.sqlOf(child)) }, { origin });
  }
  throw sparkErrorOf('INVALID_EXTRACT_BASE_FIELD_TYPE', { base: quotedSql(cx.sqlOf(child)), other: quotedSql(type.sql) }, { origin });
}

function fieldOrdinal(type: StructType, name: string, cx: ExtractContext, origin: Origin): number {
  const same = (a: string) => (cx.isCaseSensitive ? a === name : a.toLowerCase() === name.toLowerCase());
  const found = type.fields.flatMap((field, i) => (same(field.name) ? [i] : []));
  if (found.length === 1) return found[0]!;
  if (found.length > 1) throw sparkErrorOf('AMBIGUOUS_REFERENCE_TO_FIELDS', { field: quotedId(name), count: found.length }, { origin });
  throw sparkErrorOf(
    'FIELD_NOT_FOUND',
    { fieldName: quotedId(name), fields: type.fieldNames.map(each => quotedId(each)).join(', ') },
    { origin, name: 'AnalysisException' },
  );
}
