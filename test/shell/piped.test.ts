import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { projectRoot, runBin } from '../support/run-bin.js';

const folder = mkdtempSync(join(tmpdir(), 'piped-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const pipe = (stdin: string, ...args: string[]) => runBin('ts-spark-shell', ['--master', 'local[1]', ...args], stdin);

it('results are echoed as at the prompt, without prompts and banner', async () => {
  expect(await pipe('const a = 1\na + 1\nconsole.log(sc.range(5).reduce((a, b) => a + b))\n')).toEqual({
    stdout: 'a: number = 1\nres0: number = 2\n10\n',
    stderr: '',
    code: 0,
  });
});

it('a statement goes on over lines as in a file', async () => {
  const script = `const doubled = sc.parallelize([1, 2])
  // a comment between
  .map(x => x * 2)

  .collect()
if (doubled.length > 2) {
  console.log('long')
}
else {
  console.log('short')
}
const which = doubled.length > 2
  ? 'long'
  : 'short'
const text = \`
:quit
\`
/* open
   comment */ 1; 2
.toFixed(1)`;
  expect(await pipe(script)).toEqual({
    stdout: `doubled: number[] = [ 2, 4 ]
short
which: "long" | "short" = 'short'
text: string = '\\n:quit\\n'
res1: string = '2.0'
`,
    stderr: '',
    code: 0,
  });
});

it('a failed statement ends the script', async () => {
  const { stdout, stderr, code } = await pipe("1\n\n  const n: number = 'x'\nconsole.log('must not run')\n");
  expect(stdout).toBe('res0: number = 1\n');
  expect(stderr).toBe("<stdin>:3:9\n  const n: number = 'x'\n        ^\nerror TS2322: Type 'string' is not assignable to type 'number'.\n");
  expect(code).toBe(1);
});

it('--keep-going goes on, and the exit code still tells', async () => {
  const { stdout, stderr, code } = await pipe("nope\nthrow new Error('thrown')\n:nosuch\n7\n:quit\n", '--keep-going');
  expect(stdout).toBe('res1: number = 7\n');
  expect(stderr).toBe(
    "<stdin>:1:1\nnope\n^\nerror TS2304: Cannot find name 'nope'.\nError: thrown\n    at <stdin>:2:7\nNo such command ':nosuch'.  Type :help for help.\n",
  );
  expect(code).toBe(1);
});

it('lines wait for an await before them', async () => {
  const script =
    "const z = await new Promise<string>(resolve => setTimeout(resolve, 30, 'slow'))\nz\nPromise.reject(new Error('rejected'))\n";
  const { stdout, stderr, code } = await pipe(script);
  expect(stdout).toBe("z: string = 'slow'\nres0: string = 'slow'\n");
  expect(stderr).toBe('Error: rejected\n    at <stdin>:3:16\n');
  expect(code).toBe(1);
});

it('a last statement that is incomplete is reported', async () => {
  const { stdout, stderr, code } = await pipe('1\n// where it starts\nconst list = [1,\n  2\n');
  expect(stdout).toBe('res0: number = 1\n');
  expect(stderr).toMatch(/^<stdin>:\d: the statement that starts here is incomplete at the end of the input\n$/);
  expect(code).toBe(1);
});

it('what is no text is refused in one line', async () => {
  const { stderr, code } = await pipe('\x7fELF\x02\x01\x00\x00garbage\n\x00\n');
  expect(stderr).toBe('<stdin>:1: this is not a text: it holds the character 0x02\n');
  expect(code).toBe(1);
});

it('an error in a timer ends the script', async () => {
  const { stderr, code } = await pipe("setTimeout(() => { throw new Error('late') }, 0)\nawait new Promise(() => {})\n");
  expect(stderr).toContain('Error: late\n');
  expect(code).toBe(1);
});

it('process.exit and :quit end the script with their code', async () => {
  expect((await pipe('process.exit(4)\n')).code).toBe(4);
  expect(await pipe("1\n:quit\nconsole.log('must not run')\n")).toMatchObject({ stdout: 'res0: number = 1\n', code: 0 });
});

it('an empty input is no error', async () => {
  expect(await pipe('')).toEqual({ stdout: '', stderr: '', code: 0 });
  expect(await pipe('\n  \n// only a comment\n')).toEqual({ stdout: '', stderr: '', code: 0 });
});

it('a program that writes a statement gets its answer before it writes the next', async () => {
  const child = spawn(process.execPath, [join(projectRoot, 'bin/ts-spark-shell.js'), '--master', 'local[1]']);
  child.stdout.setEncoding('utf8');
  const answerTo = async (statement: string) => {
    child.stdin.write(`${statement}\n`);
    const [answer] = await once(child.stdout, 'data');
    return answer as string;
  };
  expect(await answerTo('1 + 1')).toBe('res0: number = 2\n');
  expect(await answerTo('.toFixed(1)')).toBe("res1: string = '2.0'\n");
  expect(await answerTo('await Promise.resolve(res0)')).toBe('res2: number = 2\n');
  child.stdin.end();
  expect(await once(child, 'close')).toEqual([0, null]);
});

it('a reader that goes away ends the script quietly', async () => {
  const child = spawn(process.execPath, [join(projectRoot, 'bin/ts-spark-shell.js'), '--master', 'local[1]']);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', text => (stderr += text));
  child.stdin.on('error', () => {}).write("console.log('first')\n");
  await once(child.stdout, 'data');
  child.stdout.destroy();
  child.stdin.end("for (let i = 0; i < 10; i++) { console.log('x'.repeat(100_000)); await new Promise(go => setTimeout(go, 1)) }\n");
  const [code] = await once(child, 'close');
  expect(stderr).toBe('');
  expect(code).toBe(141);
});

it('typed, loaded and piped, a text gives the same output', async () => {
  const script = 'const a = [1, 2]\n  .map(x => x + 1)\na.length; a\nfunction f() {\n  return a\n}\nf()\n';
  const piped = await pipe(script);
  const loaded = await pipe(`:load ${file('same.ts', script)}\n`);
  const preloaded = await pipe('', '-I', file('same.ts', script));
  const evaluated = await pipe('', '-e', script);
  expect(piped.stdout).toBe('a: number[] = [ 2, 3 ]\nres1: number[] = [ 2, 3 ]\nf: () => number[]\nres2: number[] = [ 2, 3 ]\n');
  const head = `args: string[] = []\nLoading ${join(folder, 'same.ts')}...\n`;
  expect(loaded.stdout).toBe(head + piped.stdout);
  expect(preloaded.stdout).toBe(head + piped.stdout);
  expect(evaluated.stdout).toBe(piped.stdout);
});

it('-i runs a file as one unit and says nothing, but its names and numbers are there', async () => {
  const unit = file(
    'unit.ts',
    'const even = (n: number): boolean => n === 0 || odd(n - 1)\nconst odd = (n: number): boolean => n !== 0 && even(n - 1)\neven(4)\n',
  );
  expect(await pipe('odd(3)\n', '-i', unit)).toEqual({ stdout: 'res1: boolean = true\n', stderr: '', code: 0 });
});

it('of -i with an error nothing runs, and the error is shown with its place', async () => {
  const bad = file('bad.ts', "console.log('must not run')\nnosuchthing\n");
  expect(await pipe("console.log('nor this')\n", '-i', bad)).toEqual({
    stdout: '',
    stderr: `${bad}:2:1\nnosuchthing\n^\nerror TS2304: Cannot find name 'nosuchthing'.\n`,
    code: 1,
  });
  expect(await pipe('', '-i', '/nosuch.ts')).toEqual({ stdout: '', stderr: 'File `/nosuch.ts` does not exist.\n', code: 1 });
});

it('colors come only when they are forced', async () => {
  const child = spawn(process.execPath, [join(projectRoot, 'bin/ts-spark-shell.js'), '--master', 'local[1]', '-e', '1'], {
    env: { ...process.env, NO_COLOR: '', FORCE_COLOR: '1' },
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', text => (stdout += text));
  await once(child, 'close');
  expect(stdout).toBe('\x1b[1m\x1b[34mres0\x1b[39m\x1b[22m: \x1b[1m\x1b[32mnumber\x1b[39m\x1b[22m = \x1b[33m1\x1b[39m\n');
});

it('a wrong option is one line and exit code 1', async () => {
  expect(await pipe('', '--foo')).toEqual({ stdout: '', stderr: "bad option: '--foo'\n", code: 1 });
  expect(await pipe('', '--conf', 'nokey')).toEqual({ stdout: '', stderr: 'Invalid argument to --conf: nokey\n', code: 1 });
});

it('a master that cannot be is told without a stack', async () => {
  const { stdout, stderr, code } = await runBin('ts-spark-shell', ['--master', 'foo', '-e', '1']);
  expect(stdout).toBe('');
  expect(stderr).toBe("Failed to initialize Spark session.\nSparkException: Could not parse Master URL: 'foo'\n");
  expect(code).toBe(1);
});

it('--version and --help print and end', async () => {
  const { stdout, code } = await pipe('1\n', '--version');
  expect(stdout).toMatch(
    /^Welcome to\n[\s\S]*ts-spark-shell \d+\.\d+\.\d+, Spark 4\.3\n[\s\S]*\nUsing TypeScript 5\.9\.\d+ \(Node [\d.]+\)\nType --help for more information\.\n$/,
  );
  expect(code).toBe(0);
  expect(await pipe('1\n', '--help')).toMatchObject({ stdout: expect.stringMatching(/^Usage: ts-spark-shell \[options\]\n/), code: 0 });
});

it('--driver-memory sizes the heap of the driver', async () => {
  const heap = "require('node:v8').getHeapStatistics().heap_size_limit < 400 * 2 ** 20\n";
  expect(await pipe(heap, '--driver-memory', '256m')).toEqual({ stdout: 'res0: boolean = true\n', stderr: '', code: 0 });
  expect((await pipe('process.exit(7)\n', '--driver-memory', '256m')).code).toBe(7);
});
