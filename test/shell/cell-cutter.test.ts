import { expect, it } from 'vitest';
import { continuesExpression, isCommandLine, looksLikeCommand } from '../../src/shell/cell-cutter.js';

it.each(['.map(f)', '  .map(f)', '?.x', '?.[0]', '?.(1)', '.#x', '. map'])('%j goes on with an expression', line => {
  expect(continuesExpression(line)).toBe(true);
});

it.each(['.5', '...rest', '? .5 : 1', '?.5:1', 'x.map', ''])('%j does not', line => {
  expect(continuesExpression(line)).toBe(false);
});

it('a command starts with a colon', () => {
  expect(isCommandLine(':help')).toBe(true);
  expect(isCommandLine('  :h? x')).toBe(true);
  expect(isCommandLine('a ? b : c')).toBe(false);
});

it('the colon of a conditional expression is no command', () => {
  expect(looksLikeCommand(':load f')).toBe(true);
  expect(looksLikeCommand('  : other')).toBe(false);
  expect(looksLikeCommand(': other')).toBe(false);
});
