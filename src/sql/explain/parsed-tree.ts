/** A plan as it was written, before analysis: nodes that are not resolved yet stand behind a quote, `'Project ['name]`. */
import type { TypedPlan } from '../analyzer/typed-plan.js';
import { operatorOf } from '../optimizer/operator-of.js';
import type { RuleContext } from '../optimizer/rule.js';
import {
  childrenOf,
  type Expression,
  expressionsOf,
  isRelation,
  type Join,
  type LogicalPlan,
  type Relation,
  type SetOperation,
  type Unpivot,
} from '../plan/index.js';
import { joinNames, operatorTree } from './operator-tree.js';
import { ParsedText } from './parsed-text.js';
import type { TreeNode } from './tree-lines.js';

export function parsedTree(plan: LogicalPlan, cx: RuleContext): TreeNode {
  if (plan.kind === 'resolvedPlan') return operatorTree(operatorOf(plan.plan as TypedPlan, cx), cx.settings.timeZone, cx.newId);
  if (isResolvedAtOnce(plan)) return operatorTree(operatorOf(cx.analyze(plan as Relation), cx), cx.settings.timeZone, cx.newId);
  const write = new ParsedText(cx);
  const children = childrenOf(plan)
    .filter(isRelation)
    .filter(each => isInput(each, plan))
    .map(each => parsedTree(each, cx));
  /** @param isResolved the node itself needs nothing from the analyzer */
  const node = (text: string, isResolved = false, inputs: readonly TreeNode[] = children): TreeNode => {
    const isWhole = isResolved && !write.isUnresolved && inputs.every(each => !each.text.startsWith("'"));
    return { text: `${isWhole ? '' : "'"}${text}`, inner: write.subqueries.map(each => parsedTree(each, cx)), children: inputs };
  };
  switch (plan.kind) {
    case 'unresolvedRelation':
      return node(`UnresolvedRelation [${plan.nameParts.join(', ')}], [], false`);
    case 'oneRow':
      return node('OneRowRelation', true);
    case 'inlineTable': {
      const rows = plan.rows.map(write.list);
      if (write.isUnresolved) return node(`UnresolvedInlineTable [${plan.columnNames.join(', ')}], [${rows.join(', ')}]`);
      return node(`LocalRelation [${plan.columnNames.map(each => `${each}#${cx.newId()}`).join(', ')}]`, true);
    }
    case 'tableValuedFunction':
      return node(`UnresolvedTableValuedFunction [${plan.nameParts.join(', ')}], ${write.list(plan.arguments)}, false`);
    case 'project':
      return node(`Project ${write.named(plan.expressions)}`, true);
    case 'filter':
      return node(`Filter ${write.of(plan.condition)}`, true);
    case 'having':
      return node(`UnresolvedHaving ${write.of(plan.condition)}`);
    case 'qualify':
      return node(`UnresolvedQualify ${write.of(plan.condition)}`);
    case 'aggregate':
      return node(
        `Aggregate ${write.list(plan.groupingExpressions as readonly Expression[])}, ${write.named(plan.aggregateExpressions)}`,
        true,
      );
    case 'sort':
      return node(`Sort ${write.list(plan.order)}, ${plan.isGlobal}`, true);
    case 'limit': {
      const limit = write.of(plan.limit);
      const local = node(`LocalLimit ${limit}`, true);
      return node(`GlobalLimit ${limit}`, true, [local]);
    }
    case 'offset':
      return node(`Offset ${write.of(plan.offset)}`, true);
    case 'deduplicate': {
      if (plan.origin !== undefined) return node('Distinct', true);
      const keys =
        plan.columnNames === undefined ? 'DeduplicateAllColumnsAsKey' : `DeduplicateKeyColumns(List(${plan.columnNames.join(', ')}))`;
      return node(`UnresolvedDeduplicate ${keys}, false, true`);
    }
    case 'withColumns': {
      const columns = plan.aliases.map(each => `unresolvedstarwithcolumns(${each.names.join(', ')}, ${write.of(each.child)}, None)`);
      return node(`Project [${columns.join(', ')}]`);
    }
    case 'subqueryAlias':
      return node(`SubqueryAlias ${plan.alias}`, true);
    case 'toDF':
      return plan.isTableAlias ? tableAlias(plan.columnNames, children, node) : node(`Project [${plan.columnNames.join(', ')}]`);
    case 'join':
      return node(
        `Join ${joinText(plan)}${plan.condition === undefined ? '' : `, ${write.of(plan.condition)}`}`,
        plan.usingColumns === undefined && !plan.isNatural,
      );
    case 'lateralJoin': {
      const head = `LateralJoin lateral-subquery#${cx.newId()} [], ${joinNames[plan.joinType]}`;
      return { text: `'${head}`, inner: [children[1]!], children: [children[0]!] };
    }
    case 'setOperation':
      return setOperation(plan, children, node);
    case 'generate': {
      const qualifier = plan.qualifier === undefined ? '' : `${plan.qualifier}, `;
      const columns = plan.columnNames.map(each => `'${each}`).join(', ');
      return node(`Generate ${write.of(plan.generator)}, ${plan.isOuter}, ${qualifier}[${columns}]`);
    }
    case 'with': {
      const names = plan.definitions.map(each => each.name);
      const definitions = plan.definitions.map((each): TreeNode => {
        const body = parsedTree(each.input, cx);
        return {
          text: `'SubqueryAlias ${each.name}`,
          children: [
            each.columnNames === undefined
              ? body
              : { text: `'UnresolvedSubqueryColumnAliases [${each.columnNames.join(', ')}]`, children: [body] },
          ],
        };
      });
      return { text: `CTE [${names.join(', ')}]`, inner: definitions, children: [parsedTree(plan.input, cx)] };
    }
    case 'withWindows': {
      const windows = plan.windows.map(({ name, spec }) => `${name}=${write.of(spec)}`);
      return node(`WithWindowDefinition [${windows.join(', ')}], false`);
    }
    case 'pivot': {
      const values = plan.pivotValues === undefined ? '' : `, ${write.list(plan.pivotValues)}`;
      return node(`Pivot ${write.of(plan.pivotColumn)}${values}, ${write.list(plan.aggregates)}`);
    }
    case 'unpivot':
      return unpivot(plan, write, node);
    case 'sample': {
      const decimals = (bound: number) => (Number.isInteger(bound) ? `${bound}.0` : String(bound));
      const { lowerBound, upperBound, withReplacement, seed } = plan;
      return node(`Sample ${decimals(lowerBound)}, ${decimals(upperBound)}, ${withReplacement}, ${seed}, Bernoulli`, true);
    }
    case 'hint':
      return node(`UnresolvedHint ${plan.name}, ${write.list(plan.parameters)}`);
    case 'repartitionByExpression':
      return node(`RepartitionByExpression ${write.list(plan.partitionExpressions)}`, true);
    case 'range':
      return node(
        `Range (${plan.start}, ${plan.end}, step=${plan.step}${plan.numPartitions === undefined ? '' : `, splits=Some(${plan.numPartitions})`})`,
        true,
      );
    default: {
      const expressions = expressionsOf(plan);
      const name = `${plan.kind[0]!.toUpperCase()}${plan.kind.slice(1)}`;
      return node(`${name}${expressions.length === 0 ? '' : ` ${write.list(expressions)}`}`);
    }
  }
}

/** What readers give, and methods of DataFrames that Spark resolves before it makes a plan of them. */
const isResolvedAtOnce = (plan: LogicalPlan): boolean =>
  plan.origin === undefined &&
  (plan.kind === 'dataSource' ||
    plan.kind === 'drop' ||
    plan.kind === 'withColumnsRenamed' ||
    plan.kind === 'repartition' ||
    (plan.kind === 'setOperation' && plan.byName === true) ||
    (plan.kind === 'join' && plan.usingColumns === undefined && plan.condition !== undefined));

type MakeNode = (text: string, isResolved?: boolean, inputs?: readonly TreeNode[]) => TreeNode;

/** Plans of subqueries are written with the expressions that hold them. */
const isInput = (each: Relation, plan: LogicalPlan): boolean => {
  const { input, left, right, inputs = [] } = plan as { input?: unknown; left?: unknown; right?: unknown; inputs?: readonly unknown[] };
  return each === input || each === left || each === right || inputs.includes(each);
};

function joinText({ joinType, usingColumns, isNatural }: Join): string {
  const name = joinNames[joinType];
  if (isNatural) return `NaturalJoin(${name})`;
  return usingColumns === undefined ? name : `UsingJoin(${name}, [${usingColumns.join(', ')}])`;
}

/** Constant rows get their names at once. */
function tableAlias(names: readonly string[], children: readonly TreeNode[], node: MakeNode): TreeNode {
  return node(`UnresolvedSubqueryColumnAliases [${names.join(', ')}]`, false, children);
}

/** Two at a time, from the left. */
function setOperation({ operation, isAll, byName }: SetOperation, children: readonly TreeNode[], node: MakeNode): TreeNode {
  return children.slice(1).reduce((left, right) => {
    if (operation === 'union') {
      const union = node(`Union ${byName ?? false}, false`, !byName, [left, right]);
      return isAll ? union : node('Distinct', true, [union]);
    }
    const name = `${operation[0]!.toUpperCase()}${operation.slice(1)}`;
    return node(isAll ? `${name} All true` : `${name} false`, true, [left, right]);
  }, children[0]!);
}

function unpivot({ values, variableColumnName, valueColumnNames, includeNulls }: Unpivot, write: ParsedText, node: MakeNode): TreeNode {
  const lists = values?.map(each => `List(${each.map(write.of).join(', ')})`) ?? [];
  const made = node(`Unpivot List(${lists.join(', ')}), ${variableColumnName}, [${valueColumnNames.join(', ')}]`);
  if (includeNulls) return made;
  return node(`Filter isnotnull(coalesce(${valueColumnNames.map(each => `'${each}`).join(', ')}))`, false, [made]);
}
