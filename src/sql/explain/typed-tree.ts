/** An analyzed plan as a tree, each column with its id: `Filter (age#6L > cast(10 as bigint))`. */
import { callSql } from '../analyzer/expression-sql.js';
import { outerReferences } from '../analyzer/outer-references.js';
import type { Attribute, Frame, FrameBound, TypedExpression, TypedSortOrder } from '../analyzer/typed-expression.js';
import type { TypedJoinType, TypedPlan } from '../analyzer/typed-plan.js';
import type { EvaluationSettings } from '../functions/function-record.js';
import { prettyLiteral } from '../values/literal-sql.js';
import type { TreeNode } from './tree-lines.js';

const joinNames: Readonly<Record<TypedJoinType, string>> = {
  inner: 'Inner',
  cross: 'Cross',
  leftouter: 'LeftOuter',
  rightouter: 'RightOuter',
  fullouter: 'FullOuter',
  leftsemi: 'LeftSemi',
  leftanti: 'LeftAnti',
};

export function typedTree(plan: TypedPlan, zone: EvaluationSettings['timeZone']): TreeNode {
  const subqueries: TypedPlan[] = [];
  const text = (each: TypedExpression): string => expressionText(each, zone, subqueries);
  const list = (all: readonly TypedExpression[]) => `[${all.map(text).join(', ')}]`;
  const orders = (all: readonly TypedSortOrder[]) => `[${all.map(each => orderText(each, text)).join(', ')}]`;
  const node = (head: string, ...children: readonly TypedPlan[]): TreeNode => ({
    text: head,
    inner: subqueries.map(each => typedTree(each, zone)),
    children: children.map(each => typedTree(each, zone)),
  });
  switch (plan.kind) {
    case 'localRelation':
      return node(`LocalRelation ${plan.rows.length === 0 ? '<empty>, ' : ''}${list(plan.output)}`);
    case 'range':
      return node(`Range (${plan.start}, ${plan.end}, step=${plan.step})`);
    case 'scan':
      return node(`Relation ${list(plan.output)} ${plan.format}`);
    case 'project':
      return node(`Project ${list(plan.expressions)}`, plan.input);
    case 'filter':
      return node(`Filter ${text(plan.condition)}`, plan.input);
    case 'aggregate': {
      const sets = plan.groupingSets?.map(set => `(${set.map(i => text(plan.grouping[i]!)).join(', ')})`);
      const grouping = sets === undefined ? list(plan.grouping) : `[grouping sets (${sets.join(', ')})]`;
      return node(`Aggregate ${grouping}, ${list([...plan.grouping, ...plan.aggregates])}`, plan.input);
    }
    case 'window':
      return node(`Window ${list(plan.windows)}`, plan.input);
    case 'sort':
      return node(`Sort ${orders(plan.order)}, ${plan.isGlobal}`, plan.input);
    case 'limit': {
      const input = plan.offset === undefined ? plan.input : { ...plan, kind: 'offset' as const };
      const below: TreeNode =
        input.kind === 'offset' ? { text: `Offset ${plan.offset}`, children: [typedTree(plan.input, zone)] } : typedTree(plan.input, zone);
      if (plan.limit === undefined) return below;
      return { text: `GlobalLimit ${plan.limit}`, children: [{ text: `LocalLimit ${plan.limit}`, children: [below] }] };
    }
    case 'tail':
      return node(`Tail ${plan.limit}`, plan.input);
    case 'join': {
      const condition = plan.condition === undefined ? '' : `, ${text(plan.condition)}`;
      return node(`${plan.isLateral ? 'LateralJoin' : 'Join'} ${joinNames[plan.joinType]}${condition}`, plan.left, plan.right);
    }
    case 'setOperation': {
      const name = `${plan.operation[0]!.toUpperCase()}${plan.operation.slice(1)}`;
      if (plan.operation !== 'union') return node(`${name}${plan.isAll ? ' All' : ''} ${plan.isAll}`, ...plan.inputs);
      const union: TreeNode = node('Union false, false', ...plan.inputs);
      return plan.isAll ? union : { text: 'Distinct', children: [union] };
    }
    case 'distinct':
      return node(plan.keys === undefined ? 'Distinct' : `Deduplicate ${list(plan.keys)}`, plan.input);
    case 'generate':
      return node(`Generate ${text(plan.generator)}, ${plan.isOuter}, ${list(plan.generatorOutput)}`, plan.input);
    case 'expand':
      return node(`Expand [${plan.projections.map(list).join(', ')}], ${list(plan.output)}`, plan.input);
    case 'sample':
      return node(`Sample ${plan.lowerBound}, ${plan.upperBound}, ${plan.withReplacement}, ${plan.seed}`, plan.input);
    case 'withCte': {
      const definitions = plan.definitions.map(
        ({ id, isRecursive, plan: definition }): TreeNode => ({
          text: `CTERelationDef ${id}, ${isRecursive}`,
          children: [typedTree(definition, zone)],
        }),
      );
      return { text: 'WithCTE', children: [...definitions, typedTree(plan.input, zone)] };
    }
    case 'cteReference':
      return node(`CTERelationRef ${plan.cteId}, true, ${list(plan.output)}`);
    default: {
      const { kind, output, input } = plan as { kind: string; output: readonly Attribute[]; input?: TypedPlan };
      return node(`${kind[0]!.toUpperCase()}${kind.slice(1)} ${list(output)}`, ...(input === undefined ? [] : [input]));
    }
  }
}

