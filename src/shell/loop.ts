/** The loop of a session that a person types into, over any source of lines. */
import { UsageError } from '../errors/spark-error.js';
import { continuesExpression, isCommandLine } from './cell-cutter.js';
import { InputAbandoned, type LineSource } from './line-source.js';
import { type Shell, ShellExit } from './shell.js';
import { isTranscript, typedPartOf } from './transcript.js';

/** Ends at the end of the input (Ctrl-D). @throws ShellExit where the session is left in another way */
export async function runInteractiveLoop(shell: Shell, source: LineSource): Promise<void> {
  for (;;) {
    try {
      const line = await source.next('primary');
      if (line === undefined) return shell.print('\n:quit');
      if (line.trim() !== '') await runEntry(shell, source, line);
    } catch (error) {
      if (error instanceof ShellExit) throw error;
      if (!(error instanceof InputAbandoned)) shell.printError(shell.printer.error(error));
    }
  }
}

async function runEntry(shell: Shell, source: LineSource, line: string): Promise<void> {
  if (isCommandLine(line) && !line.includes('\n')) {
    shell.history.add(line);
    await shell.runCommandLine(line.trim());
    return;
  }
  if (isTranscript(line)) return replayTranscript(shell, line);
  if (line.includes('\n')) {
    // Pasted or recalled: the statements of it are known to belong together, so that a line with `.map` needs no care.
    const rest = await readUntilComplete(shell, source, line);
    shell.history.add(rest);
    await shell.runText(rest);
    return;
  }
  await runTyped(shell, source, line);
}

async function runTyped(shell: Shell, source: LineSource, first: string): Promise<void> {
  const origin = shell.nextCell();
  const lines = [first];
  for (;;) {
    const text = lines.join('\n');
    const goesOn = continuesExpression(source.peek() ?? '');
    const outcome = goesOn ? undefined : await shell.evaluate(text, origin);
    if (outcome && outcome.status !== 'incomplete') {
      shell.history.add(text);
      shell.report(outcome, text, origin, { record: true, typed: true });
      return;
    }
    if (isAbandoned(lines)) return shell.print('You typed two blank lines.  Starting a new command.');
    const next = await source.next('continuation');
    if (next === undefined) {
      shell.history.add(text);
      shell.print('');
      await shell.runCell(text, origin);
      return;
    }
    lines.push(...next.split('\n'));
  }
}

async function readUntilComplete(shell: Shell, source: LineSource, first: string): Promise<string> {
  let text = first;
  while (shell.interpreter.isIncomplete(text)) {
    if (isAbandoned(text.split('\n'))) {
      shell.print('You typed two blank lines.  Starting a new command.');
      throw new InputAbandoned();
    }
    const next = await source.next('continuation');
    if (next === undefined) break;
    text += `\n${next}`;
  }
  return text;
}

const isAbandoned = (lines: readonly string[]) => lines.length > 2 && lines.at(-1)!.trim() === '' && lines.at(-2)!.trim() === '';

/** A part of another session, prompts and answers and all: what was typed in it is run. */
async function replayTranscript(shell: Shell, start: string): Promise<void> {
  let text = start;
  if (!start.includes('\n')) {
    shell.print('// Detected repl transcript. Paste more, or ctrl-D to finish.');
    text += `\n${await shell.readUntilEndOfPaste()}`;
  }
  const inputs = typedPartOf(text);
  if (inputs.length === 0) throw new UsageError('The transcript holds nothing that was typed.');
  shell.print(`// Replaying ${inputs.length} command${inputs.length === 1 ? '' : 's'} from transcript.`);
  for (const input of inputs) {
    shell.history.add(input);
    shell.print(`\n${shell.printer.typed(input)}`);
    await shell.runText(input);
  }
}
