/**
 * `npm run conformance`: scores our answers against those of Apache Spark, in `answers/` and in the suites of the same format that are named as
 * arguments; without arguments, also in those of `../shared/conformance`, where there are any. Scenarios run in a process of their own, so that
 * one that ends it or never comes back is a crash of that scenario alone.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, openSync, readdirSync, writeSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ConformanceSession } from './conformance-session.js';
import { answersOf, topics } from './queries.js';
import { readSuite, type Scenario } from './scenario.js';
import { Score } from './score.js';
import { lost, type Verdict, verdictOf } from './verdict.js';

/** From the child: it is ready; a step has its verdict, or no index and the scenario is at its end. */
type Message = { readonly ready: true } | { readonly verdict?: Verdict };

class Runner {
  readonly #data: string;
  readonly #timeoutMs: number;
  #child: ChildProcess | undefined;

  constructor(data: string, timeoutMs: number) {
    this.#data = data;
    this.#timeoutMs = timeoutMs;
  }

  async run(scenario: Scenario): Promise<Verdict[]> {
    const child = (this.#child ??= await this.#start());
    const verdicts: Verdict[] = [];
    const end = await new Promise<string | undefined>(done => {
      const timer = setTimeout(() => child.kill('SIGKILL'), this.#timeoutMs);
      const finish = (problem?: string): void => {
        clearTimeout(timer);
        child.removeAllListeners();
        done(problem);
      };
      child.on('message', ({ verdict }: { verdict?: Verdict }) => {
        if (verdict === undefined) finish();
        else verdicts.push(verdict);
      });
      child.on('exit', (code, signal) => finish(signal === 'SIGKILL' ? 'no answer in time' : `the process ended: ${code ?? signal}`));
      child.send(scenario);
    });
    if (end !== undefined) this.#child = undefined;
    return scenario.steps.map((step, i) => verdicts[i] ?? lost(step, i === verdicts.length ? end! : 'not reached'));
  }

  close(): void {
    this.#child?.disconnect();
    this.#child = undefined;
  }

  #start(): Promise<ChildProcess> {
    const child = fork(fileURLToPath(import.meta.url), {
      env: { ...process.env, CONFORMANCE_DATA: this.#data },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    return new Promise((started, failed) => {
      child.once('message', () => {
        child.removeAllListeners();
        started(child);
      });
      child.once('exit', code => failed(new Error(`the process of the scenarios does not start: ${code}`)));
    });
  }
}

function serveScenarios(): void {
  const session = new ConformanceSession(process.env.CONFORMANCE_DATA);
  const send = (message: Message) => process.send!(message);
  process.on('message', (scenario: Scenario) => {
    session.run(scenario, (answer, i) => send({ verdict: verdictOf(scenario.steps[i]!, answer) }));
    send({});
  });
  process.on('disconnect', () => {
    session.stop();
    process.exit();
  });
  send({ ready: true });
}

async function main(): Promise<void> {
  const { values: options, positionals } = parseArgs({
    allowPositionals: true,
    options: { filter: { type: 'string', default: '' }, out: { type: 'string' }, timeout: { type: 'string', default: '60' } },
  });
  const shared = resolve('../shared/conformance');
  const named = positionals.length > 0 ? positionals.map(path => resolve(path)) : suitesIn(shared);
  const suites = [
    { name: 'our own', data: '', all: topics().flatMap(topic => readSuite(answersOf(topic))) },
    ...named.map(path => ({ name: basename(path), data: join(dirname(path), 'data'), all: readSuite(path) })),
  ];
  const out = options.out === undefined ? undefined : openSync(options.out, 'w');
  const filter = new RegExp(options.filter);
  for (const { name: suite, data, all } of suites) {
    const scenarios = all.filter(({ name }) => filter.test(name));
    if (scenarios.length === 0) continue;
    const startMs = performance.now();
    const score = new Score();
    const runner = new Runner(data, 1000 * Number(options.timeout));
    for (const scenario of scenarios) {
      const verdicts = await runner.run(scenario);
      score.add(scenario, verdicts);
      if (out === undefined) continue;
      verdicts.forEach((verdict, step) => {
        writeSync(out, `${JSON.stringify({ name: scenario.name, step, sql: scenario.steps[step]!.sql, ...verdict })}\n`);
      });
    }
    runner.close();
    console.log(`${suite}: ${scenarios.length} scenarios, ${((performance.now() - startMs) / 1000).toFixed(1)} s\n${score.text}\n`);
  }
  if (out !== undefined) closeSync(out);
}

function suitesIn(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter(name => name.endsWith('.jsonl'))
      .map(name => join(directory, name));
  } catch {
    return [];
  }
}

if (process.send === undefined) await main();
else serveScenarios();
