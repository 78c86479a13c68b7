/** CREATE and DROP of functions written in SQL. */
import { quotedId } from '../../errors/quoted.js';
import { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { explicitCast } from '../analyzer/analyze-cast.js';
import { exists, typedLiteral } from '../analyzer/expressions.js';
import { project } from '../analyzer/plans.js';
import { hasAggregate, hasWindow } from '../analyzer/select-builder.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import { catalogName } from '../catalog/session-catalog.js';
import type { AnalysisContext, FunctionRecord } from '../functions/function-record.js';
import { findFunction } from '../functions/registry.js';
import { childrenOf, type Expression, isExpression, type PlanNode, type Relation } from '../plan/index.js';
import type { SessionState } from '../session-state.js';
import { type DataType, NullType, StructField, StructType } from '../types/index.js';
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
    if (!isTemp) refuseTemporary(command, state);
    const record = recordOf(command, state);
    try {
      checkBody(command, record, state);
    } catch (error) {
      throw bodyError(error, command, state);
    }
    const complete = completed(command, record, state);
    state.shared.sources.set(record, { command: complete, createdTimeMs: Date.now() });
    functions.set(key, record);
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
    const isPersisted = !isTemp && state.shared.functions.has(qualifiedKey(name, state));
    if (name.length === 1 && !isPersisted && !state.functions.has(key) && findFunction(key) !== undefined)
      throw sparkErrorOf('FORBIDDEN_OPERATION', { statement: 'DROP', objectType: 'FUNCTION', objectName: quotedId(key) });
    if (name.length === 1 && !isTemp && !isPersisted && state.functions.has(key)) {
      const alternative = ' Please use DROP TEMPORARY FUNCTION to drop a temporary function.';
      const parameters = { functionName: quotedId(key), operation: 'DROP FUNCTION', alternative };
      throw sparkErrorOf('EXPECT_PERSISTENT_FUNCTION_NOT_TEMP', parameters, { origin });
    }
    const isGone = isTemp ? state.functions.delete(key) : state.shared.functions.delete(qualifiedKey(name, state));
    if (isGone || ifExists) return noRows(state);
    throw routineNotFound(isTemp ? [key] : qualifiedKey(name, state).split('.'));
  },
  refreshFunction: (_, state) => noRows(state),
};

export const routineNotFound = (name: readonly string[]): SparkError =>
  sparkErrorOf('ROUTINE_NOT_FOUND', { routineName: quotedId(...name) }, { name: 'NoSuchFunctionException' });

/** The statement that made a function, and when. */
export interface SqlFunctionSource {
  readonly command: CommandOf<'createSqlFunction'>;
  readonly createdTimeMs: number;
}

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
      throw sparkErrorOf('DUPLICATE_ROUTINE_PARAMETER_NAMES', { routineName: lastOf(name), names: quotedId(parameter) });
    seen.add(parameter);
  }
  const open = parameters.findIndex((each, i) => i > 0 && each.defaultSql === undefined && parameters[i - 1]!.defaultSql !== undefined);
  if (open > 0) {
    throw sparkErrorOf('USER_DEFINED_FUNCTIONS.NOT_A_VALID_DEFAULT_PARAMETER_POSITION', {
      functionName: lastOf(name),
      parameterName: lastOf(parameters[open - 1]!.name),
      nextParameterName: lastOf(parameters[open]!.name),
    });
  }
}

/** A function that lasts may not call one that ends with the session. @throws SparkError INVALID_TEMP_OBJ_REFERENCE */
function refuseTemporary({ name, body }: CommandOf<'createSqlFunction'>, state: SessionState): void {
  const [database, own] = qualifiedKey(name, state).split('.') as [string, string];
  const refuse = (parts: readonly string[], tempObj: string) =>
    sparkErrorOf('INVALID_TEMP_OBJ_REFERENCE', {
      objName: quotedId(database, own),
      obj: 'FUNCTION',
      tempObjName: quotedId(...parts),
      tempObj,
    });
  const walk = (node: PlanNode): void => {
    if (node.kind === 'unresolvedRelation' && state.catalog.tempView(node.nameParts) !== undefined) throw refuse(node.nameParts, 'VIEW');
    if (node.kind === 'unresolvedFunction' && node.nameParts.length === 1 && state.functions.has(node.nameParts[0]!.toLowerCase()))
      throw refuse(node.nameParts, 'FUNCTION');
    for (const child of childrenOf(node)) walk(child);
  };
  walk(body);
}

/** Functions of the person ask nothing of their caller. */
const noContext = undefined as unknown as AnalysisContext;

