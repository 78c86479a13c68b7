/**
 * Runs the lines of a pipe or a text: statements and commands in order, each as soon as it is known to be whole.
 *
 * A statement that is whole may still go on in the next line (`.map(...)`, `else`), so the last one that has arrived is run when the
 * next line is there, when the input has ended, or when nothing came for a moment: a program that writes one statement and waits for
 * the answer gets it.
 */
import type { Origin } from '../compiler/cell.js';
import { UsageError } from '../errors/spark-error.js';
import type { BufferedLines } from './buffered-lines.js';
import { type CutCell, cutCells, isCommandLine, looksLikeCommand } from './cell-cutter.js';
import type { Shell } from './shell.js';

/** How long the end of a statement may be in doubt. */
const lingerMs = 30;

export interface RunRules {
  /** Print each line behind a prompt before it runs. */
  readonly verbose?: boolean;
  readonly stopOnError?: boolean;
  /** Successful cells are entries of the session. */
  readonly record?: boolean;
  /** What runs is added to the history. */
  readonly remember?: boolean;
}

/** @returns whether everything succeeded; with `stopOnError` what follows a failure has not run */
export async function runLines(shell: Shell, lines: BufferedLines, rules: RunRules): Promise<boolean> {
  let succeeded = true;
  let atLeast = 1;
  for (;;) {
    if (lines.arrived().length < atLeast && !(await lines.moreArrives()) && lines.arrived().length === 0) return succeeded;
    const first = lines.peek()!;
    if (isCommandLine(first)) {
      lines.take(1);
      if (rules.remember) shell.history.add(first);
      echo(shell, rules, [first]);
      const done = await shell.runCommandLine(first.trim());
      if (!done && rules.stopOnError) return false;
      succeeded &&= done;
      atLeast = 1;
      continue;
    }
    const block = blockOf(lines, atLeast);
    const whole = await takeWhole(shell, lines, block, atLeast);
    if (whole === 'more') {
      atLeast = block.length + 1;
      continue;
    }
    atLeast = 1;
    for (const cell of whole) {
      lines.take(cell.lineCount);
      if (rules.remember) shell.history.add(cell.text);
      echo(shell, rules, cell.text.split('\n'));
      const done = await shell.runCell(cell.text, cell.origin, { record: rules.record ?? false });
      if (!done && rules.stopOnError) return false;
      succeeded &&= done;
    }
  }
}

/** The lines that are there now, before the next one that looks like a command; `atLeast` lines are known to belong together. */
function blockOf(lines: BufferedLines, atLeast: number): readonly string[] {
  const arrived = lines.arrived();
  const command = arrived.findIndex((line, i) => i >= atLeast && looksLikeCommand(line));
  return arrived.slice(0, command < 0 ? undefined : command);
}

/** The cells of a block that may run now, or `more` when its only statement is not whole. */
async function takeWhole(
  shell: Shell,
  lines: BufferedLines,
  block: readonly string[],
  atLeast: number,
): Promise<readonly CutCell[] | 'more'> {
  const origin: Origin = { file: lines.file, line: lines.lineNumber };
  const reason = whyNotText(block);
  if (reason) throw new UsageError(`${lines.file}:${origin.line + reason.line}: ${reason.message}`);
  const cells = cutCells(block, origin, shell.interpreter);
  const last = cells.at(-1);
  const isLastInput = block.length === lines.arrived().length;
  if (!last) {
    // Blank lines and comments; a comment may be open.
    if (shell.interpreter.isIncomplete(block.join('\n')) && (!isLastInput || (await lines.moreArrives()))) return 'more';
    return [{ text: block.join('\n'), origin, lineCount: block.length, complete: true }];
  }
  const before = cells.slice(0, -1);
  if (!last.complete) {
    if (before.length > 0) return before;
    // A line that looks like a command is part of an open statement: the text of a template, say.
    if (!isLastInput || (await lines.moreArrives())) return 'more';
    return cells;
  }
  if (!isLastInput || lines.ended || /[;]\s*$/.test(block.at(-1)!)) return cells;
  if (before.length > 0) return before;
  return (await lines.moreArrives(lingerMs)) || atLeast > block.length ? 'more' : cells;
}

function whyNotText(lines: readonly string[]): { line: number; message: string } | undefined {
  const line = lines.findIndex(each => /[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(each));
  if (line < 0) return undefined;
  const code = /[\0-\x08\x0e-\x1a\x1c-\x1f]/.exec(lines[line]!)![0].charCodeAt(0);
  return { line, message: `this is not a text: it holds the character 0x${code.toString(16).padStart(2, '0')}` };
}

function echo(shell: Shell, { verbose }: RunRules, lines: readonly string[]): void {
  if (verbose) shell.print(shell.printer.typed(lines.slice(lines.findIndex(line => line.trim() !== '')).join('\n')));
}
