/** `npx vitest run test/docs -u` writes what is printed now into the documents. */
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commandTable } from '../../src/shell/commands/command-table.js';
import { projectRoot, runBin } from '../support/run-bin.js';
import { recordAgain } from './recorded-document.js';

const documents = ['README.md', 'docs/from-spark-shell.md', 'docs/closures.md'];

it.each(documents)('%s shows what the shell prints', async path => {
  const document = readFileSync(projectRoot + path, 'utf8');
  await expect(withCommandTable(await recordAgain(document))).toMatchFileSnapshot(projectRoot + path);
});

/** The table of commands is made from the records. */
function withCommandTable(document: string): string {
  const rows = commandTable.map(({ name, args, summary }) => {
    const usage = `:${name}${args === '' ? '' : ` ${args}`}`.replaceAll('|', '\\|');
    return `| \`${usage}\` | ${summary} |`;
  });
  const table = ['| command | what it does |', '|---|---|', ...rows].join('\n');
  return document.replace(/(<!-- commands -->\n)[\s\S]*?(\n<!-- \/commands -->)/, (_, start: string, end: string) => start + table + end);
}

it.each(['from-spark-shell', 'dataframes'])('every statement in the last column of docs/%s.md runs', async name => {
  const rows = readFileSync(`${projectRoot}docs/${name}.md`, 'utf8').matchAll(/^\|.*\|.*\| (`{1,2}) ?(.*?) ?\1 \|$/gm);
  const statements = Array.from(rows, row => row[2]!);
  expect(statements.length).toBeGreaterThan(19);
  // What they write goes with the directory.
  const directory = mkdtempSync(join(tmpdir(), 'documents-'));
  for (const each of ['README.md', 'docs', 'resources']) symlinkSync(projectRoot + each, join(directory, each));
  try {
    const finished = await runBin('ts-spark-shell', ['--master', 'local[2]'], `:silent\n${statements.join(';\n')}`, directory);
    expect(finished).toMatchObject({ stderr: '', code: 0 });
  } finally {
    rmSync(directory, { recursive: true });
  }
});

it('the application in README.md is resources/examples/simple-app.ts', () => {
  const [, shown] = /^```ts\n([\s\S]*?)^```$/m.exec(readFileSync(`${projectRoot}README.md`, 'utf8'))!;
  const text = readFileSync(`${projectRoot}resources/examples/simple-app.ts`, 'utf8');
  expect(text.replace(/^\/\*\*.*\n/, '')).toBe(shown);
});

it('ARCHITECTURE.md says of each dependency why it is there', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(`${projectRoot}package.json`, 'utf8')) as Record<string, object>;
  const said = readFileSync(`${projectRoot}ARCHITECTURE.md`, 'utf8').split('## Dependencies, and why')[1]!;
  const names = [...Object.keys(dependencies!), ...Object.keys(devDependencies!)];
  expect(names.filter(name => !said.includes(`\`${name}\``))).toEqual([]);
});
