/** Spark's functions of columns: `import { functions as F } from 'ts-spark-shell'`, then `F.upper('name')`. */
import { Column, type ColumnOrName, type Operand, operandOf } from './column.js';
import { type ColumnLambda, distinct, fn, lambdaOf } from './column-functions/function-shape.js';
import { call, operator } from './plan/index.js';
import type { DataType } from './types/index.js';

export * from './column-functions/aggregates.js';
export * from './column-functions/arrays.js';
export * from './column-functions/bits.js';
export * from './column-functions/conditions.js';
export * from './column-functions/datetimes.js';
export * from './column-functions/files.js';
export * from './column-functions/hashes.js';
export * from './column-functions/lambdas.js';
export * from './column-functions/maps.js';
export * from './column-functions/math.js';
export * from './column-functions/misc.js';
export * from './column-functions/sketches.js';
export * from './column-functions/strings.js';
export * from './column-functions/variants.js';
export * from './column-functions/windows.js';
export * from './column-functions/xml.js';

/** The column of that name: `col('age')`, `col('address.city')`, `col('*')`. */
export const col = (name: string): Column => new Column(name);
export const column = col;

/** `` $`age` ``, `$('age')`: the column of that name. */
export const $ = (name: TemplateStringsArray | string, ...values: readonly unknown[]): Column =>
  new Column(typeof name === 'string' ? name : String.raw(name, ...values));

/** A constant. */
export const lit = (value: Operand): Column => (value instanceof Column ? value : new Column(operandOf(value)));
export const typedLit = lit;

/** A column written in SQL: `expr('age + 1')`. */
export const expr = (text: string): Column => new Column({ kind: 'expressionString', expression: text });

/** A function by its name in SQL, also one of the person's own. */
export const call_function = (name: string, ...columns: readonly ColumnOrName[]): Column =>
  new Column(
    call(
      name.split('.'),
      columns.map(each => Column.of(each).expression),
    ),
  );
export const callUDF = call_function;
export const call_udf = call_function;
export { udf } from './user-defined-function.js';
export const typedlit = typedLit;
export const negate = (column: ColumnOrName): Column => Column.of(column).negate();
export const len = fn('len', 'column');
export const any = fn('any', 'column');
export const unix_micros = fn('unix_micros', 'column');
export const listagg_distinct = (column: ColumnOrName, delimiter?: Operand): Column => distinctOf('listagg', column, delimiter);
export const string_agg_distinct = (column: ColumnOrName, delimiter?: Operand): Column => distinctOf('string_agg', column, delimiter);

const distinctOf = (name: string, column: ColumnOrName, delimiter: Operand | undefined): Column =>
  new Column({
    ...call(name, [Column.of(column).expression, ...(delimiter === undefined ? [] : [operandOf(delimiter)])]),
    isDistinct: true,
  });

/** `when(condition, value)`, then `.when(...)` and `.otherwise(...)`. */
export const when = (condition: Column, value: Operand): Column => new Column(operator('when', [condition.expression, operandOf(value)]));

export const asc = (column: ColumnOrName): Column => Column.of(column).asc();
export const asc_nulls_first = asc;
export const asc_nulls_last = (column: ColumnOrName): Column => Column.of(column).asc_nulls_last();
export const desc = (column: ColumnOrName): Column => Column.of(column).desc();
export const desc_nulls_first = (column: ColumnOrName): Column => Column.of(column).desc_nulls_first();
export const desc_nulls_last = desc;
export const not = (column: Column): Column => column.not();

export const count = (column: ColumnOrName): Column =>
  new Column(call('count', [column === '*' ? operandOf(1) : Column.of(column).expression]));
export const count_distinct = (...columns: readonly (ColumnOrName | readonly ColumnOrName[])[]): Column => distinct('count', columns);
export const countDistinct = count_distinct;
export const sum_distinct = (column: ColumnOrName): Column => distinct('sum', [column]);
export const sumDistinct = sum_distinct;
/** The product of numbers; SQL has no such function. */
export const product = (column: ColumnOrName): Column => new Column(operator('product', [Column.of(column).expression]));
export const approx_count_distinct = fn('approx_count_distinct', 'column', 'value?');
export const approxCountDistinct = approx_count_distinct;
export const percentile_approx = fn('percentile_approx', 'column', 'value', 'value?');
export const approx_percentile = fn('approx_percentile', 'column', 'value', 'value?');
export const grouping_id = fn('grouping_id', 'column*');

