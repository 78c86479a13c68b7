/**
 * Strings of several collations in one call: which of them it works with. What COLLATE says wins over columns, casts and subqueries, and
 * these win over literals. Two columns of different collations make text that has none, which some functions refuse.
 */
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { ArrayType, type DataType, IndeterminateStringType, MapType, type StringType, StructField, StructType } from '../types/index.js';
import { typedCast } from './expressions.js';
import type { CastMode, TypedExpression } from './typed-expression.js';

/** From the strongest to the weakest. */
const strengths = ['explicit', 'indeterminate', 'implicit', 'default'] as const;
type Strength = (typeof strengths)[number];

/** A type whose strings know how they came by their collation; without one, they are yet to be told. */
type Shape =
  | { readonly kind: 'string'; readonly type: StringType; readonly strength?: Strength }
  | { readonly kind: 'array'; readonly element: Shape }
  | { readonly kind: 'map'; readonly key: Shape; readonly value: Shape }
  | { readonly kind: 'struct'; readonly fields: readonly Shape[] }
  | { readonly kind: 'other'; readonly type: DataType };

function shapeOf(type: DataType, strength?: Strength): Shape {
  switch (type.kind) {
    case 'string':
      return { kind: 'string', type, ...(strength && { strength: type.equals(IndeterminateStringType) ? 'indeterminate' : strength }) };
    case 'array':
      return { kind: 'array', element: shapeOf(type.elementType, strength) };
    case 'map':
      return { kind: 'map', key: shapeOf(type.keyType, strength), value: shapeOf(type.valueType, strength) };
    case 'struct':
      return { kind: 'struct', fields: type.fields.map(field => shapeOf(field.dataType, strength)) };
    default:
      return { kind: 'other', type };
  }
}

/** Whether a string that `is` accepts is in the type, or the type itself. */
function hasString(type: DataType, is: (string: StringType) => boolean = () => true): boolean {
  switch (type.kind) {
    case 'string':
      return is(type);
    case 'array':
      return hasString(type.elementType, is);
    case 'map':
      return hasString(type.keyType, is) || hasString(type.valueType, is);
    case 'struct':
      return type.fields.some(field => hasString(field.dataType, is));
    default:
      return false;
  }
}

const isIndeterminate = (type: DataType) => hasString(type, string => string.equals(IndeterminateStringType));
const isCollated = (type: DataType) => hasString(type, string => !string.isBinaryCollation);

function stronger(left: Shape & { kind: 'string' }, right: Shape & { kind: 'string' }): Shape {
  if (right.strength === undefined) return left;
  if (left.strength === undefined) return right;
  if (left.strength !== right.strength) return strengths.indexOf(left.strength) < strengths.indexOf(right.strength) ? left : right;
  if (left.type.equals(right.type)) return left;
  if (left.strength !== 'explicit') return { kind: 'string', type: IndeterminateStringType, strength: 'indeterminate' };
  const explicitTypes = [left, right].map(each => `"STRING COLLATE ${each.type.collation}"`).join(', ');
  throw sparkErrorOf('COLLATION_MISMATCH.EXPLICIT', { explicitTypes });
}

/** The two as one; undefined where they have different parts. Strings go into arrays: `array_contains(xs, x)`. */
function merged(left: Shape, right: Shape): Shape | undefined {
  if (left.kind === 'string' && right.kind === 'string') return stronger(left, right);
  if (left.kind === 'array') {
    const element = merged(left.element, right.kind === 'array' ? right.element : right);
    return element && { kind: 'array', element };
  }
  if (right.kind === 'array') return merged(left, right.element);
  if (left.kind === 'map' && right.kind === 'map') {
    const [key, value] = [merged(left.key, right.key), merged(left.value, right.value)];
    return key && value && { kind: 'map', key, value };
  }
  if (left.kind === 'struct' && right.kind === 'struct') {
    const fields = left.fields.map((field, i) => (right.fields[i] === undefined ? undefined : merged(field, right.fields[i])));
    return left.fields.length === right.fields.length && fields.every(field => field !== undefined)
      ? { kind: 'struct', fields }
      : undefined;
  }
  return left.kind === 'other' && right.kind === 'other' && left.type.equals(right.type) ? left : undefined;
}

const mergedAll = (start: Shape | undefined, rest: readonly (Shape | undefined)[]): Shape | undefined =>
  rest.reduce((all, each) => (all === undefined || each === undefined ? undefined : merged(all, each)), start);

/** Where the strings of an expression have their collation from; undefined when it has none. */
function contextOf(expression: TypedExpression): Shape | undefined {
  const { dataType } = expression;
  if (!hasString(dataType)) return undefined;
  switch (expression.kind) {
    case 'cast':
      return shapeOf(dataType, hasString(expression.child.dataType) ? 'implicit' : 'default');
    case 'literal':
      return shapeOf(dataType, 'default');
    case 'call':
    case 'aggregate':
    case 'windowFunction':
    case 'generator':
      return callContext(expression.name, dataType, expression.args);
    case 'window':
      return contextOf(expression.function);
    default:
      return shapeOf(dataType, 'implicit');
  }
}