/** `L` marks a long, as in Scala. */
const idText = ({ id, dataType }: { readonly id: number; readonly dataType: TypedExpression['dataType'] }) =>
  `#${id}${dataType.kind === 'long' ? 'L' : ''}`;

const orderText = ({ child, ascending, nullsFirst }: TypedSortOrder, text: (each: TypedExpression) => string) =>
  `${text(child)} ${ascending ? 'ASC' : 'DESC'} NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`;

/** @param subqueries gets the plans that the expression holds */
function expressionText(expression: TypedExpression, zone: EvaluationSettings['timeZone'], subqueries: TypedPlan[]): string {
  const text = (each: TypedExpression): string => expressionText(each, zone, subqueries);
  const subquery = (name: string, plan: TypedPlan) => {
    subqueries.push(plan);
    return `${name}#${subqueries.length} [${outerReferences(plan).map(text).join(', ')}]`;
  };
  switch (expression.kind) {
    case 'literal':
      return prettyLiteral(expression.value, expression.dataType, zone);
    case 'attribute':
      return expression.isOuter ? `outer(${expression.name}${idText(expression)})` : `${expression.name}${idText(expression)}`;
    case 'alias':
      return `${text(expression.child)} AS ${expression.name}${idText(expression)}`;
    case 'cast':
      return `${expression.mode === 'try' ? 'try_cast' : 'cast'}(${text(expression.child)} as ${expression.dataType.simpleString})`;
    case 'call':
    case 'generator':
    case 'windowFunction':
      return callSql(expression.name, expression.args.map(text), expression);
    case 'aggregate': {
      const args = expression.args.map(text);
      const call = callSql(expression.name, expression.isDistinct ? [`distinct ${args[0]}`, ...args.slice(1)] : args, expression);
      return expression.filter === undefined ? call : `${call} FILTER (WHERE ${text(expression.filter)})`;
    }
    case 'window': {
      const order = expression.order.map(each => orderText(each, text));
      const parts = [...expression.partition.map(text), ...order, frameText(expression.frame, text)];
      return `${text(expression.function)} windowspecdefinition(${parts.join(', ')})`;
    }
    case 'lambda':
      return `lambdafunction(${[expression.body, ...expression.parameters].map(text).join(', ')}, false)`;
    case 'lambdaVariable':
      return `lambda ${expression.name}#${expression.id}`;
    case 'scalarSubquery':
      return subquery('scalar-subquery', expression.plan);
    case 'exists':
      return subquery('exists', expression.plan);
    case 'inSubquery': {
      const values = expression.values.map(text);
      return `${values.length === 1 ? values[0] : `(${values.join(', ')})`} IN (${subquery('list', expression.plan)})`;
    }
    default:
      return (expression as { kind: string }).kind;
  }
}

function frameText({ frameType, lower, upper }: Frame, text: (each: TypedExpression) => string): string {
  const bound = ({ bound: name, value }: FrameBound) => (value === undefined ? `${name.toLowerCase()}$()` : text(value));
  return `specifiedwindowframe(${frameType === 'rows' ? 'RowFrame' : 'RangeFrame'}, ${bound(lower)}, ${bound(upper)})`;
}
