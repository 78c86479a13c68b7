/** Variants with something put in, or taken out. */
import { quotedId, quotedSql } from '../../errors/quoted.js';
import { SparkError } from '../../errors/spark-error.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { BooleanType, VariantType } from '../types/index.js';
import { canAnsiCast } from '../values/cast-rules.js';
import { castToVariant } from '../values/cast-variant.js';
import type { Value, VariantValue } from '../values/value.js';
import { VariantEditor, withoutNulls } from '../values/variant-edit.js';
import { AnyString, AnyType } from './abstract-type.js';
import { wrongNumArgs } from './argument-errors.js';
import { group, scalar } from './define.js';
import type { AnalysisContext, ScalarFunction } from './function-record.js';

type Doc = Pick<ScalarFunction, 'usage' | 'examples'>;
type Apply = (editor: VariantEditor, variant: VariantValue, path: string, value: VariantValue, flag: boolean | undefined) => VariantValue;

function checkFlag(flag: TypedExpression | undefined, inputName: string, cx: AnalysisContext): void {
  if (flag === undefined || cx.isFoldable(flag)) return;
  throw cx.mismatch('NON_FOLDABLE_INPUT', {
    inputName: quotedId(inputName),
    inputType: quotedSql('BOOLEAN'),
    inputExpr: quotedSql(cx.sqlOf(flag)),
  });
}

/** @param flagName that of a last argument, true when left out. The `try` forms give NULL where the path does not fit the variant. */
const edit = (name: string, apply: Apply, doc: Doc, flagName?: string) => {
  const isTry = name.startsWith('try_');
  return scalar({
    since: '4.3.0',
    ...doc,
    arity: flagName === undefined ? 3 : [3, 4],
    implicitCasts: false,
    inputTypes: [VariantType, AnyString, AnyType, BooleanType],
    defaults: (args, cx) => (flagName !== undefined && args.length === 3 ? [cx.literal(true, BooleanType)] : []),
    check: ([, , value, flag], cx) => {
      const { dataType } = value!;
      if (!canAnsiCast(dataType, VariantType)) {
        throw cx.mismatch('CAST_WITHOUT_SUGGESTION', { srcType: quotedSql(dataType.sql), targetType: quotedSql(VariantType.sql) });
      }
      checkFlag(flag, flagName ?? '', cx);
    },
    dataType: VariantType,
    nullable: isTry ? true : args => args.some(arg => arg.nullable),
    prepare: cx => {
      const editor = new VariantEditor(name);
      const type = cx.argTypes[2]!;
      const toVariant = type.kind === 'variant' ? (value: Value) => value : castToVariant(type, cx);
      return (variant: VariantValue, path: string, value: Value, flag?: boolean) => {
        try {
          return apply(editor, variant, path, toVariant(value) as VariantValue, flag);
        } catch (error) {
          if (isTry && error instanceof SparkError && error.condition !== 'INVALID_VARIANT_PATH') return null;
          throw error;
        }
      };
    },
  });
};

const insert: Apply = (editor, variant, path, value) => editor.insert(variant, path, value);
const set: Apply = (editor, variant, path, value, flag) => editor.set(variant, path, value, flag!);
const append: Apply = (editor, variant, path, value) => editor.append(variant, path, value);

export const variantEditFuncs = group('variant_funcs', {
  variant_insert: edit('variant_insert', insert, {
    usage: '_FUNC_(v, path, value) - A variant with a new field, or with an item put into an array.',
    examples: [["variant_insert(parse_json('{\"a\":1}'), '$.b', 2)", '{"a":1,"b":2}']],
  }),
  try_variant_insert: edit('try_variant_insert', insert, {
    usage: '_FUNC_(v, path, value) - As variant_insert; NULL where the path does not fit the variant.',
    examples: [["try_variant_insert(parse_json('{\"a\":1}'), '$.a', 2)", 'NULL']],
  }),
  variant_set: edit(
    'variant_set',
    set,
    {
      usage: '_FUNC_(v, path, value[, create_if_missing]) - A variant with another value at a path.',
      examples: [
        ["variant_set(parse_json('{\"a\":1}'), '$.a', 2)", '{"a":2}'],
        ["variant_set(parse_json('{\"a\":1}'), '$.b', 2, false)", '{"a":1}'],
      ],
    },
    'create_if_missing',
  ),
  try_variant_set: edit(
    'try_variant_set',
    set,
    {
      usage: '_FUNC_(v, path, value[, create_if_missing]) - As variant_set; NULL where the path does not fit the variant.',
      examples: [["try_variant_set(parse_json('{\"a\":1}'), '$.a.b', 2)", 'NULL']],
    },
    'create_if_missing',
  ),
  variant_array_append: edit('variant_array_append', append, {
    usage: '_FUNC_(v, path, value) - A variant with an item more at the end of the array at a path.',
    examples: [["variant_array_append(parse_json('{\"a\":[1]}'), '$.a', 2)", '{"a":[1,2]}']],
  }),
  try_variant_array_append: edit('try_variant_array_append', append, {
    usage: '_FUNC_(v, path, value) - As variant_array_append; NULL where the path does not fit the variant.',
    examples: [["try_variant_array_append(parse_json('{\"a\":1}'), '$.a', 2)", 'NULL']],
  }),
  variant_delete: scalar({
    since: '4.3.0',
    usage: '_FUNC_(v, path1, path2, ...) - A variant without what stands at the paths.',
    examples: [['variant_delete(parse_json(\'{"a":1,"b":2}\'), \'$.a\')', '{"b":2}']],
    arity: { min: 0 },
    implicitCasts: false,
    inputTypes: args => args.map((_, i) => (i === 0 ? VariantType : AnyString)),
    coerce: args => {
      if (args.length < 2) throw wrongNumArgs('variant_delete', '> 1', args.length, undefined);
      return args;
    },
    dataType: VariantType,
    nullable: ([variant]) => variant!.nullable,
    nullIntolerant: false,
    evaluate: ([variant, ...paths]) => (variant === null ? null : new VariantEditor('variant_delete').delete(variant, paths)),
  }),
  variant_strip_nulls: scalar({
    since: '4.3.0',
    usage: '_FUNC_(v[, include_arrays]) - A variant without fields that are null, and without such items of arrays unless told otherwise.',
    examples: [
      ['variant_strip_nulls(parse_json(\'{"a":null,"b":[null,1]}\'))', '{"b":[1]}'],
      ['variant_strip_nulls(parse_json(\'{"a":[null,1]}\'), false)', '{"a":[null,1]}'],
    ],
    arity: [1, 2],
    implicitCasts: false,
    inputTypes: [VariantType, BooleanType],
    defaults: (args, cx) => (args.length === 1 ? [cx.literal(true, BooleanType)] : []),
    check: ([, flag], cx) => checkFlag(flag, 'include_arrays', cx),
    dataType: VariantType,
    evaluate: ([variant, includeArrays]) => withoutNulls(variant, includeArrays),
  }),
});
