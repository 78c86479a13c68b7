/** CREATE and DROP of functions written in SQL. */
import { quotedId } from '../../errors/quoted.js';
import type { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { typedCast } from '../analyzer/expressions.js';
import { project } from '../analyzer/plans.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { catalogName } from '../catalog/session-catalog.js';
import type { FunctionRecord } from '../functions/function-record.js';
import { findFunction } from '../functions/registry.js';
import { type Expression, isExpression, type Relation } from '../plan/index.js';
import type { SessionState } from '../session-state.js';
import { NullType, StructType } from '../types/index.js';
import { sameType } from '../types/same-type.js';
import { noRows } from './result.js';
import type { CommandOf, CommandTable } from './run-command.js';

const lastOf = (name: readonly string[]) => name[name.length - 1]!.toLowerCase();

export const functionCommands: CommandTable = {
  createSqlFunction(command, state) {
    const { name, isTemp, ifNotExists, replace } = command;
    const functions = isTemp ? state.functions : state.shared.functions;
    const key = isTemp ? lastOf(name) : qualifiedKey(name, state);
    if (functions.has(key) && !replace) {
      if (ifNotExists) return noRows(state);
      throw sparkErrorOf('ROUTINE_ALREADY_EXISTS', {
        routineName: isTemp ? quotedId(lastOf(name)) : quotedId(...key.split('.')),
        newRoutineType: 'routine',
        existingRoutineType: 'routine',
      });
    }
    checkParameters(command);
    functions.set(key, recordOf(command, state));
    return noRows(state);
  },
  createFunction({ name }) {
    throw sparkErrorOf('UNSUPPORTED_FEATURE.CATALOG_OPERATION', {
      catalogName: quotedId(catalogName),
      operation: `CREATE FUNCTION ${name.join('.')} of a Java class`,
    });
  },
  dropFunction({ name, isTemp, ifExists, origin }, state) {
    const key = lastOf(name);
    if (name.length === 1 && !isTemp && findFunction(key) !== undefined && !state.shared.functions.has(qualifiedKey(name, state))) {
      throw sparkErrorOf('FORBIDDEN_OPERATION', { statement: 'DROP', objectType: 'FUNCTION', objectName: quotedId(key) }, { origin });
    }
    const isGone = isTemp ? state.functions.delete(key) : state.shared.functions.delete(qualifiedKey(name, state));
    if (isGone || ifExists) return noRows(state);
    throw routineNotFound(isTemp ? [key] : [catalogName, ...qualifiedKey(name, state).split('.')], origin);
  },
  refreshFunction: (_, state) => noRows(state),
};

export const routineNotFound = (name: readonly string[], origin?: TypedExpression['origin']): SparkError =>
  sparkErrorOf('ROUTINE_NOT_FOUND', { routineName: quotedId(...name) }, { origin, name: 'NoSuchFunctionException' });

/** `database.function` */
export function qualifiedKey(name: readonly string[], state: SessionState): string {
  const { database, table } = state.catalog.qualified(name);
  return `${database}.${table}`;
}

function checkParameters({ parameters, name }: CommandOf<'createSqlFunction'>): void {
  const seen = new Set<string>();
  for (const each of parameters) {
    const parameter = lastOf(each.name);
    if (seen.has(parameter))
      throw sparkErrorOf('DUPLICATE_ROUTINE_PARAMETER_NAMES', { routineName: quotedId(lastOf(name)), names: quotedId(parameter) });
    seen.add(parameter);
  }
}

function recordOf(command: CommandOf<'createSqlFunction'>, state: SessionState): FunctionRecord {
  const { name, parameters, body, returnType, returnColumns, isTable } = command;
  const own = lastOf(name);
  const required = parameters.filter(each => each.defaultSql === undefined).length;
  const arity = Array.from({ length: parameters.length - required + 1 }, (_, i) => required + i);
  const shared = {
    name: own,
    group: 'misc_funcs' as const,
    usage: `${own}(${parameters.map(each => lastOf(each.name)).join(', ')})`,
    arity: arity.length === 1 ? arity[0]! : arity,
    parameters: parameters.map(each => lastOf(each.name)),
  };
  const database = state.catalog.currentDatabase;
  /** The body with the arguments in the place of its parameters. */
  const withArguments = <T>(args: readonly TypedExpression[], run: (analyzer: ReturnType<SessionState['analyzer']>) => T): T =>
    state.inDatabase(database, () => {
      const analyzer = state.analyzer();
      const values = new Map(
        parameters.map((each, i): [string, TypedExpression] => {
          const value = args[i] ?? analyzer.analyzeExpression(state.parseExpression(each.defaultSql!));
          return [
            lastOf(each.name),
            sameType(value.dataType, each.dataType) ? value : typedCast(value, analyzer.castTarget(each.dataType), 'ansi', false),
          ];
        }),
      );
      return analyzer.withParameters(own, values, () => run(analyzer));
    });
  if (!isTable) {
    const value: Expression = isExpression(body) ? body : { kind: 'subquery', subqueryType: 'scalar', plan: body, origin: body.origin };
    return {
      ...shared,
      kind: 'scalar',
      dataType: returnType ?? NullType,
      rewrite: args =>
        withArguments(args, analyzer => {
          const typed = analyzer.analyzeExpression(value);
          return returnType === undefined || sameType(typed.dataType, returnType) ? typed : typedCast(typed, returnType, 'ansi', false);
        }),
    };
  }
  const columns = returnColumns instanceof StructType ? returnColumns.fields : undefined;
  return {
    ...shared,
    kind: 'table',
    plan: args =>
      withArguments(args, analyzer => {
        const plan = analyzer.analyze(body as Relation);
        if (columns === undefined) return plan;
        return project(
          plan,
          columns.map((field, i) => {
            const column = plan.output[i]!;
            return analyzer.alias(
              sameType(column.dataType, field.dataType) ? column : typedCast(column, field.dataType, 'ansi', false),
              field.name,
            );
          }),
        );
      }),
  };
}
