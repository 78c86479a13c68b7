import type { Definition } from '../../compiler/interpreter.js';
import type { Shell } from '../shell.js';
import type { Command } from './command.js';
import { updateSettings } from './settings.js';

const typeKinds = new Set(['interface', 'type']);
const namesOf = (definitions: readonly Definition[]) => [...new Set(definitions.map(({ name }) => name))].sort().join(', ');

export const reset: Command = {
  name: 'reset',
  args: '[options]',
  summary: 'reset the shell to its initial state, forgetting all session entries',
  help: 'Forgets every name but those that the shell adds; res0 is the next result. Options are set as :settings sets them.',
  examples: [
    [
      ':reset',
      `Resetting REPL state.
Forgetting this session history:

const limit = 3

Forgetting all expression results and named terms: limit
Note that after :reset, state of SparkSession and SparkContext is unchanged.`,
    ],
  ],
  run(shell, args) {
    updateSettings(shell, args);
    const lines = ['Resetting REPL state.'];
    if (shell.entries.length > 0) lines.push('Forgetting this session history:', '', ...shell.entries, '');
    const own = ownDefinitions(shell);
    const terms = namesOf(own.filter(({ kind }) => !typeKinds.has(kind)));
    const types = namesOf(own.filter(({ kind }) => typeKinds.has(kind)));
    if (terms) lines.push(`Forgetting all expression results and named terms: ${terms}`);
    if (types) lines.push(`Forgetting defined types: ${types}`);
    shell.reset();
    shell.print([...lines, 'Note that after :reset, state of SparkSession and SparkContext is unchanged.'].join('\n'));
  },
};

function ownDefinitions({ interpreter, preloadedNames }: Shell): Definition[] {
  const preloaded = new Set(preloadedNames);
  return interpreter.definitions().filter(({ name }) => !preloaded.has(name));
}
