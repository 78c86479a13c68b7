/**
 * Throws statements at SQL: `npm run fuzz -- [count] [seed]`. Each has to give rows or one of Spark's errors; an internal error, a stack
 * that is too deep, or an answer that does not come is printed with its statement. Half of the statements that are right are run.
 */
import { FuzzSession } from '../support/fuzz-session.js';
import { randomCall } from '../support/random-calls.js';
import { hugeStatements, randomOf, randomStatement } from '../support/random-sql.js';

const [count = 100_000, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
const sessionLength = 500;
const session = new FuzzSession();
const problems = new Map<string, string[]>();
const random = randomOf(seed);
const { functions } = session;
const start = performance.now();

const note = (failure: { sql: string; problem: string } | undefined, label?: string) => {
  if (failure === undefined) return;
  const key = failure.problem.replace(/"[^"]*"|\d+/g, '.').slice(0, 160);
  const known = problems.get(key);
  if (known !== undefined) known.push(failure.sql);
  else {
    problems.set(key, [failure.sql]);
    console.log(`${failure.problem}\n    ${label ?? failure.sql}`);
  }
};

for (const [name, sql] of Object.entries(hugeStatements(10_000))) {
  const from = performance.now();
  note(session.try(sql, true), name);
  const took = performance.now() - from;
  if (took > 1000) console.log(`${name}: ${Math.round(took)} ms`);
}
console.log(`texts at the limits: ${Math.round(performance.now() - start)} ms`);
for (let i = 0; i < count; i++) {
  if (i % sessionLength === 0) session.refresh(random() < 0.7);
  if (i % 10_000 === 9_999) console.log(`${i + 1} statements, ${Math.round((performance.now() - start) / 1000)} s`);
  const [kind, isRun] = [random(), random() < 0.5];
  if (kind < 0.2) note(session.tryChain(random, isRun));
  else note(session.try(kind < 0.6 ? randomStatement(random) : randomCall(functions, random), isRun));
}
const failures = [...problems.values()].reduce((sum, each) => sum + each.length, 0);
console.log(
  `${count} statements of seed ${seed}: ${session.results} with rows, ${session.errors} refused, ${failures} failures of ${problems.size} kinds, ${Math.round((performance.now() - start) / 1000)} s`,
);
for (const [key, statements] of [...problems].sort(([, a], [, b]) => b.length - a.length)) console.log(`${statements.length} x ${key}`);
session.stop();
process.exitCode = failures > 0 ? 1 : 0;
