/** Errors of arguments, as the analyzer and the records raise them. */
import { quotedId, quotedSql } from '../../errors/quoted.js';
import type { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { type AbstractType, isFamily } from './abstract-type.js';
import type { AnalysisContext } from './function-record.js';

type Origin = TypedExpression['origin'];

export const docroot = 'https://spark.apache.org/docs/latest';

export const wrongNumArgs = (name: string, expectedNum: string, actualNum: number, origin: Origin): SparkError =>
  sparkErrorOf('WRONG_NUM_ARGS.WITHOUT_SUGGESTION', { functionName: quotedId(name), expectedNum, actualNum, docroot }, { origin });

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** The position of an argument as messages say it. */
export const ordinalOf = (index: number): string => ordinals[index] ?? `${index + 1}th`;

/** A type that a parameter wants, as messages show it: `"STRING"`, `("ARRAY" or "MAP")`. */
export function shownAbstract(type: AbstractType): string {
  if (isFamily(type) && type.members !== undefined) return `(${type.members.map(shownAbstract).join(' or ')})`;
  return `"${type.sql}"`;
}

/** DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE */
export const unexpectedInput = (arg: TypedExpression, index: number, expected: AbstractType, cx: AnalysisContext): SparkError =>
  cx.mismatch('UNEXPECTED_INPUT_TYPE', {
    paramIndex: ordinalOf(index),
    requiredType: shownAbstract(expected),
    inputSql: quotedSql(cx.sqlOf(arg)),
    inputType: quotedSql(arg.dataType.sql),
  });
