/** The most frequent values, about: at once, or by a state that can be kept and combined. */
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { FrequentItems } from '../sketches/frequent-items.js';
import { type CountedItems, frequentItemsBytes, parseFrequentItems } from '../sketches/frequent-items-format.js';
import { itemKindOf, type StoredKind } from '../sketches/item-kinds.js';
import { InvalidSketch } from '../sketches/sketch-bytes.js';
import { ArrayType, BinaryType, type DataType, IntegerType, LongType, StringType, StructField, StructType } from '../types/index.js';
import type { Value } from '../values/value.js';
import { AnyStruct } from './abstract-type.js';
import { aggregate, group, scalar } from './define.js';
import type { AnalysisContext } from './function-record.js';
import { failSketch } from './sketch-arguments.js';

const mostTracked = 1_000_000;
const defaultK = 5;
const defaultTracked = 10_000;
/** What `approx_top_k_combine` shows when no number was given. */
const notGiven = -1;

const resultType = (item: DataType) =>
  new ArrayType(new StructType([new StructField('item', item, true), new StructField('count', LongType, false)]), false);

const stateType = (item: DataType) =>
  new StructType([
    new StructField('sketch', BinaryType, false),
    new StructField('maxItemsTracked', IntegerType, false),
    new StructField('itemDataType', item, true),
    new StructField('itemDataTypeDDL', StringType, false),
  ]);

const itemOfState = (state: TypedExpression): DataType => (state.dataType as StructType).fields[2]!.dataType;

/** The type of the items, in the state as text. */
const itemDdl = (item: DataType): string => (item.kind === 'string' ? 'item string not null' : new StructField('item', item, false).toDDL);

const refused = (msg: string, cx: AnalysisContext) => cx.mismatch('TYPE_CHECK_FAILURE_WITH_HINT', { msg, hint: '' });

function checkItem(item: TypedExpression, cx: AnalysisContext): void {
  if (itemKindOf(item.dataType) === undefined)
    throw refused(`${item.dataType.kind === 'null' ? 'void' : item.dataType.typeName} columns are not supported`, cx);
}

function checkConstant(arg: TypedExpression, what: string, cx: AnalysisContext): void {
  if (!cx.isFoldable(arg)) throw refused(`${what} must be a constant literal`, cx);
}

function checkState(state: TypedExpression, cx: AnalysisContext): void {
  const fields = state.dataType.kind === 'struct' ? state.dataType.fields : [];
  const got = state.dataType.kind === 'null' ? 'struct<>' : state.dataType.simpleString;
  if (fields.length !== 4) {
    const expected = 'struct<sketch:binary,maxItemsTracked:int,itemDataType:any,itemDataTypeDDL:string>';
    throw refused(`State must be a struct with 4 fields. Expected struct: ${expected}. Got: ${got}`, cx);
  }
  const wanted = ['binary', 'int', 'a supported data type', 'string'];
  const fits = (type: DataType, i: number) =>
    i === 2 ? itemKindOf(type) !== undefined : type.kind === ['binary', 'integer', '', 'string'][i];
  const at = fields.findIndex((field, i) => !fits(field.dataType, i));
  if (at < 0) return;
  const ordinal = ['first', 'second', 'third', 'fourth'][at];
  throw refused(`State struct must have the ${ordinal} field to be ${wanted[at]}. Got: ${fields[at]!.dataType.simpleString}`, cx);
}

const constantOf = (arg: TypedExpression, cx: AnalysisContext): number | null => {
  const value = cx.isFoldable(arg) ? cx.evaluate(arg) : null;
  return value === null ? null : Number(value);
};

/** Numbers are looked at when the query runs. */
function positive(value: number | null, name: string): number {
  const argName = `\`${name}\``;
  if (value === null) return failSketch('APPROX_TOP_K_NULL_ARG', { argName });
  if (value <= 0) return failSketch('APPROX_TOP_K_NON_POSITIVE_ARG', { argName, argValue: value });
  return value;
}

function trackedOf(value: number | null): number {
  if (value !== null && value > mostTracked)
    return failSketch('APPROX_TOP_K_MAX_ITEMS_TRACKED_EXCEEDS_LIMIT', { maxItemsTracked: value, limit: mostTracked });
  return positive(value, 'maxItemsTracked');
}

