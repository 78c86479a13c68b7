/** LIKE, ILIKE and RLIKE, also over several patterns, and other predicates that are functions. */
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { likeRegExp } from '../jvm/like-pattern.js';
import { compileRegex } from '../jvm/regex.js';
import { BooleanType, DoubleType, FloatType, NullType } from '../types/index.js';
import { anyOf, PlainString, UntrimmedString } from './abstract-type.js';
import { group, scalar } from './define.js';
import type { AnalysisContext, CompileContext, EvaluationContext, ScalarFunction } from './function-record.js';
import { mayBacktrack } from './regex-arguments.js';

const defaultEscape = '\\';

function checkEscape([, , escaper]: readonly TypedExpression[], cx: AnalysisContext): void {
  if (escaper === undefined) return;
  if (escaper.dataType.kind === 'string' && cx.isFoldable(escaper) && (cx.evaluate(escaper) as string | null)?.length === 1) return;
  throw cx.error('INVALID_ESCAPE_CHAR', { sqlExpr: `"${cx.sqlOf(escaper)}"` });
}

const isSensitive = (cx: EvaluationContext): boolean => !(cx.argTypes[0]!.kind === 'string' && cx.argTypes[0]!.collation === 'UTF8_LCASE');

const withoutCase = (text: string): string => text.toLowerCase();

/** DuckDB has no escape character in LIKE by itself: a pattern with a backslash is left to us. */
const compileLike = ([text, pattern]: readonly string[], cx: CompileContext): string | undefined => {
  const known = cx.literalOf(1);
  const isPlain = cx.argTypes.length === 2 && typeof known === 'string' && !known.includes(defaultEscape);
  return isPlain && cx.argTypes[0]!.kind === 'string' && cx.argTypes[0]!.collation === 'UTF8_BINARY'
    ? `(${text} LIKE ${pattern})`
    : undefined;
};

const like = (foldsCase: boolean, doc: Pick<ScalarFunction, 'since' | 'usage' | 'examples' | 'sql' | 'compile'>) =>
  scalar({
    ...doc,
    arity: [2, 3],
    parameters: ['str', 'pattern', 'escape'],
    coerce: (args, cx) => {
      checkEscape(args, cx);
      return args;
    },
    inputTypes: [PlainString, UntrimmedString],
    dataType: BooleanType,
    prepare: cx => {
      const folds = foldsCase || !isSensitive(cx);
      return (text: string, pattern: string, escaper: string = defaultEscape) =>
        cx.memo(pattern, each => likeRegExp(folds ? withoutCase(each) : each, escaper)).test(folds ? withoutCase(text) : text);
    },
  });

/** One text against all patterns. NULL where the answer hangs on a NULL pattern. */
const quantified = (all: boolean, negated: boolean) =>
  scalar({
    group: 'internal',
    arity: { min: 2 },
    inputTypes: args => args.map((_, i) => (i === 0 ? PlainString : UntrimmedString)),
    dataType: BooleanType,
    nullable: true,
    nullIntolerant: false,
    sql: ([text], _, name) => `${name}(${text})`,
    prepare:
      cx =>
      (text: string | null, ...patterns: readonly (string | null)[]) => {
        if (text === null) return null;
        const expressions = cx.memo('patterns', () => patterns.map(each => (each === null ? null : likeRegExp(each))));
        let hasNull = false;
        for (const expression of expressions) {
          if (expression === null) hasNull = true;
          else if ((expression.test(text) !== negated) !== all) return !all;
        }
        return hasNull ? null : all;
      },
  });

export const likeFuncs = group('predicate_funcs', {
  like: like(false, {
    since: '1.0.0',
    usage:
      'str like pattern[ ESCAPE escape] - Returns true if str matches `pattern` with `escape`, null if any arguments are null, false otherwise.',
    examples: [
      ["like('Spark', '_park')", 'true'],
      ["'a_b' LIKE 'a/_b' ESCAPE '/'", 'true'],
    ],
    sql: ([text, pattern, escaper]) =>
      `${text} LIKE ${pattern}${escaper === undefined || escaper === defaultEscape ? '' : ` ESCAPE '${escaper}'`}`,
    compile: compileLike,
  }),
  ilike: like(true, {
    since: '3.3.0',
    usage:
      'str ilike pattern[ ESCAPE escape] - Returns true if str matches `pattern` with `escape` case-insensitively, null if any arguments are null, false otherwise.',
    examples: [["ilike('Spark', '_Park')", 'true']],
    sql: ([text, pattern]) => `ilike(${text}, ${pattern})`,
  }),
  likeall: quantified(true, false),
  notlikeall: quantified(true, true),
  likeany: quantified(false, false),
  notlikeany: quantified(false, true),
  rlike: scalar({
    mayRunLong: ([, pattern]) => mayBacktrack(pattern!),
    aliases: ['regexp', 'regexp_like'],
    since: '1.0.0',
    usage: '_FUNC_(str, regexp) - Returns true if `str` matches `regexp`, or false otherwise.',
    examples: [
      ["rlike('Spark SQL', '^Sp[a-z]+')", 'true'],
      ["regexp_like('Spark', 'sql')", 'false'],
    ],
    arity: 2,
    inputTypes: [PlainString, UntrimmedString],
    dataType: BooleanType,
    data: (_, cx) => cx.functionName,
    sql: ([text, pattern], _, name) => `${name.toUpperCase()}(${text}, ${pattern})`,
    evaluate: ([text, pattern], cx) => cx.memo(pattern, each => compileRegex(each as string, cx.data)).find(text),
  }),
  isnan: scalar({
    since: '1.5.0',
    usage: '_FUNC_(expr) - Returns true if `expr` is NaN, or false otherwise.',
    examples: [["isnan(cast('NaN' as double))", 'true']],
    arity: 1,
    inputTypes: [anyOf(DoubleType, FloatType)],
    dataType: BooleanType,
    nullable: false,
    nullIntolerant: false,
    evaluate: ([value]) => Number.isNaN(value),
    compile: ([value]) => `coalesce(isnan(${value}), false)`,
  }),
  equal_null: scalar({
    since: '3.4.0',
    usage:
      '_FUNC_(expr1, expr2) - Returns same result as the EQUAL(=) operator for non-null operands, but returns true if both are null, false if one of the them is null.',
    examples: [
      ['equal_null(3, 3)', 'true'],
      ['equal_null(true, NULL)', 'false'],
    ],
    arity: 2,
    dataType: NullType,
    rewrite: ([a, b], cx) => cx.call('<=>', a!, b!),
  }),
});
