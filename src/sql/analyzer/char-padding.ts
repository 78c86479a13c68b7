/** What blanks at the end of CHAR columns mean: a column is read with all of them, and compared as if both sides had the longer length. */

import type { ScalarFunction } from '../functions/function-record.js';
import { findFunction } from '../functions/registry.js';
import { charLength, withStrings } from '../types/char-varchar.js';
import { type DataType, IntegerType, StringType } from '../types/index.js';
import type { CallAnalyzer, CallArgument } from './analyze-call.js';
import type { Analyzer } from './analyzer.js';
import { typedLiteral } from './expressions.js';
import { project } from './plans.js';
import type { TypedExpression } from './typed-expression.js';
import type { TypedPlan } from './typed-plan.js';

function padded(child: TypedExpression, length: number, calls: CallAnalyzer): TypedExpression {
  const args = [child, typedLiteral(length, IntegerType), typedLiteral(' ', StringType)];
  return calls.scalar('rpad', findFunction('rpad') as ScalarFunction, args, child.origin);
}

/** The columns of a table, CHARs with the blanks that their files may lack. */
export function paddedChars(plan: TypedPlan, analyzer: Analyzer): TypedPlan {
  const isOff = analyzer.session.conf('spark.sql.legacy.charVarcharAsString') === 'true';
  if (isOff || plan.output.every(each => charLength(each.metadata) === undefined)) return plan;
  return project(
    plan,
    plan.output.map(each => {
      const length = charLength(each.metadata);
      return length === undefined ? each : analyzer.alias(padded(each, length, analyzer.calls), each.name, each.metadata);
    }),
  );
}

const comparisons: ReadonlySet<string> = new Set(['=', '==', '<=>', '<', '<=', '>', '>=', 'in']);

/** A comparison of a CHAR column with other ones, or with constants: the same call over sides of one length stands for it. */
export function withPaddedChars(
  call: TypedExpression,
  args: readonly CallArgument[],
  again: (args: readonly TypedExpression[]) => TypedExpression,
  calls: CallAnalyzer,
): TypedExpression {
  if (call.kind !== 'call' || !comparisons.has(call.name)) return call;
  const sides = args as readonly TypedExpression[];
  const lengths = sides.map(each => (each.kind === 'attribute' ? charLength(each.metadata) : undefined));
  if (lengths.every(each => each === undefined)) return call;
  const known = sides.map((each, i) => lengths[i] ?? textLength(each));
  if (known.some(each => each === undefined)) return call;
  const longest = Math.max(...(known as number[]));
  const replacement = again(sides.map((each, i) => (known[i]! < longest && !isNull(each) ? padded(each, longest, calls) : each)));
  return Object.freeze({ ...call, replacement });
}

const isNull = (each: TypedExpression): boolean => each.kind === 'literal' && each.value === null;

const textLength = (each: TypedExpression): number | undefined =>
  each.kind === 'literal' ? (each.value === null ? 0 : typeof each.value === 'string' ? [...each.value].length : undefined) : undefined;

/** A value that goes into a column: as long as its type says. */
export function lengthChecked(
  value: TypedExpression,
  type: DataType,
  analyzer: Analyzer,
  confOf: (key: string) => string | undefined,
): TypedExpression {
  if (withStrings(type) === type || confOf('spark.sql.legacy.charVarcharAsString') === 'true') return value;
  const args = [value, typedLiteral(type.catalogString, StringType)];
  return analyzer.calls.scalar('stored text', findFunction('stored text') as ScalarFunction, args, undefined);
}
