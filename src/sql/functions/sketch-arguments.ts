/** What arguments of sketch functions have in common: constants that are checked, sketches that are read. */
import { quotedId } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { InvalidSketch, WrongFamily } from '../sketches/sketch-bytes.js';
import { parseTheta } from '../sketches/theta-format.js';
import type { ThetaSketch } from '../sketches/theta-sketch.js';
import { parseTuple } from '../sketches/tuple-format.js';
import type { TupleSketch } from '../sketches/tuple-sketch.js';
import { type SummaryKind, type SummaryMode, summaryModes } from '../sketches/tuple-summary.js';
import type { Value } from '../values/value.js';
import type { AnalysisContext } from './function-record.js';

const lgNomRange = { min: 4, max: 26 } as const;
export const defaultLgNomEntries = 12;

export const isLgNomEntries = (value: number): boolean => value >= lgNomRange.min && value <= lgNomRange.max;
export const lgNomParameters = (name: string, value: number) => ({ function: quotedId(name), ...lgNomRange, value });

/** The value of an argument that must be constant, and not NULL. */
export function constantOf(arg: TypedExpression, inputName: string, inputType: string, cx: AnalysisContext): Value {
  if (!cx.isFoldable(arg)) throw cx.mismatch('NON_FOLDABLE_INPUT', { inputName, inputType, inputExpr: cx.sqlOf(arg) });
  const value = cx.evaluate(arg);
  if (value === null) throw cx.mismatch('UNEXPECTED_NULL', { exprName: inputName });
  return value;
}

/** A constant that is not what it may be: the text of the condition is inside of the message. */
export function refusedConstant(condition: string, parameters: Readonly<Record<string, string | number>>, cx: AnalysisContext) {
  return cx.mismatch('TYPE_CHECK_FAILURE_WITH_HINT', { msg: sparkErrorOf(condition, parameters).message, hint: '' });
}

export function checkLgNomEntries(arg: TypedExpression, name: string, cx: AnalysisContext): void {
  const value = Number(constantOf(arg, 'lgNomEntries', 'int', cx));
  if (!isLgNomEntries(value)) throw refusedConstant('SKETCH_INVALID_LG_NOM_ENTRIES', lgNomParameters(name, value), cx);
}

export const modeOf = (value: string): SummaryMode | undefined => summaryModes.find(mode => mode === value.toLowerCase());

export function checkMode(arg: TypedExpression, name: string, cx: AnalysisContext): void {
  const mode = constantOf(arg, 'mode', 'string', cx) as string;
  if (modeOf(mode) !== undefined) return;
  throw refusedConstant('TUPLE_INVALID_SKETCH_MODE', { function: quotedId(name), mode, validModes: summaryModes.join(', ') }, cx);
}

/** Errors of sketches say no place in the query. */
export function failSketch(condition: string, parameters: Readonly<Record<string, string | number>>): never {
  throw sparkErrorOf(condition, parameters, { name: 'SparkRuntimeException' });
}

/** Runs a reader of bytes; those that are no sketch are an error of `kind`. */
export function readingFor<T>(kind: 'THETA' | 'TUPLE' | 'HLL' | 'KLL', name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InvalidSketch)) throw error;
    const condition = `${kind}_INVALID_INPUT_SKETCH_BUFFER`;
    if (!(error instanceof WrongFamily) || (kind !== 'THETA' && kind !== 'TUPLE'))
      return failSketch(condition, { function: quotedId(name) });
    return failSketch(`${condition}_FAMILY`, { function: quotedId(name), expectedFamily: error.expected, actualFamily: error.actual });
  }
}

export const readTheta = (bytes: Uint8Array, name: string): ThetaSketch => readingFor('THETA', name, () => parseTheta(bytes));

export const readTuple = (bytes: Uint8Array, kind: SummaryKind, name: string): TupleSketch =>
  readingFor('TUPLE', name, () => parseTuple(bytes, kind));
