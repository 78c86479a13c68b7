import { createRequire } from 'node:module';
import type { Command } from './command.js';
import { runWithValue } from './session-value.js';

export const power: Command = {
  name: 'power',
  args: '',
  summary: 'enable power user mode',
  help: "Adds two names: `$shell`, the shell itself (interpreter, history, settings, entries), and `ts`, the compiler's own API.",
  examples: [
    [':power', 'Power mode enabled. $shell is this shell, ts the API of the compiler.\nTry :help or completions for $shell. and ts.'],
  ],
  async run(shell) {
    const defined = new Set(shell.interpreter.definitions().map(({ name }) => name));
    if (defined.has('$shell') && defined.has('ts')) return shell.print('Already in power mode.');
    shell.print('Power mode enabled. $shell is this shell, ts the API of the compiler.');
    const typescript = createRequire(import.meta.url).resolve('typescript');
    await runWithValue(shell, 'const $shell = VALUE', shell, 'any', { quiet: true });
    await shell.runCell(`import ts from '${typescript}'`, shell.nextCell(), { quiet: true });
    shell.entries.push(':power');
    shell.print('Try :help or completions for $shell. and ts.');
  },
};
