/** Every recorded answer of Apache Spark, asked of ours. What is known to fail says why in `queries/`, and fails here once it passes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConformanceSession } from './conformance-session.js';
import { answersOf, queriesOf, topics } from './queries.js';
import { readSuite } from './scenario.js';
import { type Verdict, verdictOf } from './verdict.js';

let session: ConformanceSession;
beforeAll(() => {
  session = new ConformanceSession();
});
afterAll(() => session.stop());

describe.each(topics())('%s', topic => {
  const asked = queriesOf(topic);
  const scenarios = readSuite(answersOf(topic));

  it('has an answer to every statement, under the same settings', () => {
    expect(scenarios.map(({ name, conf, steps }) => ({ name, conf, statements: steps.map(({ sql }) => sql) }))).toEqual(
      asked.map(({ name, conf, statements }) => ({ name, conf, statements })),
    );
  });

  it.each(scenarios)('$name', scenario => {
    const fails = asked.find(({ name }) => name === scenario.name)!.fails;
    const problems: string[] = [];
    session.run(scenario, (answer, i) => {
      const step = scenario.steps[i]!;
      const verdict = verdictOf(step, answer);
      const reason = fails.get(i);
      if (reason !== undefined && verdict.passes) problems.push(`${step.sql}\npasses now: its --FAILS can go\n`);
      if (reason === undefined && !verdict.passes)
        problems.push(`${step.sql}\n${verdict.problem}\n${shown(verdict, step.show, answer.show)}`);
    });
    expect(problems.join('\n')).toBe('');
  });
});

const shown = ({ rows }: Verdict, theirs: string | undefined, ours: string | undefined) =>
  rows === false && ours !== undefined ? `Spark:\n${theirs}ours:\n${ours}` : '';
