/** The lines that `:edit` and `:line` name. */
import { UsageError } from '../../errors/spark-error.js';
import type { Shell } from '../shell.js';
import { isHandover } from './session-value.js';

/** What the history holds without the command that runs now: `-3` does not count it. */
function linesBefore({ history: { entries } }: Shell): readonly string[] {
  return entries.at(-1)?.startsWith(':') ? entries.slice(0, -1) : entries;
}

/**
 * `123`, `120+3`, `-3`, `120-123`, `120-` are entries of the history, counted from 1 as `:history` shows them; any other word is a
 * name, which stands for the input that defined it; `-` is the last result.
 * @throws UsageError in Scala's words
 */
export function textOf(shell: Shell, what: string): string {
  if (what !== '-' && /^[\d+-]*$/.test(what)) return textOfRange(linesBefore(shell), what);
  const name = what === '-' ? `res${shell.interpreter.nextResult - 1}` : what;
  const source = shell.interpreter.sourceOf(name);
  if (source === undefined || isHandover(source)) throw new UsageError(`No symbol in scope: ${what}`);
  return source;
}

function textOfRange(lines: readonly string[], range: string): string {
  const [, first = '', sign, last = ''] = /^(\d*)(?:([+-])(\d*))?$/.exec(range) ?? [];
  const from = first === '' ? lines.length + 1 - Number(last) : Number(first);
  const to = sign === undefined ? from : sign === '+' ? from + Number(last) - 1 : first === '' || last === '' ? lines.length : Number(last);
  const valid = (first !== '' || (sign === '-' && last !== '')) && !(sign === '+' && last === '');
  if (!valid) {
    throw new UsageError(`Bad range '${range}'\nUse line 123, 120+3, -3, 120-123, 120-, note -3 is not 0-3 but (cur-3,cur)`);
  }
  const found = lines.slice(Math.max(0, from - 1), Math.max(0, to));
  if (found.length === 0) throw new UsageError(`No line ${range} in the history, which has ${lines.length}.`);
  return found.join('\n');
}