/** Resolves the body once with NULLs as arguments, so that its errors come when it is made. */
function checkBody({ parameters }: CommandOf<'createSqlFunction'>, record: FunctionRecord, state: SessionState): void {
  const args = parameters.map(each => typedLiteral(null, state.analyzer().castTarget(each.dataType)));
  if (record.kind === 'table') checkRows(() => record.plan(args, noContext));
  if (record.kind !== 'scalar' || record.rewrite === undefined) return;
  const required = args.filter((_, i) => parameters[i]!.defaultSql === undefined);
  if (required.length < args.length) record.rewrite(required, noContext);
  const value = record.rewrite(args, noContext);
  if (value === undefined) return;
  if (exists(value, each => each.kind === 'generator'))
    throw sparkErrorOf('UNSUPPORTED_GENERATOR.NESTED_IN_EXPRESSIONS', { expression: `"${state.analyzer().sqlOf(value)}"` });
  if (hasAggregate(value) || hasWindow(value))
    throw sparkErrorOf('USER_DEFINED_FUNCTIONS.CANNOT_CONTAIN_COMPLEX_FUNCTIONS', { queryText: state.analyzer().sqlOf(value) });
}

/** Types of columns are looked at when the function is called. */
function checkRows(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof SparkError && error.condition?.startsWith('DATATYPE_MISMATCH.CAST_'))) throw error;
  }
}

/** What is wrong with a body, in the words for bodies: parameters are what it may have meant, and it cannot call itself. */
function bodyError(error: unknown, { name, parameters }: CommandOf<'createSqlFunction'>, state: SessionState): unknown {
  if (!(error instanceof SparkError)) return error;
  const { condition, messageParameters } = error;
  if (condition === 'UNRESOLVED_COLUMN.WITHOUT_SUGGESTION' && parameters.length > 0) {
    const proposal = parameters.map(each => quotedId(lastOf(each.name))).join(', ');
    return sparkErrorOf('UNRESOLVED_COLUMN.WITH_SUGGESTION', { objectName: messageParameters.objectName!, proposal });
  }
  if (condition === 'UNRESOLVED_ROUTINE' && messageParameters.routineName === quotedId(lastOf(name)))
    return routineNotFound(qualifiedKey(name, state).split('.'));
  return error;
}

/** The statement with the types that it leaves to the body. */
function completed(command: CommandOf<'createSqlFunction'>, record: FunctionRecord, state: SessionState): CommandOf<'createSqlFunction'> {
  const args = command.parameters.map(each => typedLiteral(null, state.analyzer().castTarget(each.dataType)));
  if (record.kind === 'table' && !(command.returnColumns instanceof StructType)) {
    const plan = record.plan(args, noContext);
    return { ...command, returnColumns: new StructType(plan.output.map(each => new StructField(each.name, each.dataType))) };
  }
  if (record.kind !== 'scalar' || command.returnType !== undefined) return command;
  return { ...command, returnType: record.rewrite?.(args, noContext)?.dataType };
}

/** @throws SparkError DATATYPE_MISMATCH.CAST_* */
const castTo = (value: TypedExpression, type: DataType, analyzer: ReturnType<SessionState['analyzer']>): TypedExpression =>
  sameType(value.dataType, type)
    ? value
    : explicitCast(value, type, 'ansi', each => analyzer.sqlOf(each.kind === 'cast' ? each.child : each), value.origin);

function recordOf(command: CommandOf<'createSqlFunction'>, state: SessionState): FunctionRecord {
  const { name, parameters, body, returnType, returnColumns, isTable } = command;
  const own = lastOf(name);
  const required = parameters.filter(each => each.defaultSql === undefined).length;
  const arity = Array.from({ length: parameters.length - required + 1 }, (_, i) => required + i);
  const shared = {
    name: command.isTemp ? own : `${catalogName}.${qualifiedKey(name, state)}`,
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
          return [lastOf(each.name), castTo(value, analyzer.castTarget(each.dataType), analyzer)];
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
          return returnType === undefined ? typed : castTo(typed, returnType, analyzer);
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
        if (plan.output.length !== columns.length) {
          throw sparkErrorOf('USER_DEFINED_FUNCTIONS.RETURN_COLUMN_COUNT_MISMATCH', {
            outputSize: plan.output.length,
            returnParamSize: columns.length,
            name: own,
          });
        }
        return project(
          plan,
          columns.map((field, i) => {
            const column = plan.output[i]!;
            return analyzer.alias(castTo(column, field.dataType, analyzer), field.name);
          }),
        );
      }),
  };
}
