import { UsageError } from '../../errors/spark-error.js';
import type { Shell } from '../shell.js';
import { splitWords } from './arguments.js';
import type { Command } from './command.js';

type Value = string | number | boolean;

export const settings: Command = {
  name: 'settings',
  args: '<options>',
  summary: 'show or update options of the compiler, the shell and spark.*',
  help: `Without an argument prints every option; with one, that option; with a value, sets it. Switches are on or off.
\`name=value\` sets too, and several of these may follow one another.

    typecheck         off runs inputs that have type errors
    maxPrintString    characters of a printed result; 0 prints it whole
    spark.*           run-time configuration of the session`,
  examples: [[':settings typecheck off', '']],
  complete(shell, args) {
    const from = args.search(/\S*$/);
    return { from, candidates: Object.keys(allSettings(shell)).filter(name => name.startsWith(args.slice(from))) };
  },
  run(shell, args) {
    const [name, ...values] = splitWords(args);
    const all = allSettings(shell);
    if (name === undefined) return shell.print(Object.entries(all).map(lineOf).join('\n'));
    if (values.length > 0 || name.includes('=')) return updateSettings(shell, args);
    shell.print(lineOf([name, all[checkName(shell, name)]!]));
  },
};

const lineOf = ([name, value]: [string, Value]) => `${name} = ${typeof value === 'boolean' ? (value ? 'on' : 'off') : value}`;

function allSettings({ interpreter, settings, spark }: Shell): Record<string, Value> {
  return { ...interpreter.settings, ...settings, ...Object.fromEntries(spark.conf.getAll) };
}

/**
 * Sets `typecheck off`, `typecheck=off spark.x=y`: what `:settings`, `:reset` and `:replay` take.
 * @throws UsageError before anything is set
 */
export function updateSettings(shell: Shell, text: string): void {
  const words = splitWords(text);
  const pairs: [name: string, value: string][] = [];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const [, name = word, value] = /^([^=]+)=(.*)$/.exec(word) ?? [];
    if (!name.startsWith('spark.')) checkName(shell, name);
    const given = value ?? words.shift();
    if (given === undefined) throw new UsageError(`The setting '${name}' needs a value.`);
    pairs.push([name, given]);
  }
  for (const apply of pairs.map(([name, value]) => updateOf(shell, name, value))) apply();
}

function updateOf(shell: Shell, name: string, text: string): () => void {
  if (name.startsWith('spark.')) return () => void shell.spark.conf.set(name, text);
  const owner = (Object.hasOwn(shell.settings, name) ? shell.settings : shell.interpreter.settings) as Record<string, Value>;
  const value = valueFrom(name, owner[name], text);
  return () => {
    owner[name] = value;
  };
}

/** The text as a value of the type that the option has now. */
function valueFrom(name: string, current: Value | undefined, text: string): Value {
  if (typeof current === 'boolean') {
    if (/^(on|true)$/.test(text)) return true;
    if (/^(off|false)$/.test(text)) return false;
    throw new UsageError(`The setting '${name}' is on or off, not '${text}'.`);
  }
  if (typeof current === 'number') {
    if (/^\d+$/.test(text)) return Number(text);
    throw new UsageError(`The setting '${name}' is a number, not '${text}'.`);
  }
  return text;
}

function checkName(shell: Shell, name: string): string {
  if (!Object.hasOwn(allSettings(shell), name)) throw new UsageError(`Unknown setting '${name}'. :settings prints all of them.`);
  return name;
}
