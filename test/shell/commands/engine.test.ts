import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { moduleNameOf } from '../../../src/shell/commands/module-name.js';
import { FakeShell } from './fake-shell.js';

const folder = mkdtempSync(join(tmpdir(), 'commands-engine-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe(':jobs and :kill', () => {
  const shell = new FakeShell();

  it('say that there are none', async () => {
    expect(await shell.type(':jobs')).toBe('No jobs have run in this session.');
    await expect(shell.type(':kill 3')).rejects.toThrow('No job 3. :jobs lists the jobs of this session.');
  });

  it(':jobs lists jobs with the progress of their stages', async () => {
    shell.jobs.push(
      {
        jobId: 0,
        description: 'count at <cell 1>:1',
        status: 'SUCCEEDED',
        stages: [{ stageId: 0, done: 4, running: 0, total: 4 }],
        durationMs: 12.4,
      },
      {
        jobId: 1,
        description: 'collect at <cell 2>:1',
        status: 'RUNNING',
        stages: [
          { stageId: 1, done: 4, running: 0, total: 4 },
          { stageId: 2, done: 1, running: 2, total: 8 },
        ],
        durationMs: 1500,
      },
    );
    expect(await shell.type(':jobs')).toBe(
      [
        'Job  Status     Stages                      Duration  Description',
        '  0  SUCCEEDED  0: 4/4                         12 ms  count at <cell 1>:1',
        '  1  RUNNING    1: 4/4, 2: 1/8 (2 running)   1500 ms  collect at <cell 2>:1',
      ].join('\n'),
    );
  });

  it(':kill cancels a job that runs', async () => {
    expect(await shell.type(':kill 1')).toBe('Cancelling job 1.');
    expect(shell.calls).toEqual([['cancelJob', 1, 'by :kill']]);
  });

  it.each([
    ['', 'usage: :kill job-id'],
    [' all', 'usage: :kill job-id'],
    [' 0', 'Job 0 has ended: SUCCEEDED.'],
  ])(':kill%s is refused', async (args, message) => {
    await expect(shell.type(`:kill${args}`)).rejects.toThrow(message);
  });
});

describe(':settings', () => {
  it('prints all of them, or one', async () => {
    const shell = new FakeShell();
    const all = 'typecheck = on\nsilent = off\nmaxPrintString = 800\nmaxPrintDepth = 4\nspark.app.name = Spark shell';
    expect(await shell.type(':settings')).toBe(all);
    expect(await shell.type(':settings typecheck')).toBe('typecheck = on');
  });

  it('sets one or more, in two ways', async () => {
    const shell = new FakeShell();
    expect(await shell.type(':settings typecheck off')).toBe('');
    await shell.type(':settings maxPrintString=0 spark.sql.shuffle.partitions=7');
    expect(shell.interpreter.settings).toEqual({ typecheck: false });
    expect(shell.settings.maxPrintString).toBe(0);
    expect(shell.conf.get('spark.sql.shuffle.partitions')).toBe('7');
  });

  it.each([
    ['nope', "Unknown setting 'nope'. :settings prints all of them."],
    ['nope off', "Unknown setting 'nope'. :settings prints all of them."],
    ['typecheck maybe', "The setting 'typecheck' is on or off, not 'maybe'."],
    ['maxPrintString x', "The setting 'maxPrintString' is a number, not 'x'."],
    ['silent on maxPrintString', "The setting 'maxPrintString' needs a value."],
  ])('%s is refused and sets nothing', async (args, message) => {
    const shell = new FakeShell();
    await expect(shell.type(`:settings ${args}`)).rejects.toThrow(message);
    expect(shell.settings).toEqual(new FakeShell().settings);
  });
});

it(':silent says what printing is now', async () => {
  const shell = new FakeShell();
  expect(await shell.type(':silent')).toBe('Result printing is off.');
  expect(shell.settings.silent).toBe(true);
  expect(await shell.type(':silent')).toBe('Result printing is on.');
});

it(':quit leaves with the code of the session', async () => {
  const shell = new FakeShell();
  await shell.type(':q');
  expect(shell.calls).toEqual([['exit']]);
});

describe(':time', () => {
  it('runs the input and prints how long it took', async () => {
    const shell = new FakeShell();
    expect(await shell.type(':time sc.range(3).count()')).toMatch(/^Time taken: \d+ ms$/);
    expect(shell.calls).toEqual([['runText', 'sc.range(3).count()']]);
  });

  it('prints no time of an input that failed', async () => {
    const shell = new FakeShell();
    shell.onRun = () => false;
    expect(await shell.type(':time nope')).toBe('');
    await expect(shell.type(':time')).rejects.toThrow('usage: :time expression');
  });
});

