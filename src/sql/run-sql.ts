/** Text of SQL to a DataFrame. */
import { sparkErrorOf } from '../errors/spark-error-of.js';
import { runCommand } from './commands/run-command.js';
import { DataFrame } from './dataframe.js';
import { parseMultipartIdentifier } from './parser/sql-parser.js';
import {
  type Command,
  type Expression,
  isRelation,
  type LogicalPlan,
  literalOf,
  resolveIdentifierClauses,
  transformUp,
} from './plan/index.js';
import type { SparkSession } from './session.js';

/** Values of parameters: by name, or in order. */
export type SqlArguments = Readonly<Record<string, unknown>> | readonly unknown[];

export function runSql(session: SparkSession, text: string, args: SqlArguments = {}): DataFrame {
  const state = session.sessionState;
  const bound = bindParameters(state.parsePlan(text), args);
  const plan = resolveIdentifierClauses(bound, identifier => {
    const analyzer = state.analyzer();
    return parseMultipartIdentifier(String(analyzer.evaluate(analyzer.analyzeExpression(identifier))));
  });
  if (isRelation(plan)) return DataFrame.of(session, plan);
  return new DataFrame(session, runCommand(plan as Command, state));
}

function bindParameters(plan: LogicalPlan, args: SqlArguments): LogicalPlan {
  const isEmpty = Array.isArray(args) ? args.length === 0 : Object.keys(args).length === 0;
  if (isEmpty) return plan;
  return transformUp(plan, node => {
    if (node.kind !== 'parameter') return node;
    const isNamed = node.name !== undefined;
    const value = isNamed ? (args as Readonly<Record<string, unknown>>)[node.name!] : (args as readonly unknown[])[node.position!];
    const has = isNamed ? Object.hasOwn(args, node.name!) : node.position! < (args as readonly unknown[]).length;
    if (!has) return node;
    return argumentOf(value, node);
  });
}

function argumentOf(value: unknown, { origin }: Expression): Expression {
  const literal = literalOf(value);
  if (literal === undefined) throw sparkErrorOf('INVALID_SQL_ARG', { name: 'parameter' }, { origin });
  return { ...literal, origin };
}
