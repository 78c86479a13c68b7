/** A plan of the optimizer as one that the engine runs: what the optimizer shows can be checked by its rows. */

import { keyOfExpression } from '../../../dist/sql/analyzer/expression-key.js';
import { attributeOf, mapChildren } from '../../../dist/sql/analyzer/expressions.js';
import type { Attribute, NamedExpression, TypedExpression } from '../../../dist/sql/analyzer/typed-expression.js';
import type { TypedPlan } from '../../../dist/sql/analyzer/typed-plan.js';
import { isSubquery, type Operator, outputOf, planOf, type Subquery } from '../../../dist/sql/optimizer/operator.js';
import { filter } from '../../../dist/sql/optimizer/operators.js';
import { allOf } from '../../../dist/sql/optimizer/predicates.js';

/** Columns of the definitions of WITH, by their ids. */
type Definitions = Map<number, readonly Attribute[]>;

export function typedPlanOf(plan: Operator, newId: () => number, definitions: Definitions = new Map()): TypedPlan {
  const output = outputOf(plan);
  const [first, second] = plan.children;
  const of = (each: Operator) => typedPlanOf(each, newId, definitions);
  const value = (each: TypedExpression) => expressionOf(each, newId, definitions);
  const named = (each: NamedExpression) => value(each) as NamedExpression;
  switch (plan.kind) {
    case 'relation':
      return { ...plan.scan, output };
    case 'localRelation':
      return { kind: 'localRelation', rows: plan.rows, output };
    case 'oneRow':
      return { kind: 'localRelation', rows: [[]], output };
    case 'range':
      return { kind: 'range', start: plan.start, end: plan.end, step: plan.step, output };
    case 'cteReference':
      return { kind: 'cteReference', cteId: plan.cteId, definitionOutput: definitions.get(plan.cteId) ?? plan.definitionOutput, output };
    case 'project':
      return { kind: 'project', input: of(first!), expressions: plan.expressions.map(named), output };
    case 'filter':
      return { kind: 'filter', input: of(first!), condition: value(plan.condition), output };
    case 'aggregate':
      return aggregateOf(plan, of(first!), newId, definitions);
    case 'window':
      return { kind: 'window', input: of(first!), windows: plan.windows.map(each => value(each) as typeof each), output };
    case 'sort':
      return {
        kind: 'sort',
        input: of(first!),
        order: plan.order.map(each => ({ ...each, child: value(each.child) })),
        isGlobal: plan.isGlobal,
        output,
      };
    case 'globalLimit':
      return { kind: 'limit', input: of(first!), limit: plan.count, output };
    case 'offset':
      return { kind: 'limit', input: of(first!), offset: plan.count, output };
    case 'tail':
      return { kind: 'tail', input: of(first!), limit: plan.count, output };
    case 'distinct':
      return { kind: 'distinct', input: of(first!), output };
    case 'deduplicate':
      return { kind: 'distinct', input: of(first!), keys: plan.keys, output };
    case 'join': {
      const { joinType, condition, isLateral } = plan;
      return { kind: 'join', left: of(first!), right: of(second!), joinType, condition: condition && value(condition), isLateral, output };
    }
    case 'union':
    case 'intersect':
    case 'except':
      return { kind: 'setOperation', operation: plan.kind, inputs: plan.children.map(of), isAll: plan.isAll, output };
    case 'generate': {
      const input = of(first!);
      const { isOuter, generatorOutput } = plan;
      const all = [...input.output, ...generatorOutput];
      const generated: TypedPlan = {
        kind: 'generate',
        input,
        generator: value(plan.generator) as typeof plan.generator,
        isOuter,
        generatorOutput,
        output: all,
      };
      return plan.unrequired.length === 0 ? generated : { kind: 'project', input: generated, expressions: output, output };
    }
    case 'expand':
      return { kind: 'expand', input: of(first!), projections: plan.projections.map(list => list.map(value)), output };
    case 'sample': {
      const { lowerBound, upperBound, withReplacement, seed } = plan;
      return { kind: 'sample', input: of(first!), lowerBound, upperBound, withReplacement, seed, output };
    }
    case 'withCte': {
      plan.definitions.forEach(({ id }, i) => {
        definitions.set(id, outputOf(plan.children[i]!));
      });
      const made = plan.definitions.map(({ id, name, isRecursive }, i) => ({ id, name, isRecursive, plan: of(plan.children[i]!) }));
      return { kind: 'withCte', definitions: made, input: of(plan.children.at(-1)!), output };
    }
    // What the engine has no need of.
    case 'note':
    case 'localLimit':
    case 'windowGroupLimit':
    case 'subqueryAlias':
    case 'view':
      return of(first!);
  }
}

/** The engine computes groups and aggregates alone, and a projection what is made of them. */
function aggregateOf(
  plan: Extract<Operator, { kind: 'aggregate' }>,
  input: TypedPlan,
  newId: () => number,
  definitions: Definitions,
): TypedPlan {
  const alias = (child: TypedExpression, name: string): NamedExpression => ({
    kind: 'alias',
    child,
    name,
    id: newId(),
    metadata: {},
    qualifier: [],
    dataType: child.dataType,
    nullable: child.nullable,
  });
  const groups = new Map<string, NamedExpression>();
  for (const each of plan.grouping) {
    const key = keyOfExpression(each);
    if (!groups.has(key)) groups.set(key, each.kind === 'attribute' ? each : alias(expressionOf(each, newId, definitions), 'group'));
  }
  const aggregates = new Map<string, NamedExpression>();
  const over = (each: TypedExpression): TypedExpression => {
    const group = each.kind === 'literal' ? undefined : groups.get(keyOfExpression(each));
    if (group !== undefined) return attributeOf(group);
    if (each.kind !== 'aggregate') return mapChildren(each, over);
    const key = keyOfExpression(each);
    const made = aggregates.get(key) ?? alias(expressionOf(each, newId, definitions), 'aggregate');
    aggregates.set(key, made);
    return attributeOf(made);
  };
  const list = plan.results.map(
    (each): NamedExpression => (each.kind === 'alias' ? { ...each, child: expressionOf(over(each.child), newId, definitions) } : each),
  );
  const grouping = [...groups.values()];
  const columns: Attribute[] = [...grouping, ...aggregates.values()].map(attributeOf);
  const grouped: TypedPlan = { kind: 'aggregate', input, grouping, aggregates: [...aggregates.values()], output: columns };
  return { kind: 'project', input: grouped, expressions: list, output: list.map(attributeOf) };
}

function expressionOf(expression: TypedExpression, newId: () => number, definitions: Definitions): TypedExpression {
  const mapped = mapChildren(expression, child => expressionOf(child, newId, definitions));
  if (isSubquery(mapped)) return { ...mapped, plan: typedPlanOf(whole(mapped), newId, definitions) } as TypedExpression;
  return mapped.kind === 'call' && mapped.name === 'inset' ? { ...mapped, name: 'in' } : mapped;
}

/** The plan of a subquery with what was pulled out of it back in. */
function whole(subquery: Subquery): Operator {
  const condition = allOf(subquery.conditions ?? []);
  return condition === undefined ? planOf(subquery) : filter(planOf(subquery), condition);
}
