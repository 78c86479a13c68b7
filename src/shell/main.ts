/** `ts-spark-shell`, from its command line to its exit code. */
import { UsageError } from '../errors/spark-error.js';
import { ensureDriverMemory } from '../submit/driver-memory.js';
import { describeArguments, sparkProperties } from '../submit/spark-arguments.js';
import { versionText } from '../submit/version-text.js';
import { parseShellOptions, shellHelp } from './options.js';

export async function main(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const warn = (text: string) => void process.stderr.write(`${text}\n`);
  try {
    const options = parseShellOptions(args);
    if (options.help) return void process.stdout.write(shellHelp());
    if (options.version) return void process.stdout.write(versionText());
    const properties = sparkProperties(options, env, warn);
    ensureDriverMemory(properties);
    if (options.verbose) warn(describeArguments(options, properties));
    if (process.stdin.isTTY && process.stdout.isTTY && !options.preloads.some(({ kind }) => kind === 'code')) {
      const { runTerminalSession } = await import('./terminal-session.js');
      await runTerminalSession(options, properties, env);
    } else {
      const { runScriptSession } = await import('./script-session.js');
      await runScriptSession(options, properties, env);
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    warn(error.message);
    process.exitCode = 1;
  }
}
