import { readFile } from 'node:fs/promises';
import { UsageError } from '../../errors/spark-error.js';
import type { Shell } from '../shell.js';
import { pathOf, takeFlag } from './arguments.js';
import type { Command } from './command.js';
import { completeFilePath } from './complete.js';
import { checkFile } from './load.js';
import { importPasted } from './paste-module.js';

const usage = 'usage: :paste [-raw] file | < EOF';

export const paste: Command = {
  name: 'paste',
  args: '[-raw] [path]',
  summary: 'enter paste mode or paste a file',
  help: `Reads a text up to ctrl-D, or a whole file, and runs it as one input: its parts may refer to each other.

    :paste < EOF     reads up to a line that is the word EOF
    :paste <| EOF    the same, and takes a margin of blanks and a bar off each line
    :paste <- EOF    the same, and takes the blanks around each line off
    -raw             makes it a module of its own, imported under the name that is printed`,
  examples: [[':paste word-count.ts', 'Pasting file word-count.ts...\n// Exiting paste mode... now interpreting.\ncounts: RDD<…> = …']],
  complete: completeFilePath,
  async run(shell, args) {
    const { given: raw, rest } = takeFlag(args, '-raw');
    const pasted = await readPasted(shell, rest);
    if (pasted.text.trim() === '') return shell.print('// Exiting paste mode... nothing to compile.');
    if (raw) {
      shell.print('// Exiting paste mode... now compiling as a module.');
      const done = await importPasted(shell, pasted.text, pasted.path);
      if (done) shell.entries.push(pasted.path === undefined ? hereDocument(':paste -raw', pasted.text) : `:paste ${args}`);
      return;
    }
    shell.print('// Exiting paste mode... now interpreting.');
    if (shell.interpreter.isIncomplete(pasted.text)) shell.printError('The pasted code is incomplete!');
    const done = await shell.runBlock(pasted.text, pasted.path);
    if (done && pasted.path === undefined) shell.entries.push(hereDocument(':paste', pasted.text));
  },
};

/** The text of a file, a here-document or what is typed; `path` where it is a file. */
async function readPasted(shell: Shell, source: string): Promise<{ text: string; path?: string }> {
  if (source === '') {
    shell.print('// Entering paste mode (ctrl-D to finish)\n');
    return { text: await shell.readUntilEndOfPaste() };
  }
  const here = /^<([|-]?)\s*(\S+)$/.exec(source);
  if (here) {
    const [, mode, word = ''] = here;
    shell.print(`// Entering paste mode (${word} to finish)\n`);
    return { text: await shell.readHereDocument(word, mode === '|' ? 'margin' : mode === '-' ? 'trim' : 'plain') };
  }
  if (source.startsWith('<') || source.startsWith('-')) throw new UsageError(usage);
  const path = pathOf(source);
  await checkFile(path);
  const text = await readFile(path, 'utf8');
  if (text.trim() === '') throw new UsageError(`File contains no code: ${path}`);
  shell.print(`Pasting file ${path}...`);
  return { text, path };
}

/** What was typed, as an input that `:load` and `:replay` read. */
function hereDocument(command: string, text: string): string {
  const lines = new Set(text.split('\n').map(line => line.trim()));
  let word = 'EOF';
  while (lines.has(word)) word += '_';
  return `${command} < ${word}\n${text}\n${word}`;
}
