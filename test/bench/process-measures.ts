/** Measures of a whole program: from its start, at a terminal or through a pipe. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { AtTerminal } from '../support/at-terminal.js';
import type { Side } from './bench.js';

const secondsSince = (start: number) => (performance.now() - start) / 1000;

/** From the start of the process to a prompt that waits. */
export async function promptSeconds(side: Side): Promise<number> {
  const start = performance.now();
  const terminal = new AtTerminal(side);
  await terminal.atPrompt();
  const seconds = secondsSince(start);
  await terminal.leave();
  return seconds;
}

/** From the start of the process to the answer of a job that was piped in. */
export async function oneLinerSeconds({ command, args, env, oneLiner }: Side): Promise<number> {
  const start = performance.now();
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.end(`${oneLiner.text}\n`);
  let printed = '';
  let seconds: number | undefined;
  child.stdout.setEncoding('utf8').on('data', text => {
    printed += text;
    if (printed.includes(oneLiner.answer)) seconds ??= secondsSince(start);
  });
  await new Promise(resolve => child.on('close', resolve));
  if (seconds === undefined) throw new Error(`No answer from ${command}:\n${printed}`);
  return seconds;
}

/** Resident memory of the program and its children at the prompt, after one small job. */
export async function idleMemoryMb(side: Side): Promise<number> {
  const terminal = new AtTerminal(side);
  await terminal.atPrompt();
  await terminal.type(side.oneLiner.text);
  const bytes = processTree(terminal.pid).reduce((sum, pid) => sum + residentBytes(pid), 0);
  await terminal.leave();
  return bytes / 1e6;
}

function processTree(root: number): number[] {
  const parentOf = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // The name of the program stands in parentheses and may hold anything.
      const [, parent] = /^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
      parentOf.set(Number(name), Number(parent));
    } catch {
      // It has ended meanwhile.
    }
  }
  const tree = [root];
  for (const pid of tree) for (const [child, parent] of parentOf) if (parent === pid) tree.push(child);
  return tree;
}

function residentBytes(pid: number): number {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}
