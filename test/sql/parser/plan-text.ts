/** A plan as short text: `project(a, +(b, 1:int), from t)`. For tests; places are left out. */
import { childrenOf, type Expression, type LogicalPlan, type PlanNode } from '../../../src/sql/plan/index.js';

export function planText(node: PlanNode): string {
  switch (node.kind) {
    case 'literal':
      return `${literalText(node.value)}:${node.dataType.simpleString}`;
    case 'unresolvedAttribute':
      return node.nameParts.join('.');
    case 'unresolvedRelation':
      return `${node.nameParts.join('.')}${scalars(node)}`;
    case 'unresolvedFunction':
      return callText(node);
    case 'alias':
      return `${planText(node.child)} as ${node.names.join('/')}`;
    case 'oneRow':
      return 'oneRow';
    case 'project':
      return `project(${node.expressions.map(planText).join(', ')} from ${planText(node.input)})`;
    case 'subqueryAlias':
      return `${planText(node.input)}@${node.alias}`;
    case 'sortOrder':
      return `${planText(node.child)} ${node.direction === 'ascending' ? 'asc' : 'desc'} ${node.nullOrdering}`;
    default:
      return `${node.kind}${scalars(node)}(${childrenOf(node).map(planText).join(', ')})`;
  }
}

function literalText(value: unknown): string {
  if (value instanceof Uint8Array) return `0x${Buffer.from(value).toString('hex')}`;
  if (typeof value !== 'object' || value === null) return String(value);
  return JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each));
}

function callText(node: Extract<Expression, { kind: 'unresolvedFunction' }>): string {
  const args = `${node.isDistinct ? 'distinct ' : ''}${node.arguments.map(planText).join(', ')}`;
  const within = node.orderingWithinGroup === undefined ? '' : ` within ${node.orderingWithinGroup.map(planText).join(', ')}`;
  const filter = node.filter === undefined ? '' : ` filter ${planText(node.filter)}`;
  const nulls = node.ignoreNulls === undefined ? '' : node.ignoreNulls ? ' ignoring nulls' : ' respecting nulls';
  return `${node.nameParts.join('.')}(${args})${within}${filter}${nulls}`;
}

/** Fields that are no nodes and no defaults. */
function scalars(node: PlanNode): string {
  const shown = Object.entries(node as LogicalPlan & Record<string, unknown>)
    .filter(
      ([key, value]) =>
        !['kind', 'origin', 'nameOrigin', 'nameParts', 'originalText', 'bodyText'].includes(key) && value !== undefined && value !== false,
    )
    .filter(
      ([, value]) => !(Array.isArray(value) && (value.length === 0 || hasNodes(value))) && !isNode(value) && typeof value !== 'function',
    )
    .map(([key, value]) => `${key}=${scalarText(value)}`);
  return shown.length === 0 ? '' : `{${shown.join(' ')}}`;
}

const isNode = (value: unknown) => typeof value === 'object' && value !== null && 'kind' in value && !('simpleString' in value);
const hasNodes = (value: readonly unknown[]): boolean => value.some(each => isNode(each) || (Array.isArray(each) && hasNodes(each)));

function scalarText(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'simpleString' in value) return String(value.simpleString);
  if (Array.isArray(value) && value.every(each => typeof each === 'string')) return value.join('.');
  return JSON.stringify(value, (_, each) => {
    if (typeof each === 'object' && each !== null && 'simpleString' in each) return each.simpleString;
    if (isNode(each)) return planText(each as PlanNode);
    return typeof each === 'bigint' ? String(each) : each;
  });
}
