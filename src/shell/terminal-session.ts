/** A session that a person types into. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { WriteStream } from 'node:tty';
import type { SharedConsole } from '../threads/shared-console.js';
import { banner, contextLines } from './banner.js';
import { colorsOf } from './colors.js';
import { completionOf } from './completion.js';
import { History } from './history.js';
import { InputAbandoned } from './line-source.js';
import { runInteractiveLoop } from './loop.js';
import { type ShellOptions, wantsColor } from './options.js';
import { runPreloads, runStartupFile } from './preloads.js';
import { defaultSettings, Printer } from './printer.js';
import { openSession } from './session.js';
import { Shell, ShellExit } from './shell.js';
import { Terminal } from './terminal.js';

/** The engine warms while nothing is typed yet, behind the compiler, which the first line needs sooner. */
const WARM_UP_DELAY_MS = 700;

export async function runTerminalSession(
  options: ShellOptions,
  properties: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const showsProgress = { 'spark.ui.showConsoleProgress': String(process.stderr.isTTY === true) };
  const opening = openSession({ ...showsProgress, ...properties });
  process.stdout.write(banner());
  const session = await opening;
  process.stdout.write(contextLines(session.spark.sparkContext));
  const history = new History(env.TS_SPARK_SHELL_HISTORY ?? join(homedir(), '.ts_spark_shell_history'));
  const colors = colorsOf(wantsColor(options, env, true));
  const terminal = new Terminal({
    input: process.stdin,
    output: process.stdout,
    history,
    colors,
    bracketsPastes: env.TERM !== 'dumb',
    typing: isTyping => void (session.spark.sparkContext.console.isTyping = isTyping),
    complete: (before, line, after) => completionOf(shell, before, line, after),
    cancel: () => shell.cancelJobs(),
    leave: () => process.exit(0),
  });
  // Not while something runs, which would wait for it.
  setTimeout(() => terminal.isWaiting && session.spark.sparkContext.warmUp(), WARM_UP_DELAY_MS).unref();
  const { console } = session.spark.sparkContext;
  shareConsole(process.stdout, console, terminal);
  if (process.stderr.isTTY) shareConsole(process.stderr, console, terminal);
  const write = (text: string) => void process.stdout.write(text);
  const interrupt = () => {
    terminal.discardTypedAhead();
    if (terminal.isWaiting) terminal.interrupt();
    else session.interpreter.interrupt();
  };
  const shell: Shell = new Shell({
    ...session,
    options,
    printer: new Printer(colors, defaultSettings()),
    history,
    // Errors too go to the screen, in the order in which things happen.
    output: { out: write, err: write, columns: () => process.stdout.columns },
    source: terminal,
    isScript: false,
    insertLine: text => terminal.insertLine(text),
    onInterrupted: () => {
      // The terminal has echoed this already, but where a progress bar was, it went with it.
      write('\r^C\n');
      terminal.discardTypedAhead();
    },
    aroundCancelling: cancel => {
      process.off('SIGINT', interrupt);
      const endings = cancel();
      process.on('SIGINT', interrupt);
      return endings;
    },
  });
  process.on('SIGINT', interrupt);
  process.on('exit', () => terminal.close());
  const reportLate = (error: unknown) => shell.reportLate(error);
  process.on('uncaughtException', reportLate);
  process.on('unhandledRejection', reportLate);
  const code = await runSession(shell, terminal, env);
  session.spark.stop();
  process.exit(code);
}

async function runSession(shell: Shell, terminal: Terminal, env: NodeJS.ProcessEnv): Promise<number> {
  try {
    await abandonable(() => runStartupFile(shell, env));
    await abandonable(() => runPreloads(shell));
    await runInteractiveLoop(shell, terminal);
    return 0;
  } catch (error) {
    if (error instanceof ShellExit) return error.code;
    throw error;
  }
}

async function abandonable(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof InputAbandoned)) throw error;
  }
}

/**
 * What the driver prints goes to the console that executors and the progress bar write to as well. What a timer prints while a line is
 * being typed appears above that line.
 */
function shareConsole(stream: WriteStream & { fd: 1 | 2 }, console: SharedConsole, terminal: Terminal): void {
  stream.write = (chunk: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
    const write = (text: string) => console.write(stream.fd, text);
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    if (terminal.isWaiting) terminal.writeAbove(text, write);
    else write(text);
    const written = typeof encoding === 'function' ? encoding : done;
    if (typeof written === 'function') process.nextTick(written as () => void);
    return true;
  };
}
