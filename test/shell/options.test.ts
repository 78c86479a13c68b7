import { expect, it } from 'vitest';
import { parseShellOptions, shellHelp, wantsColor } from '../../src/shell/options.js';

it('preloads keep their order', () => {
  expect(parseShellOptions(['-I', 'a.ts', '-e', '1+1', '-i', 'b.ts', '-e', '2']).preloads).toEqual([
    { kind: 'lines', path: 'a.ts' },
    { kind: 'code', text: '1+1' },
    { kind: 'unit', path: 'b.ts' },
    { kind: 'code', text: '2' },
  ]);
});

it.each([
  [['--foo'], "bad option: '--foo'"],
  [['-m', 'local'], "bad option: '-m'"],
  [['--foo=bar'], "bad option: '--foo=bar'"],
  [['script.ts'], "unexpected argument: 'script.ts' (preload a file with -i or -I, run an application with ts-spark-submit)"],
  [['-e'], "Missing argument for option '-e'."],
])('%j is refused', (args, message) => {
  expect(() => parseShellOptions(args)).toThrow(expect.objectContaining({ name: 'UsageError', message }));
});

it('the help names every option once and is no wider than Spark’s', () => {
  const help = shellHelp();
  for (const flag of [
    '-I <file>',
    '-i <file>',
    '-e <code>',
    '--keep-going',
    '--no-color',
    '--master MASTER_URL',
    '--conf, -c PROP=VALUE',
    '--help, -h',
    '--version',
  ]) {
    expect(help.split(`  ${flag}`)).toHaveLength(2);
  }
  expect(Math.max(...help.split('\n').map(line => line.length))).toBeLessThanOrEqual(92);
});

it('colors are for terminals, unless the environment or an option says otherwise', () => {
  const plain = parseShellOptions([]);
  expect(wantsColor(plain, {}, true)).toBe(true);
  expect(wantsColor(plain, {}, false)).toBe(false);
  expect(wantsColor(plain, { NO_COLOR: '1' }, true)).toBe(false);
  expect(wantsColor(plain, { NO_COLOR: '' }, true)).toBe(true);
  expect(wantsColor(plain, { FORCE_COLOR: '1' }, false)).toBe(true);
  expect(wantsColor(plain, { FORCE_COLOR: '0' }, true)).toBe(false);
  expect(wantsColor(plain, { TERM: 'dumb' }, true)).toBe(false);
  expect(wantsColor(parseShellOptions(['--no-color']), { FORCE_COLOR: '1' }, true)).toBe(false);
});
