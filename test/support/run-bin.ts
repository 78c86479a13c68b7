/** Runs a built program to its end. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

export interface Finished {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

/** @param name a file of `bin/`, without its ending */
export function runBin(name: string, args: readonly string[], stdin = '', cwd = projectRoot): Promise<Finished> {
  const child = spawn(process.execPath, [`${projectRoot}bin/${name}.js`, ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: '1', TS_SPARK_SHELL_STARTUP: '/dev/null' },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', text => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', text => (stderr += text));
  child.stdin.end(stdin);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => resolve({ stdout, stderr, code }));
  });
}