function callContext(name: string, dataType: DataType, args: readonly TypedExpression[]): Shape | undefined {
  if (name === 'collate') return shapeOf(dataType, 'explicit');
  const strings = args.filter(arg => arg.kind !== 'lambda' && hasString(arg.dataType));
  if (strings.length === 0) return shapeOf(dataType, 'default');
  if (dataType.kind === 'struct') return { kind: 'struct', fields: dataType.fields.map(field => shapeOf(field.dataType, 'implicit')) };
  if (name === 'map' && dataType.kind === 'map') {
    const [keys, values] = [args.filter((_, i) => i % 2 === 0), args.filter((_, i) => i % 2 === 1)];
    const key = mergedAll(
      shapeOf(dataType.keyType),
      keys.map(contextOf).filter(each => each !== undefined),
    );
    const value = mergedAll(
      shapeOf(dataType.valueType),
      values.map(contextOf).filter(each => each !== undefined),
    );
    return key && value && { kind: 'map', key, value };
  }
  return mergedAll(shapeOf(dataType), strings.map(contextOf));
}

function withCollationsOf(type: DataType, shape: Shape): DataType {
  if (type.kind === 'string') return shape.kind === 'string' ? shape.type : type;
  if (type.kind === 'array')
    return new ArrayType(withCollationsOf(type.elementType, shape.kind === 'array' ? shape.element : shape), type.containsNull);
  if (type.kind === 'map' && shape.kind === 'map')
    return new MapType(withCollationsOf(type.keyType, shape.key), withCollationsOf(type.valueType, shape.value), type.valueContainsNull);
  if (type.kind === 'struct' && shape.kind === 'struct') {
    return new StructType(
      type.fields.map(
        (field, i) => new StructField(field.name, withCollationsOf(field.dataType, shape.fields[i]!), field.nullable, field.metadata),
      ),
    );
  }
  return shape.kind === 'array' ? withCollationsOf(type, shape.element) : type;
}

const differs = (a: DataType, b: DataType): boolean =>
  a.kind === 'string' && b.kind === 'string'
    ? !a.equals(b)
    : a.kind === 'array' && b.kind === 'array'
      ? differs(a.elementType, b.elementType)
      : a.kind === 'map' && b.kind === 'map'
        ? differs(a.keyType, b.keyType) || differs(a.valueType, b.valueType)
        : a.kind === 'struct' && b.kind === 'struct' && a.fields.some((field, i) => differs(field.dataType, b.fields[i]!.dataType));

function collated(expression: TypedExpression, shape: Shape, mode: CastMode): TypedExpression {
  const dataType = withCollationsOf(expression.dataType, shape);
  if (!differs(dataType, expression.dataType)) return expression;
  if (expression.kind === 'literal' || expression.kind === 'cast') return Object.freeze({ ...expression, dataType });
  return typedCast(expression, dataType, mode, false);
}

function toOneCollation(args: readonly TypedExpression[], mode: CastMode): readonly TypedExpression[] {
  const strings = args.filter(arg => arg.kind !== 'lambda' && hasString(arg.dataType));
  if (strings.length === 0 || !strings.some(arg => isCollated(arg.dataType))) return args;
  const [first, ...rest] = strings.map(contextOf);
  const shape = mergedAll(first, rest);
  return shape === undefined ? args : args.map(arg => (strings.includes(arg) ? collated(arg, shape, mode) : arg));
}

/** Functions that take their strings in one collation. */
const collating = new Set(
  `in array array_join concat || greatest least coalesce array_contains array_except concat_ws mask replace translate trim ltrim rtrim
  array_append array_intersect array_position array_remove array_union arrays_overlap contains endswith startswith = <=> < <= > >=
  find_in_set instr to_number try_to_number str_to_map levenshtein split_part lag lead regexp_replace rpad lpad overlay elt
  substring_index locate if`.split(/\s+/),
);

/** Functions that cannot work on strings without a collation. */
const determinate = new Set(
  `= <=> < <= > >= contains endswith startswith upper lower initcap find_in_set instr replace locate substring_index trim ltrim rtrim
  translate in`.split(/\s+/),
);

/** The arguments with their strings in the collation that the call works with.
 *  @param name of the record
 *  @throws SparkError COLLATION_MISMATCH.EXPLICIT */
export function collateArguments(name: string, args: readonly TypedExpression[], mode: CastMode): readonly TypedExpression[] {
  if (!args.some(arg => arg.kind !== 'lambda' && isCollated(arg.dataType))) return args;
  if (name === 'map' || name === 'when') return collatePairs(name, args, mode);
  return collating.has(name) ? toOneCollation(args, mode) : args;
}

/** Keys and values of a map are apart; of CASE, values only. */
function collatePairs(name: string, args: readonly TypedExpression[], mode: CastMode): readonly TypedExpression[] {
  const isSecond = (i: number) => i % 2 === 1 || (name === 'when' && i === args.length - 1);
  const parts = [args.filter((_, i) => !isSecond(i)), args.filter((_, i) => isSecond(i))] as const;
  const [first, second] = [name === 'map' ? toOneCollation(parts[0], mode) : parts[0], toOneCollation(parts[1], mode)];
  const [nextFirst, nextSecond] = [first[Symbol.iterator](), second[Symbol.iterator]()];
  return args.map((_, i) => (isSecond(i) ? nextSecond : nextFirst).next().value as TypedExpression);
}

/** Whether the call would work on strings that have no collation. */
export const isIndeterminateCall = (name: string, args: readonly TypedExpression[]): boolean =>
  determinate.has(name) && args.some(arg => arg.kind !== 'lambda' && isIndeterminate(arg.dataType));
