/** Aggregate functions. */
import type { TypedExpression } from '../analyzer/typed-expression.js';
import {
  ArrayType,
  type DataType,

  DoubleType,

  isIntegral,
  isNumeric,
  LongType,

} from '../types/index.js';
import { boundedDecimal } from '../values/cast-rules.js';
import type { Decimal } from '../values/decimal.js';
import { Decimal as DecimalValue } from '../values/decimal.js';
import { comparatorOf, isOrderable, keyOf } from '../values/ordering.js';
import { AnyAnsiInterval, anyOf, NumericFamily } from './abstract-type.js';
import { aggregate, group } from './define.js';
import type { AggregateContext, AnalysisContext } from './function-record.js';
import { fitDecimal, intervalOverflow, overflow } from './operator-funcs.js';

const summable = anyOf(NumericFamily, AnyAnsiInterval);

function sumType([arg]: readonly TypedExpression[]): DataType {
  const type = arg!.dataType;
  if (type.kind === 'decimal') return boundedDecimal(type.precision + 10, type.scale);
  if (isIntegral(type)) return LongType;
  return isNumeric(type) ? DoubleType : type;
}

function sumOf(rows: readonly (readonly any[])[], cx: AggregateContext): any {
  if (rows.length === 0) return null;
  const { dataType } = cx;
  switch (dataType.kind) {
    case 'double': {
      let sum = 0;
      for (const [value] of rows) sum += value;
      return sum;
    }
    case 'decimal': {
      let sum = DecimalValue.zero;
      for (const [value] of rows) sum = sum.plus(value as Decimal);
      return fitDecimal(sum, cx);
    }
    case 'yearMonthInterval': {
      let sum = 0;
      for (const [value] of rows) sum += value;
      return sum === (sum | 0) ? sum : intervalOverflow(cx, 'try_sum');
    }
    default: {
      let sum = 0n;
      for (const [value] of rows) {
        sum += BigInt(value);
        if (BigInt.asIntN(64, sum) !== sum) {
          if (dataType.kind === 'dayTimeInterval') return intervalOverflow(cx, 'try_sum');
          if (cx.settings.ansi) return overflow(cx, 'try_sum');
          sum = BigInt.asIntN(64, sum);
        }
      }
      return sum;
    }
  }
}

/** Minimum or maximum by the order of the type. */
const extreme = (sign: 1 | -1) => (rows: readonly (readonly any[])[], cx: AggregateContext) => {
  const compare = comparatorOf(cx.dataType);
  let best: any = null;
  for (const [value] of rows) if (best === null || sign * compare(value, best) > 0) best = value;
  return best;
};

const checkOrderable = ([arg]: readonly TypedExpression[], cx: AnalysisContext) => {
  if (isOrderable(arg!.dataType)) return;
  throw cx.mismatch('INVALID_ORDERING_TYPE', { functionName: `\`${cx.functionName}\``, dataType: `"${arg!.dataType.sql}"` });
};

const hasPlainOrder = (type: DataType): boolean =>
  !['array', 'map', 'struct', 'variant'].includes(type.kind) && (type.kind !== 'string' || type.collation === 'UTF8_BINARY');

