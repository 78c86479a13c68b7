import { describe, expect, it } from 'vitest';
import { parseCell, splitStatements } from '../../src/compiler/parse-cell.js';

const stateOf = (text: string) => parseCell(text).state;

describe('a cell is incomplete', () => {
  it.each([
    'foo(',
    'x +',
    'const x =',
    'const x: number =',
    'if (a)',
    'if (a) {} else',
    'for (;;)',
    'while (x)',
    'do { } while',
    'function f()',
    'function f() {',
    'function f(a: string): string\nfunction f(a: number): number',
    'class A {',
    'class A',
    'interface P { a: number',
    'type A =',
    'type B<',
    'enum E { A,',
    'a => {',
    'async () => {',
    '`abc',
    'const t = `a${',
    '/* abc',
    '[1, 2',
    '{ a: 1,',
    '{ a: 1, b: 2',
    '{',
    'x ? 1',
    'x.',
    'x as',
    'x instanceof',
    'try {',
    'try { 1 } catch',
    'switch (1) { case 1:',
    'import { a }',
    'foo(1, [2, {a: (3',
    '@dec',
    'x + // more to come',
  ])('%j', text => {
    expect(stateOf(text)).toBe('incomplete');
  });
});

describe('a cell is wrong', () => {
  it.each(['"abc', "'abc", 'foo("abc', '/abc', ')', '}', '1 2', 'const = 3', 'if (x { y }', 'a b c', '\u{1F600}', 'foo(]', 'let 1a = 2'])(
    '%j',
    text => {
      expect(stateOf(text)).toBe('wrong');
    },
  );

  it('a text with NUL characters is binary, with one error', () => {
    const outcome = parseCell('\0\x01ELF\x7f');
    expect(outcome).toMatchObject({ state: 'wrong', errors: [{ code: 1490 }] });
  });
});

describe('a cell is complete', () => {
  it.each([
    '',
    ' \n',
    '// comment',
    '1',
    'x',
    'function f() {}',
    'declare function f(): void',
    'if (a) b',
    '#!/usr/bin/env node\n1',
    'label: for (;;) break label',
  ])('%j', text => {
    expect(stateOf(text)).toBe('complete');
  });

  it.each(['{a: 1}', '{ a: 1, b: 2 }', '{a: 1};', '{}', 'function (x) { return x }', '{ a: 1 }.a', '{ ...x }'])(
    '%j is an expression',
    text => {
      expect(parseCell(text)).toMatchObject({ state: 'complete', isWrapped: true });
    },
  );

  it.each(['{ const x = 1; x }', '{ foo() }', 'function f(x) { return x }', '{ a; b }'])('%j is a statement', text => {
    expect(parseCell(text)).toMatchObject({ state: 'complete', isWrapped: false });
  });
});

describe('splitStatements', () => {
  const split = (text: string) => splitStatements(text).map(({ start, end, complete }) => [text.slice(start, end).trim(), complete]);

  it('keeps comments with the statement below', () => {
    expect(split('const a = 1\n// why\nfoo(a)')).toEqual([
      ['const a = 1', true],
      ['// why\nfoo(a)', true],
    ]);
  });

  it('a call chain over lines is one statement', () => {
    expect(split('sc.range(3)\n  .map(x => x)\n  .collect()')).toHaveLength(1);
  });

  it('overloads stay with their implementation', () => {
    expect(split('function f(a: string): string\nfunction f(a: any) { return a }\nf("x")')).toHaveLength(2);
  });

  it('the last statement may be incomplete', () => {
    expect(split('const a = 1\nfoo(')).toEqual([
      ['const a = 1', true],
      ['foo(', false],
    ]);
    expect(split('const a = 1\nfunction f()')).toEqual([
      ['const a = 1', true],
      ['function f()', false],
    ]);
  });

  it('what stands before a broken statement can run, and so can what follows it', () => {
    expect(split('const a = 1\n)\nfoo')).toEqual([
      ['const a = 1', true],
      [')', true],
      ['foo', true],
    ]);
    expect(split('1 2\n3')).toEqual([
      ['1 2', true],
      ['3', true],
    ]);
  });

  it('an object of several properties is one statement', () => {
    expect(split('a\n{ a: 1, b: 2 }\nb')).toEqual([
      ['a', true],
      ['{ a: 1, b: 2 }', true],
      ['b', true],
    ]);
  });

  it('nothing has no statements', () => {
    expect(split('')).toEqual([]);
    expect(split('// only a comment')).toEqual([]);
  });
});
