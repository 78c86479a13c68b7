/** Functions of a window. */
import { quotedSql } from '../../errors/quoted.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { DoubleType, IntegerType, NullType } from '../types/index.js';
import { IntegralFamily } from './abstract-type.js';
import { unexpectedInput } from './argument-errors.js';
import { counterDiff } from './counter-diff.js';
import { group, windowFunction } from './define.js';
import type { AnalysisContext, WindowFunction } from './function-record.js';

const ranking = (name: string) =>
  ({
    since: '2.0.0',
    // Arguments are taken for those of the other databases that have them, and not looked at.
    arity: { min: 0 },
    dataType: IntegerType,
    nullable: false,
    frame: 'rowsToCurrent',
    needsOrder: true,
    sql: () => `${name.toUpperCase()}()`,
    compile: (_, call) => `CAST(${call.call(name)} AS INTEGER)`,
  }) satisfies Partial<WindowFunction>;

function notConstant(arg: TypedExpression, name: string, cx: AnalysisContext, shown = cx.sqlOf(arg)) {
  return cx.mismatch('NON_FOLDABLE_INPUT', { inputName: `\`${name}\``, inputType: '"INT"', inputExpr: quotedSql(shown) });
}

/** The row so many before or behind the current one; another value where there is none. */
const offset = (name: 'lag' | 'lead') =>
  ({
    since: '2.0.0',
    arity: [1, 2, 3],
    defaults: (args, cx) => [cx.literal(1, IntegerType), cx.literal(null, NullType)].slice(args.length - 1),
    coerce: ([input, count, otherwise], cx) => [
      input!,
      cx.implicitCast(count!, IntegerType) ?? count!,
      otherwise!.dataType.equals(input!.dataType) ? otherwise! : (cx.implicitCast(otherwise!, input!.dataType) ?? otherwise!),
    ],
    check: ([input, count, otherwise], cx) => {
      if (!cx.isFoldable(count!)) throw notConstant(count!, 'offset', cx, name === 'lag' ? `(- ${cx.sqlOf(count!)})` : undefined);
      if (count!.dataType.kind !== 'integer') throw unexpectedInput(count!, 1, IntegerType, cx);
      if (!otherwise!.dataType.equals(input!.dataType) && otherwise!.dataType.kind !== 'null')
        throw unexpectedInput(otherwise!, 2, input!.dataType, cx);
    },
    dataType: ([input]) => input!.dataType,
    nullable: ([input, , otherwise]) => input!.nullable || otherwise!.nullable,
    frame: 'offset',
    needsOrder: true,
    allowsIgnoreNulls: true,
    compile: (args, call) => call.call(name, ...args),
  }) satisfies Partial<WindowFunction>;

const largestInt = 2147483647;

export const windowFuncs = group('window_funcs', {
  row_number: windowFunction({
    since: '2.0.0',
    usage: '_FUNC_() - The number of the row in its partition, from 1, in the order of the window.',
    arity: 0,
    dataType: IntegerType,
    nullable: false,
    frame: 'rowsToCurrent',
    needsOrder: true,
    compile: (_, call) => `CAST(${call.call('row_number')} AS INTEGER)`,
  }),
  rank: windowFunction({
    usage: '_FUNC_() - One more than the number of rows before the current one in the order of the window; equal rows have one rank.',
    ...ranking('rank'),
  }),
  dense_rank: windowFunction({
    usage: '_FUNC_() - As `rank`, without gaps behind equal rows.',
    ...ranking('dense_rank'),
  }),
  percent_rank: windowFunction({
    usage: '_FUNC_() - The rank as a number from 0 to 1.',
    ...ranking('percent_rank'),
    dataType: DoubleType,
    compile: (_, call) => call.call('percent_rank'),
  }),
  cume_dist: windowFunction({
    since: '2.0.0',
    usage: '_FUNC_() - The part of the rows of the partition up to the current one and those equal to it.',
    arity: 0,
    dataType: DoubleType,
    nullable: false,
    needsOrder: true,
    compile: (_, call) => call.call('cume_dist'),
  }),
  ntile: windowFunction({
    since: '2.0.0',
    usage: '_FUNC_(n) - Divides the rows of the partition into `n` parts of about the same size, and gives the number of the part.',
    arity: [0, 1],
    defaults: (args, cx) => (args.length === 0 ? [cx.literal(1, IntegerType)] : []),
    check: ([n], cx) => {
      if (!cx.isFoldable(n!)) throw notConstant(n!, 'buckets', cx);
      if (n!.dataType.kind !== 'integer') throw unexpectedInput(n!, 0, IntegerType, cx);
      const buckets = cx.evaluate(n!);
      if (typeof buckets === 'number' && buckets > 0) return;
      throw cx.mismatch('VALUE_OUT_OF_RANGE', { exprName: 'buckets', valueRange: `(0, ${largestInt}]`, currentValue: String(buckets) });
    },
    dataType: IntegerType,
    nullable: false,
    frame: 'rowsToCurrent',
    needsOrder: true,
    compile: ([n], call) => `CAST(${call.call('ntile', n!)} AS INTEGER)`,
  }),
  lag: windowFunction({
    usage:
      '_FUNC_(input[, offset[, default]]) - The value of `input` `offset` rows before the current one; `default` where there is no such row.',
    ...offset('lag'),
  }),
  lead: windowFunction({
    usage:
      '_FUNC_(input[, offset[, default]]) - The value of `input` `offset` rows behind the current one; `default` where there is no such row.',
    ...offset('lead'),
  }),
  nth_value: windowFunction({
    since: '3.1.0',
    needsOrder: true,
    usage: '_FUNC_(input[, offset]) - The value of `input` in the row number `offset` of the frame, counted from 1.',
    arity: [2, 3],
    check: ([, count], cx) => {
      if (!cx.isFoldable(count!)) throw notConstant(count!, 'offset', cx);
      if (count!.dataType.kind !== 'null' && !IntegralFamily.accepts(count!.dataType)) throw unexpectedInput(count!, 1, IntegralFamily, cx);
      const at = cx.evaluate(count!) ?? 0;
      if (Number(at) > 0) return;
      throw cx.mismatch('VALUE_OUT_OF_RANGE', { exprName: 'offset', valueRange: '(0, 9223372036854775807]', currentValue: `${at}L` });
    },
    dataType: ([input]) => input!.dataType,
    nullable: true,
    allowsIgnoreNulls: true,
    sql: ([input, count]) => `nth_value(${input}, ${count})`,
    compile: (args, call) => call.call('nth_value', ...args),
  }),
  counter_diff: counterDiff,
});
