/** Text by Java's regular expressions. */
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { compileRegex, type JavaRegex, type RegexMatch, RegexReplacementError, splitText } from '../jvm/regex.js';
import { ArrayType, IntegerType, NullType, StringType } from '../types/index.js';
import { PlainString, UntrimmedString } from './abstract-type.js';
import { group, scalar } from './define.js';
import type { AnalysisContext, EvaluationContext } from './function-record.js';
import { mayBacktrack } from './regex-arguments.js';

const regexOf = (pattern: string, cx: EvaluationContext, name: string): JavaRegex => cx.memo(pattern, each => compileRegex(each, name));

/** What a group of a match caught, `''` for nothing. */
function groupOf(regex: JavaRegex, match: RegexMatch, group: number, cx: EvaluationContext, name: string): string {
  if (group >= 0 && group <= regex.groupCount) return match.groups[group] ?? '';
  return cx.fail('INVALID_PARAMETER_VALUE.REGEX_GROUP_INDEX', {
    parameter: '`idx`',
    functionName: `\`${name}\``,
    groupCount: regex.groupCount,
    groupIndex: group,
  });
}

const withInteger = (value: number, position: number) => (args: readonly TypedExpression[], cx: AnalysisContext) =>
  args.length === position ? [cx.literal(value, IntegerType)] : [];

function checkPosition(args: readonly TypedExpression[], cx: AnalysisContext): void {
  const position = args[3]!;
  if (!cx.isFoldable(position)) {
    throw cx.mismatch('NON_FOLDABLE_INPUT', { inputName: '`position`', inputType: '"INT"', inputExpr: `"${cx.sqlOf(position)}"` });
  }
  const value = cx.evaluate(position) as number | null;
  if (value !== null && value <= 0)
    throw cx.mismatch('VALUE_OUT_OF_RANGE', { exprName: 'position', valueRange: '(0, 2147483647]', currentValue: value });
}

function replace([source, pattern, replacement, position]: readonly any[], cx: EvaluationContext): string {
  const regex = regexOf(pattern, cx, 'regexp_replace');
  const from = position - 1;
  if (from !== 0 && from >= source.length) return source;
  try {
    return source.slice(0, from) + regex.replaceAll(source.slice(from), replacement);
  } catch (error) {
    if (!(error instanceof RegexReplacementError)) throw error;
    return cx.fail('INVALID_REGEXP_REPLACE', { source, pattern, replacement, position }, 'SparkRuntimeException');
  }
}

