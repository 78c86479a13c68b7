/** `function OVER (...)`: which functions may, and the frame that each gets. */
import { quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { WindowFunction } from '../functions/function-record.js';
import { findFunction } from '../functions/registry.js';
import type { Window, WindowReference, WindowSpec } from '../plan/index.js';
import { isOrderable } from '../values/ordering.js';
import { frameOf, type WindowRows } from './analyze-frame.js';
import type { Analyzer } from './analyzer.js';
import type { Clause, ExpressionAnalyzer } from './expression-analyzer.js';
import type { TypedExpression, TypedSortOrder, WindowCall } from './typed-expression.js';

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
  const rows: WindowRows = {
    partition,
    order,
    written: spec.frame,
    boundOf: bound => expressions.analyze(bound, plain),
    origin: spec.origin ?? origin,
  };
  const windowed = (child: TypedExpression): TypedExpression => {
    if (child.kind === 'call' && child.replacement !== undefined) {
      const replacement = windowed(child.replacement);
      return replacement === child.replacement ? child : Object.freeze({ ...child, replacement });
    }
    if (child.kind === 'aggregate' || child.kind === 'windowFunction') {
      return makeWindow(child, rows, analyzer, origin);
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
      return makeShown(called, result, rows, analyzer, origin);
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
  rows: WindowRows,
  analyzer: Analyzer,
  origin: TypedExpression['origin'],
): TypedExpression {
  const label: WindowCall = {
    kind: 'window',
    function: { kind: 'windowFunction', name: called.name, args: called.args, dataType: called.dataType, nullable: called.nullable },
    partition: rows.partition,
    order: rows.order,
    frame: frameOf(undefined, rows, analyzer, origin),
    dataType: called.dataType,
    nullable: called.nullable,
  };
  return Object.freeze({ ...called, args: [label], name: 'window label', replacement: (result as typeof called).replacement });
}

/** These sort the rows of a group by themselves. */
const ordersItself: ReadonlySet<string> = new Set(['percentile_cont', 'percentile_disc', 'median', 'listagg', 'string_agg', 'mode']);

function makeWindow(
  called: WindowCall['function'],
  rows: WindowRows,
  analyzer: Analyzer,
  origin: TypedExpression['origin'],
): TypedExpression {
  const record = called.kind === 'windowFunction' ? (findFunction(called.name) as WindowFunction) : undefined;
  if (record?.needsOrder && rows.order.length === 0) {
    throw sparkErrorOf('WINDOW_FUNCTION_FRAME_NOT_ORDERED', { wf_name: called.name, wf_expr: analyzer.sqlOf(called) }, { origin });
  }
  if (called.kind === 'aggregate' && ordersItself.has(called.name) && (rows.order.length > 0 || rows.written !== undefined)) {
    if (called.name !== 'mode' || called.order !== undefined) {
      throw sparkErrorOf('INVALID_WINDOW_SPEC_FOR_AGGREGATION_FUNC', { aggFunc: quotedSql(analyzer.sqlOf(called)) }, { origin });
    }
  }
  const made: WindowCall = {
    kind: 'window',
    function: called,
    partition: rows.partition,
    order: rows.order,
    frame: frameOf(called, rows, analyzer, origin),
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
    const found: WindowSpec | WindowReference | undefined = clause.windows?.get(current.name);
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