describe(':sh', () => {
  /** Runs a line and gives what the session got of it. */
  async function resultOf(line: string) {
    const shell = new FakeShell();
    let value: unknown;
    shell.onRun = text => {
      // The input is an expression, but for its type.
      value = new Function(`return ${text.replace(/ as \{.*\}\)$/, ')')}`)();
      return true;
    };
    const printed = await shell.type(line);
    return { printed, value };
  }

  it('prints the output and keeps lines and exit code', async () => {
    expect(await resultOf(':sh echo a; echo b')).toEqual({ printed: 'a\nb', value: { lines: ['a', 'b'], code: 0 } });
  });

  it('keeps what goes to stderr too, and the exit code of a failure', async () => {
    expect(await resultOf(':sh printf no >&2; exit 3')).toEqual({ printed: '! no', value: { lines: ['no'], code: 3 } });
  });

  it('a command that a signal ended has the code that sh gives it', async () => {
    expect((await resultOf(':sh kill -9 $$')).value).toEqual({ lines: [], code: 137 });
  });

  it('reads nothing of a script on stdin', async () => {
    expect((await resultOf(':sh cat')).value).toEqual({ lines: [], code: 0 });
  });

  it('wants a command line', async () => {
    await expect(new FakeShell().type(':sh')).rejects.toThrow('usage: :sh command line');
  });
});

it(':power adds $shell and ts once', async () => {
  const shell = new FakeShell();
  expect(await shell.type(':power')).toBe(
    'Power mode enabled. $shell is this shell, ts the API of the compiler.\nTry :help or completions for $shell. and ts.',
  );
  const texts = shell.calls.map(([, text]) => String(text));
  expect(texts[0]).toMatch(/^const \$shell = /);
  expect(texts[1]).toMatch(/^import ts from '.*typescript\.js'$/);
  shell.interpreter.definedNames.push({ name: '$shell', kind: 'const', type: 'any' }, { name: 'ts', kind: 'import', type: 'any' });
  expect(await shell.type(':power')).toBe('Already in power mode.');
});

describe(':closure', () => {
  const shell = new FakeShell();
  const double = (x: number) => x * 2;
  shell.interpreter.definedNames.push({ name: 'double', kind: 'const', type: '(x: number) => number', value: double });
  const report = (text: string) => `${text}  (<cell 1>:1:1)\n  captures nothing\n  12 bytes in all`;

  it('reports what a function of the session ships, without evaluating anything', async () => {
    expect(await shell.type(':closure double')).toBe(report(String(double)));
    expect(shell.calls).toEqual([]);
  });

  it('evaluates an expression that is a function', async () => {
    shell.outcome = { status: 'done', definitions: [], warnings: [], result: { name: 'res1', kind: 'const', type: '', value: double } };
    expect(await shell.type(':closure x => x * 2')).toBe(report(String(double)));
    expect(shell.calls).toEqual([['evaluate', '(\nx => x * 2\n)', { file: '<cell 1>', line: 0 }]]);
  });

  it('leaves it to the session to say why an expression has no value', async () => {
    const rejected = { status: 'rejected', diagnostics: [] };
    shell.outcome = rejected;
    expect(await shell.type(':closure nope')).toBe('');
    expect(shell.calls.at(-1)!.slice(0, 2)).toEqual(['report', rejected]);
  });

  it('refuses what is not a function', async () => {
    shell.outcome = { status: 'done', definitions: [], warnings: [], result: { name: 'res1', kind: 'const', type: 'number', value: 3 } };
    await expect(shell.type(':closure 3')).rejects.toThrow('This is not a function: it is of type number.');
    shell.outcome = { status: 'done', definitions: [], warnings: [] };
    await expect(shell.type(':closure f()')).rejects.toThrow('This is not a function: it is of type void.');
    await expect(shell.type(':closure')).rejects.toThrow('usage: :closure function');
  });
});

describe(':require', () => {
  it('imports a package under a name of its own', async () => {
    const shell = new FakeShell();
    expect(await shell.type(':require cli-table3')).toMatch(/^Added '.*\/node_modules\/cli-table3\/index\.js' to classpath\.$/);
    expect(shell.calls).toEqual([['runText', "import * as cliTable3 from 'cli-table3'"]]);
  });

  it('imports a file of code by its whole path', async () => {
    const shell = new FakeShell();
    const path = join(folder, 'word-count.ts');
    writeFileSync(path, 'export const a = 1');
    expect(await shell.type(`:require ${path}`)).toBe(`Added '${path}' to classpath.`);
    expect(shell.calls).toEqual([['runText', `import * as wordCount from '${path}'`]]);
  });

  it.each(['', ' nope-not-there', ' ./nope.ts', ' README.md', ' src'])(':require%s cannot be loaded', async args => {
    await expect(new FakeShell().type(`:require${args}`)).rejects.toThrow(`Cannot load '${args.trim()}'`);
  });
});

it.each([
  ['lodash', 'lodash'],
  ['@scope/word-count', 'wordCount'],
  ['lib/my.model.ts', 'myModel'],
  ['./2024-report.mjs', '_2024Report'],
])('the module %s is named %s', (specifier, name) => expect(moduleNameOf(specifier)).toBe(name));