export const regexFuncs = group('string_funcs', {
  regexp_count: scalar({
    mayRunLong: ([, pattern]) => mayBacktrack(pattern!),
    since: '3.4.0',
    usage:
      '_FUNC_(str, regexp) - Returns a count of the number of times that the regular expression pattern `regexp` is matched in the string `str`.',
    examples: [["regexp_count('abcdefghijklmnopqrstuvwxyz', '[a-z]{3}')", '8']],
    arity: 2,
    inputTypes: [PlainString, UntrimmedString],
    dataType: IntegerType,
    evaluate: ([text, pattern], cx) => [...regexOf(pattern, cx, 'regexp_extract_all').findAll(text)].length,
  }),
  regexp_extract: scalar({
    mayRunLong: ([, pattern]) => mayBacktrack(pattern!),
    since: '1.5.0',
    usage:
      '_FUNC_(str, regexp[, idx]) - Extract the first string in the `str` that match the `regexp` expression and corresponding to the regex group index.',
    examples: [["regexp_extract('100-200', '([0-9]+)-([0-9]+)', 1)", '100']],
    arity: [2, 3],
    defaults: withInteger(1, 2),
    inputTypes: [PlainString, UntrimmedString, IntegerType],
    dataType: ([text]) => text!.dataType,
    evaluate: ([text, pattern, group], cx) => {
      const regex = regexOf(pattern, cx, 'regexp_extract');
      const match = regex.findFrom(text, 0);
      return match === undefined ? '' : groupOf(regex, match, group, cx, 'regexp_extract');
    },
  }),
  regexp_extract_all: scalar({
    mayRunLong: ([, pattern]) => mayBacktrack(pattern!),
    since: '3.1.0',
    usage:
      '_FUNC_(str, regexp[, idx]) - Extract all strings in the `str` that match the `regexp` expression and corresponding to the regex group index.',
    examples: [["regexp_extract_all('100-200, 300-400', '([0-9]+)-([0-9]+)', 1)", '[100, 300]']],
    arity: [2, 3],
    defaults: withInteger(1, 2),
    inputTypes: [PlainString, UntrimmedString, IntegerType],
    dataType: ([text]) => new ArrayType(text!.dataType, true),
    evaluate: ([text, pattern, group], cx) => {
      const regex = regexOf(pattern, cx, 'regexp_extract_all');
      return Array.from(regex.findAll(text), match => groupOf(regex, match, group, cx, 'regexp_extract_all'));
    },
  }),
  regexp_instr: scalar({
    mayRunLong: ([, pattern]) => mayBacktrack(pattern!),
    since: '3.4.0',
    usage:
      '_FUNC_(str, regexp) - Searches a string for a regular expression and returns an integer that indicates the beginning position of the matched substring. Positions are 1-based. If no match is found, returns 0.',
    examples: [["regexp_instr('user@spark.apache.org', '@[^.]*')", '5']],
    arity: [2, 3],
    defaults: withInteger(0, 2),
    inputTypes: [PlainString, UntrimmedString, IntegerType],
    dataType: IntegerType,
    evaluate: ([text, pattern], cx) => (regexOf(pattern, cx, 'regexp_instr').findFrom(text, 0)?.start ?? -1) + 1,
  }),
  regexp_replace: scalar({
    mayRunLong: ([, pattern]) => mayBacktrack(pattern!),
    since: '1.5.0',
    usage: '_FUNC_(str, regexp, rep[, position]) - Replaces all substrings of `str` that match `regexp` with `rep`.',
    examples: [["regexp_replace('100-200', '([0-9]+)', 'num')", 'num-num']],
    arity: [3, 4],
    defaults: withInteger(1, 3),
    inputTypes: [PlainString, PlainString, PlainString, IntegerType],
    check: checkPosition,
    dataType: ([text]) => text!.dataType,
    evaluate: replace,
  }),
  regexp_substr: scalar({
    mayRunLong: ([, pattern]) => mayBacktrack(pattern!),
    since: '3.4.0',
    usage:
      '_FUNC_(str, regexp) - Returns the substring that matches the regular expression `regexp` within the string `str`. If the regular expression is not found, the result is null.',
    examples: [
      ["regexp_substr('Steven Jones and Stephen Smith', 'Ste(v|ph)en')", 'Steven'],
      ["regexp_substr('Steven Jones', 'Jeck')", 'NULL'],
    ],
    arity: 2,
    dataType: NullType,
    rewrite: ([text, pattern], cx) => {
      const found = cx.call('regexp_extract', text!, pattern!, cx.literal(0, IntegerType));
      return cx.call('nullif', found, cx.literal('', StringType));
    },
  }),
  split: scalar({
    mayRunLong: ([, pattern]) => mayBacktrack(pattern!),
    since: '1.5.0',
    usage:
      '_FUNC_(str, regex[, limit]) - Splits `str` around occurrences that match `regex` and returns an array with a length of at most `limit`',
    examples: [
      ["split('oneAtwoBthreeC', '[ABC]')", '[one, two, three, ]'],
      ["split('oneAtwoBthreeC', '[ABC]', 2)", '[one, twoBthreeC]'],
    ],
    arity: [2, 3],
    defaults: withInteger(-1, 2),
    inputTypes: [PlainString, UntrimmedString, IntegerType],
    dataType: ([text]) => new ArrayType(text!.dataType, false),
    evaluate: ([text, pattern, limit], cx) => splitText(text, regexOf(pattern, cx, 'split'), limit),
  }),
});
