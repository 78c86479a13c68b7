/** Aggregates that pick a value of the group. */
import { quotedSql } from '../../errors/quoted.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { ArrayType, BooleanType, IntegerType } from '../types/index.js';
import { comparatorOf, isOrderable, keyOf } from '../values/ordering.js';
import type { Value } from '../values/value.js';
import { shownAbstract } from './argument-errors.js';
import { checkOrderable } from './array-arguments.js';
import { aggregate, group } from './define.js';
import type { AggregateContext, AggregateFunction, AnalysisContext } from './function-record.js';
import { inOpenHashOrder } from './jvm-hash-order.js';

type Rows = readonly (readonly any[])[];

const skipsNulls = (cx: AggregateContext) => cx.call.ignoreNulls === true || (cx.data as { ignoreNulls: boolean }).ignoreNulls;

/** The first or the last value, NULLs counted or not. */
const edge = (name: string, windowName: string, find: (rows: Rows, is: (row: readonly any[]) => boolean) => readonly any[] | undefined) =>
  ({
    arity: [1, 2],
    allowsIgnoreNulls: true,
    allowsDistinct: true,
    check: ([, ignoreNulls], cx) => {
      if (ignoreNulls === undefined || (ignoreNulls.kind === 'literal' && typeof ignoreNulls.value === 'boolean')) return;
      throw cx.error('_LEGACY_ERROR_TEMP_1210', { funcName: name }, 'AnalysisException');
    },
    data: ([, ignoreNulls]) => ({ ignoreNulls: ignoreNulls?.kind === 'literal' && ignoreNulls.value === true }),
    dataType: ([arg]) => arg!.dataType,
    sql: ([arg], _, written) => `${written}(${arg})`,
    ignoresNulls: false,
    evaluateGroup: (rows, cx) => {
      const skips = skipsNulls(cx);
      return find(rows, ([value]) => !skips || value !== null)?.[0] ?? null;
    },
    compile: ([arg], call, cx) => {
      if (!call.isWindow) return undefined;
      // IGNORE NULLS of the call is written by the call itself.
      const skips = !call.ignoreNulls && (cx.data as { ignoreNulls: boolean }).ignoreNulls;
      return call.call(windowName, skips ? `${arg} IGNORE NULLS` : arg!);
    },
  }) satisfies Partial<AggregateFunction>;

const firstOf = (rows: Rows, is: (row: readonly any[]) => boolean) => rows.find(is);
const lastOf = (rows: Rows, is: (row: readonly any[]) => boolean) => rows.findLast(is);

/** The most values that `max_by` and `min_by` collect. */
const maxCount = 100_000;

function checkCount(count: TypedExpression, cx: AnalysisContext): void {
  if (!cx.isFoldable(count)) {
    throw cx.mismatch('NON_FOLDABLE_INPUT', { inputName: 'k', inputType: 'int', inputExpr: cx.sqlOf(count) });
  }
  const value = cx.evaluate(count);
  if (value === null || Number(value) < 1 || Number(value) > maxCount) {
    throw cx.mismatch('VALUE_OUT_OF_RANGE', { exprName: '`k`', valueRange: `[1, ${maxCount}]`, currentValue: String(value) });
  }
}

/** The value where another one is extreme; the last of several. With a count: so many values, the best first. */
const by = (sign: 1 | -1) =>
  ({
    arity: [2, 3],
    inputTypes: args => [args[0]!.dataType, args[1]!.dataType, IntegerType],
    check: ([, ordering, count], cx) => {
      checkOrderable(ordering!.dataType, cx);
      if (count !== undefined) checkCount(count, cx);
    },
    dataType: ([value, , count]) => (count === undefined ? value!.dataType : new ArrayType(value!.dataType, true)),
    nullable: true,
    allowsDistinct: true,
    ignoresNulls: false,
    evaluateGroup: (rows, cx) => {
      const compare = comparatorOf(cx.argTypes[1]!);
      const ranked = rows.filter(([, ordering]) => ordering !== null);
      if (ranked.length === 0) return null;
      if (cx.argTypes.length === 2) return ranked.reduce((best, row) => (sign * compare(row[1], best[1]) >= 0 ? row : best))[0];
      const sorted = ranked.toSorted((a, b) => -sign * compare(a[1], b[1]));
      return sorted.slice(0, sorted[0]![2]).map(([value]) => value);
    },
  }) satisfies Partial<AggregateFunction>;