export const array = fn('array', 'column*');
export const struct = (...columns: readonly ColumnOrName[]): Column =>
  new Column(
    operator(
      'struct',
      columns.map(each => Column.of(each).expression),
    ),
  );
export const create_map = fn('map', 'column*');
export const sort_array = fn('sort_array', 'column', 'value?');
export const array_sort = (column: ColumnOrName, comparator?: ColumnLambda): Column =>
  new Column(call('array_sort', [Column.of(column).expression, ...(comparator === undefined ? [] : [lambdaOf(comparator)])]));
/** Folds an array into one value. @param finish makes the result of the last value */
export const aggregate = (column: ColumnOrName, initial: Operand, merge: ColumnLambda, finish?: ColumnLambda): Column =>
  new Column(
    call('aggregate', [
      Column.of(column).expression,
      operandOf(initial),
      lambdaOf(merge),
      ...(finish === undefined ? [] : [lambdaOf(finish)]),
    ]),
  );
export const reduce = aggregate;

export const concat_ws = fn('concat_ws', 'value', 'column*');
export const format_string = fn('format_string', 'value', 'column*');
export const printf = fn('printf', 'value', 'column*');
export const toDegrees = fn('degrees', 'column');
export const toRadians = fn('radians', 'column');
export const shiftLeft = fn('shiftleft', 'column', 'value');
export const shiftRight = fn('shiftright', 'column', 'value');
export const shiftRightUnsigned = fn('shiftrightunsigned', 'column', 'value');
export const bitwise_not = fn('~', 'column');
export const bitwiseNOT = bitwise_not;
export const monotonically_increasing_id = fn('monotonically_increasing_id');
export const monotonicallyIncreasingId = monotonically_increasing_id;
export const map = fn('map', 'column*');
export const window = fn('window', 'column', 'value', 'value?', 'value?');
export const session_window = fn('session_window', 'column', 'value');
export const window_time = fn('window_time', 'column');

type Options = Readonly<Record<string, string | number | boolean>>;

/** A schema as SQL writes it; options as a map. */
function withSchema(
  name: string,
  column: ColumnOrName,
  schema: DataType | string | Column | undefined,
  options: Options | undefined,
): Column {
  const args = [Column.of(column).expression];
  if (schema instanceof Column) args.push(schema.expression);
  else if (schema !== undefined)
    args.push(operandOf(typeof schema === 'string' ? schema : schema.kind === 'struct' ? schema.toDDL : schema.sql));
  const entries = Object.entries(options ?? {}).flatMap(([key, value]) => [operandOf(key), operandOf(String(value))]);
  if (entries.length > 0) args.push(call('map', entries));
  return new Column(call(name, args));
}

type FromText = (column: ColumnOrName, schema: DataType | string | Column, options?: Options) => Column;
type ToText = (column: ColumnOrName, options?: Options) => Column;
const fromText =
  (name: string): FromText =>
  (column, schema, options) =>
    withSchema(name, column, schema, options);
const toText =
  (name: string): ToText =>
  (column, options) =>
    withSchema(name, column, undefined, options);
/** The schema of one example text. */
const schemaOf =
  (name: string): ToText =>
  (text, options) =>
    withSchema(name, typeof text === 'string' ? lit(text) : text, undefined, options);

export const from_json = fromText('from_json');
export const to_json = toText('to_json');
export const schema_of_json = schemaOf('schema_of_json');
export const from_csv = fromText('from_csv');
export const to_csv = toText('to_csv');
export const schema_of_csv = schemaOf('schema_of_csv');
export const from_xml = fromText('from_xml');
export const to_xml = toText('to_xml');
export const schema_of_xml = schemaOf('schema_of_xml');

/** A hint that the DataFrame is small: plans show it; there is nothing to broadcast to here. */
export const broadcast = <T extends { hint(name: string): T }>(frame: T): T => frame.hint('broadcast');
