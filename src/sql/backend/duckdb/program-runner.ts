/** Makes JavaScript functions of programs, for DuckDB to call. */
import { sparkErrorOf } from '../../../errors/spark-error-of.js';
import type { TypedSortOrder } from '../../analyzer/typed-expression.js';
import { aggregateOf, evaluationContext, evaluatorOf } from '../../evaluator/evaluator.js';
import type { EvaluationSettings, GeneratorFunction } from '../../functions/function-record.js';
import { findFunction } from '../../functions/registry.js';
import { comparatorOf, keyOf } from '../../values/ordering.js';
import type { Value } from '../../values/value.js';
import type { Program } from './programs.js';

type Row = readonly Value[];

/** The result for the values of the parameters. */
export function runnerOf(program: Program, settings: EvaluationSettings): (args: Row) => Value {
  switch (program.kind) {
    case 'scalar':
      return evaluatorOf(program.expression, program.inputs, settings);
    case 'group':
      return groupRunner(program, settings);
    case 'generator': {
      const { call, inputs } = program;
      const args = call.args.map(each => evaluatorOf(each, inputs, settings));
      const cx = evaluationContext(call, settings);
      const { generate } = findFunction(call.name) as GeneratorFunction;
      return row =>
        generate(
          args.map(arg => arg(row)),
          cx,
        ) as Value;
    }
    case 'recursion':
      return recursionRunner(program);
  }
}

/** @throws RECURSION_LEVEL_LIMIT_EXCEEDED, RECURSION_ROW_LIMIT_EXCEEDED */
function recursionRunner({ maxLevels, maxRows }: Extract<Program, { kind: 'recursion' }>): (args: Row) => Value {
  let rowCount = 0;
  return ([level]) => {
    const name = 'SparkException';
    if (Number(level) > maxLevels) throw sparkErrorOf('RECURSION_LEVEL_LIMIT_EXCEEDED', { levelLimit: maxLevels }, { name });
    if (++rowCount > maxRows) throw sparkErrorOf('RECURSION_ROW_LIMIT_EXCEEDED', { rowLimit: maxRows }, { name });
    return level!;
  };
}

function groupRunner({ call }: Extract<Program, { kind: 'group' }>, settings: EvaluationSettings): (args: Row) => Value {
  const { evaluateGroup, ignoresNulls = true } = aggregateOf(call.name);
  const cx = { ...evaluationContext(call, settings), call };
  const width = call.args.length;
  const keys = call.args.map(each => keyOf(each.dataType));
  const order = call.order ?? [];
  const compare = rowComparator(order, width);
  return ([group]) => {
    let rows = (group ?? []) as readonly Row[];
    if (ignoresNulls) rows = rows.filter(row => row.slice(0, width).every(each => each !== null));
    if (call.isDistinct) rows = [...new Map(rows.map(row => [keys.map((key, i) => textOf(key(row[i]!))).join('\0'), row])).values()];
    if (order.length > 0) rows = [...rows].sort(compare);
    return evaluateGroup!(rows, cx);
  };
}

const textOf = (key: string | number | bigint | boolean | null): string => `${typeof key}${key}`;

function rowComparator(order: readonly TypedSortOrder[], width: number): (a: Row, b: Row) => number {
  const compares = order.map(({ child, ascending, nullsFirst }) => {
    const compare = comparatorOf(child.dataType);
    return (a: Value, b: Value): number => {
      if (a === null || b === null) return a === b ? 0 : (a === null) === nullsFirst ? -1 : 1;
      return ascending ? compare(a, b) : -compare(a, b);
    };
  });
  return (a, b) => {
    for (let i = 0; i < compares.length; i++) {
      const result = compares[i]!(a[width + i]!, b[width + i]!);
      if (result !== 0) return result;
    }
    return 0;
  };
}
