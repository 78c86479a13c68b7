import { describe, expect, test } from 'vitest';
import { cell, TwoThreads } from './threads-apart.js';

/** What `value`, written as an expression, is on the other side of a closure that captures it beside something that is not plain. */
const throughClosure = (expression: string): any => new TwoThreads().send(cell(`const value = ${expression}; return () => value`))();

describe('values that a closure captures', () => {
  test.each([
    ['numbers', '[-0, NaN, Infinity, 1.5, 2 ** 53]'],
    ['bigint', '[3n, -(2n ** 70n)]'],
    ['strings', '["", "\\ud800", "\\u{1F600}"]'],
    ['null and undefined', '[null, undefined, { a: undefined }]'],
    ['sparse arrays', '[1, , 3]'],
    ['arrays with names', 'Object.assign([1, 2], { index: 3 })'],
    ['dates', '[new Date(5), new Date(NaN)]'],
    ['maps and sets', 'new Map([[{ a: 1 }, new Set([1, "x"])]])'],
    ['nested literals', '({ a: [{ b: { c: 1 } }] })'],
    ['typed arrays', '[new Float64Array([1.5]), new Uint8Array([1, 2]), new BigInt64Array([3n])]'],
    ['buffers', '[Buffer.from("abc"), Buffer.alloc(3)]'],
    ['array buffers', 'new Uint8Array([1, 2, 3]).buffer'],
    ['boxed values', '[Object(1), Object("ab"), Object(false), Object(3n)]'],
    ['objects without a prototype', 'Object.assign(Object.create(null), { a: 1, f: undefined })'],
    ['symbol keys', '({ [Symbol.for("k")]: 1, [Symbol.toStringTag]: "T" })'],
    ['registered symbols', '[Symbol.for("k"), Symbol.asyncIterator]'],
    ['urls', '[new URL("http://a.b/c?d=1"), new URLSearchParams("a=1&a=2")]'],
    ['errors', '[new Error("e"), new RangeError("r", { cause: new Error("c") }), new AggregateError([new Error("x")], "many")]'],
  ])('%s', (_, expression) => {
    expect(throughClosure(expression)).toStrictEqual(cell(`return ${expression}`));
  });

  test('-0 and NaN stay what they are alone', () => {
    expect([throughClosure('-0'), throughClosure('NaN')]).toEqual([-0, NaN]);
  });

  test('holes are holes', () => expect(1 in throughClosure('[1, , 3]')).toBe(false));

  test('a regular expression keeps its position', () => {
    const sent = throughClosure('(() => { const r = /a/gi; r.lastIndex = 2; return r; })()');
    expect([sent.source, sent.flags, sent.lastIndex, sent.test('aba')]).toEqual(['a', 'gi', 2, true]);
  });

  test('an error keeps class, stack and fields', () => {
    const sent = throughClosure('Object.assign(new TypeError("t"), { code: "E_T" })');
    expect([sent instanceof TypeError, sent.code, Object.keys(sent), sent.stack.includes('<cell 1>')]).toEqual([
      true,
      'E_T',
      ['code'],
      true,
    ]);
  });

  test('frozen, sealed and read-only stay so', () => {
    const sent = throughClosure('[Object.freeze({ a: 1 }), Object.freeze([1]), Object.seal({ a: 1 }), Object.preventExtensions({})]');
    expect(sent.map((o: object) => [Object.isFrozen(o), Object.isSealed(o), Object.isExtensible(o)])).toEqual([
      [true, true, false],
      [true, true, false],
      [false, true, false],
      [true, true, false],
    ]);
    expect(Object.getOwnPropertyDescriptor(throughClosure('Object.defineProperty({}, "a", { value: 1 })'), 'a')).toEqual({
      value: 1,
      writable: false,
      enumerable: false,
      configurable: false,
    });
  });

  test('getters stay getters', () => {
    const o = new TwoThreads().send(cell('const o = { n: 1, get twice() { return this.n * 2; } }; return () => o'))();
    o.n = 5;
    expect(o.twice).toBe(10);
  });

  test('cycles', () => {
    const o = new TwoThreads().send(cell('const o = { list: [] }; o.self = o; o.list.push(o); o.f = () => o; return () => o'))();
    expect([o.self === o, o.list[0] === o, o.f() === o]).toEqual([true, true, true]);
    const plain = throughClosure('(() => { const m = new Map(); m.set("m", m); return m; })()');
    expect(plain.get('m')).toBe(plain);
  });

  test('two variables that share an object share it there', () => {
    expect(new TwoThreads().send(cell('const o = {}; const a = [o], b = new Map([[1, o]]); return () => a[0] === b.get(1)'))()).toBe(true);
    expect(
      new TwoThreads().send(cell('const o = { f() {} }; const a = [o], b = new Map([[1, o]]); return () => a[0] === b.get(1)'))(),
    ).toBe(true);
  });

  test('views of one memory share it there', () => {
    const body =
      'const m = new ArrayBuffer(8), f = new Float64Array(m), u = new Uint32Array(m, 4, 1); return x => { f[0] = x; return u[0]; }';
    expect(new TwoThreads().send(cell(body))(1)).toBe(cell(body)(1));
  });

  test('a list of 50,000 links', () => {
    let at = throughClosure('(() => { let list = null; for (let i = 0; i < 50000; i++) list = { next: list, i }; return list; })()');
    let count = 0;
    for (; at; at = at.next) count++;
    expect(count).toBe(50_000);
  });

  test('objects with another object as prototype', () => {
    const o = throughClosure('Object.create({ hi() { return "hi " + this.name; } }, { name: { value: "x", enumerable: true } })');
    expect(o.hi()).toBe('hi x');
  });

  test('the arguments of a call', () => {
    expect([...throughClosure('(function () { return arguments; })(1, 2)')]).toEqual([1, 2]);
  });

  test('a value by itself', () => {
    const threads = new TwoThreads();
    expect(threads.sendValue({ a: [1, new Map([[1, 2]])] })).toEqual({ a: [1, new Map([[1, 2]])] });
    expect(threads.sendValue(7)).toBe(7);
    expect(threads.sendValue(cell('const k = 2; return [x => x * k]'))[0](4)).toBe(8);
  });

  test('bytes follow what is captured', () => {
    const { capturer } = new TwoThreads();
    const bytes = (body: string) => capturer.capture(cell(body)).bytes;
    expect(bytes('const t = "x".repeat(1e6); return () => t')).toBeGreaterThan(1e6);
    expect(bytes('const t = "x".repeat(1e6); return () => 1')).toBeLessThan(500);
    expect(bytes('const o = { t: "x".repeat(1e6), n: 1 }; return () => o.n')).toBeLessThan(500);
  });

  test('a large capture is shared by the executors, and each has a copy of the value', () => {
    const threads = new TwoThreads();
    const captured = threads.capturer.capture(cell('const t = new Array(1e5).fill(1); return () => t'));
    expect((captured.graph as Uint8Array).buffer).toBeInstanceOf(SharedArrayBuffer);
    const [a, b] = [threads.rebuilder.rebuild(captured)(), threads.rebuilder.rebuild(captured)()];
    a[0] = 2;
    expect([b[0], b.length]).toEqual([1, 1e5]);
  });
});
