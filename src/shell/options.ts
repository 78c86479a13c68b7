/** The command line of `ts-spark-shell`. */
import { UsageError } from '../errors/spark-error.js';
import { type OptionRecord, optionHelp, parseOptions } from '../submit/option-table.js';
import { noArguments, refusedOptions, type SparkArguments, sparkOptions } from '../submit/spark-arguments.js';

/** What `-I`, `-i` and `-e` ask for, in the order given. */
export type Preload =
  | { readonly kind: 'lines'; readonly path: string }
  | { readonly kind: 'unit'; readonly path: string }
  | { readonly kind: 'code'; readonly text: string };

export interface ShellOptions extends SparkArguments {
  readonly preloads: Preload[];
  /** A script goes on past a failed statement. */
  keepGoing: boolean;
  noColor: boolean;
}

const ownOptions: readonly OptionRecord<ShellOptions>[] = [
  {
    flags: ['-I'],
    value: '<file>',
    help: 'preload <file>, enforcing line-by-line interpretation; results are shown',
    apply: (into, path) => void into.preloads.push({ kind: 'lines', path }),
  },
  {
    flags: ['-i'],
    value: '<file>',
    help: 'preload <file> as one unit, silently but for its errors',
    apply: (into, path) => void into.preloads.push({ kind: 'unit', path }),
  },
  {
    flags: ['-e'],
    value: '<code>',
    help: 'run <code> as if it were piped in, and exit',
    apply: (into, text) => void into.preloads.push({ kind: 'code', text }),
  },
  {
    flags: ['--keep-going'],
    help: 'a script (piped, or -e) goes on past a failed statement; the exit code is still 1',
    apply: into => void (into.keepGoing = true),
  },
  { flags: ['--no-color'], help: 'no colors; as does NO_COLOR', apply: into => void (into.noColor = true) },
];

/** @throws UsageError one line for stderr */
export function parseShellOptions(args: readonly string[]): ShellOptions {
  const options: ShellOptions = { ...noArguments(), preloads: [], keepGoing: false, noColor: false };
  const rest = parseOptions(args, options, {
    options: [...ownOptions, ...sparkOptions],
    refused: refusedOptions,
    unknown: flag => `bad option: '${flag}'`,
  });
  if (rest.length > 0) {
    throw new UsageError(`unexpected argument: '${rest[0]}' (preload a file with -i or -I, run an application with ts-spark-submit)`);
  }
  return options;
}

export function shellHelp(): string {
  return `Usage: ts-spark-shell [options]

Shell options:
${optionHelp(ownOptions)}

Options:
${optionHelp(sparkOptions)}

~/.ts-spark-shell.ts, or the file that TS_SPARK_SHELL_STARTUP names, runs before the first
prompt. History is kept in ~/.ts_spark_shell_history, or where TS_SPARK_SHELL_HISTORY says.
`;
}

/** Colors only where a person looks: FORCE_COLOR and NO_COLOR decide over what the stream is. */
export function wantsColor(options: ShellOptions, env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (options.noColor || env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return isTerminal && env.TERM !== 'dumb';
}
