/** Hints: what the person knows of the rows and Spark's planner does not. Nothing here heeds them, but plans show them. */
import type { Expression, Hint } from '../plan/index.js';
import type { Analyzer, RelationContext, Resolved } from './analyzer.js';
import { noted } from './plans.js';
import type { TypedPlan } from './typed-plan.js';

/** Strategies of joins by the names that hints have for them. */
const strategies: ReadonlyMap<string, string> = new Map([
  ['broadcast', 'broadcast'],
  ['broadcastjoin', 'broadcast'],
  ['mapjoin', 'broadcast'],
  ['merge', 'merge'],
  ['mergejoin', 'merge'],
  ['shuffle_merge', 'merge'],
  ['shuffle_hash', 'shuffle_hash'],
  ['shuffle_replicate_nl', 'shuffle_replicate_nl'],
]);

export function analyzeHint(relation: Hint, context: RelationContext, analyzer: Analyzer): Resolved {
  const name = relation.name.toLowerCase();
  const { parameters } = relation;
  const strategy = strategies.get(name);
  if (strategy !== undefined && parameters.length > 0) {
    const hints = new Map(context.hints);
    for (const each of parameters) hints.set(nameOf(each), strategy);
    return analyzer.relation(relation.input, { ...context, hints });
  }
  const input = analyzer.relation(relation.input, context);
  if (strategy !== undefined) return { ...input, plan: noted(input.plan, { kind: 'hint', strategy }) };
  const [count] = parameters;
  if (
    (name !== 'repartition' && name !== 'coalesce') ||
    parameters.length !== 1 ||
    count?.kind !== 'literal' ||
    typeof count.value !== 'number'
  )
    return input;
  return { ...input, plan: noted(input.plan, { kind: 'repartition', numPartitions: count.value, shuffle: name === 'repartition' }) };
}

const nameOf = (parameter: Expression): string =>
  parameter.kind === 'unresolvedAttribute'
    ? parameter.nameParts.at(-1)!.toLowerCase()
    : String((parameter as { value?: unknown }).value).toLowerCase();

/** A relation of the FROM clause with the hint that was given for its name. */
export function hinted(plan: TypedPlan, name: string, { hints }: RelationContext): TypedPlan {
  const strategy = hints?.get(name.toLowerCase());
  return strategy === undefined ? plan : noted(plan, { kind: 'hint', strategy });
}
