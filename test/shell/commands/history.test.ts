import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeShell } from './fake-shell.js';

const folder = mkdtempSync(join(tmpdir(), 'commands-history-'));
afterAll(() => rmSync(folder, { recursive: true }));

function shellWith(...entries: string[]): FakeShell {
  const shell = new FakeShell();
  shell.history.entries.push(...entries);
  return shell;
}

describe(':history', () => {
  it('numbers the last 20 in three columns', async () => {
    const shell = shellWith(...Array.from({ length: 25 }, (_, i) => `input${i + 1}`));
    const lines = (await shell.type(':history')).split('\n');
    expect(lines).toHaveLength(20);
    expect(lines[0]).toBe('  6  input6');
  });

  it('shows as many as asked for, itself among them', async () => {
    expect(await shellWith('a', 'b', ':history 2').type(':history 2')).toBe('  2  b\n  3  :history 2');
  });

  it('indents the further lines of an input', async () => {
    expect(await shellWith('f(\n1)').type(':history')).toBe('  1  f(\n     1)');
  });

  it('says that there is none', async () => {
    expect(await new FakeShell().type(':history')).toBe('No history available.');
  });
});

it(':h? finds text in upper and lower case', async () => {
  expect(await shellWith('const a = 1', 'CONST', 'b', ':h? const').type(':h? const')).toBe('1 const a = 1\n2 CONST\n4 :h? const');
});

describe(':line', () => {
  const shell = shellWith('a', 'b', 'c', 'd', ':line x');
  it.each([
    ['2', 'b'],
    ['2+2', 'b\nc'],
    ['-2', 'c\nd'],
    ['2-3', 'b\nc'],
    ['3-', 'c\nd'],
  ])('%s puts %j into the line', async (range, text) => {
    expect(await shell.type(`:line ${range}`)).toBe('Placing text in recent history.');
    expect(shell.calls.at(-1)).toEqual(['insertLine', text]);
  });

  it.each(['1+', '--', '+', '1-2-3', '+3'])('%s is a bad range', async range => {
    await expect(shell.type(`:line ${range}`)).rejects.toThrow(
      `Bad range '${range}'\nUse line 123, 120+3, -3, 120-123, 120-, note -3 is not 0-3 but (cur-3,cur)`,
    );
  });

  it('refuses a line that is not there', async () => {
    await expect(shell.type(':line 77')).rejects.toThrow('No line 77 in the history, which has 4.');
  });

  it('takes the input that defined a name', async () => {
    shell.interpreter.sources.set('f', 'const f = 1');
    await shell.type(':line f');
    expect(shell.calls.at(-1)).toEqual(['insertLine', 'const f = 1']);
    await expect(shell.type(':line nope')).rejects.toThrow('No symbol in scope: nope');
  });

  it('a lone - is the last result', async () => {
    shell.interpreter.sources.set('res0', '1 + 1');
    await shell.type(':line -');
    expect(shell.calls.at(-1)).toEqual(['insertLine', '1 + 1']);
  });
});

describe(':edit', () => {
  beforeEach(() => () => vi.unstubAllEnvs());
  const shell = shellWith('const a = 1', ':edit 1');

  /** An editor of one line of sh; `$1` is the file. */
  function editor(script: string): string {
    const path = join(folder, 'editor');
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o700);
    vi.stubEnv('EDITOR', path);
    return path;
  }

  it('runs what the editor saved', async () => {
    editor('sed -i s/1/2/ "$1"; echo b >> "$1"');
    expect(await shell.type(':edit 1')).toBe('+const a = 2\n+b');
    expect(shell.calls.at(-1)).toEqual(['runText', 'const a = 2\nb']);
    expect(shell.history.entries.pop()).toBe('const a = 2\nb');
  });

  it('runs nothing when the text is empty', async () => {
    editor(': > "$1"');
    await expect(shell.type(':edit 1')).rejects.toThrow('Edited text is empty.');
  });

  it('runs nothing when the editor failed', async () => {
    const path = editor('exit 3');
    await expect(shell.type(':edit 1')).rejects.toThrow(`Error exit from ${path} (3), ignoring`);
  });

  it('runs nothing when the file is gone', async () => {
    editor('rm "$1"');
    await expect(shell.type(':edit 1')).rejects.toThrow("Can't read edited text. Did you delete it?");
  });

  it('without EDITOR puts the text into the line', async () => {
    vi.stubEnv('EDITOR', '');
    expect(await shell.type(':edit 1')).toBe('Placing text in recent history.');
    expect(shell.calls.at(-1)).toEqual(['insertLine', 'const a = 1']);
  });
});
