/** `function OVER (...)`: which functions may, and the frame that each gets. */
import { quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { WindowFunction } from '../functions/function-record.js';
import { findFunction } from '../functions/registry.js';
import type { FrameBoundary, Window, WindowFrame, WindowReference, WindowSpec } from '../plan/index.js';
import { IntegerType, isNumeric } from '../types/index.js';
import { canUpCast } from '../values/cast-rules.js';
import { isOrderable } from '../values/ordering.js';
import { isFoldable } from './analyze-call.js';
import type { Analyzer } from './analyzer.js';
import type { Clause, ExpressionAnalyzer } from './expression-analyzer.js';
import { typedCast, typedLiteral } from './expressions.js';
import type { Frame, FrameBound, TypedExpression, TypedSortOrder, WindowCall } from './typed-expression.js';

const unboundedPreceding: FrameBound = { bound: 'unboundedPreceding' };
const unboundedFollowing: FrameBound = { bound: 'unboundedFollowing' };
const currentRow: FrameBound = { bound: 'currentRow' };

export function analyzeWindow(expression: Window, clause: Clause, expressions: ExpressionAnalyzer, analyzer: Analyzer): TypedExpression {
  const { origin } = expression;
  const spec = specOf(expression.spec, clause);
  const inner: Clause = { ...clause, isInAggregate: false };
  // An aggregate over a window aggregates what the clause sees, not the rows of a group.
  const { aggregateScope: _, ...plain } = inner;
  let called = expressions.analyze(expression.function, { ...plain, isWindowCall: true });
  // An alias in front of OVER is not part of the function; a rewritten aggregate is windowed where its aggregates are.
  const partition = spec.partitionSpec.map(each => expressions.analyze(each, plain));
  const order = expressions.sortOrders(spec.orderSpec, plain);
  checkOrderable(order, analyzer, origin);
  const windowed = (child: TypedExpression): TypedExpression => {
    if (child.kind === 'call' && child.replacement !== undefined) {
      const replacement = windowed(child.replacement);
      return replacement === child.replacement ? child : Object.freeze({ ...child, replacement });
    }
    if (child.kind === 'aggregate' || child.kind === 'windowFunction') {
      return makeWindow(child, partition, order, spec.frame, expressions, plain, analyzer, origin);
    }
    return child.kind === 'call' || child.kind === 'cast' ? mapArgs(child, windowed) : child;
  };
  if (called.kind === 'alias') called = called.child;
  if (called.kind === 'aggregate' && called.isDistinct) {
    throw sparkErrorOf('DISTINCT_WINDOW_FUNCTION_UNSUPPORTED', { windowExpr: quotedSql(`${analyzer.sqlOf(called)} OVER ()`) }, { origin });
  }
  if (called.kind === 'aggregate' || called.kind === 'windowFunction') return windowed(called);
  if (called.kind === 'call' && called.replacement !== undefined) {
    const result = windowed(called);
    if (result !== called) {
      const shown = makeShown(called, result, partition, order, spec.frame, expressions, plain, analyzer, origin);
      return shown;
    }
  }
  throw sparkErrorOf('UNSUPPORTED_EXPR_FOR_WINDOW', { sqlExpr: quotedSql(analyzer.sqlOf(called)) }, { origin });
}

function mapArgs(child: TypedExpression, f: (each: TypedExpression) => TypedExpression): TypedExpression {
  if (child.kind === 'cast') {
    const inner = f(child.child);
    return inner === child.child ? child : Object.freeze({ ...child, child: inner });
  }
  if (child.kind !== 'call') return child;
  const args = child.args.map(f);
  return args.every((arg, i) => arg === child.args[i]) ? child : Object.freeze({ ...child, args });
}

/** A rewritten aggregate: its name is that of the call as written, over the window. */
function makeShown(
  called: Extract<TypedExpression, { kind: 'call' }>,
  result: TypedExpression,
  partition: readonly TypedExpression[],
  order: readonly TypedSortOrder[],
  frame: WindowFrame | undefined,
  expressions: ExpressionAnalyzer,
  clause: Clause,
  analyzer: Analyzer,
  origin: TypedExpression['origin'],
): TypedExpression {
  const label: WindowCall = {
    kind: 'window',
    function: { kind: 'windowFunction', name: called.name, args: called.args, dataType: called.dataType, nullable: called.nullable },
    partition,
    order,
    frame: frameOf(undefined, frame, order, expressions, clause, analyzer, origin),
    dataType: called.dataType,
    nullable: called.nullable,
  };
  return Object.freeze({ ...called, args: [label], name: 'window label', replacement: (result as typeof called).replacement });
}

/** These sort the rows of a group by themselves. */
const ordersItself: ReadonlySet<string> = new Set(['percentile_cont', 'percentile_disc', 'median', 'listagg', 'string_agg', 'mode']);

function makeWindow(
  called: WindowCall['function'],
  partition: readonly TypedExpression[],
  order: readonly TypedSortOrder[],
  frame: WindowFrame | undefined,
  expressions: ExpressionAnalyzer,
  clause: Clause,
  analyzer: Analyzer,
  origin: TypedExpression['origin'],
): TypedExpression {
  const record = called.kind === 'windowFunction' ? (findFunction(called.name) as WindowFunction) : undefined;
  if (record?.needsOrder && order.length === 0) {
    throw sparkErrorOf('WINDOW_FUNCTION_FRAME_NOT_ORDERED', { wf_name: called.name, wf_expr: analyzer.sqlOf(called) }, { origin });
  }
  if (called.kind === 'aggregate' && ordersItself.has(called.name) && (order.length > 0 || frame !== undefined)) {
    if (called.name !== 'mode' || called.order !== undefined) {
      throw sparkErrorOf('INVALID_WINDOW_SPEC_FOR_AGGREGATION_FUNC', { aggFunc: quotedSql(analyzer.sqlOf(called)) }, { origin });
    }
  }
  const made: WindowCall = {
    kind: 'window',
    function: called,
    partition,
    order,
    frame: frameOf(called, frame, order, expressions, clause, analyzer, origin),
    dataType: called.dataType,
    nullable: called.nullable,
    origin,
  };
  return Object.freeze(made);
}

/** A named window, or one that starts from a name. */
function specOf(spec: WindowSpec | WindowReference, clause: Clause): WindowSpec {
  let current = spec;
  const seen = new Set<string>();
  while (current.kind === 'windowReference') {
    const found: WindowSpec | WindowReference | undefined = clause.windows?.get(current.name.toLowerCase());
    if (found === undefined || seen.has(current.name)) {
      throw sparkErrorOf(
        'MISSING_WINDOW_SPECIFICATION',
        { windowName: current.name, docroot: 'https://spark.apache.org/docs/latest' },
        { origin: current.origin },
      );
    }
    seen.add(current.name);
    current = found;
  }
  return current;
}

function checkOrderable(order: readonly TypedSortOrder[], analyzer: Analyzer, origin: TypedExpression['origin']): void {
  for (const { child } of order) {
    if (isOrderable(child.dataType)) continue;
    throw sparkErrorOf(
      'DATATYPE_MISMATCH.INVALID_ORDERING_TYPE',
      {
        sqlExpr: quotedSql(`${analyzer.sqlOf(child)} ASC NULLS FIRST`),
        functionName: '`sortorder`',
        dataType: quotedSql(child.dataType.sql),
      },
      { origin },
    );
  }
}

function frameOf(
  called: WindowCall['function'] | undefined,
  frame: WindowFrame | undefined,
  order: readonly TypedSortOrder[],
  expressions: ExpressionAnalyzer,
  clause: Clause,
  analyzer: Analyzer,
  origin: TypedExpression['origin'],
): Frame {
  const record = called?.kind === 'windowFunction' ? (findFunction(called.name) as WindowFunction) : undefined;
  const required = requiredFrame(record, called);
  if (frame === undefined) {
    if (required !== undefined) return required;
    return order.length === 0
      ? { frameType: 'rows', lower: unboundedPreceding, upper: unboundedFollowing, isDefault: true }
      : { frameType: 'range', lower: unboundedPreceding, upper: currentRow, isDefault: true };
  }
  const lower = boundOf(frame.lower, frame, order, expressions, clause);
  const upper = boundOf(frame.upper, frame, order, expressions, clause);
  const given: Frame = { frameType: frame.frameType, lower, upper, isDefault: false };
  if (required !== undefined && !sameFrame(required, given, analyzer)) {
    if (record?.frame === 'offset') {
      throw sparkErrorOf('_LEGACY_ERROR_TEMP_1035', { prettyName: called!.name }, { origin, name: 'AnalysisException' });
    }
    throw sparkErrorOf(
      '_LEGACY_ERROR_TEMP_1036',
      { wf: frameText(given, analyzer), required: frameText(required, analyzer) },
      { origin, name: 'AnalysisException' },
    );
  }
  checkFrame(given, frame, order, analyzer, origin);
  return given;
}

const frameText = (frame: Frame, analyzer: Analyzer) => analyzer.frameSql(frame);

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

function sameFrame(a: Frame, b: Frame, analyzer: Analyzer): boolean {
  return analyzer.frameSql(a) === analyzer.frameSql(b);
}

function boundOf(
  { bound, value }: FrameBoundary,
  frame: WindowFrame,
  order: readonly TypedSortOrder[],
  expressions: ExpressionAnalyzer,
  clause: Clause,
): FrameBound {
  if (bound !== 'value') return { bound };
  const typed = expressions.analyze(value!, clause);
  if (frame.frameType === 'rows') return { bound, value: typed };
  const [only] = order;
  if (only === undefined || order.length > 1) return { bound, value: typed };
  // A range bound is of the type of the order, for dates and timestamps an interval.
  const target = only.child.dataType;
  return {
    bound,
    value:
      isNumeric(target) && isNumeric(typed.dataType) && !typed.dataType.equals(target) && canUpCast(typed.dataType, target)
        ? typedCast(typed, target, 'ansi', false)
        : typed,
  };
}

function checkFrame(
  frame: Frame,
  { origin }: WindowFrame,
  order: readonly TypedSortOrder[],
  analyzer: Analyzer,
  windowOrigin: TypedExpression['origin'],
): void {
  const { lower, upper, frameType } = frame;
  const mismatch = (subclass: string, parameters: Readonly<Record<string, string>>) =>
    sparkErrorOf(
      `DATATYPE_MISMATCH.${subclass}`,
      { sqlExpr: quotedSql(analyzer.frameSql(frame)), ...parameters },
      { origin: origin ?? windowOrigin },
    );
  for (const [each, location] of [
    [lower, 'lower'],
    [upper, 'upper'],
  ] as const) {
    if (each.value === undefined) continue;
    if (!isFoldable(each.value)) {
      throw mismatch('SPECIFIED_WINDOW_FRAME_WITHOUT_FOLDABLE', { location, expression: quotedSql(analyzer.sqlOf(each.value)) });
    }
    if (frameType === 'rows' && each.value.dataType.kind !== 'integer') {
      throw mismatch('SPECIFIED_WINDOW_FRAME_UNACCEPTED_TYPE', {
        location,
        exprType: quotedSql(each.value.dataType.sql),
        expectedType: '"INT"',
      });
    }
  }
  if (lower.bound === 'unboundedFollowing' || upper.bound === 'unboundedPreceding') {
    throw mismatch('SPECIFIED_WINDOW_FRAME_INVALID_BOUND', {
      upper: quotedSql(analyzer.boundSql(upper)),
      lower: quotedSql(analyzer.boundSql(lower)),
    });
  }
  if (frameType === 'range') {
    if (order.length === 0) throw mismatch('RANGE_FRAME_WITHOUT_ORDER', {});
    const hasValue = lower.value !== undefined || upper.value !== undefined;
    if (hasValue && order.length > 1) {
      throw mismatch('RANGE_FRAME_MULTI_ORDER', { orderSpec: order.map(each => analyzer.orderSql(each)).join(',') });
    }
    for (const { value } of [lower, upper]) {
      if (value === undefined) continue;
      const orderType = order[0]!.child.dataType;
      if (isRangeOffset(orderType.kind, value.dataType.kind)) continue;
      throw mismatch('RANGE_FRAME_INVALID_TYPE', {
        orderSpecType: quotedSql(orderType.sql),
        valueBoundaryType: quotedSql(value.dataType.sql),
      });
    }
  }
  if (lower.value !== undefined && upper.value !== undefined && isFoldable(lower.value) && isFoldable(upper.value)) {
    const [low, high] = [analyzer.evaluate(lower.value), analyzer.evaluate(upper.value)];
    if (low !== null && high !== null && Number(low) > Number(high)) {
      throw mismatch('SPECIFIED_WINDOW_FRAME_WRONG_COMPARISON', { comparison: 'less than or equal' });
    }
  }
}

const isRangeOffset = (order: string, offset: string): boolean => {
  if (['date', 'timestamp', 'timestampNtz'].includes(order))
    return ['dayTimeInterval', 'yearMonthInterval', 'calendarInterval'].includes(offset) || (order === 'date' && offset === 'integer');
  return (
    order === offset ||
    (['byte', 'short', 'integer', 'long', 'float', 'double', 'decimal'].includes(order) &&
      ['byte', 'short', 'integer', 'long', 'float', 'double', 'decimal'].includes(offset))
  );
};
