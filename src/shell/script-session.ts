/** A session that nobody types into: stdin is a pipe or a file, or the code is on the command line. */
import { BufferedLines } from './buffered-lines.js';
import { colorsOf } from './colors.js';
import { History } from './history.js';
import { type ShellOptions, wantsColor } from './options.js';
import { runPipedLoop } from './piped-loop.js';
import { runPreloads } from './preloads.js';
import { defaultSettings, Printer } from './printer.js';
import { openSession } from './session.js';
import { Shell, ShellExit } from './shell.js';

export async function runScriptSession(
  options: ShellOptions,
  properties: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  exitOnClosedPipe();
  const session = await openSession(properties);
  process.stdin.setEncoding('utf8');
  const source = new BufferedLines('<stdin>', process.stdin);
  const shell = new Shell({
    ...session,
    options,
    printer: new Printer(colorsOf(wantsColor(options, env, false)), defaultSettings()),
    history: new History(),
    output: { out: text => void process.stdout.write(text), err: text => void process.stderr.write(text), columns: () => 0 },
    source,
    isScript: true,
  });
  const reportLate = (error: unknown) => {
    shell.reportLate(error);
    if (shell.stopsOnError) leave(session.spark, 1);
  };
  process.on('uncaughtException', reportLate);
  process.on('unhandledRejection', reportLate);
  leave(session.spark, await exitCodeOf(shell, source));
}

async function exitCodeOf(shell: Shell, source: BufferedLines): Promise<number> {
  try {
    const isWhole = await runPreloads(shell);
    if (shell.options.preloads.some(({ kind }) => kind === 'code') || (!isWhole && shell.stopsOnError)) return shell.failed ? 1 : 0;
    return await runPipedLoop(shell, source);
  } catch (error) {
    if (error instanceof ShellExit) return error.code;
    shell.printError(shell.printer.error(error));
    return 1;
  }
}

function leave(spark: { stop(): void }, code: number): never {
  spark.stop();
  process.exit(code);
}

/** `ts-spark-shell | head -1`: nobody reads on; leave as a program does that SIGPIPE ended. */
function exitOnClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(141);
      throw error;
    });
  }
}