export const aggFuncs = group('agg_funcs', {
  count: aggregate({
    since: '1.0.0',
    usage: '_FUNC_(expr[, expr...]) - Returns the number of rows for which the supplied expression(s) are all non-null.',
    examples: [['count(1)', '1']],
    arity: { min: 1 },
    dataType: LongType,
    nullable: false,
    allowsDistinct: true,
    evaluateGroup: rows => BigInt(rows.length),
    compile: (args, call) => {
      if (args.length === 1) return call.call('count', args[0]!);
      if (!call.isDistinct) return call.call('count', `CASE WHEN ${args.map(arg => `${arg} IS NOT NULL`).join(' AND ')} THEN 1 END`);
      const row = `row(${args.join(', ')})`;
      return call.call('count', `CASE WHEN ${args.map(arg => `${arg} IS NOT NULL`).join(' AND ')} THEN ${row} END`);
    },
  }),
  sum: aggregate({
    since: '1.0.0',
    usage: '_FUNC_(expr) - Returns the sum calculated from values of a group.',
    examples: [['sum(5)', '5']],
    arity: 1,
    coerce: ([arg], cx) => [arg!.dataType.kind === 'string' ? cx.cast(arg!, DoubleType) : arg!],
    inputTypes: [summable],
    dataType: sumType,
    allowsDistinct: true,
    evaluateGroup: sumOf,
    compile: ([arg], call, cx) => {
      const { dataType } = cx;
      if (dataType.kind === 'long') return cx.ansi ? `CAST(${call.call('sum', arg!)} AS BIGINT)` : undefined;
      if (dataType.kind === 'double') return call.call('sum', `CAST(${arg} AS DOUBLE)`);
      if (dataType.kind === 'decimal' && cx.ansi) return `CAST(${call.call('sum', arg!)} AS DECIMAL(${dataType.precision},${dataType.scale}))`;
      return undefined;
    },
  }),
  avg: aggregate({
    aliases: ['mean'],
    since: '1.0.0',
    usage: '_FUNC_(expr) - Returns the mean calculated from values of a group.',
    examples: [['avg(5)', '5.0']],
    arity: 1,
    coerce: ([arg], cx) => [arg!.dataType.kind === 'string' ? cx.cast(arg!, DoubleType) : arg!],
    inputTypes: [summable],
    dataType: ([arg]) => {
      const type = arg!.dataType;
      if (type.kind === 'decimal') return boundedDecimal(type.precision + 4, type.scale + 4);
      return isNumeric(type) ? DoubleType : type;
    },
    allowsDistinct: true,
    evaluateGroup: (rows, cx) => {
      if (rows.length === 0) return null;
      if (cx.dataType.kind === 'double') {
        let sum = 0;
        for (const [value] of rows) sum += Number(value);
        return sum / rows.length;
      }
      if (cx.dataType.kind === 'decimal') {
        let sum = DecimalValue.zero;
        for (const [value] of rows) sum = sum.plus(value as Decimal);
        return fitDecimal(sum.dividedBy(new DecimalValue(BigInt(rows.length), 0), cx.dataType.scale), cx);
      }
      let sum = 0n;
      for (const [value] of rows) sum += BigInt(value);
      const mean = new DecimalValue(sum, 0).dividedBy(new DecimalValue(BigInt(rows.length), 0), 0).unscaled;
      return cx.dataType.kind === 'yearMonthInterval' ? Number(mean) : mean;
    },
    compile: ([arg], call, cx) => (cx.dataType.kind === 'double' ? call.call('avg', `CAST(${arg} AS DOUBLE)`) : undefined),
  }),
  min: aggregate({
    since: '1.0.0',
    usage: '_FUNC_(expr) - Returns the minimum value of `expr`.',
    examples: [['min(10)', '10']],
    arity: 1,
    check: checkOrderable,
    dataType: ([arg]) => arg!.dataType,
    allowsDistinct: true,
    evaluateGroup: extreme(-1),
    compile: ([arg], call, cx) => (hasPlainOrder(cx.dataType) ? call.call('min', arg!) : undefined),
  }),
  max: aggregate({
    since: '1.0.0',
    usage: '_FUNC_(expr) - Returns the maximum value of `expr`.',
    examples: [['max(10)', '10']],
    arity: 1,
    check: checkOrderable,
    dataType: ([arg]) => arg!.dataType,
    allowsDistinct: true,
    evaluateGroup: extreme(1),
    compile: ([arg], call, cx) => (hasPlainOrder(cx.dataType) ? call.call('max', arg!) : undefined),
  }),
  first: aggregate({
    aliases: ['first_value'],
    since: '2.0.0',
    usage: '_FUNC_(expr[, isIgnoreNull]) - Returns the first value of `expr` for a group of rows.',
    examples: [['first(10)', '10']],
    arity: [1, 2],
    allowsIgnoreNulls: true,
    dataType: ([arg]) => arg!.dataType,
    ignoresNulls: false,
    evaluateGroup: (rows, cx) => {
      const ignoreNulls = cx.call.ignoreNulls || rows[0]?.[1] === true;
      return rows.find(([value]) => !ignoreNulls || value !== null)?.[0] ?? null;
    },
  }),
  last: aggregate({
    aliases: ['last_value'],
    since: '2.0.0',
    usage: '_FUNC_(expr[, isIgnoreNull]) - Returns the last value of `expr` for a group of rows.',
    examples: [['last(10)', '10']],
    arity: [1, 2],
    allowsIgnoreNulls: true,
    dataType: ([arg]) => arg!.dataType,
    ignoresNulls: false,
    evaluateGroup: (rows, cx) => {
      const ignoreNulls = cx.call.ignoreNulls || rows[0]?.[1] === true;
      return rows.findLast(([value]) => !ignoreNulls || value !== null)?.[0] ?? null;
    },
  }),
  collect_list: aggregate({
    aliases: ['array_agg'],
    since: '2.0.0',
    usage: '_FUNC_(expr) - Collects and returns a list of non-unique elements.',
    examples: [['collect_list(1)', '[1]']],
    arity: 1,
    dataType: ([arg]) => new ArrayType(arg!.dataType, false),
    nullable: false,
    allowsDistinct: true,
    evaluateGroup: rows => rows.map(([value]) => value),
  }),
  collect_set: aggregate({
    since: '2.0.0',
    usage: '_FUNC_(expr) - Collects and returns a set of unique elements.',
    examples: [['collect_set(1)', '[1]']],
    arity: 1,
    dataType: ([arg]) => new ArrayType(arg!.dataType, false),
    nullable: false,
    allowsDistinct: true,
    evaluateGroup: (rows, cx) => {
      const key = keyOf(cx.argTypes[0]!);
      return [...new Map(rows.map(([value]) => [key(value), value])).values()];
    },
  }),
});

