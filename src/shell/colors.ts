/** The colors of the shell, as spark-shell has them: prompt magenta, names bold blue, types bold green. */
import { Chalk } from 'chalk';

export interface Colors {
  readonly enabled: boolean;
  prompt(text: string): string;
  name(text: string): string;
  type(text: string): string;
  error(text: string): string;
  warning(text: string): string;
}

export function colorsOf(enabled: boolean): Colors {
  const chalk = new Chalk({ level: enabled ? 1 : 0 });
  return { enabled, prompt: chalk.magenta, name: chalk.bold.blue, type: chalk.bold.green, error: chalk.red, warning: chalk.yellow };
}
