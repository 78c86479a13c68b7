import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SyncThread } from '../../dist/threads/sync-thread.js';

const library = new URL('../../dist/threads/sync-thread.js', import.meta.url).href;

describe('SyncThread', () => {
  let directory: string;
  const entryOf = (name: string, load: string) => {
    const path = join(directory, `${name}.mjs`);
    writeFileSync(path, `import { serveSyncThread } from ${JSON.stringify(library)};\nserveSyncThread(${load});`);
    return pathToFileURL(path);
  };
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'sync-thread-'));
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it('answers calls in their order, after what was only sent', async () => {
    const thread = new SyncThread<number, number>(entryOf('sum', 'async start => { let sum = start; return n => (sum += n); }'), 10, 'sum');
    thread.send(5);
    expect(thread.call(1)).toBe(16);
    expect(thread.call(2)).toBe(18);
    await thread.close();
    expect(thread.isOpen).toBe(false);
    expect(() => thread.call(1)).toThrow('The sum thread has ended');
  });

  it('throws here what was thrown there, and goes on', async () => {
    const thread = new SyncThread<number, number>(
      entryOf('odd', 'async () => n => { if (n % 2) throw new Error(`${n} is odd`); return n; }'),
      undefined,
      'odd',
    );
    expect(() => thread.call(3)).toThrow('3 is odd');
    expect(thread.call(4)).toBe(4);
    await thread.close();
  });

  it('says why it could not start', async () => {
    const thread = new SyncThread<number, number>(
      entryOf('broken', 'async () => { throw new Error("no compiler here"); }'),
      undefined,
      'broken',
    );
    expect(() => thread.call(1)).toThrow('no compiler here');
    await thread.close();
  });

  it('is given up when it never answers', () => {
    const thread = new SyncThread<number, number>(entryOf('stuck', 'async () => () => { for (;;); }'), undefined, 'stuck');
    expect(() => thread.call(1, 300)).toThrow('gave no answer');
    expect(thread.isOpen).toBe(false);
  });

  it('serves a last request before it ends', async () => {
    const log = join(directory, 'last.txt');
    const load = `async () => { const { writeFileSync } = await import('node:fs'); return text => { writeFileSync(${JSON.stringify(log)}, text); process.exit(); }; }`;
    const thread = new SyncThread<string, void>(entryOf('last', load), undefined, 'last');
    await thread.close('written');
    const { readFileSync } = await import('node:fs');
    expect(readFileSync(log, 'utf8')).toBe('written');
  });
});