function checkAtLeast(maxItemsTracked: number, k: number): void {
  if (maxItemsTracked < k) failSketch('APPROX_TOP_K_MAX_ITEMS_TRACKED_LESS_THAN_K', { maxItemsTracked, k });
}

/** A table for so many items at three quarters of its size. */
const tableSize = (tracked: number): number => 2 ** Math.ceil(Math.log(Math.ceil(tracked / 0.75)) / Math.log(2));

function counted(rows: readonly (readonly any[])[], kind: StoredKind, tracked: number): CountedItems {
  const sketch = new FrequentItems<any>(kind, tableSize(tracked));
  let nullCount = 0n;
  for (const [item] of rows) {
    if (item === null) nullCount++;
    else sketch.update(item);
  }
  return { sketch, nullCount };
}

/** The `k` most frequent; NULLs stand behind what is as frequent. */
function topOf({ sketch, nullCount }: CountedItems, k: number): Value {
  const found: [Value, bigint][] = sketch.frequent().map(({ item, count }) => [item, count]);
  if (nullCount > 0n) {
    const at = found.findIndex(([, count]) => count < nullCount);
    found.splice(at < 0 ? found.length : at, 0, [null, nullCount]);
  }
  return found.slice(0, k);
}

/** There is no condition for bytes that are no state. */
function read(bytes: Uint8Array, kind: StoredKind): CountedItems {
  try {
    return parseFrequentItems(bytes, kind);
  } catch (error) {
    if (!(error instanceof InvalidSketch)) throw error;
    return failSketch('INTERNAL_ERROR', { message: `The state of approx_top_k is broken: ${error.message}.` });
  }
}

const state = (items: CountedItems, kind: StoredKind, tracked: number, ddl: string): Value => [
  frequentItemsBytes(items, kind),
  tracked,
  null,
  ddl,
];

const sampleState = 'approx_top_k_accumulate(7)';

/** Of one NULL. */
const storedState =
  "named_struct('sketch', X'01010A0E030500000000000000000001', 'maxItemsTracked', 10000, 'itemDataType', CAST(NULL AS INT), 'itemDataTypeDDL', 'item INT NOT NULL')";

const withDefaults =
  (position: number, ...values: readonly number[]) =>
  (args: readonly TypedExpression[], cx: AnalysisContext) =>
    values.map(value => cx.literal(value, IntegerType)).slice(Math.max(args.length - position, 0));

