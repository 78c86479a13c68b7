/** Runs queries by analysis and the JavaScript reference alone: no backend. Enough of the plans for examples of functions. */

import { sparkErrorOf } from '../../../src/errors/spark-error-of.js';
import { Analyzer } from '../../../src/sql/analyzer/analyzer.js';
import type { AnalyzerSession } from '../../../src/sql/analyzer/analyzer-session.js';
import { ansiCoercion, legacyCoercion } from '../../../src/sql/analyzer/type-coercion.js';
import type { AggregateCall, NamedExpression, TypedExpression } from '../../../src/sql/analyzer/typed-expression.js';
import type { TypedPlan } from '../../../src/sql/analyzer/typed-plan.js';
import { aggregateOf, evaluationContext, evaluatorOf, type Row } from '../../../src/sql/evaluator/evaluator.js';
import type { EvaluationSettings, GeneratorFunction } from '../../../src/sql/functions/function-record.js';
import { findFunction } from '../../../src/sql/functions/registry.js';
import { TimeZones } from '../../../src/sql/jvm/time-zones.js';
import { parserOptionsOf } from '../../../src/sql/parser/parser-options.js';
import { parseExpression, parseMultipartIdentifier, parseQuery } from '../../../src/sql/parser/sql-parser.js';
import { ArrayType, StructField, StructType } from '../../../src/sql/types/index.js';
import { comparatorOf, keyOf, nullsFirst } from '../../../src/sql/values/ordering.js';
import { showStyle, textOf } from '../../../src/sql/values/value-text.js';

export interface QueryResult {
  readonly schema: StructType;
  readonly rows: readonly Row[];
  /** Each row as `show` prints it, cells joined by `|`. */
  readonly shown: readonly string[];
}

const timeZones = new TimeZones();

export function runQuery(sql: string, conf: Readonly<Record<string, string>> = {}): QueryResult {
  const get = (key: string) => conf[key];
  const ansi = conf['spark.sql.ansi.enabled'] !== 'false';
  const settings: EvaluationSettings = {
    ansi,
    timeZone: timeZones.zoneOf(conf['spark.sql.session.timeZone'] ?? 'UTC'),
    timeZones,
    nowMicros: 1_700_000_000_000_000n,
    user: 'user',
    catalog: 'spark_catalog',
    database: 'default',
    conf: get,
  };
  const options = parserOptionsOf(get, timeZones);
  let lastId = 0;
  const session: AnalyzerSession = {
    settings,
    coercion: ansi ? ansiCoercion : legacyCoercion,
    isCaseSensitive: false,
    newId: () => ++lastId,
    conf: get,
    lookupRelation: () => undefined,
    tableNotFound: nameParts => new Error(`no table ${nameParts}`),
    lookupFunction: nameParts => findFunction(nameParts[0]!.toLowerCase()),
    functionNotFound: nameParts => sparkErrorOf('UNRESOLVED_ROUTINE', { routineName: nameParts.join('.'), searchPath: '' }),
    lookupVariable: () => undefined,
    parseMultipartIdentifier: text => parseMultipartIdentifier(text, options),
    castTarget: type => type,
    checkPipe: (_, child) => child,
    userDefinedFunction: () => {
      throw new Error('no user-defined functions');
    },
    parseExpression: text => parseExpression(text, options),
    parseQuery: text => parseQuery(text, options),
    dataSource: () => {
      throw new Error('no data sources');
    },
    filesOf: () => [],
    outputOfPlan: () => undefined,
  };
  const plan = new Analyzer(session).analyze(parseQuery(sql, options));
  const schema = new StructType(
    plan.output.map(({ name, dataType, nullable, metadata }) => new StructField(name, dataType, nullable, metadata)),
  );
  const rows = rowsOf(plan, settings);
  const texts = schema.fields.map(field => textOf(field.dataType, settings.timeZone, showStyle));
  const shown = rows.map(row => row.map((value, i) => (value === null ? 'NULL' : texts[i]!(value))).join('|'));
  return { schema, rows, shown };
}

