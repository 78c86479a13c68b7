import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newInterpreter, type TestInterpreter } from './new-interpreter.js';

let session: TestInterpreter;
beforeAll(() => {
  session = newInterpreter();
});
afterAll(() => session.close());

/** What runs of a name's statement. */
async function emitted(text: string, name: string): Promise<string> {
  const outcome = await session.cell(text);
  if (outcome.status !== 'done') throw new Error(JSON.stringify(outcome));
  return session.emittedOf(name)!.javascript;
}

const withoutTypes = (text: string) => text.replace(/ +/g, ' ');

describe('types become blanks', () => {
  it.each([
    ['const a: number = 1', 'a', 'const a = 1'],
    ['let d!: string', 'd', 'let d'],
    ['const f = (x: number, y?: string): string => `${x}${y!}`', 'f', 'const f = (x , y ) => `${x}${y }`'],
    [
      'function g<T extends object, U = T>(this: void, x: T, ...r: U[]): x is T { return r.length > 0 }',
      'g',
      'function g ( x , ...r ) { return r.length > 0 }',
    ],
    ['const h = new Map<string, Set<number>>()', 'h', 'const h = new Map ()'],
    ['const i = [1] as const satisfies readonly number[]', 'i', 'const i = [1]'],
    ['async function* j<T>(x: T): AsyncGenerator<T> { yield x }', 'j', 'async function* j (x ) { yield x }'],
    [
      'const k = { m<T>(x: T): T { return x }, get n(): number { return 1 } }',
      'k',
      'const k = { m (x ) { return x }, get n() { return 1 } }',
    ],
    ['const l = Array.from<number>([])!.map?.<string>(x => `${x}`)', 'l', 'const l = Array.from ([]) .map?. (x => `${x}`)'],
    [
      'abstract class A<T> { abstract a(): T; protected readonly b?: T; declare c: T; private static e: number = 1; [key: string]: unknown }',
      'A',
      'class A { ; b ; ; static e = 1; ; }',
    ],
    [
      'class I extends Array<number> implements Iterable<number> { override at(n: number): number { return n } }',
      'I',
      'class I extends Array { at(n ) { return n } }',
    ],
    ['class O { m(a: string): void\n m(a: number): void\n m(a: any) { void a } }', 'O', 'class O { ; \n ; \n m(a ) { void a } }'],
  ])('%s', async (text, name, expected) => {
    expect(withoutTypes(await emitted(text, name))).toBe(expected);
  });

  it('lines and columns stay', async () => {
    const text = 'const wide: Map<\n  string,\n  number\n> = new Map<string, number>()';
    const javascript = await emitted(text, 'wide');
    expect(javascript.split('\n').map(line => line.length)).toEqual(text.split('\n').map(line => line.length));
  });
});

describe('erased text stays valid', () => {
  it('when a return type over lines stands before an arrow', async () => {
    expect(await session.value('const f = (x: number): {\n  a: number,\n  b: string\n} => ({ a: x, b: "b" })\nf(1)')).toEqual({
      a: 1,
      b: 'b',
    });
  });

  it('when a statement that is gone stood between two lines', async () => {
    expect(await session.value('const p = 1\ninterface X { a: 1 }\n;[2].length + p')).toBe(2);
    expect(await session.value('const q = 1\ntype Y = 1\n[3].length')).toBe(1);
  });

  it('when `as` ends a line before a bracket', async () => {
    expect(await session.value('const r = [1] as number[]\n;[4].length')).toBe(1);
  });

  it('when a modifier is gone before a computed field', async () => {
    expect(await session.value('class M { a = 1\n private [`b`] = 2\n public *[Symbol.iterator]() { yield 3 } }\n[...new M()]')).toEqual([
      3,
    ]);
  });
});

describe('what is more than types is printed by TypeScript', () => {
  it('enums, namespaces, parameter properties', async () => {
    expect(await session.value('enum E { A = 1, B = A << 2 }\nE[4]')).toBe('B');
    expect(await session.value('const enum CE { X = 5 }\nCE.X')).toBe(5);
    await session.cell('namespace N { export const a = 1; export function f() { return a } }');
    expect(await session.value('N.f()')).toBe(1);
    expect(
      await session.value(
        'class P { constructor(private readonly x: number, public y = 2) {} sum() { return this.x + this.y } }\nnew P(1).sum()',
      ),
    ).toBe(3);
  });

  it('decorators, accessors, assertions in angle brackets', async () => {
    await session.cell(
      'const marked: string[] = []\nconst mark = (c: new () => object, context: ClassDecoratorContext) => { marked.push(context.name!) }',
    );
    expect(await session.value('@mark class Dec { accessor v = 1 }\n[marked[0], new Dec().v]')).toEqual(['Dec', 1]);
    expect(await session.value('<number>(<unknown>3)')).toBe(3);
  });

  it('names of earlier cells and results work in them', async () => {
    await session.cell('let start = 3');
    expect(await session.value('enum F { A = 1 }\nstart + F.A')).toBe(4);
    expect(await session.value('class Counter { constructor(public n = start) {} }\nstart = 10\nnew Counter().n')).toBe(10);
  });
});

it('exports are dropped', async () => {
  expect(await session.value('export const e1 = 1; export default function named() { return e1 }\nexport { e1 as other }\nnamed()')).toBe(
    1,
  );
  expect(await session.value('e1 + named()')).toBe(2);
});

it('functions keep the text that the person wrote', async () => {
  const f = await session.value('x => {\n  // why\n  return   x // odd spacing\n}');
  expect(String(f)).toBe('x => {\n  // why\n  return   x // odd spacing\n}');
});
