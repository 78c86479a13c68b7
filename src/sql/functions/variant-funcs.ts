/** Variants: made of JSON and of other values, read, and asked for their types. */
import { quotedSql } from '../../errors/quoted.js';
import { SparkError } from '../../errors/spark-error.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { malformedRecord } from '../jvm/record-error.js';
import { parseVariant } from '../jvm/variant-builder.js';
import { parseVariantPath } from '../jvm/variant-path.js';
import { BooleanType, type DataType, IntegerType, NullType, StringType, StructField, VariantType } from '../types/index.js';
import { nullableOf } from '../types/struct-type.js';
import { canAnsiCast, isVariantPart } from '../values/cast-rules.js';
import { castFromVariant, castToVariant } from '../values/cast-variant.js';
import { VariantValue } from '../values/value.js';
import { readVariant } from '../values/variant-json.js';
import { isValidVariant, offsetOf, partOf } from '../values/variant-parts.js';
import { joinedType, schemaText, typeOfVariant } from '../values/variant-schema.js';
import { AnyString } from './abstract-type.js';
import { aggregate, generator, group, scalar } from './define.js';
import { schemaArgument } from './document-arguments.js';
import type { AnalysisContext, EvaluationContext, FunctionRecord } from './function-record.js';
import { variantEditFuncs } from './variant-edit-funcs.js';

/** @returns undefined when the text is no JSON, or one with equal keys where those are not allowed */
function parsed(text: string, functionName: string, cx: EvaluationContext): VariantValue | undefined {
  const allowDuplicateKeys = cx.settings.conf('spark.sql.variant.allowDuplicateKeys') === 'true';
  try {
    const bytes = parseVariant(text, functionName, allowDuplicateKeys);
    return bytes && new VariantValue(bytes.value, bytes.metadata);
  } catch (error) {
    if (error instanceof SparkError && error.condition === 'VARIANT_DUPLICATE_KEY') return undefined;
    throw error;
  }
}

const refuseCast = (from: DataType, to: DataType, cx: AnalysisContext) =>
  cx.mismatch('CAST_WITHOUT_SUGGESTION', { srcType: quotedSql(from.sql), targetType: quotedSql(to.sql) });

const targetOf = (schema: TypedExpression | undefined, cx: AnalysisContext): DataType =>
  schema === undefined ? VariantType : nullableOf(schemaArgument(schema, cx));

/** What stands at a path, as a type. */
const get = (mode: 'ansi' | 'try', usage: string, examples: readonly (readonly [string, string])[]) =>
  scalar({
    since: '4.0.0',
    usage,
    examples,
    arity: [2, 3],
    implicitCasts: false,
    inputTypes: [VariantType, AnyString],
    check: ([, , schema], cx) => {
      const type = targetOf(schema, cx);
      if (type.kind === 'null' || !canAnsiCast(VariantType, type)) throw refuseCast(VariantType, type, cx);
    },
    dataType: ([, , schema], cx) => targetOf(schema, cx),
    nullable: true,
    sql: ([variant, path], _, name) => `${name}(${variant}, ${path})`,
    evaluateLazy: ([variantOf, pathOf], cx) => {
      const variant = variantOf!() as VariantValue | null;
      const path = pathOf!() as string | null;
      if (variant === null || path === null) return null;
      const functionName = mode === 'try' ? 'try_variant_get' : 'variant_get';
      const steps = cx.memo(path, each => parseVariantPath(each, functionName));
      const at = offsetOf(variant, steps);
      if (at === undefined) return null;
      const cast = cx.state(() => {
        const { timeZone, timeZones, nowMicros } = cx.settings;
        return castFromVariant(cx.dataType, { mode, timeZone, timeZones, nowMicros, fail: cx.fail });
      });
      return cast(partOf(variant, at));
    },
  });

const explode = (isOuter: boolean) =>
  generator({
    since: '4.0.0',
    usage: `_FUNC_(expr) - A row for each item of an array and each field of an object in a variant${isOuter ? '; one of NULLs when there is none' : ''}.`,
    arity: 1,
    parameters: ['input'],
    implicitCasts: false,
    inputTypes: [VariantType],
    isOuter,
    isTableOnly: true,
    dataType: NullType,
    output: () => [
      new StructField('pos', IntegerType, isOuter),
      new StructField('key', StringType, true),
      new StructField('value', VariantType, isOuter),
    ],
    generate: ([variant]) => {
      const node = variant === null ? undefined : readVariant(variant);
      if (node?.kind === 'array') return node.elements.map((at, i) => [i, null, partOf(variant, at)]);
      return node?.kind === 'object' ? node.fields.map(([key, at], i) => [i, key, partOf(variant, at)]) : [];
    },
  });

