import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ShellAtTerminal } from './shell-at-terminal.js';

const folder = mkdtempSync(join(tmpdir(), 'terminal-'));
afterAll(() => rmSync(folder, { recursive: true }));

const controlC = '\x03';
const local = ['--master', 'local[2]'];

it('a session begins with the banner and ends with Ctrl-D', async () => {
  const shell = new ShellAtTerminal(local);
  const start = await shell.atPrompt();
  expect(start).toMatch(/^Welcome to\n {6}____ {14}__\n[\s\S]*ts-spark-shell \d+\.\d+\.\d+, Spark 4\.3\n/);
  expect(start).toMatch(
    /\nUsing TypeScript 5\.9\.\d+ \(Node [\d.]+\)\nType in expressions to have them evaluated\. Type :help for more information, :quit to leave\.\n/,
  );
  expect(start).toMatch(
    /\nSpark context available as 'sc' \(master = local\[2\], app id = local-\d+\)\.\nSpark session available as 'spark'\.\n\nspark> $/,
  );
  expect(await shell.type('1 + 1')).toBe('res0: number = 2\n\n');
  expect(await shell.leave()).toBe(0);
  expect(shell.screen).toMatch(/\nspark> \n:quit\n$/);
});

it('Ctrl-C stops a loop, an await and a job, and every name is still there', async () => {
  const shell = new ShellAtTerminal(local);
  await shell.atPrompt();
  await shell.type('const kept = [1, 2]');

  await shell.press('console.log("started"), (() => { while (true) {} })()\r', 'started\n');
  expect(await shell.press(controlC, 'spark> ')).toMatch(/\^C\nInterrupted\n\nspark> $/);

  // Printed once the wait has begun: Node drops a SIGINT that comes in the moment in which a script returns.
  await shell.press('setTimeout(() => console.log("waiting"), 50), await new Promise(() => {})\r', 'waiting\n');
  expect(await shell.press(controlC, 'spark> ')).toContain('Interrupted\n\nspark> ');

  await shell.press('sc.parallelize([1], 1).map(x => { console.log("working"); while (true) {} }).count()\r', 'working\n');
  const ending = await shell.press(controlC, 'spark> ');
  expect(ending).toContain('Cancelling all active jobs, this can take a while. Press Ctrl+C again to exit now.\n');
  expect(ending).toMatch(
    /SparkException: Job 0 cancelled because SparkContext received an interrupt \(executor \d was replaced\)\n\nspark> $/,
  );

  expect(await shell.type('sc.parallelize(kept).count()')).toBe('res3: number = 2\n\n');
  expect(await shell.leave()).toBe(0);
});

it('Ctrl-C stops a query within a second, and tables, views and names are still there', async () => {
  const shell = new ShellAtTerminal(local);
  await shell.atPrompt();
  await shell.type("spark.range(3).createOrReplaceTempView('few')");
  await shell.type("const few = spark.table('few').cache()");
  await shell.press(
    'console.log("started"), sql("SELECT sum(a.id % 7 + b.id) FROM range(10000000) a, range(10000000) b").collect()\r',
    'started\n',
  );
  await shell.until(() => /\[SQL \d+:=*> *\(\d+ (?:s|%)\)\]/.test(shell.screen));
  const start = performance.now();
  expect(await shell.press(controlC, 'spark> ')).toMatch(/\^C\nInterrupted\n\nspark> $/);
  expect(performance.now() - start).toBeLessThan(1000);
  expect(await shell.type("sql('SELECT count(*) FROM few').first().get(0)")).toMatch(/^res\d+: unknown = 3\n\n$/);
  expect(await shell.type('few.count()')).toMatch(/^res\d+: number = 3\n\n$/);
  expect(await shell.leave()).toBe(0);
});

it('Ctrl-C ends the endless loop of a udf, and a query that is awaited; views, kept rows and names are still there', async () => {
  const shell = new ShellAtTerminal(local);
  await shell.atPrompt();
  await shell.type("spark.range(3).createOrReplaceTempView('few')");
  await shell.type("const few = spark.table('few').cache()");
  await shell.type('few.count()');
  await shell.type('const { udf } = functions');
  await shell.type("const endless = udf(() => { console.log('inside'); while (true) {} }, 'int')");
  await shell.press('few.select(endless()).collect()\r', 'inside\n');
  const start = performance.now();
  expect(await shell.press(controlC, 'spark> ')).toMatch(/\^C\nInterrupted\n\nspark> $/);
  expect(performance.now() - start).toBeLessThan(1000);
  expect(await shell.type("few.select(udf((x: number) => x + 1, 'int')('id').as('y')).agg({ y: 'sum' }).first()?.get(0)")).toContain(
    ': unknown = 6\n',
  );
  const long = 'sql("SELECT sum(a.id % 7 + b.id) FROM range(10000000) a, range(10000000) b").collectAsync()';
  await shell.type(`const later = ${long}`);
  await shell.press('setTimeout(() => console.log("waiting"), 50), await later\r', 'waiting\n');
  expect(await shell.press(controlC, 'spark> ')).toContain('Interrupted\n\nspark> ');
  expect(await shell.type('await later.catch(String)')).toMatch(/Query \d+ cancelled because it was interrupted/);
  expect(await shell.type("sql('SELECT count(*) FROM few').first()?.get(0)")).toMatch(/^res\d+: unknown = 3\n\n$/);
  expect(await shell.leave()).toBe(0);
});

