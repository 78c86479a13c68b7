/** A plan as it was written, before analysis: what is not resolved yet stands behind a quote, `'Project ['name]`. */
import type { TypedPlan } from '../analyzer/typed-plan.js';
import { columnText } from '../column-text.js';
import { operatorOf } from '../optimizer/operator-of.js';
import type { RuleContext } from '../optimizer/rule.js';
import { childrenOf, type Expression, expressionsOf, isRelation, type LogicalPlan } from '../plan/index.js';
import { operatorTree } from './operator-tree.js';
import type { TreeNode } from './tree-lines.js';

export function parsedTree(plan: LogicalPlan, cx: RuleContext): TreeNode {
  if (plan.kind === 'resolvedPlan') return operatorTree(operatorOf(plan.plan as TypedPlan, cx), cx.settings.timeZone, cx.newId);
  const children = childrenOf(plan)
    .filter(isRelation)
    .map(each => parsedTree(each, cx));
  const list = (all: readonly Expression[]) => `[${all.map(parsedText).join(', ')}]`;
  const node = (text: string): TreeNode => ({ text, children });
  switch (plan.kind) {
    case 'unresolvedRelation':
      return node(`'UnresolvedRelation [${plan.nameParts.join(', ')}], [], false`);
    case 'oneRow':
      return node('OneRowRelation');
    case 'project':
      return node(`'Project ${list(plan.expressions)}`);
    case 'filter':
      return node(`'Filter ${parsedText(plan.condition)}`);
    case 'having':
      return node(`'UnresolvedHaving ${parsedText(plan.condition)}`);
    case 'aggregate':
      return node(`'Aggregate ${list(plan.groupingExpressions as readonly Expression[])}, ${list(plan.aggregateExpressions)}`);
    case 'sort':
      return node(`'Sort ${list(plan.order)}, ${plan.isGlobal}`);
    case 'limit': {
      const limit = parsedText(plan.limit);
      return { text: `'GlobalLimit ${limit}`, children: [{ text: `'LocalLimit ${limit}`, children }] };
    }
    case 'subqueryAlias':
      return node(`'SubqueryAlias ${plan.alias}`);
    case 'join': {
      const condition = plan.condition === undefined ? '' : `, ${parsedText(plan.condition)}`;
      return node(`'Join ${plan.joinType}${condition}`);
    }
    case 'range':
      return node(`Range (${plan.start ?? 0}, ${plan.end}, step=${plan.step ?? 1})`);
    default: {
      const expressions = expressionsOf(plan);
      const name = `${plan.kind[0]!.toUpperCase()}${plan.kind.slice(1)}`;
      return node(`'${name}${expressions.length === 0 ? '' : ` ${list(expressions)}`}`);
    }
  }
}

const isOperator = (name: string) => !/^[\w.]+$/.test(name) || /^(?:and|or|like|ilike|rlike|div|in)$/i.test(name);

function parsedText(expression: Expression): string {
  switch (expression.kind) {
    case 'unresolvedAttribute':
      return `'${expression.nameParts.join('.')}`;
    case 'unresolvedStar':
      return [...(expression.target ?? []), '*'].join('.');
    case 'alias':
      return `${parsedText(expression.child)} AS ${expression.names.join(', ')}`;
    case 'cast':
      return `cast(${parsedText(expression.child)} as ${expression.dataType.simpleString})`;
    case 'sortOrder':
      return `${parsedText(expression.child)} ${expression.direction === 'ascending' ? 'ASC' : 'DESC'} NULLS ${expression.nullOrdering === 'nullsFirst' ? 'FIRST' : 'LAST'}`;
    case 'unresolvedFunction': {
      const name = expression.nameParts.join('.');
      const args = expression.arguments.map(parsedText);
      if (isOperator(name) && args.length === 2) return `(${args[0]} ${name.toUpperCase()} ${args[1]})`;
      return `'${name}(${expression.isDistinct ? 'distinct ' : ''}${args.join(', ')})`;
    }
    default:
      return columnText(expression);
  }
}
