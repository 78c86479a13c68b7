/** `ROWS BETWEEN ... AND ...` and `RANGE BETWEEN ... AND ...`: the rows around a row that its window function sees. */
import { quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { WindowFunction } from '../functions/function-record.js';
import { findFunction } from '../functions/registry.js';
import type { Expression, FrameBoundary, WindowFrame } from '../plan/index.js';
import { type DataType, IntegerType, isNumeric } from '../types/index.js';
import { canAnsiCast, canCast } from '../values/cast-rules.js';
import { comparatorOf } from '../values/ordering.js';
import { isFoldable } from './analyze-call.js';
import type { Analyzer } from './analyzer.js';
import { typedCast, typedLiteral } from './expressions.js';
import type { Frame, FrameBound, TypedExpression, TypedSortOrder, WindowCall } from './typed-expression.js';

type Origin = TypedExpression['origin'];

/** A window without its function. */
export interface WindowRows {
  readonly partition: readonly TypedExpression[];
  readonly order: readonly TypedSortOrder[];
  /** The frame that the query says. */
  readonly written: WindowFrame | undefined;
  boundOf(bound: Expression): TypedExpression;
  /** Of the window behind OVER. */
  readonly origin: Origin;
}

const unboundedPreceding: FrameBound = { bound: 'unboundedPreceding' };
const unboundedFollowing: FrameBound = { bound: 'unboundedFollowing' };
const currentRow: FrameBound = { bound: 'currentRow' };

export function frameOf(called: WindowCall['function'] | undefined, rows: WindowRows, analyzer: Analyzer, origin: Origin): Frame {
  const { order, written } = rows;
  const record = called?.kind === 'windowFunction' ? (findFunction(called.name) as WindowFunction) : undefined;
  const required = requiredFrame(record, called);
  if (written === undefined) {
    if (required !== undefined) return required;
    return order.length === 0
      ? { frameType: 'rows', lower: unboundedPreceding, upper: unboundedFollowing, isDefault: true }
      : { frameType: 'range', lower: unboundedPreceding, upper: currentRow, isDefault: true };
  }
  const lower = boundOf(written.lower, rows, analyzer);
  const upper = boundOf(written.upper, rows, analyzer);
  const given: Frame = { frameType: written.frameType, lower, upper, isDefault: false };
  if (required !== undefined && analyzer.frameSql(required) !== analyzer.frameSql(given)) {
    if (record?.frame === 'offset') {
      throw sparkErrorOf('_LEGACY_ERROR_TEMP_1035', { prettyName: called!.name }, { origin, name: 'AnalysisException' });
    }
    throw sparkErrorOf(
      '_LEGACY_ERROR_TEMP_1036',
      { wf: analyzer.frameSql(given), required: analyzer.frameSql(required) },
      { origin, name: 'AnalysisException' },
    );
  }
  checkBounds(given, rows, analyzer);
  if (given.frameType === 'range') checkRange(given, rows, analyzer);
  return given;
}

function requiredFrame(record: WindowFunction | undefined, called: WindowCall['function'] | undefined): Frame | undefined {
  switch (record?.frame) {
    case 'rowsToCurrent':
      return { frameType: 'rows', lower: unboundedPreceding, upper: currentRow, isDefault: true };
    case 'unbounded':
      return { frameType: 'rows', lower: unboundedPreceding, upper: unboundedFollowing, isDefault: true };
    case 'offset': {
      const offset = called!.args[1] ?? typedLiteral(1, IntegerType);
      const value = called!.name === 'lag' ? negated(offset) : offset;
      return { frameType: 'rows', lower: { bound: 'value', value }, upper: { bound: 'value', value }, isDefault: true };
    }
    default:
      return undefined;
  }
}

function negated(offset: TypedExpression): TypedExpression {
  return offset.kind === 'literal' && offset.value !== null ? typedLiteral(-(offset.value as number), IntegerType) : offset;
}

const isSpan = ({ kind }: DataType) => ['dayTimeInterval', 'yearMonthInterval', 'calendarInterval'].includes(kind);
const isDateOrTimestamp = ({ kind }: DataType) => ['date', 'timestamp', 'timestampNtz', 'timestampNanos'].includes(kind);

/** What a range adds to a value of the order is of its type, where it can be; days and spans are added to dates and timestamps as they are. */
function boundOf({ bound, value }: FrameBoundary, { order, written, boundOf, origin }: WindowRows, analyzer: Analyzer): FrameBound {
  if (bound !== 'value') return { bound };
  const typed = boundOf(value!);
  const target = order[0]?.child.dataType;
  if (written!.frameType === 'rows' || target === undefined || order.length > 1) return { bound, value: typed };
  if (isDateOrTimestamp(target) || typed.dataType.equals(target)) return { bound, value: typed };
  const { isAnsi } = analyzer.session.coercion;
  if (!(isAnsi ? canAnsiCast : canCast)(typed.dataType, target)) return { bound, value: typed };
  return { bound, value: typedCast(typed, target, isAnsi ? 'ansi' : 'legacy', false, origin) };
}

const rangeTypes = '("NUMERIC" or "INTERVAL DAY TO SECOND" or "INTERVAL YEAR TO MONTH" or "INTERVAL")';

function checkBounds(frame: Frame, { origin }: WindowRows, analyzer: Analyzer): void {
  const { lower, upper, frameType } = frame;
  const mismatch = (subclass: string, parameters: Readonly<Record<string, string>>) =>
    sparkErrorOf(`DATATYPE_MISMATCH.${subclass}`, { sqlExpr: quotedSql(analyzer.frameSql(frame)), ...parameters }, { origin });
  const sqlOf = (each: FrameBound) => quotedSql(each.value === undefined ? analyzer.boundSql(each) : analyzer.sqlOf(each.value));
  for (const [each, location] of [
    [lower, 'lower'],
    [upper, 'upper'],
  ] as const) {
    if (each.value === undefined) continue;
    if (!isFoldable(each.value)) throw mismatch('SPECIFIED_WINDOW_FRAME_WITHOUT_FOLDABLE', { location, expression: sqlOf(each) });
    const { dataType } = each.value;
    const fits = frameType === 'rows' ? dataType.kind === 'integer' : isNumeric(dataType) || isSpan(dataType);
    if (fits) continue;
    throw mismatch('SPECIFIED_WINDOW_FRAME_UNACCEPTED_TYPE', {
      location,
      exprType: quotedSql(dataType.sql),
      expectedType: frameType === 'rows' ? '"INT"' : rangeTypes,
    });
  }
  if (lower.bound === 'unboundedFollowing' || upper.bound === 'unboundedPreceding') {
    throw mismatch('SPECIFIED_WINDOW_FRAME_INVALID_BOUND', { upper: sqlOf(upper), lower: sqlOf(lower) });
  }
  if (lower.value === undefined || upper.value === undefined) return;
  const [from, to] = [lower.value.dataType, upper.value.dataType];
  if (!from.equals(to)) {
    throw mismatch('SPECIFIED_WINDOW_FRAME_DIFF_TYPES', {
      lower: sqlOf(lower),
      upper: sqlOf(upper),
      lowerType: quotedSql(from.sql),
      upperType: quotedSql(to.sql),
    });
  }
  const [low, high] = [analyzer.evaluate(lower.value), analyzer.evaluate(upper.value)];
  if (low !== null && high !== null && comparatorOf(from)(low, high) > 0) {
    throw mismatch('SPECIFIED_WINDOW_FRAME_WRONG_COMPARISON', { comparison: 'less than or equal' });
  }
}

function checkRange(frame: Frame, { partition, order, origin }: WindowRows, analyzer: Analyzer): void {
  const { lower, upper } = frame;
  const mismatch = (subclass: string, parameters: Readonly<Record<string, string>> = {}) =>
    sparkErrorOf(
      `DATATYPE_MISMATCH.${subclass}`,
      { sqlExpr: quotedSql(analyzer.windowSql({ partition, order, frame })), ...parameters },
      { origin },
    );
  if (order.length === 0) {
    if (lower.bound === 'unboundedPreceding' && upper.bound === 'unboundedFollowing') return;
    throw mismatch('RANGE_FRAME_WITHOUT_ORDER');
  }
  const offset = (lower.value ?? upper.value)?.dataType;
  if (offset === undefined) return;
  if (order.length > 1) throw mismatch('RANGE_FRAME_MULTI_ORDER', { orderSpec: order.map(each => analyzer.orderSql(each)).join(',') });
  const orderType = order[0]!.child.dataType;
  if (orderType.equals(offset) || isOffsetOf(orderType, offset)) return;
  throw mismatch('RANGE_FRAME_INVALID_TYPE', { orderSpecType: quotedSql(orderType.sql), valueBoundaryType: quotedSql(offset.sql) });
}

function isOffsetOf(orderType: DataType, offset: DataType): boolean {
  if (orderType.kind === 'date')
    return (
      ['integer', 'yearMonthInterval'].includes(offset.kind) ||
      (offset.kind === 'dayTimeInterval' && offset.startField === 'day' && offset.endField === 'day')
    );
  return isDateOrTimestamp(orderType) && isSpan(offset);
}