it('TAB in a string offers columns of the DataFrame that the line names', async () => {
  const shell = new ShellAtTerminal(local);
  await shell.atPrompt();
  await shell.type("const people = spark.createDataFrame([{ name: 'Andy', nationality: 'NZ', age: 30 }])");
  expect(await shell.press('people.select("nam\t', '"name')).toContain('people.select("name');
  expect(await shell.press('").columns\r', 'spark> ')).toContain("string[] = [ 'name' ]");
  expect(await shell.press('people.filter($`ag\t', '`age')).toContain('people.filter($`age');
  await shell.press('`.gt(col("n\t', 'col("na');
  expect(await shell.press('\t', 'nationality')).toMatch(/name +nationality/);
  await shell.press(controlC, 'spark> ');
  await shell.press('people.withColumn("double", $`age`.plus($`age`)).select("dou\t', '"double');
  expect(await shell.press('").columns\r', 'spark> ')).toContain("string[] = [ 'double' ]");
  await shell.type('people.createOrReplaceTempView("people")');
  const left = '\x1b[D';
  await shell.press(`sql("SELECT nationa FROM people").columns${left.repeat(' FROM people").columns'.length)}\t`, 'nationality');
  expect(await shell.press('\r', 'spark> ')).toContain("string[] = [ 'nationality' ]");
  expect(await shell.leave()).toBe(0);
});

it('Ctrl-C clears what is half typed; at an empty prompt the second one leaves', async () => {
  const shell = new ShellAtTerminal(local);
  await shell.atPrompt();
  expect(await shell.press(`half${controlC}`, '\n\nspark> ')).toMatch(/half\^C\n\nspark> $/);
  await shell.press('[1,\r', '     | ');
  expect(await shell.press(`2${controlC}`, '\n\nspark> ')).toMatch(/2\^C\n\nspark> $/);
  const hint = '(To leave, press Ctrl+C again or Ctrl+D, or type :quit)';
  expect(await shell.press(controlC, '\n\nspark> ')).toContain(hint);
  expect(await shell.type('7')).toBe('res0: number = 7\n\n');
  expect(await shell.press(controlC, '\n\nspark> ')).toContain(hint);
  expect(await shell.endsAfter(controlC)).toBe(0);
});

it('what is typed while a statement runs is kept', async () => {
  const shell = new ShellAtTerminal(local);
  await shell.atPrompt();
  await shell.press('console.log("busy"), await new Promise(go => setTimeout(go, 300, 1))\r', 'busy\n');
  shell.send('const ahead = 2\rahead +');
  await shell.until(() => shell.screen.endsWith('spark> ahead +'));
  expect(await shell.type(' 1')).toBe('res1: number = 3\n\n');
  await shell.press('console.log("again"), await new Promise(go => setTimeout(go, 300, 1))\r', 'again\n');
  expect(await shell.endsAfter('2\r\x04')).toBe(0);
  expect(shell.screen).toContain('spark> 2\nres3: number = 2\n');
});

it('lines that arrive at once run in order, each behind its own prompt', async () => {
  const shell = new ShellAtTerminal(local);
  await shell.atPrompt();
  await shell.type('const seen: number[] = []');
  const count = 200;
  shell.send(Array.from({ length: count }, (_, i) => `seen.push(${i}); void 0\r`).join(''));
  shell.send('"all " + seen.length\r');
  await shell.until(() => shell.screen.includes(`'all ${count}'\n\nspark> `));
  expect(await shell.type('seen.every((each, i) => each === i)')).toContain('boolean = true\n');
  expect(shell.screen).toContain('spark> seen.push(7); void 0\n\nspark> seen.push(8); void 0\n');
  await shell.leave();
});

