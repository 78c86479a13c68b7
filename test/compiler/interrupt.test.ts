import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const interpreter = fileURLToPath(new URL('../../dist/compiler/interpreter.js', import.meta.url));

/** Runs cells in a process of its own and sends it SIGINT at each line that says `running`. */
function runInterrupted(cells: readonly string[]): Promise<string[]> {
  const script = `
    import { writeSync } from 'node:fs';
    import { createInterpreter } from ${JSON.stringify(interpreter)};
    const session = createInterpreter({ preloaded: { running: { value: () => void writeSync(1, 'running\\n'), type: '() => void' } }, packageTypes: '/nosuch.d.ts' });
    for (const text of ${JSON.stringify(cells)}) {
      const outcome = await session.run(text, { file: '<cell>', line: 1 });
      writeSync(1, JSON.stringify([outcome.status, outcome.result?.value]) + '\\n');
    }
    await session.close();
  `;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      if (chunk.includes('running')) child.kill('SIGINT');
    });
    child.on('error', reject);
    child.on('exit', () => resolve(output.split('\n').filter(line => line.startsWith('['))));
  });
}

describe('Ctrl-C', { timeout: 60_000 }, () => {
  it('breaks loops and waits, before and after an await, and leaves every definition', async () => {
    const outcomes = await runInterrupted([
      'let kept = 1',
      'kept = 2; running(); while (true) {}',
      'await null; kept = 3; running(); while (true) {}',
      'running(); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)',
      'let half = 1; try { running(); for (;;); } catch { kept = 99 }',
      'kept',
    ]);
    expect(outcomes.map(line => JSON.parse(line))).toEqual([
      ['done', null],
      ['interrupted', null],
      ['interrupted', null],
      ['interrupted', null],
      ['interrupted', null],
      ['done', 3],
    ]);
  });
});
