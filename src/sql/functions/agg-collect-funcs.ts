/** Aggregates that put the values of a group together: lists, sets and texts. */
import { quotedId, quotedSql } from '../../errors/quoted.js';
import { sameExpression } from '../analyzer/expression-key.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { ArrayType, BinaryType, type DataType, NullType, StringType } from '../types/index.js';
import { keyOf } from '../values/ordering.js';
import type { Value } from '../values/value.js';
import { AnyArray, AnyString, anyOf } from './abstract-type.js';
import { checkSameTypes, elementTypeOf } from './array-arguments.js';
import { distinctBy } from './array-set-funcs.js';
import { aggregate, group } from './define.js';
import type { AnalysisContext } from './function-record.js';
import { inHashSetOrder } from './jvm-hash-order.js';

const holdsMap = (type: DataType): boolean =>
  type.kind === 'map' ||
  (type.kind === 'array' && holdsMap(type.elementType)) ||
  (type.kind === 'struct' && type.fields.some(field => holdsMap(field.dataType)));

function checkSetElement(type: DataType, cx: AnalysisContext): void {
  if (!holdsMap(type)) return;
  throw cx.mismatch('UNSUPPORTED_INPUT_TYPE', { functionName: quotedId(cx.functionName), dataType: '"MAP" or "COLLATED STRING"' });
}

const setOf = (values: Iterable<Value>, type: DataType): readonly Value[] => inHashSetOrder(distinctBy(values, keyOf(type)), type);

const textOrBinary = anyOf(AnyString, BinaryType);

/** Text with a delimiter of text, binary with one of binary. */
function asText([value, delimiter]: readonly TypedExpression[], cx: AnalysisContext): readonly TypedExpression[] {
  const cast = (arg: TypedExpression) => (textOrBinary.accepts(arg.dataType) ? arg : (cx.implicitCast(arg, StringType) ?? arg));
  const text = cast(value!);
  return [
    text,
    delimiter!.dataType.kind === 'null' && textOrBinary.accepts(text.dataType) ? cx.cast(delimiter!, text.dataType) : cast(delimiter!),
  ];
}

export const collectFuncs = group('agg_funcs', {
  collect_list: aggregate({
    aliases: ['array_agg'],
    hidesAlias: true,
    since: '2.0.0',
    usage: '_FUNC_(expr) - The values as an array, without NULLs.',
    examples: [['collect_list(1)', '[1]']],
    arity: 1,
    dataType: ([arg]) => new ArrayType(arg!.dataType, false),
    nullable: false,
    allowsDistinct: true,
    allowsIgnoreNulls: true,
    evaluateGroup: rows => rows.map(([value]) => value),
  }),
  collect_set: aggregate({
    since: '2.0.0',
    usage: '_FUNC_(expr) - The distinct values as an array, without NULLs.',
    examples: [['collect_set(1)', '[1]']],
    arity: 1,
    check: ([arg], cx) => checkSetElement(arg!.dataType, cx),
    dataType: ([arg]) => new ArrayType(arg!.dataType, false),
    nullable: false,
    allowsDistinct: true,
    allowsIgnoreNulls: true,
    evaluateGroup: (rows, cx) =>
      setOf(
        rows.map(([value]) => value),
        cx.argTypes[0]!,
      ),
  }),
  collect_union: aggregate({
    since: '4.3.0',
    usage: '_FUNC_(expr) - The distinct elements of all arrays, without NULLs.',
    examples: [['collect_union(array(1, 2, 1))', '[1, 2]']],
    arity: 1,
    implicitCasts: false,
    inputTypes: [AnyArray],
    check: ([arg], cx) => checkSetElement(elementTypeOf(arg!.dataType)!, cx),
    dataType: ([arg]) => new ArrayType(elementTypeOf(arg!.dataType)!, false),
    nullable: false,
    allowsDistinct: true,
    allowsIgnoreNulls: true,
    evaluateGroup: (rows, cx) =>
      setOf(
        rows.flatMap(([array]) => array as readonly Value[]).filter(each => each !== null),
        elementTypeOf(cx.argTypes[0]!)!,
      ),
  }),
  listagg: aggregate({
    aliases: ['string_agg'],
    since: '4.0.0',
    usage:
      '_FUNC_(expr[, delimiter])[ WITHIN GROUP (ORDER BY key [ASC | DESC] [,...])] - The values in one text, a delimiter between them; NULLs are left out.',
    examples: [["listagg('a', ',')", 'a']],
    arity: [1, 2],
    defaults: (args, cx) => (args.length === 1 ? [cx.literal(null, NullType)] : []),
    coerce: asText,
    inputTypes: [textOrBinary, textOrBinary],
    check: ([value, delimiter], cx) => {
      if (!cx.isFoldable(delimiter!)) {
        throw cx.mismatch('NON_FOLDABLE_INPUT', {
          inputName: '`delimiter`',
          inputType: quotedSql(delimiter!.dataType.sql),
          inputExpr: quotedSql(cx.sqlOf(delimiter!)),
        });
      }
      checkSameTypes([value!, delimiter!], cx);
    },
    dataType: ([value]) => value!.dataType,
    // With an order the call has forgotten the alias that it was written with.
    sql: (args, call, name) => `${'order' in call && call.order !== undefined ? 'listagg' : name}(${args.join(', ')})`,
    withinGroup: 'allowed',
    // What is distinct is known by the value alone.
    checkOrder: (order, cx, [value], isDistinct) => {
      const [first] = order;
      if (!isDistinct || (order.length === 1 && sameExpression(first!.child, value!))) return;
      throw cx.error('INVALID_WITHIN_GROUP_EXPRESSION.MISMATCH_WITH_DISTINCT_INPUT', {
        funcName: quotedId('listagg'),
        funcArg: quotedSql(cx.sqlOf(value!)),
        orderingExpr: order.map(each => quotedSql(cx.sqlOf(each.child))).join(', '),
      });
    },
    allowsDistinct: true,
    ignoresNulls: false,
    evaluateGroup: (rows, cx) => {
      const values = rows.filter(([value]) => value !== null);
      if (values.length === 0) return null;
      if (cx.dataType.kind !== 'binary') return values.map(([value]) => value).join(values[0]![1] ?? '');
      const parts = values.flatMap(([value, delimiter], i) => (i === 0 || delimiter === null ? [value] : [delimiter, value]));
      return new Uint8Array(Buffer.concat(parts as Uint8Array[]));
    },
  }),
});
