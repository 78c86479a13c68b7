/** What the functions over arrays and maps share: how their arguments come to one type, and what they refuse. */
import { quotedId, quotedSql } from '../../errors/quoted.js';
import { legacyCoercion } from '../analyzer/type-coercion.js';
import type { TypedExpression, TypedLiteral } from '../analyzer/typed-expression.js';
import { ArrayType, type DataType, type StructType } from '../types/index.js';
import { sameType } from '../types/same-type.js';
import { isOrderable } from '../values/ordering.js';
import { AnyArray } from './abstract-type.js';
import { unexpectedInput } from './argument-errors.js';
import type { AnalysisContext, EvaluationContext } from './function-record.js';

/** The largest array that Spark makes. */
const maxLengthInSpark = 2147483632;
/** The largest one here: V8 keeps longer ones as tables, and runs out of memory over them, which ends the process. */
export const maxArrayLength = 2 ** 25;

/** Where these functions look for a common type, Spark does not ask whether ANSI mode is on. */
export const tightestType = legacyCoercion.tightest;

export const elementTypeOf = (type: DataType): DataType | undefined => (type.kind === 'array' ? type.elementType : undefined);

export const isArray = (type: DataType): type is ArrayType => type.kind === 'array';

export function checkOrderable(type: DataType, cx: AnalysisContext): void {
  if (!isOrderable(type))
    throw cx.mismatch('INVALID_ORDERING_TYPE', { functionName: quotedId(cx.functionName), dataType: quotedSql(type.sql) });
}

/** An array and a value: both of the type that holds the elements and the value, when there is one. */
export const arrayAndElement =
  (find: (a: DataType, b: DataType) => DataType | undefined, valueAt = 1) =>
  (args: readonly TypedExpression[], cx: AnalysisContext): readonly TypedExpression[] => {
    const array = args[0]!.dataType;
    const value = args[valueAt]!;
    if (!isArray(array)) return args;
    const common = find(array.elementType, value.dataType);
    if (common === undefined) return args;
    const cast = (each: TypedExpression, i: number) => {
      if (i === 0) return cx.implicitCast(each, new ArrayType(common, array.containsNull)) ?? each;
      return i === valueAt ? (cx.implicitCast(each, common) ?? each) : each;
    };
    return args.map(cast);
  };

interface ElementCheck {
  /** A NULL without a type is refused as the value too. */
  readonly refusesNullValue?: boolean;
  readonly refusesNullArray?: boolean;
  readonly needsOrder?: boolean;
}

export const checkArrayAndElement =
  ({ refusesNullValue = false, refusesNullArray = false, needsOrder = true }: ElementCheck) =>
  ([array, value]: readonly TypedExpression[], cx: AnalysisContext): void => {
    const [type, valueType] = [array!.dataType, value!.dataType];
    if ((refusesNullArray && type.kind === 'null') || (refusesNullValue && valueType.kind === 'null')) {
      throw cx.mismatch('NULL_TYPE', { functionName: quotedId(cx.functionName) });
    }
    if (!isArray(type)) throw unexpectedInput(array!, 0, AnyArray, cx);
    if (!sameType(type.elementType, valueType)) throw differentTypes(type, valueType, cx);
    if (needsOrder) checkOrderable(valueType, cx);
  };

export const differentTypes = (array: DataType, value: DataType, cx: AnalysisContext) =>
  cx.mismatch('ARRAY_FUNCTION_DIFF_TYPES', {
    functionName: quotedId(cx.functionName),
    dataType: '"ARRAY"',
    leftType: quotedSql(array.sql),
    rightType: quotedSql(value.sql),
  });

/** Two arrays of one element type. */
export function castTwoArrays(args: readonly TypedExpression[], cx: AnalysisContext): readonly TypedExpression[] {
  const [a, b] = args.map(arg => arg.dataType);
  if (!isArray(a!) || !isArray(b!)) return args;
  const common = tightestType(a.elementType, b.elementType);
  if (common === undefined) return args;
  return args.map(arg => cx.implicitCast(arg, new ArrayType(common, (arg.dataType as ArrayType).containsNull)) ?? arg);
}

export function checkTwoArrays(args: readonly TypedExpression[], cx: AnalysisContext): void {
  const [a, b] = args.map(arg => arg.dataType);
  if (!isArray(a!) || !isArray(b!) || !sameType(a.elementType, b.elementType)) {
    throw cx.mismatch('BINARY_ARRAY_DIFF_TYPES', {
      functionName: quotedId(cx.functionName),
      arrayType: '"ARRAY"',
      leftType: quotedSql(a!.sql),
      rightType: quotedSql(b!.sql),
    });
  }
  checkOrderable(a.elementType, cx);
}

/** DATATYPE_MISMATCH.DATA_DIFF_TYPES, when arguments have several types. */
export function checkSameTypes(args: readonly TypedExpression[], cx: AnalysisContext): void {
  if (args.every(arg => sameType(arg.dataType, args[0]!.dataType))) return;
  throw cx.mismatch('DATA_DIFF_TYPES', {
    functionName: quotedId(cx.functionName),
    dataType: `(${args.map(arg => quotedSql(arg.dataType.sql)).join(' or ')})`,
  });
}

/** The name that an expression has of its own: of a column, an alias or a field. */
export function ownName(expression: TypedExpression): string | undefined {
  if (expression.kind === 'attribute' || expression.kind === 'alias' || expression.kind === 'lambdaVariable') return expression.name;
  if (expression.kind !== 'call') return undefined;
  const { data } = expression;
  return expression.name === 'getstructfield' ? (data as { readonly name: string }).name : undefined;
}

export const tooLong = (count: bigint | number, cx: EvaluationContext, functionName: string, limit = maxArrayLength): never =>
  cx.fail('COLLECTION_SIZE_LIMIT_EXCEEDED.PARAMETER', {
    numberOfElements: String(count),
    maxRoundedArrayLength: count > maxLengthInSpark ? maxLengthInSpark : limit,
    functionName: quotedId(functionName),
    parameter: quotedId('count'),
  });

/**
 * Whether an element at an index can be NULL: known exactly for an index that is constant into an `array(...)` that is written out.
 * @param known of the elements as written: whether the one at an index can be NULL
 * @param otherwise for other arrays and indexes
 */
export function elementIsNullable(
  [array, index]: readonly TypedExpression[],
  cx: AnalysisContext,
  known: (elements: readonly boolean[], index: number) => boolean,
  otherwise = true,
): boolean {
  if (index!.nullable || !cx.isFoldable(index!)) return otherwise;
  const elements = nullableElements(array!);
  return elements === undefined || known(elements, Number(cx.evaluate(index!)));
}

/** Of `array(a, b)`, and of `array(a, b).field`: which elements may be NULL. */
function nullableElements(array: TypedExpression): readonly boolean[] | undefined {
  if (array.kind !== 'call') return undefined;
  if (array.name === 'array') return array.args.map(each => each.nullable);
  if (array.name !== 'getarraystructfields') return undefined;
  const [structs, ordinal] = array.args as readonly [TypedExpression, TypedLiteral];
  const field = ((structs.dataType as ArrayType).elementType as StructType).fields[Number(ordinal.value)]!;
  return nullableElements(structs)?.map(each => each || field.nullable);
}