/** Values with how often each comes, in the order in which Spark looks at them. */
function frequencies(rows: Rows, cx: AggregateContext): readonly (readonly [value: Value, count: number])[] {
  const type = cx.argTypes[0]!;
  const key = keyOf(type);
  const counts = new Map<unknown, { readonly value: Value; count: number }>();
  for (const [value] of rows) {
    if (value === null) continue;
    const k = key(value);
    const entry = counts.get(k);
    if (entry === undefined) counts.set(k, { value, count: 1 });
    else entry.count++;
  }
  const values = inOpenHashOrder(
    [...counts.values()].map(({ value }) => value),
    type,
  );
  return values.map(value => [value, counts.get(key(value))!.count] as const);
}

export const pickFuncs = group('agg_funcs', {
  first: aggregate({
    aliases: ['first_value'],
    since: '2.0.0',
    usage: '_FUNC_(expr[, isIgnoreNull]) - The first value of the group; the first that is not NULL when `isIgnoreNull` is true.',
    examples: [['first(10)', '10']],
    ...edge('first', 'first_value', firstOf),
  }),
  last: aggregate({
    aliases: ['last_value'],
    since: '2.0.0',
    usage: '_FUNC_(expr[, isIgnoreNull]) - The last value of the group; the last that is not NULL when `isIgnoreNull` is true.',
    examples: [['last(10)', '10']],
    ...edge('last', 'last_value', lastOf),
  }),
  any_value: aggregate({
    since: '3.4.0',
    usage: '_FUNC_(expr[, isIgnoreNull]) - Some value of the group; one that is not NULL when `isIgnoreNull` is true.',
    examples: [['any_value(10)', '10']],
    ...edge('any_value', 'first_value', firstOf),
  }),
  max_by: aggregate({
    since: '3.0.0',
    usage: '_FUNC_(x, y[, k]) - The value of `x` where `y` is greatest; the `k` values where it is greatest.',
    examples: [["max_by('a', 10)", 'a']],
    ...by(1),
  }),
  min_by: aggregate({
    since: '3.0.0',
    usage: '_FUNC_(x, y[, k]) - The value of `x` where `y` is least; the `k` values where it is least.',
    examples: [["min_by('a', 10)", 'a']],
    ...by(-1),
  }),
  mode: aggregate({
    since: '3.4.0',
    usage: '_FUNC_(col[, deterministic]) - The value that comes most often; of several the least, when `deterministic` is true.',
    examples: [['mode(10)', '10']],
    arity: [0, 1, 2],
    withinGroup: 'allowed',
    orderIsArgument: true,
    orderStyle: 'reversed',
    allowsDistinct: true,
    check: ([value, deterministic], cx) => {
      if (value === undefined) throw cx.error('INVALID_WITHIN_GROUP_EXPRESSION.WITHIN_GROUP_MISSING', { funcName: '`mode`' });
      if (deterministic === undefined) return;
      if (deterministic.dataType.kind === 'null') throw cx.mismatch('UNEXPECTED_NULL', { exprName: '`deterministic`' });
      if (deterministic.dataType.kind !== 'boolean') {
        throw cx.error('UNEXPECTED_INPUT_TYPE', {
          paramIndex: 'second',
          functionName: '`mode`',
          requiredType: shownAbstract(BooleanType),
          inputSql: quotedSql(cx.sqlOf(deterministic)),
          inputType: quotedSql(deterministic.dataType.sql),
        });
      }
      if (cx.isFoldable(deterministic) && cx.evaluate(deterministic) === true) checkOrderable(value.dataType, cx);
    },
    data: ([, deterministic], cx) => ({
      isDeterministic: deterministic !== undefined && cx.isFoldable(deterministic) && cx.evaluate(deterministic) === true,
    }),
    dataType: ([value]) => value!.dataType,
    sql: ([value], call) =>
      (call.data as { isDeterministic: boolean } | undefined)?.isDeterministic
        ? `mode() WITHIN GROUP (ORDER BY ${value} DESC)`
        : `mode(${value ?? ''})`,
    ignoresNulls: false,
    evaluateGroup: (rows, cx) => {
      const counted = frequencies(rows, cx);
      if (counted.length === 0) return null;
      const most = Math.max(...counted.map(([, count]) => count));
      const candidates = counted.filter(([, count]) => count === most).map(([value]) => value);
      const [order] = cx.call.order ?? [];
      const isOrdered = order !== undefined || cx.data.isDeterministic;
      if (!isOrdered || !isOrderable(cx.argTypes[0]!)) return candidates[0];
      const compare = comparatorOf(cx.argTypes[0]!);
      const sorted = candidates.toSorted(compare);
      return order?.ascending === false ? sorted.at(-1) : sorted[0];
    },
  }),
});
