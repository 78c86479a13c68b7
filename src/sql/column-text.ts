/** A column as the Scala shell prints it: functions before their operands. */
import { quotedIfNeeded } from '../errors/quoted.js';
import type { Expression, FrameBoundary, WindowSpec } from './plan/index.js';

export function columnText(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      if (typeof expression.value === 'string' && expression.dataType.kind === 'string') return `'${expression.value}'`;
      return expression.value === null ? 'NULL' : String(expression.value);
    case 'unresolvedAttribute':
      return expression.nameParts.map(quotedIfNeeded).join('.');
    case 'unresolvedStar':
      return expression.target === undefined ? 'unresolvedstar()' : `unresolvedstar(${expression.target.join('.')})`;
    case 'unresolvedFunction': {
      const args = expression.arguments.map(columnText);
      return functionText(expression.nameParts.join('.'), args, expression.isDistinct ?? false);
    }
    case 'alias':
      return `${columnText(expression.child)} AS ${expression.names.map(quotedIfNeeded).join(', ')}`;
    case 'cast':
      return `${expression.evalMode === 'try' ? 'TRY_CAST' : 'CAST'}(${columnText(expression.child)} AS ${expression.dataType.sql})`;
    case 'sortOrder': {
      const nulls = expression.nullOrdering === 'nullsFirst' ? 'NULLS FIRST' : 'NULLS LAST';
      return `${columnText(expression.child)} ${expression.direction === 'ascending' ? 'ASC' : 'DESC'} ${nulls}`;
    }
    case 'unresolvedExtractValue':
      return `${columnText(expression.child)}[${columnText(expression.extraction)}]`;
    case 'lambdaFunction':
      return `lambdafunction(${[expression.function, ...expression.arguments].map(columnText).join(', ')})`;
    case 'lambdaVariable':
      return expression.nameParts.join('.');
    case 'window':
      return `${columnText(expression.function)} OVER (${expression.spec.kind === 'windowSpec' ? windowText(expression.spec) : expression.spec.name})`;
    case 'expressionString':
      return expression.expression;
    case 'updateFields':
      return `update_fields(${columnText(expression.child)}, ${expression.fieldName})`;
    case 'userDefinedFunction':
      return `${expression.f.name ?? 'UDF'}(${expression.arguments.map(columnText).join(', ')})`;
    default:
      return expression.kind;
  }
}

export function windowText({ partitionSpec, orderSpec, frame }: WindowSpec): string {
  const list = (all: readonly Expression[]) => all.map(columnText).join(', ');
  const bound = ({ bound: name, value }: FrameBoundary): string => {
    if (value !== undefined) return columnText(value);
    return name.replace(/([a-z])([A-Z])/g, '$1 $2').toUpperCase();
  };
  return [
    ...(partitionSpec.length > 0 ? [`PARTITION BY ${list(partitionSpec)}`] : []),
    ...(orderSpec.length > 0 ? [`ORDER BY ${list(orderSpec)}`] : []),
    ...(frame === undefined ? [] : [`${frame.frameType.toUpperCase()} BETWEEN ${bound(frame.lower)} AND ${bound(frame.upper)}`]),
  ].join(' ');
}

/** Operators whose names here are not those that Spark's columns have. */
const shownNames: Readonly<Record<string, string>> = { isnull: 'isNull', isnotnull: 'isNotNull', not: '!' };

function functionText(name: string, args: readonly string[], isDistinct: boolean): string {
  switch (name) {
    case 'when': {
      let text = 'CASE';
      for (let i = 0; i + 1 < args.length; i += 2) text += ` WHEN ${args[i]} THEN ${args[i + 1]}`;
      return `${text}${args.length % 2 === 1 ? ` ELSE ${args[args.length - 1]}` : ''} END`;
    }
    default:
      return `${shownNames[name] ?? name}(${isDistinct ? 'DISTINCT ' : ''}${args.join(', ')})`;
  }
}
