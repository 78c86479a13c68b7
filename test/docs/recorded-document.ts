/**
 * Documents show what the built product prints. Two kinds of fenced blocks are run: `text` blocks that begin at a prompt, all of a
 * document in one session at a pseudo-terminal, and `console` blocks, whose `$ ` lines go to a shell in the project's folder.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AtTerminal, shellProgram } from '../support/at-terminal.js';
import { projectRoot } from '../support/run-bin.js';

const block = /^```(text|console)\n([\s\S]*?)^```$/gm;
const prompt = /^(?:spark> | {5}\| )/;

/** @returns the document with what was printed this time in its blocks */
export async function recordAgain(document: string): Promise<string> {
  const shell = new AtTerminal(shellProgram('--master', 'local[2]', '--conf', 'spark.ui.showConsoleProgress=false'));
  await shell.atPrompt();
  let recorded = '';
  let end = 0;
  for (const { 0: whole, 1: kind, 2: body = '', index } of document.matchAll(block)) {
    const runs = kind === 'console' || prompt.test(body);
    const fresh = !runs ? body : kind === 'console' ? recordCommands(body) : await recordSession(shell, body);
    recorded += `${document.slice(end, index)}\`\`\`${kind}\n${fresh}\`\`\``;
    end = index + whole.length;
  }
  await shell.leave();
  return recorded + document.slice(end);
}

async function recordSession(shell: AtTerminal, body: string): Promise<string> {
  let screen = '';
  for (const line of body.split('\n')) {
    const [shown] = prompt.exec(line) ?? [];
    if (shown === undefined) continue;
    const typed = line.slice(shown.length);
    screen += `${line}\n${await shell.type(typed)}`;
  }
  return keepVarying(body, `${screen.trimEnd()}\n`);
}

function recordCommands(body: string): string {
  const bins = mkdtempSync(join(tmpdir(), 'ts-spark-bin-'));
  for (const name of ['ts-spark-shell', 'ts-spark-submit']) symlinkSync(`${projectRoot}bin/${name}.js`, join(bins, name));
  try {
    const env = {
      ...process.env,
      NO_COLOR: '1',
      TS_SPARK_SHELL_STARTUP: '/dev/null',
      MASTER: 'local[2]',
      PATH: `${bins}:${process.env.PATH}`,
    };
    const recorded = body
      .split('\n')
      .filter(line => line.startsWith('$ '))
      .map(
        line =>
          `${line}\n${execFileSync('bash', ['-c', `exec 2>&1\n${line.slice(2)}\ntrue`], { cwd: projectRoot, env, encoding: 'utf8' })}`,
      );
    return keepVarying(body, `${recorded.join('').trimEnd()}\n`);
  } finally {
    rmSync(bins, { recursive: true });
  }
}

/** Which executor ran a task, and how long it took, differs between runs: a document's own line stays where only that is new. */
function keepVarying(written: string, printed: string): string {
  const general = (text: string | undefined) => text?.replace(/executor \d+|TID \d+|\d+(?:\.\d+)? (?:ms|s)\b/g, '#');
  const before = written.split('\n');
  return printed
    .split('\n')
    .map((line, i) => (general(line) === general(before[i]) ? before[i] : line))
    .join('\n');
}
