import { splitWords } from './arguments.js';
import type { Command } from './command.js';

export const imports: Command = {
  name: 'imports',
  args: '[name name ...]',
  summary: 'show import history, identifying sources of names',
  help: `Lists what the shell brings along and the imports of this session, in their order. With names, says which import brought each of
them in.`,
  examples: [
    [
      ':imports join upper',
      ` 1) classes of 'ts-spark-shell'
 2) types of 'ts-spark-shell'
 3) functions of 'ts-spark-shell'   // imports: upper
 4) import { join } from 'node:path' (1 name) // imports: join`,
    ],
  ],
  run(shell, args) {
    const wanted = new Set(splitWords(args));
    const { interpreter } = shell;
    const preloaded = interpreter.preloadedImports().map(each => ({ ...each, count: '' }));
    const own = interpreter
      .imports()
      .map(each => ({ ...each, count: `(${each.names.length} ${each.names.length === 1 ? 'name' : 'names'})` }));
    for (const [i, { text, names, count }] of [...preloaded, ...own].entries()) {
      const found = names.filter(name => wanted.has(name));
      const note = found.length > 0 ? ` // imports: ${found.join(', ')}` : '';
      shell.print(`${String(i + 1).padStart(2)}) ${text.padEnd(30)} ${count}${note}`.trimEnd());
    }
  },
};
