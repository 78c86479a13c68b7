/** Command-line options as records: what parses them also prints `--help`. The forms are Spark's: `--name value` and `--name=value`. */
import { UsageError } from '../errors/spark-error.js';

export interface OptionRecord<T> {
  readonly flags: readonly string[];
  /** What stands for the value in `--help`; absent for a switch. */
  readonly value?: string;
  readonly help: string;
  /** @param value the text of the value; '' for a switch. @throws UsageError */
  apply(into: T, value: string): void;
}

/** An option of Spark that is not offered, with the reason. */
export interface RefusedOption {
  readonly flag: string;
  readonly reason: string;
}

export interface ParseRules<T> {
  readonly options: readonly OptionRecord<T>[];
  readonly refused: readonly RefusedOption[];
  /** What to say of an option that Spark does not have either. */
  readonly unknown: (flag: string) => string;
}

/**
 * Applies the options at the start of `args`.
 * @returns what follows them: the first argument that is no option, and everything after it
 */
export function parseOptions<T>(args: readonly string[], into: T, { options, refused, unknown }: ParseRules<T>): readonly string[] {
  let at = 0;
  for (; at < args.length; at++) {
    const arg = args[at]!;
    if (!arg.startsWith('-') || arg === '-') break;
    const [, flag = arg, attached] = /^(--[^=]+)=([\s\S]*)$/.exec(arg) ?? [];
    const option = options.find(({ flags }) => flags.includes(flag));
    const refusal = refused.find(each => each.flag === flag);
    if (refusal) throw new UsageError(`${flag} is not supported: ${refusal.reason}.`);
    if (!option) throw new UsageError(unknown(arg));
    if (option.value === undefined) {
      if (attached !== undefined) throw new UsageError(`Option '${flag}' takes no value.`);
      option.apply(into, '');
      continue;
    }
    const value = attached ?? args[++at];
    if (value === undefined) throw new UsageError(`Missing argument for option '${flag}'.`);
    option.apply(into, value);
  }
  return args.slice(at);
}

const helpColumn = 30;
const helpWidth = 92;

/** The lines of `--help`, in the layout of Spark's. */
export function optionHelp<T>(options: readonly OptionRecord<T>[]): string {
  return options.map(option => optionLines(option).join('\n')).join('\n');
}

function optionLines<T>({ flags, value, help }: OptionRecord<T>): string[] {
  const usage = `  ${flags.join(', ')}${value === undefined ? '' : ` ${value}`}`;
  const lines = wrap(help, helpWidth - helpColumn);
  const start = usage.length + 1 < helpColumn ? [usage.padEnd(helpColumn) + lines.shift()!] : [usage];
  return [...start, ...lines.map(line => ' '.repeat(helpColumn) + line)];
}

function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1)!;
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}
