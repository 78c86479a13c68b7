/** `ts-spark-submit [options] app.ts [args]`: runs a whole application, from its command line to its exit code. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../errors/spark-error.js';
import { ensureDriverMemory } from './driver-memory.js';
import { optionHelp, parseOptions } from './option-table.js';
import { describeArguments, noArguments, refusedOptions, sparkOptions, sparkProperties } from './spark-arguments.js';
import { versionText } from './version-text.js';

const usage = () => `Usage: ts-spark-submit [options] <app.ts> [app arguments]

Options:
${optionHelp(sparkOptions)}
`;

// What spark-submit leaves with when it is not told what to run, and what python leaves with when it is told wrong.
const nothingToRun = 255;
const noSuchFile = 2;

export async function main(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const say = (text: string) => void process.stderr.write(`${text}\n`);
  const leave = (code: number) => void (process.exitCode = code);
  const given = noArguments();
  try {
    const [app, ...appArgs] = parseOptions(args, given, {
      options: sparkOptions,
      refused: refusedOptions,
      unknown: flag => `Unrecognized option: ${flag}`,
    });
    if (given.help) return void process.stdout.write(usage());
    if (given.version) return void process.stdout.write(versionText());
    if (app === undefined) {
      say(usage());
      return leave(nothingToRun);
    }
    const properties = sparkProperties(given, env, say);
    ensureDriverMemory(properties);
    if (given.verbose) say(describeArguments(given, properties));
    const text = readApplication(app);
    if (text === undefined) {
      say(`ts-spark-submit: can't open file '${resolve(app)}': No such file or directory`);
      return leave(noSuchFile);
    }
    const { runApplication } = await import('./run-application.js');
    await runApplication({ path: resolve(app), text, args: appArgs, properties });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    say(`Error: ${error.message}\n\n${usage()}`);
    leave(1);
  }
}

function readApplication(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new UsageError(`Cannot read the application: ${message}`);
  }
}
