/** One text, three ways to run it: through a pipe, with `:load`, and as an application of `ts-spark-submit`. */
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot, runBin } from '../support/run-bin.js';

const folder = 'resources/examples';
const scripts = readdirSync(projectRoot + folder).filter(name => name.endsWith('.ts'));
const textOf = (script: string) => readFileSync(`${projectRoot}${folder}/${script}`, 'utf8');
const ok = (stdout: string) => ({ stdout, stderr: '', code: 0 });
const local = ['--master', 'local[2]'];

const recorded = (script: string) => `expected/${script.replace(/ts$/, 'txt')}`;

it.each(scripts)('ts-spark-submit %s prints what was recorded', async script => {
  const run = await runBin('ts-spark-submit', [...local, `${folder}/${script}`]);
  expect(run).toEqual(ok(run.stdout));
  await expect(run.stdout).toMatchFileSnapshot(recorded(script));
});

describe.each([
  ['piped', textOf],
  ['loaded', (script: string) => `:load ${folder}/${script}\n`],
])('one session into which all scripts are %s', (_, inputOf) => {
  const printedBy = new Map<string, string>();

  beforeAll(async () => {
    const inputs = scripts.map(script => `console.log('=== ${script}')\n${inputOf(script)}`);
    const run = await runBin('ts-spark-shell', local, `:silent\n${inputs.join('')}`);
    expect(run).toEqual(ok(run.stdout));
    const [, ...parts] = run.stdout.split(/^=== (.*)\n(?:Loading .*\.\.\.\n)?/m);
    for (let i = 0; i < parts.length; i += 2) printedBy.set(parts[i]!, parts[i + 1]!);
  });

  it.each(scripts)('prints the same for %s', async script => {
    await expect(printedBy.get(script)).toMatchFileSnapshot(recorded(script));
  });
});

it('a loaded script echoes what a piped one does', async () => {
  const script = 'word-count.ts';
  const [piped, loaded] = await Promise.all([
    runBin('ts-spark-shell', local, textOf(script)),
    runBin('ts-spark-shell', local, `:load ${folder}/${script}`),
  ]);
  const [args, loading, ...echoed] = loaded.stdout.split('\n');
  expect([args, loading]).toEqual(['args: string[] = []', `Loading ${folder}/${script}...`]);
  expect(echoed.join('\n').replaceAll(`at ${folder}/${script}:`, 'at <stdin>:')).toBe(piped.stdout);
});
