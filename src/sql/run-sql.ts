/** Text of SQL to a DataFrame. */
import { SparkError } from '../errors/spark-error.js';
import { sparkErrorOf } from '../errors/spark-error-of.js';
import type { Analyzer } from './analyzer/analyzer.js';
import type { TypedExpression } from './analyzer/typed-expression.js';
import { type CommandOf, runCommand } from './commands/run-command.js';
import { DataFrame } from './dataframe.js';
import { immediateStatement } from './execute-immediate.js';
import {
  type Command,
  type Expression,
  isRelation,
  type LogicalPlan,
  literalOf,
  type Relation,
  resolveIdentifierClauses,
  transformUp,
} from './plan/index.js';
import type { SparkSession } from './session.js';
import type { SessionState } from './session-state.js';

/** Values of parameters: by name, or in order. */
export type SqlArguments = Readonly<Record<string, unknown>> | readonly unknown[];

export function runSql(session: SparkSession, text: string, args: SqlArguments = {}): DataFrame {
  const state = session.sessionState;
  const plan = withIdentifiers(bindParameters(state.parsePlan(withVariables(text, state)), args), state);
  return planFrame(session, plan);
}

/** The plan with the names that `IDENTIFIER(...)` stands for. */
const withIdentifiers = (plan: LogicalPlan, state: SessionState): LogicalPlan =>
  resolveIdentifierClauses(plan, identifier => {
    const analyzer = state.analyzer();
    return analyzer.identifierOf(constantOf(identifier, analyzer), identifier.origin);
  });

/** The expression of an IDENTIFIER clause, which sees no columns. */
function constantOf(identifier: Expression, analyzer: Analyzer): TypedExpression {
  try {
    return analyzer.analyzeExpression(identifier);
  } catch (error) {
    if (!(error instanceof SparkError) || !error.condition?.startsWith('UNRESOLVED_COLUMN')) throw error;
    const expr = identifier.origin?.fragment ?? '';
    throw sparkErrorOf('NOT_A_CONSTANT_STRING.NOT_CONSTANT', { name: 'IDENTIFIER', expr }, { origin: identifier.origin });
  }
}

/** `${name}`, `${spark:name}`, `${env:NAME}` stand for settings; what is not set is left as it is. */
function withVariables(text: string, state: SessionState): string {
  if (!text.includes('${') || state.confOf('spark.sql.variable.substitute') === 'false') return text;
  return text.replace(
    /\$\{(?:(spark|sparkconf|hivevar|hiveconf|env|system):)?([^}]*)\}/g,
    (all, prefix: string | undefined, key: string) => {
      if (prefix === 'env') return process.env[key] ?? all;
      return state.confOf(key) ?? state.confOf(`hivevar:${key}`) ?? all;
    },
  );
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

/** A statement whose text is computed: its answer, or values for variables. */
function executeImmediate(session: SparkSession, command: CommandOf<'executeImmediate'>): DataFrame {
  const state = session.sessionState;
  const { into, query } = command;
  const bound = withIdentifiers(immediateStatement(command, state), state);
  if (into.length > 0 && !isRelation(bound)) {
    const analyzer = state.analyzer();
    const sqlString = String(analyzer.evaluate(analyzer.analyzeExpression(query))).toUpperCase();
    throw sparkErrorOf('INVALID_STATEMENT_FOR_EXECUTE_INTO', { sqlString });
  }
  if (into.length > 0)
    return new DataFrame(session, runCommand({ kind: 'setVariableFromQuery', variables: into, query: bound as Relation }, state));
  return planFrame(session, bound);
}

const planFrame = (session: SparkSession, plan: LogicalPlan): DataFrame => {
  if (plan.kind === 'executeImmediate') return executeImmediate(session, plan);
  if (isRelation(plan)) return DataFrame.of(session, plan);
  return new DataFrame(session, runCommand(plan as Command, session.sessionState));
};
