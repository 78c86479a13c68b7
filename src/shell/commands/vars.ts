import type { Definition } from '../../compiler/interpreter.js';
import { valueText } from '../value-text.js';
import { splitWords } from './arguments.js';
import type { Command } from './command.js';
import { completeName } from './complete.js';
import { tableOf } from './table.js';

const widthOfType = 50;
const widthOfValue = 60;

export const vars: Command = {
  name: 'vars',
  args: '[name name ...]',
  summary: 'list the names defined in this session',
  help: 'Shows each name with its kind, its type and its current value, cut to a line; with names, only those.',
  examples: [[':vars limit', 'Name   Kind  Type    Value\nlimit  let   number  5']],
  complete: completeName,
  async run(shell, args) {
    const wanted = splitWords(args);
    const preloaded = new Set(shell.preloadedNames);
    const all = shell.interpreter.definitions();
    const found = wanted.length > 0 ? all.filter(({ name }) => wanted.includes(name)) : all.filter(({ name }) => !preloaded.has(name));
    for (const name of wanted.filter(name => !found.some(definition => definition.name === name))) {
      shell.printError(`No symbol in scope: ${name}`);
    }
    if (wanted.length === 0 && found.length === 0) return shell.print('No names are defined in this session.');
    if (found.length === 0) return;
    const rows = found.map(definition => [
      definition.name,
      definition.kind,
      cut(definition.type, widthOfType),
      cut(shownValue(definition), widthOfValue),
    ]);
    shell.print(await tableOf(['Name', 'Kind', 'Type', 'Value'], rows, []));
  },
};

function shownValue({ kind, value }: Definition): string {
  // The type says what there is to say.
  if (kind === 'interface' || kind === 'type' || typeof value === 'function') return '';
  return valueText(value, { colors: false, depth: 1, maxLength: widthOfValue });
}

/** One line of at most `width` characters. */
function cut(text: string, width: number): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= width ? line : `${line.slice(0, width - 3)}...`;
}
