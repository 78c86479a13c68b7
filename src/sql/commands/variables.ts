/** DECLARE, DROP TEMPORARY VARIABLE, SET VAR, EXECUTE IMMEDIATE. */
import { quotedId } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { explicitCast } from '../analyzer/analyze-cast.js';
import { typedCast, typedLiteral } from '../analyzer/expressions.js';
import { oneRow, project } from '../analyzer/plans.js';
import { childrenOf, type Expression, type PlanNode } from '../plan/index.js';
import type { SessionState } from '../session-state.js';
import type { DataType } from '../types/index.js';
import { NullType } from '../types/index.js';
import { noRows } from './result.js';
import type { CommandTable } from './run-command.js';

const holdsSubquery = (node: PlanNode): boolean => node.kind === 'subquery' || childrenOf(node).some(holdsSubquery);

const keyOf = (name: readonly string[]): string => name[name.length - 1]!.toLowerCase();

function valueOf(expression: Expression | undefined, dataType: DataType | undefined, state: SessionState) {
  const analyzer = state.analyzer();
  const isDefault =
    expression === undefined || (expression.kind === 'unresolvedAttribute' && expression.nameParts.join('').toLowerCase() === 'default');
  if (isDefault) return typedLiteral(null, dataType ?? NullType);
  const typed = analyzer.analyzeExpression(expression);
  const wanted = dataType === undefined ? typed : explicitCast(typed, dataType, 'ansi', each => analyzer.sqlOf(each), expression.origin);
  const [[value = null] = []] = state.run(project(oneRow, [analyzer.alias(wanted, 'v')]));
  return typedLiteral(value, dataType ?? typed.dataType);
}

export const variableCommands: CommandTable = {
  declareVariable({ names, dataType, defaultExpression, defaultSql = '', replace }, state) {
    if (defaultExpression !== undefined && holdsSubquery(defaultExpression)) {
      const colName = quotedId('system', 'session', keyOf(names[0]!));
      throw sparkErrorOf('INVALID_DEFAULT_VALUE.SUBQUERY_EXPRESSION', { statement: 'DECLARE VARIABLE', colName, defaultValue: defaultSql });
    }
    for (const name of names) {
      const key = keyOf(name);
      if (state.variables.has(key) && !replace) {
        throw sparkErrorOf('VARIABLE_ALREADY_EXISTS', { variableName: quotedId('system', 'session', key) });
      }
      state.variables.set(key, valueOf(defaultExpression, dataType, state));
    }
    return noRows(state);
  },
  dropVariable({ name, ifExists }, state) {
    if (!state.variables.delete(keyOf(name)) && !ifExists) {
      throw sparkErrorOf('VARIABLE_NOT_FOUND', {
        variableName: quotedId('system', 'session', keyOf(name)),
        searchPath: '`system`.`session`',
      });
    }
    return noRows(state);
  },
  setVariable({ assignments }, state) {
    const values = assignments.map(({ key, value }) => {
      const name = key.kind === 'unresolvedAttribute' ? key.nameParts : [];
      const variable = state.variables.get(keyOf(name));
      if (variable === undefined)
        throw sparkErrorOf('UNRESOLVED_VARIABLE', { variableName: quotedId(...name), searchPath: '`system`.`session`' });
      return [keyOf(name), valueOf(value, variable.dataType, state)] as const;
    });
    for (const [name, value] of values) state.variables.set(name, value);
    return noRows(state);
  },
  setVariableFromQuery({ variables, query }, state) {
    const plan = state.analyzer().analyze(query);
    if (plan.output.length !== variables.length)
      throw sparkErrorOf('ASSIGNMENT_ARITY_MISMATCH', { numExpr: plan.output.length, numTarget: variables.length });
    const rows = state.run(plan);
    if (rows.length > 1) throw sparkErrorOf('ROW_SUBQUERY_TOO_MANY_ROWS', {});
    variables.forEach((name, i) => {
      const variable = state.variables.get(keyOf(name));
      if (variable === undefined)
        throw sparkErrorOf('UNRESOLVED_VARIABLE', { variableName: quotedId(...name), searchPath: '`system`.`session`' });
      const value = typedLiteral(rows[0]?.[i] ?? null, plan.output[i]!.dataType);
      const cast = typedCast(value, variable.dataType, 'ansi', false);
      state.variables.set(keyOf(name), typedLiteral(state.analyzer().evaluate(cast), variable.dataType));
    });
    return noRows(state);
  },
};
