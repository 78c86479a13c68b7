import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newInterpreter, type TestInterpreter } from './new-interpreter.js';

let session: TestInterpreter;
beforeAll(async () => {
  session = newInterpreter();
  await session.cell('interface P {\n  /** First and last. */\n  name: string;\n  age?: number;\n}\nconst people: P[] = [{ name: "a" }]');
  await session.cell('/** Adds.\n * @param a the first */\nfunction add(a: number, b: number) { return a + b }');
  await session.cell('let limit = 3');
  await session.cell('people.length');
});
afterAll(() => session.close());

describe('typeOf', () => {
  it.each([
    ['1 + 2', 'number'],
    ['people', 'P[]'],
    ['people.map(p => [p.name, 1] as const)', '(readonly [string, 1])[]'],
    ['(x: number) => people', '(x: number) => P[]'],
    ['sc.parallelize([1])', 'RDD<number>'],
    ['Promise.resolve(1);', 'Promise<number>'],
    ['res0', 'number'],
    ['{ a: 1 }', '{ a: number; }'],
  ])('%s', (expression, type) => {
    expect(session.typeOf(expression)).toMatchObject({ type });
  });

  it('runs nothing and takes no number', () => {
    const before = session.nextResult;
    session.typeOf('limit = 99');
    expect(session.nextResult).toBe(before);
    expect(session.definitions().find(({ name }) => name === 'limit')?.value).toBe(3);
  });

  it('writes members out', () => {
    expect(session.typeOf('people[0]!')).toEqual({ type: 'P', expanded: '{\n  name: string;\n  age?: number | undefined;\n}' });
  });

  it('says what is wrong', () => {
    expect(session.typeOf('1 + foo')).toMatchObject({ diagnostics: [{ code: 2304, line: 1, column: 5 }] });
    expect(session.typeOf('people.map(')).toMatchObject({ diagnostics: [{ code: 1005 }] });
  });
});

it('expandType writes a type out', () => {
  expect(session.expandType('Partial<P>')).toEqual({ type: '{\n  name?: string | undefined;\n  age?: number | undefined;\n}' });
  expect(session.expandType('[string, number]')).toEqual({ type: '[string, number]' });
  expect(session.expandType('Nope')).toMatchObject({ diagnostics: [{ code: 2304 }] });
});

describe('completionsAt', () => {
  const complete = (text: string, offset = text.length) => {
    const { from, items } = session.completionsAt(text, offset);
    return { from, names: items.map(({ name }) => name) };
  };

  it('members, without running anything', () => {
    expect(complete('people.ma')).toEqual({ from: 7, names: ['map'] });
    expect(complete('sc.parallelize([1]).map(x => `${x}`).collect()[0]!.toUp')).toMatchObject({ names: ['toUpperCase'] });
    expect(complete('people.map(p => p.')).toEqual({ from: 18, names: ['age', 'name'] });
  });

  it('names of the session, with their kinds', () => {
    expect(session.completionsAt('lim', 3)).toEqual({ from: 0, items: [{ name: 'limit', kind: 'let' }] });
    expect(complete('').names).toEqual(expect.arrayContaining(['people', 'add', 'sc', 'Math', 'const']));
    expect(complete('').names).not.toContain('document');
  });

  it('another case when none fits', () => {
    expect(complete('MAP').names).toContain('Map');
  });

  it('in the middle of a line, in strings, in braces', () => {
    expect(complete('people.le > 0', 9)).toEqual({ from: 7, names: ['length'] });
    expect(complete('const e: "abc" | "abd" = "').names).toEqual(['abc', 'abd']);
    expect(complete('import {  } from "ts-spark-shell"', 9).names).toEqual(expect.arrayContaining(['RDD', 'SparkContext']));
  });

  it('of what is no program are none', () => {
    expect(complete(')))').names).not.toContain(undefined);
    expect(complete('"abc').names).toEqual([]);
  });
});

describe('quickInfoAt', () => {
  it('a signature with its documentation', () => {
    expect(session.quickInfoAt('add(1, 2)', 3)).toEqual({
      signature: 'add(a: number, b: number): number',
      documentation: 'Adds.\n@param a the first',
    });
    expect(session.quickInfoAt('sc.parallelize([1]).map', 23)).toMatchObject({ documentation: 'Applies `f` to each row.' });
    expect(session.quickInfoAt('people[0]!.name', 15)).toEqual({
      signature: '(property) P.name: string',
      documentation: 'First and last.',
    });
  });

  it('none of what there is not', () => {
    expect(session.quickInfoAt('zzz', 3)).toBeUndefined();
    expect(session.quickInfoAt('', 0)).toBeUndefined();
  });
});

describe('what a name is made of', () => {
  it('emittedOf gives JavaScript and declaration', async () => {
    expect(session.emittedOf('limit')).toEqual({ javascript: 'let limit = 3', declaration: 'declare let limit: number;' });
    expect(session.emittedOf('P')).toMatchObject({ javascript: '', declaration: expect.stringContaining('interface P {') });
    expect(session.emittedOf('res0')?.javascript).toMatch(/^const res0 = \(\$cell\d+\.people\.length\)$/);
    await session.cell('enum E { A }');
    expect(session.emittedOf('E')?.javascript).toMatch(/^var E;\n\(function \(E\) \{/);
    expect(session.emittedOf('nosuch')).toBeUndefined();
  });

  it('sourceOf gives the text of its cell', () => {
    expect(session.sourceOf('limit')).toBe('let limit = 3');
    expect(session.sourceOf('res0')).toBe('people.length');
    expect(session.sourceOf('nosuch')).toBeUndefined();
  });
});

it('definitions are in the order they were made, with the values of now', async () => {
  await session.cell('limit = 8');
  const names = session.definitions().map(({ name }) => name);
  expect(names.indexOf('people')).toBeLessThan(names.indexOf('limit'));
  expect(session.definitions().find(({ name }) => name === 'limit')).toEqual({ name: 'limit', kind: 'let', type: 'number', value: 8 });
});

it('split gives each statement its line', () => {
  expect(session.split('const a = 1\n\n// why\nfoo(a)\nx +', { file: 'f', line: 10 })).toEqual([
    { text: 'const a = 1', origin: { file: 'f', line: 10 }, complete: true },
    { text: '// why\nfoo(a)', origin: { file: 'f', line: 12 }, complete: true },
    { text: 'x +', origin: { file: 'f', line: 14 }, complete: false },
  ]);
});

it('reset forgets everything but what was preloaded', async () => {
  await session.cell('import { existsSync } from "node:fs"');
  session.reset();
  expect(session.nextResult).toBe(0);
  expect(session.definitions().map(({ name }) => name)).toEqual(['sc']);
  expect(session.imports()).toEqual([]);
  expect(await session.errors('people')).toEqual(['TS2304 1:1']);
  expect(await session.value('sc.version')).toBe('4.3.0');
});