it('a pasted text runs as a file does; without a line end it waits to be edited', async () => {
  const shell = new ShellAtTerminal(local);
  await shell.atPrompt();
  const chain = 'const chain = [1, 2]\n  .map(x => x * 2)\n\nif (chain.length > 2) {\n  1\n}\nelse {\n  console.log("short")\n}';
  expect(await shell.press(`\x1b[200~${chain}\n\x1b[201~`, 'short\n\nspark> ')).toBe(
    `${chain.replaceAll('\n', '\n     | ')}\nchain: number[] = [ 2, 4 ]\nshort\n\nspark> `,
  );
  await shell.press('\x1b[200~[3,\n4]\x1b[201~', '4]');
  expect(await shell.press('.length\r', 'spark> ')).toContain('number = 2\n');
  await shell.leave();
});

it('a pasted session is typed again, without its answers', async () => {
  const shell = new ShellAtTerminal(local);
  await shell.atPrompt();
  const session = 'spark> const list = [1,\n     |   2]\nlist: number[] = [ 1, 2 ]\n\nspark> list.length\nres7: number = 2\n';
  expect(await shell.press(`\x1b[200~${session}\x1b[201~`, 'res0: number = 2\n\nspark> ')).toMatch(
    /\/\/ Replaying 2 commands from transcript\.\n\nspark> const list = \[1,\n {5}\| {3}2\]\nlist: number\[\] = \[ 1, 2 \]\n\nspark> list\.length\nres0: number = 2\n\nspark> $/,
  );
  await shell.leave();
});

it('history is there in the next session, a block as a block; Ctrl-R finds in it', async () => {
  const env = { TS_SPARK_SHELL_HISTORY: join(folder, 'history') };
  const first = new ShellAtTerminal(local, env);
  await first.atPrompt();
  await first.press('function twice(n: number) {\r', '     | ');
  await first.press('  return n * 2\r', '     | ');
  await first.type('}');
  await first.type('twice(4)');
  await first.leave();

  const second = new ShellAtTerminal(local, env);
  await second.atPrompt();
  await second.press('\x1b[A', 'twice(4)');
  await second.press('\x1b[A', 'return n * 2\n}');
  expect(await second.press('\r', '\n\nspark> ')).toContain('twice: (n: number) => number');
  await second.press('\x12', 'bck-i-search: ');
  await second.press('e(4', 'twice(4)');
  expect(await second.press('\r', '\n\nspark> ')).toContain('res0: number = 8');
  await second.leave();
});

it('TAB completes members, commands and files, and shows the signature of a whole name', async () => {
  const shell = new ShellAtTerminal(local);
  await shell.atPrompt();
  await shell.press('sc.parall\t', 'sc.parallelize');
  await shell.press('\t', '.parallelize<A, B>(rows: Iterable<[A, B]>');
  await shell.press(controlC, '\n\nspark> ');
  await shell.press(':compl\t', ':completions');
  await shell.press(controlC, '\n\nspark> ');
  writeFileSync(join(folder, 'only-one.ts'), '1\n');
  await shell.press(`:load ${folder}/only\t`, 'only-one.ts');
  await shell.press(controlC, '\n\nspark> ');
  await shell.leave();
});

it('errors and output that come late stand above the line that is being typed', async () => {
  const shell = new ShellAtTerminal(local);
  await shell.atPrompt();
  await shell.type('setTimeout(() => { console.log("tick"); Promise.reject(new Error("late")) }, 200), undefined');
  shell.send('"half');
  await shell.until(() => /tick\n[\s\S]*Error: late\n[\s\S]*spark> "half$/.test(shell.screen));
  expect(await shell.type('"')).toContain("'half'");
  await shell.leave();
});

it('process.exit leaves with its code', async () => {
  const shell = new ShellAtTerminal(local);
  await shell.atPrompt();
  expect(await shell.endsAfter('process.exit(4)\r')).toBe(4);
});

it('the start-up file runs before the first prompt; what is wrong with it is shown', async () => {
  const startup = join(folder, 'startup.ts');
  writeFileSync(startup, 'const fromStartup = 5\n');
  const shell = new ShellAtTerminal(local, { TS_SPARK_SHELL_STARTUP: startup });
  await shell.atPrompt();
  expect(await shell.type('fromStartup')).toBe('res0: number = 5\n\n');
  await shell.leave();
  writeFileSync(startup, 'nope\n');
  const wrong = new ShellAtTerminal(local, { TS_SPARK_SHELL_STARTUP: startup });
  expect(await wrong.atPrompt()).toContain(`${startup}:1:1\nnope\n^\nerror TS2304: Cannot find name 'nope'.\n`);
  await wrong.leave();
});
