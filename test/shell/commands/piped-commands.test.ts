import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'commands-piped-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'lines.ts'), "console.log('with', args.join('+'))\nconst missing = nope\nconst after =\n  2\n");
writeFileSync(join(folder, 'model.ts'), 'export interface P { n: number }\nexport const twice = ({ n }: P) => n * 2\n');

/** Runs the built shell in the folder, with the script on stdin. */
function run(script: string) {
  const bin = resolve('bin/ts-spark-shell.js');
  return spawnSync(process.execPath, [bin, '--master', 'local[1]', '--keep-going'], { input: script, cwd: folder, encoding: 'utf8' });
}

it('commands that read text work in a pipe, and what they ran is saved and loaded again', () => {
  const { stdout, stderr, status } = run(`:load lines.ts a 'b c'
:paste < END
const even = (n: number): boolean => n === 0 || odd(n - 1)
const odd = (n: number): boolean => n !== 0 && even(n - 1)
even(10)
END
:paste <| END
   |\`a
   |b\`
END
:paste -raw model.ts
:paste -raw < END
export const thrice = (n: number) => n * 3
END
model.twice({ n: 2 }) + pasted1.thrice(5)
sc.parallelize([1, 2]).map(n => model.twice({ n })).collect()
:save saved.ts
:reset
:quit
`);
  expect(stderr).toBe("lines.ts:2:17\nconst missing = nope\n                ^\nerror TS2304: Cannot find name 'nope'.\n");
  expect(status).toBe(1);
  const printed = stdout.replace(/'\/.*\//g, "'…/");
  expect(printed.slice(0, printed.indexOf('Resetting'))).toBe(`args: string[] = [ 'a', 'b c' ]
Loading lines.ts...
with a+b c
after: number = 2
// Entering paste mode (END to finish)

// Exiting paste mode... now interpreting.
even: (n: number) => boolean
odd: (n: number) => boolean
res1: boolean = true
// Entering paste mode (END to finish)

// Exiting paste mode... now interpreting.
res2: string = 'a\\nb'
Pasting file model.ts...
// Exiting paste mode... now compiling as a module.
import * as model from '…/model.ts'
// Entering paste mode (END to finish)

// Exiting paste mode... now compiling as a module.
import * as pasted1 from '…/pasted.ts'
res3: number = 19
res4: number[] = [ 2, 4 ]
`);
  const loaded = run(':load saved.ts\n');
  for (const line of printed.split('\n').filter(line => line.startsWith('res'))) expect(loaded.stdout).toContain(`${line}\n`);
});

it('a text that is incomplete runs nothing and fails the script', () => {
  const { stdout, stderr, status } = run(':paste < END\nconsole.log(1)\nconst x = (\nEND\n:paste < END\nEND\n:load nosuch.ts\n');
  expect(stdout).toBe(`// Entering paste mode (END to finish)

// Exiting paste mode... now interpreting.
// Entering paste mode (END to finish)

// Exiting paste mode... nothing to compile.
`);
  expect(stderr).toMatch(/^The pasted code is incomplete!\n<cell 1>:\d+: the statement .*\nFile `nosuch\.ts` does not exist\.\n$/);
  expect(status).toBe(1);
});