export const topKFuncs = group('agg_funcs', {
  approx_top_k: aggregate({
    since: '4.1.0',
    usage: '_FUNC_(expr, k, maxItemsTracked) - The `k` values that come most often, and how often; 5 when `k` is left out.',
    examples: [['approx_top_k(7)', '[{7, 1}]']],
    arity: [1, 2, 3],
    defaults: withDefaults(1, defaultK, defaultTracked),
    inputTypes: args => [args[0]!.dataType, IntegerType, IntegerType],
    check: ([item, k, maxItems], cx) => {
      checkItem(item!, cx);
      checkConstant(k!, 'K', cx);
      checkConstant(maxItems!, 'Number of items tracked', cx);
    },
    data: ([, k, maxItems], cx) => ({ k: constantOf(k!, cx), maxItems: constantOf(maxItems!, cx) }),
    dataType: ([item]) => resultType(item!.dataType),
    nullable: false,
    allowsDistinct: true,
    ignoresNulls: false,
    evaluateGroup: (rows, cx) => {
      const data = cx.data as { k: number | null; maxItems: number | null };
      const k = positive(data.k, 'k');
      const tracked = trackedOf(data.maxItems);
      checkAtLeast(tracked, k);
      return topOf(counted(rows, itemKindOf(cx.argTypes[0]!)!, tracked), k);
    },
  }),
  approx_top_k_accumulate: aggregate({
    since: '4.1.0',
    usage: '_FUNC_(expr, maxItemsTracked) - A state that counts the values, for `approx_top_k_combine` and `approx_top_k_estimate`.',
    examples: [[`approx_top_k_estimate(${sampleState})`, '[{7, 1}]']],
    arity: [1, 2],
    defaults: withDefaults(1, defaultTracked),
    inputTypes: args => [args[0]!.dataType, IntegerType],
    check: ([item, maxItems], cx) => {
      checkItem(item!, cx);
      checkConstant(maxItems!, 'Number of items tracked', cx);
    },
    data: ([, maxItems], cx) => ({ maxItems: constantOf(maxItems!, cx) }),
    dataType: ([item]) => stateType(item!.dataType),
    nullable: false,
    allowsDistinct: true,
    ignoresNulls: false,
    evaluateGroup: (rows, cx) => {
      const tracked = trackedOf((cx.data as { maxItems: number | null }).maxItems);
      const kind = itemKindOf(cx.argTypes[0]!)!;
      return state(counted(rows, kind, tracked), kind, tracked, itemDdl(cx.argTypes[0]!));
    },
  }),
  approx_top_k_combine: aggregate({
    since: '4.1.0',
    usage: '_FUNC_(state, maxItemsTracked) - All states of the group as one. They must track equally many items, unless a number is given.',
    examples: [[`approx_top_k_estimate(approx_top_k_combine(${storedState}))`, '[{NULL, 1}]']],
    arity: [1, 2],
    defaults: withDefaults(1, notGiven),
    inputTypes: [AnyStruct, IntegerType],
    check: ([given, maxItems], cx) => {
      checkState(given!, cx);
      checkConstant(maxItems!, 'Number of items tracked', cx);
      const tracked = constantOf(maxItems!, cx);
      if (tracked !== notGiven) trackedOf(tracked);
    },
    data: ([, maxItems], cx) => ({ maxItems: constantOf(maxItems!, cx) }),
    dataType: ([given]) => stateType(itemOfState(given!)),
    nullable: false,
    allowsDistinct: true,
    evaluateGroup: (rows, cx) => {
      const { maxItems } = cx.data as { maxItems: number };
      const item = (cx.argTypes[0] as StructType).fields[2]!.dataType;
      const kind = itemKindOf(item)!;
      const [, firstTracked, , firstDdl] = (rows[0]?.[0] ?? [null, defaultTracked, null, itemDdl(item)]) as [
        unknown,
        number,
        unknown,
        string,
      ];
      const tracked = maxItems === notGiven ? firstTracked : maxItems;
      const sketch = new FrequentItems<any>(kind, tableSize(tracked));
      let nullCount = 0n;
      const states = rows.map(([each]) => each as [Uint8Array, number, unknown, string]);
      for (const [, size, , ddl] of states) {
        if (maxItems === notGiven && size !== firstTracked)
          return failSketch('APPROX_TOP_K_SKETCH_SIZE_NOT_MATCH', { size1: firstTracked, size2: size });
        if (ddl === firstDdl) continue;
        const [type1, type2] = [firstDdl, ddl].map(each => `"${each.split(' ')[1]!.toUpperCase()}"`) as [string, string];
        return failSketch('APPROX_TOP_K_SKETCH_TYPE_NOT_MATCH', { type1, type2 });
      }
      for (const [bytes] of states) {
        const each = read(bytes, kind);
        sketch.merge(each.sketch);
        nullCount += each.nullCount;
      }
      return state({ sketch, nullCount }, kind, tracked, firstDdl);
    },
  }),
  approx_top_k_estimate: scalar({
    group: 'sketch_funcs',
    since: '4.1.0',
    usage: '_FUNC_(state, k) - The `k` most frequent values of a state, and how often they came; 5 when `k` is left out.',
    examples: [[`approx_top_k_estimate(${sampleState}, 1)`, '[{7, 1}]']],
    arity: [1, 2],
    defaults: withDefaults(1, defaultK),
    inputTypes: ([given]) => [given!.dataType.kind === 'null' ? given!.dataType : AnyStruct, IntegerType],
    check: ([given, k], cx) => {
      checkState(given!, cx);
      checkConstant(k!, 'K', cx);
    },
    data: ([, k], cx) => ({ k: constantOf(k!, cx) }),
    dataType: ([given]) => resultType(itemOfState(given!)),
    nullable: false,
    nullIntolerant: false,
    evaluate: ([given], cx) => {
      const k = positive((cx.data as { k: number | null }).k, 'k');
      const [bytes, tracked] = given as [Uint8Array, number];
      checkAtLeast(tracked, k);
      return topOf(read(bytes, itemKindOf((cx.argTypes[0] as StructType).fields[2]!.dataType)!), k);
    },
  }),
});
