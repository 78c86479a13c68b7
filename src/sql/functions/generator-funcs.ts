/** Functions that give rows. */

import { quotedId, quotedSql } from '../../errors/quoted.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { type ArrayType, type DataType, IntegerType, type MapType, NullType, StructField, type StructType } from '../types/index.js';
import { sameType } from '../types/same-type.js';
import type { MapValue, Value } from '../values/value.js';
import { AnyArray, AnyMap, anyOf } from './abstract-type.js';
import { ordinalOf, unexpectedInput } from './argument-errors.js';
import { isArray, tooLong } from './array-arguments.js';
import { generator, group } from './define.js';
import type { AnalysisContext } from './function-record.js';

type Row = readonly Value[];

const arrayOrMap = anyOf(AnyArray, AnyMap);

/** Columns of rows that an outer generator fills with NULLs may be NULL. */
const columns = (isOuter: boolean, ...fields: readonly (readonly [name: string, type: DataType, nullable: boolean])[]) =>
  fields.map(([name, type, nullable]) => new StructField(name, type, nullable || isOuter));

/** Elements of an array, entries of a map; with their places, when asked. */
const explode = (name: string, { isOuter, hasPosition }: { readonly isOuter: boolean; readonly hasPosition: boolean }) =>
  generator({
    since: name.startsWith('pos') ? '2.0.0' : '1.0.0',
    usage: `_FUNC_(expr) - A row for each element of an array or entry of a map${hasPosition ? ', with its place' : ''}${isOuter ? '; one of NULLs when there is none' : ''}.`,
    arity: 1,
    parameters: ['collection'],
    isOuter,
    check: ([collection], cx) => {
      if (!arrayOrMap.accepts(collection!.dataType)) throw unexpectedInput(collection!, 0, arrayOrMap, cx);
    },
    dataType: NullType,
    output: ([collection]) => {
      const type = collection!.dataType as ArrayType | MapType;
      const position = hasPosition ? [['pos', IntegerType, false] as const] : [];
      if (isArray(type)) return columns(isOuter, ...position, ['col', type.elementType, type.containsNull]);
      return columns(isOuter, ...position, ['key', type.keyType, false], ['value', type.valueType, type.valueContainsNull]);
    },
    generate: ([collection]) => {
      const rows = collection === null ? [] : rowsOf(collection);
      return hasPosition ? rows.map((row, i) => [i, ...row]) : rows;
    },
  });

function rowsOf(collection: readonly Value[] | MapValue): readonly Row[] {
  if (Array.isArray(collection)) return (collection as readonly Value[]).map(each => [each]);
  const { keys, values } = collection as MapValue;
  return keys.map((key, i) => [key, values[i]!]);
}

/** The structs of an array, a column a field. */
const inline = (isOuter: boolean) =>
  generator({
    since: '2.0.0',
    usage: `_FUNC_(expr) - A row for each struct of an array${isOuter ? '; one of NULLs when there is none' : ''}.`,
    arity: 1,
    parameters: ['input'],
    isOuter,
    check: ([structs], cx) => {
      const type = structs!.dataType;
      if (isArray(type) && type.elementType.kind === 'struct') return;
      throw cx.mismatch('UNEXPECTED_INPUT_TYPE', {
        paramIndex: ordinalOf(0),
        requiredType: '"ARRAY<STRUCT>"',
        inputSql: quotedSql(cx.sqlOf(structs!)),
        inputType: quotedSql(type.sql),
      });
    },
    dataType: NullType,
    output: ([structs]) => {
      const { elementType, containsNull } = structs!.dataType as ArrayType;
      return columns(
        isOuter || containsNull,
        ...(elementType as StructType).fields.map(field => [field.name, field.dataType, field.nullable] as const),
      );
    },
    generate: ([structs], cx) => {
      const width = ((cx.argTypes[0] as ArrayType).elementType as StructType).length;
      return ((structs ?? []) as readonly (Row | null)[]).map(each => each ?? new Array<Value>(width).fill(null));
    },
  });

