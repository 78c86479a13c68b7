import { UsageError } from '../../errors/spark-error.js';
import { takeFlag } from './arguments.js';
import type { Command } from './command.js';
import { completeName } from './complete.js';

export const kind: Command = {
  name: 'kind',
  args: '[-v] <type>',
  summary: 'display a type with its aliases expanded. see also :help kind',
  help: `Displays what a type stands for: aliases, intersections, mapped and conditional types are written out.
:type does the same for an expression.

    -v      also prints the type as it was given.`,
  examples: [[":kind Pick<{ name: string; age: number }, 'name'>", '{\n  name: string;\n}']],
  complete: completeName,
  run(shell, args) {
    const { given: verbose, rest: type } = takeFlag(args, '-v');
    if (type === '') throw new UsageError(':kind [-v] <type>');
    const answer = shell.interpreter.expandType(type);
    if ('diagnostics' in answer) return shell.printDiagnostics(answer.diagnostics, { text: type, origin: { file: '<type>', line: 1 } });
    shell.print(verbose ? `${type} =\n${answer.type}` : answer.type);
  },
};
