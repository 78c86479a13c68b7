import { splitWords } from './arguments.js';
import type { Command } from './command.js';

export const imports: Command = {
  name: 'imports',
  args: '[name name ...]',
  summary: 'show import history, identifying sources of names',
  help: 'Lists the imports of this session in their order. With names, says which import brought each of them in.',
  examples: [[':imports join', " 1) import { join } from 'node:path' (1 name) // imports: join"]],
  run(shell, args) {
    const wanted = new Set(splitWords(args));
    const all = shell.interpreter.imports();
    if (all.length === 0) return shell.print('Nothing has been imported in this session.');
    for (const [i, { text, names }] of all.entries()) {
      const found = names.filter(name => wanted.has(name));
      const note = found.length > 0 ? ` // imports: ${found.join(', ')}` : '';
      const count = `(${names.length} ${names.length === 1 ? 'name' : 'names'})`;
      shell.print(`${String(i + 1).padStart(2)}) ${text.padEnd(30)} ${count}${note}`);
    }
  },
};