const documents = group('variant_funcs', {
  parse_json: scalar({
    since: '4.0.0',
    usage: '_FUNC_(jsonStr) - The variant that a JSON text holds.',
    examples: [['parse_json(\'{"a":1,"b":0.8}\')', '{"a":1,"b":0.8}']],
    arity: 1,
    implicitCasts: false,
    inputTypes: [AnyString],
    dataType: VariantType,
    evaluate: ([text], cx) => {
      const variant = parsed(text, 'parse_json', cx);
      if (variant === undefined) throw malformedRecord(text);
      return variant;
    },
  }),
  try_parse_json: scalar({
    since: '4.0.0',
    usage: '_FUNC_(jsonStr) - The variant that a JSON text holds; NULL for other text.',
    examples: [
      ['try_parse_json(\'{"a":1,"b":0.8}\')', '{"a":1,"b":0.8}'],
      ["try_parse_json('{a:1')", 'NULL'],
    ],
    arity: 1,
    implicitCasts: false,
    inputTypes: [AnyString],
    dataType: VariantType,
    nullable: true,
    evaluate: ([text], cx) => parsed(text, 'try_parse_json', cx) ?? null,
  }),
  is_variant_null: scalar({
    since: '4.0.0',
    usage: '_FUNC_(expr) - Whether a variant holds the null of JSON; false for NULL.',
    examples: [
      ["is_variant_null(parse_json('null'))", 'true'],
      ['is_variant_null(parse_json(\'"null"\'))', 'false'],
    ],
    arity: 1,
    implicitCasts: false,
    inputTypes: [VariantType],
    dataType: BooleanType,
    nullable: false,
    nullIntolerant: false,
    evaluate: ([variant]) => variant !== null && readVariant(variant).kind === 'null',
  }),
  is_valid_variant: scalar({
    since: '4.2.0',
    usage: '_FUNC_(expr) - Whether the bytes of a variant are well formed.',
    examples: [["is_valid_variant(parse_json('[1]'))", 'true']],
    arity: 1,
    implicitCasts: false,
    inputTypes: [VariantType],
    dataType: BooleanType,
    evaluate: ([variant]) => isValidVariant(variant),
  }),
  variant_get: get('ansi', '_FUNC_(v, path[, type]) - What stands at a path of a variant, as a type; NULL when the path leads nowhere.', [
    ["variant_get(parse_json('{\"a\": 1}'), '$.a', 'int')", '1'],
    ["variant_get(parse_json('[1, \"2\"]'), '$[1]', 'string')", '2'],
  ]),
  try_variant_get: get('try', '_FUNC_(v, path[, type]) - What stands at a path of a variant, as a type; NULL where it does not fit.', [
    ["try_variant_get(parse_json('[1, \"hello\"]'), '$[1]', 'int')", 'NULL'],
  ]),
  schema_of_variant: scalar({
    since: '4.0.0',
    usage: '_FUNC_(v) - The type of a variant, in DDL.',
    examples: [
      ["schema_of_variant(parse_json('null'))", 'VOID'],
      ['schema_of_variant(parse_json(\'[{"b":true,"a":0}]\'))', 'ARRAY<OBJECT<a: BIGINT, b: BOOLEAN>>'],
    ],
    arity: 1,
    implicitCasts: false,
    inputTypes: [VariantType],
    dataType: StringType,
    evaluate: ([variant]) => schemaText(typeOfVariant(variant)),
  }),
  schema_of_variant_agg: aggregate({
    since: '4.0.0',
    usage: '_FUNC_(v) - The type that all variants of a group have, in DDL.',
    examples: [["schema_of_variant_agg(parse_json('1'))", 'BIGINT']],
    arity: 1,
    implicitCasts: false,
    inputTypes: [VariantType],
    dataType: StringType,
    nullable: false,
    allowsDistinct: true,
    evaluateGroup: rows => schemaText(rows.reduce<DataType>((type, [variant]) => joinedType(type, typeOfVariant(variant)), NullType)),
  }),
  to_variant_object: scalar({
    since: '4.0.0',
    usage: '_FUNC_(expr) - A struct, map or array as a variant; structs and maps become objects.',
    examples: [
      ["to_variant_object(named_struct('a', 1, 'b', 2))", '{"a":1,"b":2}'],
      ["to_variant_object(array(named_struct('a', 1)))", '[{"a":1}]'],
    ],
    arity: 1,
    check: ([value], cx) => {
      const { dataType } = value!;
      if (['struct', 'map', 'array'].includes(dataType.kind) && isVariantPart(dataType)) return;
      throw refuseCast(dataType, VariantType, cx);
    },
    dataType: VariantType,
    prepare: cx => castToVariant(cx.argTypes[0]!, cx),
  }),
  variant_explode: explode(false),
  variant_explode_outer: explode(true),
});

export const variantFuncs: readonly FunctionRecord[] = [...documents, ...variantEditFuncs];
