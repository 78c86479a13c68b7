import { parse } from 'acorn';
import { describe, expect, test } from 'vitest';
import { analyzeNames, freeIdentifiers } from '../../src/closures/free-names.js';

const freeOf = (code: string, sloppy = false) =>
  freeIdentifiers(parse(code, { ecmaVersion: 'latest', sourceType: sloppy ? 'script' : 'module', allowAwaitOutsideFunction: true }), sloppy)
    .map(({ name }) => name)
    .sort();

describe('free names', () => {
  test.each([
    ['parameters are bound', '(a => a + b)', 'b'],
    ['a default sees earlier parameters', '((a, b = a + c) => b)', 'c'],
    ['a default does not see a var of the body', '(function (f = () => x) { var x = 1; return f; })', 'x'],
    ['a destructured parameter binds its targets, not its keys', '(({ a: b, c: [d], ...e }) => [a, b, c, d, e])', 'a c'],
    ['computed keys of a pattern are read', '(({ [k]: v }) => v)', 'k'],
    ['var is hoisted out of blocks', '(() => { if (p) { var v = 1; } return v; })', 'p'],
    ['let stays in its block', '(() => { { let v = 1; } return v; })', 'v'],
    ['functions are hoisted', '(() => { return g(); function g() {} })', ''],
    ['a function of a block is not seen outside of it in strict mode', '(() => { { function g() {} } g(); })', 'g'],
    ['the catch parameter is bound', '(() => { try { t(); } catch ({ message }) { message; } })', 't'],
    ['catch without a parameter', '(() => { try {} catch { e; } })', 'e'],
    ['a class name is bound inside and after', '(() => { class A extends B { m() { return new A(); } } return A; })', 'B'],
    ['a class expression name is bound inside only', '(() => [class A { static a = A; }, A])', 'A'],
    ['class keys and fields', '(() => class { [k] = v; static #p = w; static { s(); var t; t; } m() { return this.#q; } #q; })', 'k s v w'],
    ['labels are no names', '(() => { outer: for (;;) { break outer; continue outer; } })', ''],
    ['properties are no names', '(o => o.a.b?.c + { d: 1, e() {}, get f() { return 1; } }.d)', ''],
    ['shorthand properties are', '(() => ({ a, b }))', 'a b'],
    ['arguments is bound in functions', '(function () { return arguments; })', ''],
    ['arguments of an arrow is free', '(() => arguments)', 'arguments'],
    ['loops', '(() => { for (const i of xs) i; for (let j = 0; j < n; j++) j; for (k in o) k; })', 'k n o xs'],
    ['loop variables end with the loop', '(() => { for (const i of []) ; return i; })', 'i'],
    ['switch cases share a block', '(v => { switch (v) { case a: let x = 1; default: x; } return x; })', 'a x'],
    ['generators, async, await, yield', '(async function* () { yield await p; for await (const x of y) x; })', 'p y'],
    ['tagged templates', '(() => tag`a$' + '{b}c`)', 'b tag'],
    ['a named function expression knows itself', '(function f(n) { return n ? f(n - 1) : g; })', 'g'],
    ['destructuring assignment', '(() => { [a, b.c, ...d] = e; ({ f, g: h.i, j = k } = l); })', 'a b d e f h j k l'],
    ['new.target and import()', '(function () { return [new.target, import(m)]; })', 'm'],
    ['imports and exports of a module', "import a, { b as c } from 'm'; import * as d from 'n'; export { c }; a + b + d;", 'b'],
    ['typeof', '(() => typeof maybe)', 'maybe'],
    ['using a name before its let is still that let', '(() => { f(); const f = () => x; })', 'x'],
  ])('%s', (_, code, names) => {
    expect(freeOf(code).join(' ')).toBe(names);
  });

  test('a function of a block is seen in the whole function in sloppy mode', () => {
    expect(freeOf('(function () { { function g() {} } g(); })', true)).toEqual([]);
  });

  test('references tell the members around a name and how they end', () => {
    const [free] = freeIdentifiers(parse('(() => { o.a.b; o.c.d(); o.e = 1; o[f]; ++o; })', { ecmaVersion: 'latest' })).filter(
      ({ name }) => name === 'o',
    );
    expect(free!.assigned).toBe(true);
    expect(
      free!.references.map(({ members, usage }) => [members.map(member => (member.property as { name: string }).name).join('.'), usage]),
    ).toEqual([
      ['a.b', 'read'],
      ['c.d', 'call'],
      ['e', 'write'],
      ['', 'read'],
      ['', 'write'],
    ]);
  });

  test('this of an arrow belongs to the code around it, of a function to itself', () => {
    const outerOf = (code: string) => analyzeNames(parse(code, { ecmaVersion: 'latest' })).outer.this;
    expect(outerOf('(() => this.a)')).toBe(true);
    expect(outerOf('(function () { return () => this.a; })')).toBe(false);
    expect(outerOf('(() => class { a = this; static { this; } m() { return this; } })')).toBe(false);
    expect(outerOf('(() => class { [this.key] = 1 })')).toBe(true);
    expect(outerOf('(() => ({ m() { return this; } }))')).toBe(false);
  });
});
