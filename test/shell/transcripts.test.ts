/**
 * Runs test/transcripts/*.txt: sessions as a person sees them. What stands behind `spark> ` and `     | ` is typed into the real shell,
 * and what the shell shows must be the whole text. `UPDATE_TRANSCRIPTS=1` writes what it shows.
 *
 * Lines that start with `#` before the first prompt are comments; `# master: local[1]` chooses the master. `^D` on a line of its own
 * ends a paste.
 */
import { Console } from 'node:console';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { afterEach, expect, it } from 'vitest';
// The compiler and the executors are threads, which load built files.
import { colorsOf } from '../../dist/shell/colors.js';
import { History } from '../../dist/shell/history.js';
import { runInteractiveLoop } from '../../dist/shell/loop.js';
import { parseShellOptions } from '../../dist/shell/options.js';
import { defaultSettings, Printer } from '../../dist/shell/printer.js';
import { openSession, type Session } from '../../dist/shell/session.js';
import { Shell, ShellExit } from '../../dist/shell/shell.js';
import { TranscriptSource } from './transcript-source.js';

const folder = new URL('../transcripts/', import.meta.url);
let session: Session | undefined;

afterEach(async () => {
  session?.spark.stop();
  await session?.interpreter.close();
  session = undefined;
});

for (const name of readdirSync(folder).filter(file => file.endsWith('.txt'))) {
  it(`${name} reads as recorded`, async () => {
    const file = new URL(name, folder);
    const recorded = readFileSync(file, 'utf8');
    const start = Math.max(0, recorded.search(/^spark> /m));
    const [, master = 'local[2]'] = /^# master: (.*)/m.exec(recorded.slice(0, start)) ?? [];
    const shown = `${await sessionOf(recorded.slice(start), master)}\n`;
    if (process.env.UPDATE_TRANSCRIPTS) writeFileSync(file, recorded.slice(0, start) + shown);
    else expect(shown, `the right transcript is:\n\n${shown}\n(UPDATE_TRANSCRIPTS=1 writes it)\n`).toBe(recorded.slice(start));
  });
}

/** Types a transcript into a new session. @returns everything that the screen shows */
async function sessionOf(transcript: string, master: string): Promise<string> {
  let screen = '';
  const show = (text: string) => void (screen += text);
  session = await openSession({ 'spark.master': master });
  const source = new TranscriptSource(transcript, show);
  const shell = new Shell({
    ...session,
    options: parseShellOptions([]),
    printer: new Printer(colorsOf(false), defaultSettings()),
    history: new History(),
    output: { out: show, err: show, columns: () => 160 },
    source,
    isScript: false,
  });
  const { console } = globalThis;
  globalThis.console = new Console(new Writable({ write: (chunk, _, done) => done(void show(String(chunk))) }));
  try {
    await runInteractiveLoop(shell, source);
  } catch (error) {
    if (!(error instanceof ShellExit)) throw error;
  } finally {
    globalThis.console = console;
  }
  return screen.replace(/\n:quit\n$/, '').trimEnd();
}