const rowCount = ([n]: readonly TypedExpression[], cx: AnalysisContext) => Number(cx.evaluate(n!));
const width = (args: readonly TypedExpression[], cx: AnalysisContext) => Math.ceil((args.length - 1) / rowCount(args, cx));

/** The types of the columns of `stack`: each that of its first value that is no bare NULL. */
function stackTypes(args: readonly TypedExpression[], cx: AnalysisContext): readonly DataType[] {
  const [, ...values] = args;
  const count = width(args, cx);
  return Array.from({ length: count }, (_, column) => {
    const inColumn = values.filter((_, i) => i % count === column).map(each => each.dataType);
    return inColumn.find(type => type.kind !== 'null') ?? inColumn[0] ?? NullType;
  });
}

const isPositiveCount = (args: readonly TypedExpression[], cx: AnalysisContext) =>
  args[0]!.dataType.kind === 'integer' && cx.isFoldable(args[0]!) && rowCount(args, cx) > 0;

const largestInt = 2147483647;

/** Rows of a stack that are held at once. */
const maxRowsOfStack = 10_000_000;

const stack = generator({
  since: '2.0.0',
  usage: '_FUNC_(n, expr1, ..., exprk) - The values in `n` rows.',
  arity: { min: 2 },
  coerce: (args, cx) => {
    if (!isPositiveCount(args, cx)) return args;
    const types = stackTypes(args, cx);
    return args.map((arg, i) => (i > 0 && arg.dataType.kind === 'null' ? cx.cast(arg, types[(i - 1) % types.length]!) : arg));
  },
  check: (args, cx) => {
    const [n] = args;
    if (n!.dataType.kind !== 'integer') throw unexpectedInput(n!, 0, IntegerType, cx);
    if (!cx.isFoldable(n!))
      throw cx.mismatch('NON_FOLDABLE_INPUT', { inputName: '`n`', inputType: '"INT"', inputExpr: quotedSql(cx.sqlOf(n!)) });
    const count = cx.evaluate(n!);
    if (count === null) throw cx.mismatch('UNEXPECTED_NULL', { exprName: '`n`' });
    if (Number(count) <= 0) {
      throw cx.mismatch('VALUE_OUT_OF_RANGE', { exprName: quotedId('n'), valueRange: `(0, ${largestInt}]`, currentValue: String(count) });
    }
    const types = stackTypes(args, cx);
    for (let i = 1; i < args.length; i++) {
      const column = (i - 1) % types.length;
      if (sameType(types[column]!, args[i]!.dataType)) continue;
      throw cx.mismatch('STACK_COLUMN_DIFF_TYPES', {
        columnIndex: column,
        leftParamIndex: column + 1,
        leftType: quotedSql(types[column]!.sql),
        rightParamIndex: i,
        rightType: quotedSql(args[i]!.dataType.sql),
      });
    }
  },
  data: (args, cx) => ({ rowCount: rowCount(args, cx), width: width(args, cx) }),
  dataType: NullType,
  output: (args, cx) => stackTypes(args, cx).map((type, i) => new StructField(`col${i}`, type, true)),
  generate: ([, ...values], cx) => {
    const shape = cx.data as { readonly rowCount: number; readonly width: number };
    if (shape.rowCount > maxRowsOfStack) tooLong(shape.rowCount, cx, 'stack', maxRowsOfStack);
    return Array.from({ length: shape.rowCount }, (_, row) =>
      Array.from({ length: shape.width }, (_, i) => values[row * shape.width + i] ?? null),
    );
  },
});

export const generatorFuncs = group('generator_funcs', {
  explode: explode('explode', { isOuter: false, hasPosition: false }),
  explode_outer: explode('explode_outer', { isOuter: true, hasPosition: false }),
  posexplode: explode('posexplode', { isOuter: false, hasPosition: true }),
  posexplode_outer: explode('posexplode_outer', { isOuter: true, hasPosition: true }),
  inline: inline(false),
  inline_outer: inline(true),
  stack,
});
