import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runBin } from '../support/run-bin.js';

const folder = mkdtempSync(join(tmpdir(), 'submit-'));
afterAll(() => rmSync(folder, { recursive: true }));
const app = join(folder, 'app.ts');
writeFileSync(
  app,
  `import { SparkSession } from 'ts-spark-shell';
import { double } from './double.js';

enum Way { Raise = 'raise', Exit = 'exit3', Job = 'job' }
const spark = SparkSession.builder().appName('fromcode').config('spark.sql.shuffle.partitions', 7).getOrCreate();
const sc = spark.sparkContext;
const [way]: string[] = process.argv.slice(2);
console.log(JSON.stringify([process.argv.slice(2), sc.appName, spark.conf.get('spark.sql.shuffle.partitions'), spark.conf.get('spark.foo.bar', 'unset'), sc.master]));
if (way === Way.Raise) throw new Error('raised');
if (way === Way.Exit) process.exit(3);
if (way === Way.Job) {
  sc.parallelize([1, 2], 2).foreach(x => {
    if (x === 2) throw new Error('in a task');
  });
}
console.log(JSON.stringify(sc.parallelize([1, 2, 3]).map(double).collect()));
console.log(await Promise.resolve('awaited'));
`,
);
writeFileSync(join(folder, 'double.ts'), 'export const double = (n: number): number => n * 2;\n');
writeFileSync(join(folder, 'wrong.ts'), "const n: number = 'x';\nconsole.log('must not run');\n");
writeFileSync(join(folder, 'open.ts'), 'const list = [1,\n');
writeFileSync(join(folder, 'late.ts'), "setTimeout(() => { throw new Error('late') }, 1);\nconsole.log('first');\n");

const submit = (...args: string[]) => runBin('ts-spark-submit', args);

it('an application has its arguments; what it sets wins over the command line', async () => {
  const { stdout, stderr, code } = await submit(
    '--conf',
    'spark.foo.bar=cli',
    '--conf',
    'spark.sql.shuffle.partitions=3',
    '--master',
    'local[2]',
    '--name',
    'clin',
    app,
    'a',
    'b c',
    '--x',
    '1',
  );
  expect(stdout).toBe('[["a","b c","--x","1"],"fromcode","7","cli","local[2]"]\n[2,4,6]\nawaited\n');
  expect(stderr).toBe('');
  expect(code).toBe(0);
});

it('an uncaught error is shown with its place and makes the exit code 1', async () => {
  const { stderr, code } = await submit('--master', 'local[1]', app, 'raise');
  expect(stderr).toBe(`Error: raised\n    at ${app}:9:30\n`);
  expect(code).toBe(1);
});

it('the exit code of process.exit is that of the program', async () => {
  expect(await submit('--master', 'local[1]', app, 'exit3')).toMatchObject({ stderr: '', code: 3 });
});

it('a failed task is shown with its place in the application', async () => {
  const { stderr, code } = await submit('--master', 'local[2]', app, 'job');
  expect(stderr).toContain('SparkException: Job aborted due to stage failure');
  expect(stderr).toContain(`Error: in a task\n    at ${app}:13:24\n`);
  expect(code).toBe(1);
});

it('an error after the last line makes the exit code 1', async () => {
  const late = join(folder, 'late.ts');
  expect(await submit(late)).toEqual({
    stdout: 'first\n',
    stderr: expect.stringMatching(/^Error: late\n {4}at .*late\.ts:1:26\)?\n/),
    code: 1,
  });
});

it('an application that does not type-check does not run', async () => {
  const wrong = join(folder, 'wrong.ts');
  expect(await submit(wrong)).toEqual({
    stdout: '',
    stderr: `${wrong}:1:7\nconst n: number = 'x';\n      ^\nerror TS2322: Type 'string' is not assignable to type 'number'.\n`,
    code: 1,
  });
});

it('an application that ends in the middle does not run', async () => {
  const open = join(folder, 'open.ts');
  expect(await submit(open)).toEqual({ stdout: '', stderr: `${open}: the application ends in the middle of a statement\n`, code: 1 });
});

it('a file that does not exist is exit code 2', async () => {
  const { stderr, code } = await submit('/nosuch/app.ts');
  expect(stderr).toBe("ts-spark-submit: can't open file '/nosuch/app.ts': No such file or directory\n");
  expect(code).toBe(2);
});

it('nothing to run is the usage and exit code 255', async () => {
  const { stdout, stderr, code } = await submit();
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^Usage: ts-spark-submit \[options\] <app\.ts> \[app arguments\]\n/);
  expect(code).toBe(255);
});

it('an unknown option is an error with the usage', async () => {
  const { stderr, code } = await submit('--foo', app);
  expect(stderr).toMatch(/^Error: Unrecognized option: --foo\n\nUsage: /);
  expect(code).toBe(1);
});

it('a master that Spark does not know is an error', async () => {
  const { stderr, code } = await submit('--master', 'foo', app);
  expect(stderr).toContain("Could not parse Master URL: 'foo'");
  expect(code).toBe(1);
});
