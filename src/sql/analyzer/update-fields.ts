/** `withField` and `dropFields`: a struct with other fields. */
import { quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { ScalarFunction } from '../functions/function-record.js';
import { findFunction } from '../functions/registry.js';
import type { UpdateFields } from '../plan/index.js';
import { IntegerType, StringType } from '../types/index.js';
import type { Analyzer } from './analyzer.js';
import { typedLiteral } from './expressions.js';
import type { TypedExpression } from './typed-expression.js';

export function updateFields(
  expression: UpdateFields,
  child: TypedExpression,
  value: TypedExpression | undefined,
  analyzer: Analyzer,
): TypedExpression {
  return changed(child, expression.fieldName.split('.'), value, analyzer, expression);
}

function changed(
  child: TypedExpression,
  path: readonly string[],
  value: TypedExpression | undefined,
  analyzer: Analyzer,
  expression: UpdateFields,
): TypedExpression {
  const { origin } = expression;
  const type = child.dataType;
  const sql = quotedSql(analyzer.sqlOf(child));
  if (type.kind !== 'struct') {
    throw sparkErrorOf(
      'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE',
      {
        sqlExpr: quotedSql(`update_fields(${analyzer.sqlOf(child)})`),
        paramIndex: 'first',
        requiredType: '"STRUCT"',
        inputSql: sql,
        inputType: quotedSql(type.sql),
      },
      { origin },
    );
  }
  const call = (name: string, args: readonly TypedExpression[]) =>
    analyzer.calls.scalar(name, findFunction(name) as ScalarFunction, args, origin);
  const [name = '', ...rest] = path;
  const isMeant = (each: string) => (analyzer.session.isCaseSensitive ? each === name : each.toLowerCase() === name.toLowerCase());
  const parts: TypedExpression[] = [];
  let isFound = false;
  type.fields.forEach((field, i) => {
    const old = call('getstructfield', [child, typedLiteral(i, IntegerType)]);
    if (!isMeant(field.name)) {
      parts.push(typedLiteral(field.name, StringType), old);
      return;
    }
    isFound = true;
    const next = rest.length > 0 ? changed(old, rest, value, analyzer, expression) : value;
    if (next !== undefined) parts.push(typedLiteral(rest.length > 0 ? field.name : name, StringType), next);
  });
  if (!isFound && rest.length > 0) {
    throw sparkErrorOf(
      'FIELD_NOT_FOUND',
      { fieldName: `\`${name}\``, fields: type.fieldNames.map(each => `\`${each}\``).join(', ') },
      { origin, name: 'AnalysisException' },
    );
  }
  if (!isFound && value !== undefined) parts.push(typedLiteral(name, StringType), value);
  if (parts.length === 0) throw sparkErrorOf('DATATYPE_MISMATCH.CANNOT_DROP_ALL_FIELDS', { sqlExpr: sql }, { origin });
  const made = call('named_struct', parts);
  return child.nullable ? call('if', [call('isnull', [child]), typedLiteral(null, made.dataType), made]) : made;
}
