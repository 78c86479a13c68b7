import { stat } from 'node:fs/promises';
import { UsageError } from '../../errors/spark-error.js';
import { pathOf, splitWords } from './arguments.js';
import type { Command } from './command.js';
import { completeFilePath } from './complete.js';

/** @throws UsageError in Scala's words when there is no such file */
export async function checkFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new UsageError(`File \`${path}\` does not exist.`);
  if (found.isDirectory()) throw new UsageError(`File \`${path}\` is a directory.`);
}

export const load: Command = {
  name: 'load',
  args: '[-v] <path> [args]',
  summary: 'interpret lines in a file',
  help: `Runs the lines of the file as if they were typed; :commands too. The words after the path are \`args: string[]\`.

    -v                 prints each line before it runs
    --stop-on-error    stops at the first statement that fails`,
  examples: [[':load word-count.ts', 'args: string[] = []\nLoading word-count.ts...\ncounts: RDD<[string, number]> = ShuffledRDD[4] at …']],
  complete: completeFilePath,
  async run(shell, args) {
    const words = splitWords(args);
    const flags = new Set<string>();
    while (words[0] === '-v' || words[0] === '--stop-on-error') flags.add(words.shift()!);
    const [typed, ...fileArgs] = words;
    if (typed === undefined) throw new UsageError('usage: :load -v file');
    const path = pathOf(typed);
    await checkFile(path);
    await shell.runFile(path, { verbose: flags.has('-v'), args: fileArgs, ...(flags.has('--stop-on-error') && { stopOnError: true }) });
  },
};
