import { expect, it } from 'vitest';
import type { Diagnostic } from '../../src/compiler/cell.js';
import { diagnosticBelowPrompt, diagnosticWithSource } from '../../src/errors/diagnostic-text.js';

const about = (lineText: string, column: number, message = 'Wrong.'): Diagnostic => ({
  category: 'error',
  code: 2322,
  message,
  file: '<stdin>',
  line: 3,
  column,
  length: 1,
  lineText,
});

it('below a prompt the caret stands under the column and the message is indented', () => {
  expect(diagnosticBelowPrompt(about('const n', 7, 'First.\n  Second.'), 7)).toBe(
    '             ^\n       error TS2322: First.\n         Second.',
  );
});

it('with its source a finding starts with its place', () => {
  expect(diagnosticWithSource(about('const n = 1', 7))).toBe('<stdin>:3:7\nconst n = 1\n      ^\nerror TS2322: Wrong.');
});

it('the caret stands under the column after tabs, wide characters and combining marks', () => {
  expect(diagnosticWithSource(about('\tx', 2)).split('\n')[2]).toBe('\t^');
  expect(diagnosticWithSource(about("'日本' + x", 8)).split('\n')[2]).toBe('         ^');
  expect(diagnosticWithSource(about("'e\u0301' + x", 8)).split('\n')[2]).toBe('      ^');
  expect(diagnosticWithSource(about("'😀' + x", 8)).split('\n')[2]).toBe('       ^');
});

it('a column behind the end of the line is underlined there', () => {
  expect(diagnosticWithSource(about('f(', 4)).split('\n')[2]).toBe('   ^');
});

it('of a very long line the part around the column is shown', () => {
  const [, line = '', caret = ''] = diagnosticWithSource(about(`${'a'.repeat(5000)}X${'b'.repeat(5000)}`, 5001)).split('\n');
  expect(line.length).toBe(126);
  expect(line[caret.length - 1]).toBe('X');
});

it('a warning is called one, in its color', () => {
  const paint = { error: (text: string) => `<${text}>`, warning: (text: string) => `[${text}]` };
  expect(diagnosticWithSource({ ...about('x', 1), category: 'warning' }, paint)).toContain('[warning] TS2322');
  expect(diagnosticWithSource(about('x', 1), paint)).toContain('<error> TS2322');
});
