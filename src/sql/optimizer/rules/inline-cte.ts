import { exists } from '../../analyzer/expressions.js';
import { withFreshIds } from '../ids.js';
import {
  expressionsOf,
  isSubquery,
  mapExpressions,
  mapOperators,
  mapSubqueries,
  type Operator,
  outputOf,
  planOf,
  transformUp,
} from '../operator.js';
import { isDeterministic } from '../predicates.js';
import type { Rule, RuleContext } from '../rule.js';

/** A definition of WITH is put where it is read, unless it reads itself, or is read twice and gives something else each time. */
export const inlineCte: Rule = {
  name: 'InlineCTE',
  apply: (plan, cx) => inlined(plan, new Map(), cx),
};

function inlined(plan: Operator, definitions: ReadonlyMap<number, Operator>, cx: RuleContext): Operator {
  const inner = (each: Operator) => inlined(each, definitions, cx);
  if (plan.kind === 'cteReference') {
    const definition = definitions.get(plan.cteId);
    if (definition === undefined) return plan;
    const columns = outputOf(definition);
    if (plan.output.every((each, i) => each.id === columns[i]!.id)) return definition;
    return withFreshIds(definition, new Map(columns.map((each, i) => [each.id, plan.output[i]!.id])), cx.newId);
  }
  if (plan.kind !== 'withCte') return mapExpressions(mapOperators(plan, inner), each => mapSubqueries(each, inner));
  const known = new Map(definitions);
  const kept: { readonly definition: (typeof plan.definitions)[number]; readonly plan: Operator }[] = [];
  plan.definitions.forEach((definition, i) => {
    const body = inlined(plan.children[i]!, known, cx);
    const later = plan.children.slice(i + 1);
    const reads = later.reduce((count, each) => count + readsOf(each, definition.id), 0);
    if (definition.isRecursive || (reads > 1 && !isRepeatable(body))) kept.push({ definition, plan: body });
    else known.set(definition.id, body);
  });
  const query = inlined(plan.children.at(-1)!, known, cx);
  if (kept.length === 0) return query;
  return Object.freeze({
    kind: 'withCte',
    children: [...kept.map(each => each.plan), query],
    definitions: kept.map(each => each.definition),
  });
}

function readsOf(plan: Operator, id: number): number {
  let reads = 0;
  const visit = (each: Operator): Operator => {
    if (each.kind === 'cteReference' && each.cteId === id) reads++;
    mapExpressions(each, expression =>
      mapSubqueries(expression, inner => {
        transformUp(inner, visit);
        return inner;
      }),
    );
    return each;
  };
  transformUp(plan, visit);
  return reads;
}

const isRepeatable = (plan: Operator): boolean =>
  expressionsOf(plan).every(each => isDeterministic(each) && !exists(each, inner => isSubquery(inner) && !isRepeatable(planOf(inner)))) &&
  plan.children.every(isRepeatable);
