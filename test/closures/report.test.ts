import { expect, test } from 'vitest';
import { ClosureCapturer } from '../../src/closures/capture.js';
import { ClassTable } from '../../src/closures/class-table.js';
import { printReport, reportClosure } from '../../src/closures/report.js';
import { cell } from './threads-apart.js';

const report = (body: string) => reportClosure(cell(body), new ClosureCapturer(new ClassTable()));

test('a report lists the variables of a function with their kinds and bytes', () => {
  const made = report(
    'const k = 3, table = new Map([[1, "x".repeat(1000)]]), half = x => x / 2; class P {} return x => [x * k, table.get(x), half(x), new P()]',
  );
  expect(made.variables.map(({ name, kind }) => [name, kind])).toEqual([
    ['k', 'number'],
    ['table', 'Map of 1'],
    ['half', 'function'],
    ['P', 'class'],
  ]);
  expect(made.variables[1]!.bytes).toBeGreaterThan(1000);
  expect(made.bytes).toBeGreaterThan(made.variables[1]!.bytes!);
  expect(made.refusal).toBeUndefined();
  expect(printReport(made)).toMatch(
    /^x => \[.*\] {2}\(<cell 1>:1:\d+\)\n {2}k {6}number {4}\d+ bytes\n {2}table {2}Map of 1 {2}\d+ bytes\n[\s\S]* bytes in all$/,
  );
});

test('a report of a function that cannot be sent says which variable and why', () => {
  const made = report('const a = 1, p = Promise.resolve(); return () => [a, p]');
  expect(made.variables.map(({ name, bytes }) => [name, bytes === undefined])).toEqual([
    ['a', false],
    ['p', true],
  ]);
  expect(printReport(made)).toContain('p  Promise  cannot be sent\nTask not serializable: the function');
});

test('a report of a function that captures nothing', () => {
  expect(printReport(report('return x => x + 1'))).toMatch(/^x => x \+ 1 {2}\(<cell 1>:1:8\)\n {2}captures nothing\n {2}\d+ bytes in all$/);
});

test('blanks where types stood are not shown', () => {
  expect(report('return (x        , y   = 1        )         => [x, y]').text).toBe('(x, y = 1) => [x, y]');
});
