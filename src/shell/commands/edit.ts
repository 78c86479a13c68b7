import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../errors/spark-error.js';
import type { Command } from './command.js';
import { completeName } from './complete.js';
import { textOf } from './history-range.js';

export const edit: Command = {
  name: 'edit',
  args: '<id>|<line>',
  summary: 'edit history',
  help: `Opens the editor that EDITOR names on lines of the history, or on the input that defined a name, and runs what is saved.
Without EDITOR the text is put into the line to type.

    123        one line, numbered as in :history
    120+3      three lines from 120 on
    -3         the last three lines
    120-123    from one line to another, both included
    120-       from a line to the last
    -          the input that made the last result`,
  examples: [[':edit counts', '+const counts = words.countByValue()\ncounts: Map<string, number> = Map(2) { … }']],
  complete: completeName,
  async run(shell, args) {
    if (args === '') throw new UsageError('usage: :edit id|line');
    const text = textOf(shell, args);
    const editor = process.env.EDITOR;
    if (!editor) {
      shell.print('Placing text in recent history.');
      return shell.insertLine(text);
    }
    const edited = await editedText(editor, text);
    if (edited.trim() === '') throw new UsageError('Edited text is empty.');
    shell.print(edited.replace(/^/gm, '+'));
    shell.history.add(edited);
    await shell.runText(edited);
  },
};

/** @throws UsageError when the editor failed or deleted the file */
async function editedText(editor: string, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ts-spark-shell-edit-'));
  try {
    const path = join(folder, 'edit.ts');
    await writeFile(path, `${text}\n`);
    // Through a shell, since EDITOR may hold options; the editor takes the terminal over until it ends.
    const { status, signal } = spawnSync(`${editor} "${path}"`, { shell: true, stdio: 'inherit' });
    if (status !== 0) throw new UsageError(`Error exit from ${editor} (${status ?? signal}), ignoring`);
    const edited = await readFile(path, 'utf8').catch(() => undefined);
    if (edited === undefined) throw new UsageError("Can't read edited text. Did you delete it?");
    return edited.trimEnd();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
