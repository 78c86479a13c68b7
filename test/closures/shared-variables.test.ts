import { describe, expect, test } from 'vitest';
import { cell, TwoThreads } from './threads-apart.js';

const send = (body: string): any => new TwoThreads().send(cell(body));
const make = 'function make() { let n = 0; return { inc() { return ++n; }, get() { return n; } }; }';

describe('a variable that functions share and change', () => {
  test.each([
    ['methods of one literal', `${make} const c = make(); return () => { c.inc(); c.inc(); return c.get(); }`, 2],
    ['a function and the closure itself', 'let n = 0; const inc = () => { n += 2; }; return () => { inc(); return n; }', 2],
    [
      'through a third function',
      'let n = 0; const inc = () => { n++; }; const twice = () => { inc(); inc(); }; return () => { twice(); n *= 10; return n; }',
      20,
    ],
    [
      'a getter',
      'const lib = (() => { let n = 0; function inc() { n++; } return { inc, get n() { return n; } }; })(); return () => { lib.inc(); return lib.n; }',
      1,
    ],
    ['a class', 'let made = 0; class A { constructor() { made++; } } return () => { new A(); new A(); return made; }', 2],
    [
      'functions that a loop made',
      'let n = 0; const list = [1, 2].map(k => () => { n += k; }); return () => { list[0](); list[1](); return n; }',
      3,
    ],
    [
      'a function in the variable',
      'let f = () => 1; const set = () => { f = () => 2; }; return () => { const before = f(); set(); return before * 10 + f(); }',
      12,
    ],
    [
      'destructuring',
      'let a = 1, b = 2; const swap = () => { [a, b] = [b, a]; }; return () => { swap(); const { x = a } = {}; return [x, { b }.b].join(""); }',
      '21',
    ],
  ])('%s', (_, body, expected) => {
    expect(send(body)()).toBe(expected);
  });

  test('names of earlier cells', () => {
    Object.defineProperty(globalThis, '$cell93', { value: { n: 1 }, configurable: true });
    expect(send('const inc = () => { $cell93.n++; }; return () => { inc(); inc(); return $cell93.n; }')()).toBe(3);
    expect((globalThis as any).$cell93.n).toBe(1);
    delete (globalThis as any).$cell93;
  });

  test('each rebuilt function has a variable of its own', () => {
    const { capturer, rebuilder } = new TwoThreads();
    const captured = capturer.capture(cell('let n = 0; const inc = () => { n++; }; return () => { inc(); return n; }'));
    const [f, g] = [rebuilder.rebuild(captured), rebuilder.rebuild(captured)];
    expect([f(), f(), g()]).toEqual([1, 2, 1]);
  });

  test('two variables of one place stay two when they differ', () => {
    expect(send(`${make} const a = make(), b = make(); b.inc(); return () => { a.inc(); b.inc(); return [a.get(), b.get()]; }`)()).toEqual([
      1, 2,
    ]);
  });

  test('two variables that nothing tells apart are refused', () => {
    expect(new TwoThreads().refusal(cell(`${make} const a = make(), b = make(); return () => [a.inc(), b.get()]`))).toBe(
      [
        'Task not serializable: the function `() => [a.inc(), b.get()]` (<cell 1>:1:124)',
        '  uses `b.get`, the function `get() { return n; }` (<cell 1>:1:62)',
        '  which uses `n`, a variable that may or may not be that of the function `inc() { return ++n; }` (<cell 1>:1:39).',
        '  Way out: keep it in an object, `const state = { n: ... }`, that both use.',
      ].join('\n'),
    );
  });

  test('variables that nobody changes need no proof', () => {
    const constant = 'function make() { let n = 5; return { twice() { return n * 2; }, get() { return n; } }; }';
    expect(send(`${constant} const a = make(), b = make(); return () => [a.twice(), b.get()]`)()).toEqual([10, 5]);
  });
});

describe('this of an arrow function', () => {
  test.each([
    ['a field', 'class A { k = 2; f = x => x * this.k; } const a = new A(); return x => a.f(x)'],
    [
      'a field set by the constructor',
      'class A { constructor() { this.k = 2; this.f = x => x * this.k; } } const a = new A(); return x => a.f(x)',
    ],
    ['a field of a parent', 'class A { k = 2; f = x => x * this.k; } class B extends A {} const b = new B(); return x => b.f(x)'],
  ])('%s is its instance', (_, body) => {
    expect(send(body)(4)).toBe(8);
  });
});
