import { describe, expect, test } from 'vitest';
import { ClosureCapturer } from '../../src/closures/capture.js';
import { shipAs } from '../../src/closures/captured.js';
import { ClassTable } from '../../src/closures/class-table.js';
import { SparkError } from '../../src/errors/spark-error.js';
import { cell, TwoThreads } from './threads-apart.js';

const refusal = (body: string) => new TwoThreads().refusal(cell(body, '<cell 11>'));

describe('Task not serializable', () => {
  test('names the function, its place, what it uses and a way out', () => {
    const sc = {
      [shipAs]: () => ({
        kind: 'refuse',
        reason: 'a SparkContext: RDD operations and actions run on the driver only.',
        wayOut: 'collect what it needs first, or express it as a join.',
      }),
    };
    Object.defineProperty(globalThis, '$cell0', { value: { sc }, configurable: true });
    const { capturer } = new TwoThreads();
    const f = cell('return x => $cell0.sc.parallelize([x]).count()', '<cell 11>');
    const expected = [
      'Task not serializable: the function `x => sc.parallelize([x]).count()` (<cell 11>:1:8)',
      '  uses `sc`, a SparkContext: RDD operations and actions run on the driver only.',
      '  Way out: collect what it needs first, or express it as a join.',
    ].join('\n');
    expect(() => capturer.capture(f)).toThrow(expected);
    expect(() => capturer.check(f)).toThrow(SparkError);
    expect(() => capturer.check(f)).toThrow(expect.objectContaining({ name: 'SparkException' }));
    delete (globalThis as any).$cell0;
  });

  test('shows every link of a chain', () => {
    expect(
      refusal(`class Pool { constructor() { this.sockets = [process.stdout]; } }
        class Db { constructor() { this.pools = new Map([['main', new Pool()]]); } find(x) { return x; } }
        const db = new Db();
        const lookup = key => db.find(key);
        return function enrich(row) { return lookup(row); }`),
    ).toBe(
      [
        'Task not serializable: the function `function enrich(row) { return lookup(row); }` (<cell 11>:5:16)',
        '  uses `lookup`, the function `key => db.find(key)` (<cell 11>:4:24)',
        `  which uses \`db.pools.get("main").sockets[0]\`, ${describeStdout()}: what it is made of belongs to this thread.`,
        '  Way out: make it inside the function; with mapPartitions, once for a partition.',
      ].join('\n'),
    );
  });

  test('names the class that cannot be sent', () => {
    const message = refusal(
      'const lock = new WeakMap(); class A { get() { return lock.get(this); } } const a = new A(); return () => a.get()',
    );
    expect(message).toContain('uses `a`, an instance of the class `A` (<cell 11>:1:29)');
    expect(message).toContain('which uses `lock`, a WeakMap: its entries cannot be read.');
  });

  test('cuts long functions short', () => {
    const [line] = refusal(`const p = Promise.resolve(); return x => { ${'x += 1; '.repeat(50)} return p; }`).split('\n');
    expect(line).toMatch(/^Task not serializable: the function `x => \{ x \+= 1; .{20,50} \.\.\.` \(<cell 11>:1:37\)$/);
  });

  test('places are mapped to the text of the person', () => {
    const capturer = new ClosureCapturer(new ClassTable(), ({ file, line, column }) => ({ file, line: line + 100, column: column + 1 }));
    expect(() => capturer.capture(cell('const p = Promise.resolve(); return () => p'))).toThrow('(<cell 1>:101:38)');
  });

  test.each([
    ['a WeakMap', 'const v = new WeakMap(); return () => v', 'uses `v`, a WeakMap: its entries cannot be read.'],
    ['a WeakSet', 'const v = new WeakSet(); return () => v', 'a WeakSet'],
    ['a WeakRef', 'const v = new WeakRef({}); return () => v', 'a WeakRef'],
    [
      'a Promise',
      'const v = Promise.resolve(1); return () => v',
      'uses `v`, a Promise: it belongs to this thread.\n  Way out: await it first',
    ],
    ['a promise of a subclass', 'class P extends Promise {} const v = P.resolve(1); return () => v', 'a Promise'],
    ['a Proxy', 'const v = new Proxy({}, {}); return () => v', 'a Proxy'],
    ['a Proxy of a function', 'const v = new Proxy(() => 1, {}); return () => v()', 'a Proxy'],
    ['a revoked Proxy', 'const { proxy, revoke } = Proxy.revocable([], {}); revoke(); return () => proxy', 'a Proxy'],
    ['a generator', 'const v = (function* () { yield 1; })(); return () => v', 'a generator'],
    ['an iterator', 'const v = [1][Symbol.iterator](); return () => v', 'an iterator'],
    ['a map iterator', 'const v = new Map().keys(); return () => v', 'an iterator'],
    ['a symbol', 'const v = Symbol("q"); return () => v', 'the symbol Symbol(q)'],
    ['a symbol as key', 'const v = { [Symbol("q")]: 1 }; return () => v', 'the symbol Symbol(q)'],
    [
      'private fields',
      'class A { #x = 1; y() { return this.#x; } } const v = new A(); return () => v.y()',
      'an instance of `A`, whose private field `#x` cannot be read',
    ],
    ['private methods', 'class A { #x() {} } const v = new A(); return () => v', 'whose private field `#x`'],
    [
      'private fields of a parent',
      'class A { #x = 1; } class B extends A {} const v = new B(); return () => v',
      'an instance of `A`, whose private field `#x`',
    ],
    ['a socket', 'const v = new (process.getBuiltinModule("net").Socket)(); return () => v', 'uses `v`, a Socket: what it is made of'],
    ['a stream', 'const v = process.stdin; return () => v', 'what it is made of belongs to this thread'],
    [
      'an emitter of the person',
      'class E extends process.getBuiltinModule("events") {} const v = new E(); return () => v',
      'an instance of `E`, an EventEmitter',
    ],
    ['Intl', 'const v = new Intl.NumberFormat("en"); return () => v', 'a NumberFormat'],
    ['a SharedArrayBuffer', 'const v = new SharedArrayBuffer(8); return () => v', 'a SharedArrayBuffer'],
    ['a view of shared memory', 'const v = new Int32Array(new SharedArrayBuffer(8)); return () => v', 'a SharedArrayBuffer'],
    ['a TextDecoder', 'const v = new TextDecoder(); return () => v', 'a TextDecoder'],
    ['an AbortController', 'const v = new AbortController(); return () => v', 'an AbortController'],
    [
      'a KeyObject',
      'const v = process.getBuiltinModule("crypto").createSecretKey(Buffer.alloc(8)); return () => v',
      'belongs to this thread',
    ],
    ['a timer', 'const v = setTimeout(() => {}, 0); clearTimeout(v); return () => v', 'belongs to this thread'],
    ['resolve functions', 'let v; new Promise(r => { v = r; }); return () => v()', 'a native function'],
    [
      'this of an arrow',
      'return new (class { k = 1; m() { return x => x * this.k; } })().m()',
      'uses `this`, which belongs to the code around it',
    ],
    ['super of an arrow', 'return ({ __proto__: { a() {} }, m() { return () => super.a(); } }).m()', 'uses `super`'],
    ['new.target of an arrow', 'return (function () { return () => new.target; })()', 'whose text means nothing outside of its place'],
    [
      'super of a method alone',
      'return ({ __proto__: { a() {} }, m() { return super.a(); } }).m',
      'uses `super`, of an object that is not known here',
    ],
    [
      'a method with a private name',
      'return (class { #x = 1; m() { return this.#x; } }).prototype.m',
      'whose text means nothing outside of its place',
    ],
    ['a forgotten computed key', 'const k = "a"; const A = class { [k]() {} }; return () => A', 'its computed key uses `k`'],
    ['what hangs on a function', 'const f = () => 1; f.p = Promise.resolve(); return f', 'uses `.p`, a Promise'],
    ['a bound this', 'return function () {}.bind(new WeakMap())', 'holds its `this`, a WeakMap'],
    ['a static', 'class A { static p = Promise.resolve(); } return () => A', 'which uses `.p`, a Promise'],
    ['in an array', 'const v = [1, { a: new Set([Promise.resolve()]) }]; return () => v', 'uses `v[1].a.values()`, a Promise'],
  ])('%s is refused', (_, body, expected) => {
    const message = refusal(body);
    expect(message).toMatch(/^Task not serializable: the function|^Task not serializable: a bound function/);
    expect(message).toContain(expected);
    expect(message).toContain('\n  Way out: ');
  });

  test('a value by itself', () => {
    expect(() => new TwoThreads().sendValue([{ a: Promise.resolve() }])).toThrow(
      'Task not serializable: the values\n  holds `[0].a`, a Promise',
    );
  });

  test('a native function by itself', () => {
    let resolve: Function = () => {};
    new Promise(given => {
      resolve = given;
    });
    expect(new TwoThreads().refusal(resolve)).toContain('is a native function that has no name elsewhere.');
  });
});

function describeStdout(): string {
  const { name } = process.stdout.constructor;
  return `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`;
}
