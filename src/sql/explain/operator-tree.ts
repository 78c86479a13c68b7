/** A plan in Spark's shape as a tree. */
import type { Attribute } from '../analyzer/typed-expression.js';
import type { PlanNote, TypedJoinType } from '../analyzer/typed-plan.js';
import type { TimeZone } from '../jvm/time-zones.js';
import { type Operator, outputOf } from '../optimizer/operator.js';
import { ExpressionText, idText } from './expression-text.js';
import { shortenedList } from './shortened-list.js';
import { statisticsOf, statisticsText } from './statistics.js';
import type { TreeNode } from './tree-lines.js';

export const joinNames: Readonly<Record<TypedJoinType, string>> = {
  inner: 'Inner',
  cross: 'Cross',
  leftouter: 'LeftOuter',
  rightouter: 'RightOuter',
  fullouter: 'FullOuter',
  leftsemi: 'LeftSemi',
  leftanti: 'LeftAnti',
};

/** @param newId numbers the subqueries */
export function operatorTree(plan: Operator, zone: TimeZone, newId: () => number, withCost = false): TreeNode {
  const write = new ExpressionText(zone, newId);
  const head = withCost ? `${headOf(plan, write)}, ${statisticsText(statisticsOf(plan))}` : headOf(plan, write);
  const tree = (each: Operator) => operatorTree(each, zone, newId, withCost);
  if (plan.kind === 'withCte') {
    const definitions = plan.definitions.map(
      ({ id, isRecursive }, i): TreeNode => ({ text: `CTERelationDef ${id}, ${isRecursive}`, children: [tree(plan.children[i]!)] }),
    );
    return { text: head, children: [...definitions, tree(plan.children.at(-1)!)] };
  }
  return { text: head, inner: write.subqueries.map(tree), children: plan.children.map(tree) };
}

const plain = (columns: readonly Attribute[]): readonly string[] => columns.map(each => `${each.name}${idText(each)}`);

function headOf(plan: Operator, write: ExpressionText): string {
  switch (plan.kind) {
    case 'relation':
      return `Relation ${plan.name ?? ''}[${shortenedList(plain(plan.output), ',')}] ${plan.scan.format}`;
    case 'localRelation':
      return `LocalRelation ${plan.rows.length === 0 ? '<empty>, ' : ''}[${shortenedList(plain(plan.output))}]`;
    case 'oneRow':
      return 'OneRowRelation';
    case 'range':
      return `Range (${plan.start}, ${plan.end}, step=${plan.step}${plan.numPartitions === undefined ? '' : `, splits=Some(${plan.numPartitions})`})`;
    case 'cteReference':
      return `CTERelationRef ${plan.cteId}, true, [${shortenedList(plain(plan.output))}], false, false`;
    case 'subqueryAlias':
      return `SubqueryAlias ${plan.alias}`;
    case 'view':
      return `View (${plan.name}, [${shortenedList(plain(outputOf(plan)))}])`;
    case 'project':
      return plan.expressions.length === 0 ? 'Project' : `Project ${write.list(plan.expressions)}`;
    case 'filter':
      return `Filter ${write.of(plan.condition)}`;
    case 'aggregate':
      return `Aggregate ${[plan.grouping, plan.results]
        .filter(list => list.length > 0)
        .map(write.list)
        .join(', ')}`;
    case 'window':
      return `Window ${[write.list(plan.windows), ...partitioning(plan, write)].join(', ')}`;
    case 'windowGroupLimit':
      return `WindowGroupLimit ${[...partitioning(plan, write), write.windowFunction(plan.rank), String(plan.limit)].join(', ')}`;
    case 'sort':
      return `Sort ${write.orders(plan.order)}, ${plan.isGlobal}`;
    case 'globalLimit':
      return `GlobalLimit ${plan.count}`;
    case 'localLimit':
      return `LocalLimit ${plan.count}`;
    case 'offset':
      return `Offset ${plan.count}`;
    case 'tail':
      return `Tail ${plan.count}`;
    case 'distinct':
      return 'Distinct';
    case 'deduplicate':
      return `Deduplicate ${write.list(plan.keys)}`;
    case 'join': {
      const condition = plan.condition === undefined ? '' : `, ${write.of(plan.condition)}`;
      const hints = [
        plan.leftHint && `, leftHint=(strategy=${plan.leftHint})`,
        plan.rightHint && `, rightHint=(strategy=${plan.rightHint})`,
      ];
      return `${plan.isLateral ? 'LateralJoin' : 'Join'} ${joinNames[plan.joinType]}${condition}${hints.filter(each => each !== undefined).join('')}`;
    }
    case 'union':
      return 'Union false, false';
    case 'intersect':
      return plan.isAll ? 'Intersect All true' : 'Intersect false';
    case 'except':
      return plan.isAll ? 'Except All true' : 'Except false';
    case 'generate': {
      const unrequired = plan.unrequired.length === 0 ? '' : `[${plan.unrequired.join(', ')}], `;
      const qualifier = plan.qualifier === undefined ? '' : `${plan.qualifier}, `;
      return `Generate ${write.of(plan.generator)}, ${unrequired}${plan.isOuter}, ${qualifier}[${shortenedList(plain(plan.generatorOutput))}]`;
    }
    case 'expand':
      return `Expand [${shortenedList(plan.projections.map(write.list))}], [${shortenedList(plain(plan.output))}]`;
    case 'sample':
      return `Sample ${[plan.lowerBound, plan.upperBound].map(decimals).join(', ')}, ${plan.withReplacement}, ${plan.seed}, Bernoulli`;
    case 'note':
      return noteText(plan.note, write);
    case 'withCte':
      return 'WithCTE';
  }
}

function noteText(note: PlanNote, write: ExpressionText): string {
  switch (note.kind) {
    case 'hint':
      return `ResolvedHint (strategy=${note.strategy})`;
    case 'repartition':
      return `Repartition ${note.numPartitions}, ${note.shuffle}`;
    case 'repartitionByExpression':
      return `RepartitionByExpression ${write.list(note.expressions)}${note.numPartitions === undefined ? '' : `, ${note.numPartitions}`}`;
  }
}

const decimals = (bound: number) => (Number.isInteger(bound) ? `${bound}.0` : String(bound));

const partitioning = (
  { partition, order }: Extract<Operator, { kind: 'window' | 'windowGroupLimit' }>,
  write: ExpressionText,
): readonly string[] => [...(partition.length > 0 ? [write.list(partition)] : []), ...(order.length > 0 ? [write.orders(order)] : [])];
