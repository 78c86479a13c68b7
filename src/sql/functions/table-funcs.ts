/** Functions that stand for a table in FROM. The analyzer gives the columns their ids. */

import { quotedId, quotedSql } from '../../errors/quoted.js';
import type { Attribute, TypedExpression } from '../analyzer/typed-expression.js';
import type { LocalRelationPlan, RangePlan } from '../analyzer/typed-plan.js';
import { ansiReserved, keywords } from '../parser/keywords.js';
import { BooleanType, type DataType, LongType, StringType } from '../types/index.js';
import type { Value } from '../values/value.js';
import { ordinalOf } from './argument-errors.js';
import { collationLocales } from './collation-locales.js';
import { group, tableFunction } from './define.js';
import type { AnalysisContext } from './function-record.js';

const column = (name: string, dataType: DataType, nullable = false): Attribute => ({
  kind: 'attribute',
  id: 0,
  name,
  dataType,
  nullable,
  qualifier: [],
  metadata: {},
});

const relation = (output: readonly Attribute[], rows: readonly (readonly Value[])[]): LocalRelationPlan =>
  Object.freeze({ kind: 'localRelation', rows, output });

/** A constant long; without a value it is refused. */
function longOf(arg: TypedExpression, index: number, cx: AnalysisContext): bigint {
  const typed = cx.implicitCast(arg, LongType);
  const value = typed !== undefined && cx.isFoldable(typed) && arg.dataType.kind !== 'null' ? cx.evaluate(typed) : null;
  if (value !== null) return value as bigint;
  throw cx.error('UNEXPECTED_INPUT_TYPE', {
    paramIndex: ordinalOf(index),
    functionName: quotedId('range'),
    requiredType: '"BIGINT"',
    inputSql: quotedSql(cx.sqlOf(arg)),
    inputType: quotedSql(arg.dataType.sql),
  });
}

function range(args: readonly TypedExpression[], cx: AnalysisContext): RangePlan {
  // With one argument it is the end, which Spark counts as the second.
  const numbers = args.map((arg, i) => longOf(arg, args.length === 1 ? 1 : i, cx));
  const [start, end, step] = args.length === 1 ? [0n, numbers[0]!, 1n] : [numbers[0]!, numbers[1]!, numbers[2] ?? 1n];
  if (step === 0n) throw cx.error('FAILED_FUNCTION_CALL', { funcName: quotedId('range') });
  return Object.freeze({ kind: 'range', start, end, step, output: [column('id', LongType)] });
}

const suffixes = ['', '_AI', '_AI_RTRIM', '_CI', '_CI_AI', '_CI_AI_RTRIM', '_CI_RTRIM', '_RTRIM'];

const icuVersion = '78.3.0.0';

function collationRow(name: string, language: string | null, country: string | null, icu: string | null): readonly Value[] {
  const sensitivity = (suffix: string) => (new RegExp(`_${suffix}(_|$)`).test(name) ? 'INSENSITIVE' : 'SENSITIVE');
  const isLowerCase = name.startsWith('UTF8_LCASE');
  const padding = name.endsWith('_RTRIM') ? 'RTRIM' : 'NO_PAD';
  const caseSensitivity = isLowerCase ? 'INSENSITIVE' : sensitivity('CI');
  return ['SYSTEM', 'BUILTIN', name, language, country, `ACCENT_${sensitivity('AI')}`, `CASE_${caseSensitivity}`, padding, icu];
}

const collationRows = (): readonly (readonly Value[])[] => [
  ...['UTF8_BINARY', 'UTF8_LCASE', 'UTF8_BINARY_RTRIM', 'UTF8_LCASE_RTRIM'].map(name => collationRow(name, null, null, null)),
  ...collationLocales
    .flatMap(({ name, language, country }) => suffixes.map(suffix => ({ name: `${name}${suffix}`, language, country })))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, language, country }) => collationRow(name, language, country, icuVersion)),
];

export const tableFuncs = group('table_funcs', {
  range: tableFunction({
    since: '2.0.0',
    usage:
      '_FUNC_(start[, end[, step[, numSlices]]]) / _FUNC_(end) - The numbers from `start`, 0 when left out, up to `end`, which is left out.',
    arity: [1, 2, 3, 4],
    plan: range,
  }),
  sql_keywords: tableFunction({
    group: 'generator_funcs',
    since: '3.5.0',
    usage: '_FUNC_() - The keywords of SQL, and whether they are reserved.',
    arity: 0,
    plan: (_, cx) => {
      const isStrict = cx.ansi && cx.conf('spark.sql.ansi.enforceReservedKeywords') === 'true';
      const rows = keywords.map(word => [word, isStrict && ansiReserved.has(word)]);
      return relation([column('keyword', StringType), column('reserved', BooleanType)], rows);
    },
  }),
  collations: tableFunction({
    group: 'generator_funcs',
    since: '4.0.0',
    usage: '_FUNC_() - The collations of text.',
    arity: 0,
    plan: () =>
      relation(
        [
          column('CATALOG', StringType),
          column('SCHEMA', StringType),
          column('NAME', StringType),
          column('LANGUAGE', StringType, true),
          column('COUNTRY', StringType, true),
          column('ACCENT_SENSITIVITY', StringType),
          column('CASE_SENSITIVITY', StringType),
          column('PAD_ATTRIBUTE', StringType),
          column('ICU_VERSION', StringType, true),
        ],
        collationRows(),
      ),
  }),
  python_worker_logs: tableFunction({
    since: '4.1.0',
    usage: '_FUNC_() - What Python workers have logged: there are none here.',
    arity: 0,
    plan: (_, cx) => {
      throw cx.error('FEATURE_NOT_ENABLED', {
        featureName: 'Python Worker Logging',
        configKey: 'spark.sql.pyspark.worker.logging.enabled',
        configValue: 'true',
      });
    },
  }),
});
