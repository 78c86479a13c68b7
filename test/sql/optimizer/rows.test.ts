/** Queries with answers recorded from Apache Spark, run by the plans that the optimizer makes: an optimizer that is only shown must be right too. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConformanceSession } from '../../conformance/conformance-session.js';
import { answersOf, queriesOf } from '../../conformance/queries.js';
import { readSuite } from '../../conformance/scenario.js';
import { verdictOf } from '../../conformance/verdict.js';
import { runAnalyzedPlans, runOptimizedPlans } from './run-optimized.js';

let session: ConformanceSession;
beforeAll(() => {
  runOptimizedPlans();
  session = new ConformanceSession();
});
afterAll(() => {
  session.stop();
  runAnalyzedPlans();
});

const topics = [
  'aggregates',
  'constants-and-conditions',
  'join-chains',
  'joins',
  'pipes',
  'queries',
  'select-clauses',
  'subqueries-of-groups',
  'windows',
];

describe.each(topics)('%s', topic => {
  const asked = queriesOf(topic);

  it.each(readSuite(answersOf(topic)))('$name', scenario => {
    const { fails } = asked.find(({ name }) => name === scenario.name)!;
    const problems: string[] = [];
    session.run(scenario, (answer, i) => {
      const step = scenario.steps[i]!;
      if (fails.has(i) || verdictOf(step, answer).passes) return;
      problems.push(`${step.sql}\nSpark:\n${step.show ?? step.error}\nours:\n${answer.show ?? String((answer.thrown as Error).stack)}`);
    });
    expect(problems.join('\n')).toBe('');
  });
});
