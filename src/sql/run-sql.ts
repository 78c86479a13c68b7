/** Text of SQL to a DataFrame. */
import { sparkErrorOf } from '../errors/spark-error-of.js';
import { type CommandOf, runCommand } from './commands/run-command.js';
import { DataFrame } from './dataframe.js';
import {
  type Command,
  type Expression,
  isRelation,
  type LogicalPlan,
  literal,
  literalOf,
  resolveIdentifierClauses,
  transformUp,
} from './plan/index.js';
import type { SparkSession } from './session.js';
import type { SessionState } from './session-state.js';
import type { DataType } from './types/index.js';
import { Decimal } from './values/decimal.js';
import { MapValue, type Value } from './values/value.js';

/** Values of parameters: by name, or in order. */
export type SqlArguments = Readonly<Record<string, unknown>> | readonly unknown[];

export function runSql(session: SparkSession, text: string, args: SqlArguments = {}): DataFrame {
  const state = session.sessionState;
  const plan = withIdentifiers(bindParameters(state.parsePlan(withVariables(text, state)), args), state);
  if (plan.kind === 'executeImmediate') return executeImmediate(session, plan);
  if (isRelation(plan)) return DataFrame.of(session, plan);
  return new DataFrame(session, runCommand(plan as Command, state));
}

/** The plan with the names that `IDENTIFIER(...)` stands for. */
const withIdentifiers = (plan: LogicalPlan, state: SessionState): LogicalPlan =>
  resolveIdentifierClauses(plan, identifier => {
    const analyzer = state.analyzer();
    return analyzer.identifierOf(analyzer.analyzeExpression(identifier), identifier.origin);
  });

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

/** A statement whose text is computed; its arguments are values of the session. */
function executeImmediate(session: SparkSession, command: CommandOf<'executeImmediate'>): DataFrame {
  const state = session.sessionState;
  const analyzer = state.analyzer();
  const { query, using, into, origin } = command;
  const text = analyzer.analyzeExpression(query);
  if (text.dataType.kind !== 'string')
    throw sparkErrorOf('INVALID_EXPR_TYPE_FOR_QUERY_EXECUTE_IMMEDIATE', { exprType: `"${text.dataType.sql}"` }, { origin });
  const statement = analyzer.evaluate(text);
  if (statement === null) throw sparkErrorOf('NULL_QUERY_STRING_EXECUTE_IMMEDIATE', { varName: `\`${analyzer.sqlOf(text)}\`` }, { origin });
  const inner = state.parsePlan(String(statement));
  if (inner.kind === 'executeImmediate')
    throw sparkErrorOf('NESTED_EXECUTE_IMMEDIATE', { sqlString: String(statement).toUpperCase() }, { origin });
  const named: Record<string, Expression> = {};
  const ordered: Expression[] = [];
  for (const each of using) {
    const typed = analyzer.analyzeExpression(each.kind === 'alias' ? each.child : each);
    const value = literal(planValue(analyzer.evaluate(typed), typed.dataType), typed.dataType, each.origin);
    if (each.kind === 'alias') named[each.names[0]!] = value;
    else if (each.kind === 'unresolvedAttribute') {
      named[each.nameParts[each.nameParts.length - 1]!] = value;
      ordered.push(value);
    } else ordered.push(value);
  }
  const replaced = transformUp(inner, node =>
    node.kind !== 'parameter' ? node : ((node.name === undefined ? ordered[node.position!] : named[node.name]) ?? node),
  );
  const bound = withIdentifiers(replaced, state);
  const frame = isRelation(bound) ? DataFrame.of(session, bound) : new DataFrame(session, runCommand(bound as Command, state));
  if (into.length === 0) return frame;
  if (!isRelation(bound))
    throw sparkErrorOf('INVALID_STATEMENT_FOR_EXECUTE_INTO', { sqlString: String(statement).toUpperCase() }, { origin });
  return new DataFrame(session, runCommand({ kind: 'setVariableFromQuery', variables: into, query: bound }, state));
}

/** A value as literals of a plan hold it. */
function planValue(value: Value, type: DataType): unknown {
  if (value instanceof MapValue && type.kind === 'map')
    return value.keys.map((key, i) => [planValue(key, type.keyType), planValue(value.values[i]!, type.valueType)]);
  return value instanceof Decimal ? value.toString() : value;
}
