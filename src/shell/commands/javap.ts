import { UsageError } from '../../errors/spark-error.js';
import type { Command } from './command.js';
import { completeName } from './complete.js';

export const javap: Command = {
  name: 'javap',
  args: '[-c|-p] <name>',
  summary: 'show the emitted JavaScript and declaration of a name',
  help: `Shows what the compiler made of the input that defined the name.

    -c      only the JavaScript
    -p      only the declaration (.d.ts)`,
  examples: [[':javap -p double', 'declare function double(x: number): number;']],
  complete: completeName,
  run(shell, args) {
    const [, option, name = ''] = /^(?:-([cp])(?:\s+|$))?(.*)$/.exec(args)!;
    if (name === '' || name.startsWith('-')) throw new UsageError('usage: :javap [-c|-p] name');
    const emitted = shell.interpreter.emittedOf(name);
    if (!emitted) throw new UsageError(`Failed: could not find '${name}' in this session.`);
    const javascript = option === 'p' ? '' : emitted.javascript.trim();
    const declaration = option === 'c' ? '' : emitted.declaration.trim();
    // A type leaves no JavaScript.
    shell.print([javascript, declaration].filter(Boolean).join('\n\n'));
  },
};
