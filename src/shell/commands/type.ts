import { UsageError } from '../../errors/spark-error.js';
import { takeFlag } from './arguments.js';
import type { Command } from './command.js';
import { completeExpression } from './complete.js';

export const type: Command = {
  name: 'type',
  args: '[-v] <expr>',
  summary: 'display the type of an expression without evaluating it',
  help: 'With -v also the type with its aliases expanded. Nothing runs: `:type text.count()` starts no job.',
  examples: [
    [':type 1 + 2', 'number'],
    [':type sc.range(3).map(x => [x, String(x)])', 'RDD<[number, string]>'],
  ],
  complete: completeExpression,
  run(shell, args) {
    const { given: verbose, rest: expression } = takeFlag(args, '-v');
    if (expression === '') throw new UsageError(':type [-v] <expression>. see also :help kind');
    const answer = shell.interpreter.typeOf(expression);
    if ('diagnostics' in answer)
      return shell.printDiagnostics(answer.diagnostics, { text: expression, origin: { file: '<type>', line: 1 } });
    if (!verbose) return shell.print(answer.type);
    shell.print(`// Type signature\n${answer.type}\n\n// Internal Type structure\n${answer.expanded}`);
  },
};