function rowsOf(plan: TypedPlan, settings: EvaluationSettings): readonly Row[] {
  switch (plan.kind) {
    case 'localRelation':
      return plan.rows;
    case 'range': {
      const rows: Row[] = [];
      for (let i = plan.start; plan.step > 0n ? i < plan.end : i > plan.end; i += plan.step) rows.push([i]);
      return rows;
    }
    case 'project': {
      const evaluators = plan.expressions.map(each => evaluatorOf(each, plan.input.output, settings));
      return rowsOf(plan.input, settings).map(row => evaluators.map(evaluate => evaluate(row)));
    }
    case 'filter': {
      const evaluate = evaluatorOf(plan.condition, plan.input.output, settings);
      return rowsOf(plan.input, settings).filter(row => evaluate(row) === true);
    }
    case 'sort': {
      const orders = plan.order.map(({ child, ascending, nullsFirst: first }) => ({
        evaluate: evaluatorOf(child, plan.input.output, settings),
        compare: comparatorOf(child.dataType),
        ascending,
        first,
      }));
      return rowsOf(plan.input, settings).toSorted((a, b) => {
        for (const { evaluate, compare, ascending, first } of orders) {
          const [x, y] = [evaluate(a), evaluate(b)];
          const order =
            x === null || y === null
              ? (Number(y === null) - Number(x === null)) * (first ? 1 : -1)
              : ascending
                ? compare(x, y)
                : compare(y, x);
          if (order !== 0) return order;
        }
        return 0;
      });
    }
    case 'limit':
      return rowsOf(plan.input, settings).slice(plan.offset ?? 0, plan.limit === undefined ? undefined : (plan.offset ?? 0) + plan.limit);
    case 'generate': {
      const { name, args } = plan.generator;
      const record = findFunction(name) as GeneratorFunction;
      const cx = evaluationContext(plan.generator, settings);
      const evaluators = args.map(arg => evaluatorOf(arg, plan.input.output, settings));
      return rowsOf(plan.input, settings).flatMap(row => {
        const given = record.generate(
          evaluators.map(evaluate => evaluate(row)),
          cx,
        );
        const made = given.length === 0 && plan.isOuter ? [new Array(plan.generatorOutput.length).fill(null)] : given;
        return made.map(each => [...row, ...each]);
      });
    }
    case 'aggregate': {
      const input = plan.input.output;
      const keys = plan.grouping.map(each => ({ evaluate: evaluatorOf(each, input, settings), key: keyOf(new ArrayType(each.dataType)) }));
      const groups = new Map<string, Row[]>();
      if (plan.grouping.length === 0) groups.set('[]', []);
      for (const row of rowsOf(plan.input, settings)) {
        const key = JSON.stringify(keys.map(({ evaluate, key: keyOfValue }) => String(keyOfValue([evaluate(row)]))));
        groups.set(key, [...(groups.get(key) ?? []), row]);
      }
      return [...groups.values()].map(rows =>
        [...plan.grouping, ...plan.aggregates].map(each => aggregated(each, rows, plan.input, plan.grouping, settings)),
      );
    }
    default:
      throw new Error(`no ${plan.kind} here`);
  }
}

function aggregated(
  expression: NamedExpression,
  rows: readonly Row[],
  input: TypedPlan,
  grouping: readonly NamedExpression[],
  settings: EvaluationSettings,
): any {
  const child: TypedExpression = expression.kind === 'alias' ? expression.child : expression;
  if (child.kind === 'aggregate') return aggregateValue(child, rows, input, settings);
  const source = grouping.find(each => each.kind === 'alias' && child.kind === 'attribute' && each.id === child.id);
  return evaluatorOf(source ?? child, input.output, settings)(rows[0]!);
}

function aggregateValue(call: AggregateCall, rows: readonly Row[], input: TypedPlan, settings: EvaluationSettings): any {
  const record = aggregateOf(call.name);
  const evaluator = (each: TypedExpression) => evaluatorOf(each, input.output, settings);
  const filter = call.filter && evaluator(call.filter);
  const kept = filter === undefined ? rows : rows.filter(row => filter(row) === true);
  const order = (call.order ?? []).map(each => ({
    ...each,
    evaluate: evaluator(each.child),
    compare: nullsFirst(comparatorOf(each.child.dataType)),
  }));
  const sorted = kept.toSorted((a, b) => {
    for (const { ascending, compare, evaluate } of order) {
      const result = compare(evaluate(a), evaluate(b)) * (ascending ? 1 : -1);
      if (result !== 0) return result;
    }
    return 0;
  });
  const args = call.args.map(evaluator);
  let given = sorted.map(row => args.map(evaluate => evaluate(row)));
  if (record.ignoresNulls !== false) given = given.filter(values => !values.includes(null));
  if (call.isDistinct) {
    const key = call.args.map(arg => keyOf(arg.dataType));
    const distinct = new Map(given.toReversed().map(values => [JSON.stringify(values.map((value, i) => String(key[i]!(value)))), values]));
    given = [...distinct.values()].toReversed();
  }
  return record.evaluateGroup!(given, { ...evaluationContext(call, settings), call });
}
