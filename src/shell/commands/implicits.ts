import type { Command } from './command.js';

export const implicits: Command = {
  name: 'implicits',
  args: '[-v]',
  summary: 'show the names that the shell adds',
  help: 'TypeScript has no implicits; these names need no import here. With -v also the globals of the language and of Node.',
  examples: [
    [
      ':implicits',
      '/* 3 names added by the shell */\n  sc: SparkContext\n  spark: SparkSession\n  sql: (text: string, args?: SqlArguments | undefined) => DataFrame',
    ],
  ],
  run(shell, args) {
    const { interpreter, preloadedNames } = shell;
    printGroup(
      'added by the shell',
      preloadedNames.map(name => {
        const answer = interpreter.typeOf(name);
        return 'type' in answer ? `${name}: ${answer.type}` : name;
      }),
    );
    if (args !== '-v') return;
    const known = new Set(['_', ...preloadedNames, ...interpreter.definitions().map(({ name }) => name)]);
    const globals = interpreter.completionsAt('', 0).items.filter(({ name, kind }) => kind !== 'keyword' && !known.has(name));
    shell.print('');
    printGroup('of the language and of Node', globals.map(({ name, kind }) => `${kind} ${name}`).sort());

    function printGroup(from: string, lines: readonly string[]): void {
      shell.print([`/* ${lines.length} ${lines.length === 1 ? 'name' : 'names'} ${from} */`, ...lines.map(line => `  ${line}`)].join('\n'));
    }
  },
};
