import path, { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cell, TwoThreads } from './threads-apart.js';

const send = (body: string): any => new TwoThreads().send(cell(body));

describe('functions', () => {
  test('a captured constant', () => expect(send('const k = 3; return x => x * k')(2)).toBe(6));

  test('a let is read when it is captured', () => {
    const { f, set } = cell('let v = 7; return { f: x => x * v, set: n => { v = n; } }');
    const threads = new TwoThreads();
    const first = threads.send(f);
    set(10);
    expect([first(10), threads.send(f)(10)]).toEqual([70, 100]);
  });

  test('a function made in a function', () => expect(send('function makeAdder(n) { return x => x + n; } return makeAdder(5)')(1)).toBe(6));
  test('a function that uses a function that uses a variable', () =>
    expect(send('let v = 7; const get = () => v; return x => x * get()')(10)).toBe(70));
  test('recursion', () => expect(send('const fib = n => n < 2 ? n : fib(n - 1) + fib(n - 2); return fib')(10)).toBe(55));
  test('a named function expression', () => expect(send('return function down(n) { return n > 0 ? down(n - 1) : "end"; }')(3)).toBe('end'));

  test('mutual recursion', () => {
    expect(send('const even = n => n === 0 || odd(n - 1); const odd = n => n !== 0 && even(n - 1); return even')(11)).toBe(false);
  });

  test('a function keeps its variable from call to call', () => {
    const f = send('let n = 0; const inc = () => { n += 1; return n; }; return () => [inc(), inc()]');
    expect([f(), f()]).toEqual([
      [1, 2],
      [3, 4],
    ]); // prettier-ignore
  });

  test('changes stay on the other thread', () => {
    const { f, get } = cell(
      'let n = 0; const list = []; return { f: () => { n++; list.push(n); return list.length; }, get: () => [n, list.length] }',
    );
    const threads = new TwoThreads();
    const sent = threads.send(f);
    expect([sent(), sent(), threads.send(f)()]).toEqual([1, 2, 1]);
    expect(get()).toEqual([0, 0]);
  });

  test('a capture shows the variables as they were when it was made', () => {
    const { f, push } = cell('const list = [1]; return { f: () => list.length, push: () => list.push(2) }');
    const threads = new TwoThreads();
    const captured = threads.capturer.capture(f);
    push();
    expect(threads.rebuilder.rebuild(captured)()).toBe(1);
  });

  test('defaults, rest and destructuring', () => {
    expect(send('const d = 4; return ({ a = d, ...rest }, [b] = [a + d], ...more) => [a, rest, b, more]')({ c: 1 }, undefined, 9)).toEqual([
      4,
      { c: 1 },
      8,
      [9],
    ]);
  });

  test('async functions, generators and async generators', async () => {
    expect(await send('const k = 2; return async x => x * k')(3)).toBe(6);
    expect([...send('const k = 2; return function* (n) { for (let i = 0; i < n; i++) yield i * k; }')(3)]).toEqual([0, 2, 4]);
    const seen: unknown[] = [];
    for await (const x of send('return async function* () { yield 1; yield 2; }')()) seen.push(x);
    expect(seen).toEqual([1, 2]);
  });

  test.each([
    ['shorthand', 'return { f(x) { return x * k; } }.f'],
    ['async shorthand', 'return { async f(x) { return x * k; } }.f'],
    ['computed name', 'const n = "f"; return { [n + "]"](x) { return x * k; } }["f]"]'],
    ['symbol name', 'return { [Symbol.for("f")](x) { return x * k; } }[Symbol.for("f")]'],
    ['getter', 'return Object.getOwnPropertyDescriptor({ get f() { return 3 * k; } }, "f").get'],
    ['method of a class', 'return new (class { f(x) { return x * k; } })().f'],
    ['static method', 'return (class { static f(x) { return x * k; } }).f'],
    ['method called get', 'return { get(x) { return x * k; } }.get'],
    ['field of a class', 'return new (class { f = x => x * k })().f'],
  ])('a method by itself: %s', async (_, body) => {
    expect(await send(`const k = 2; ${body}`)(3)).toBe(6);
  });

  test('super in a method of an object literal', () => {
    expect(
      send(
        'const base = { hi() { return "base"; } }; const o = { __proto__: base, hi() { return super.hi() + "!"; } }; return () => o.hi()',
      )(),
    ).toBe('base!');
  });

  test('arguments of the function around an arrow', () => {
    expect(send('function f() { return x => arguments[0] + arguments.length + x; } return f(10, 20)')(1)).toBe(13);
  });

  test('bound functions keep target, this and arguments', () => {
    expect(send('const k = 1; function f(a, b, c) { return [this.t, a, b, c, k]; } return f.bind({ t: -0 }, NaN, 3n)')('x')).toEqual([
      -0,
      NaN,
      3n,
      'x',
      1,
    ]);
    expect(send('const f = ((a, b) => a - b).bind(null, 10); return x => f(x)')(4)).toBe(6);
    expect(send('return Math.max.bind(null, 5)')(3)).toBe(5);
  });

  test('what hangs on a function comes along', () => {
    const f = send('function f(x) { f.calls++; return f.table.get(x); } f.calls = 1; f.table = new Map([[1, "one"]]); return f');
    expect([f(1), f.calls, f.name]).toEqual(['one', 2, 'f']);
  });

  test('an inferred name is kept', () => expect(send('const area = r => r; return area').name).toBe('area'));

  test('sloppy functions stay sloppy', () => {
    const f = new Function('return (function () { return this === globalThis; })')() as Function;
    expect(new TwoThreads().send(f)()).toBe(true);
    expect(send('return function () { return this === undefined; }')()).toBe(true);
  });

  test('undeclared names stay undeclared', () => {
    expect(send('return () => typeof nowhere')()).toBe('undefined');
    expect(() => send('return () => nowhere')()).toThrow('nowhere is not defined');
  });

  test('names may be shadowed like globals', () => {
    expect(send('const Map = 5; const JSON = { stringify: () => "mine" }; return () => [Map, JSON.stringify({})]')()).toEqual([5, 'mine']);
  });

  test('a catch variable, a block variable, a loop variable', () => {
    expect(
      send(
        'let f; try { throw new Error("e") } catch ({ message }) { { const b = 2; for (const i of [3]) f = () => [message, b, i]; } } return f',
      )(),
    ).toEqual(['e', 2, 3]);
  });

  test('functions of the same text keep their own values', () => {
    const [f, g] = cell('return [1, 2].map(n => x => x + n)');
    const threads = new TwoThreads();
    expect([threads.send(f)(10), threads.send(g)(10)]).toEqual([11, 12]);
    expect(threads.capturer.capture(f).text).toBe(threads.capturer.capture(g).text);
  });
});

describe('names of earlier cells', () => {
  test('only the used properties are taken', () => {
    const cells = globalThis as Record<string, unknown>;
    let limit = 3;
    const table = {
      get limit() {
        return limit;
      },
      get rows() {
        return { length: 2, socket: process.stdout };
      },
      get broken(): unknown {
        throw new ReferenceError('broken');
      },
    };
    Object.defineProperty(globalThis, '$cell91', { value: table, configurable: true });
    try {
      const f = cell('return x => x < $cell91.limit ? { limit: $cell91.limit } : $cell91.rows.length');
      const threads = new TwoThreads();
      const captured = threads.capturer.capture(f);
      limit = 100;
      const sent = threads.rebuilder.rebuild(captured);
      expect([sent(1), sent(50), threads.send(f)(50)]).toEqual([{ limit: 3 }, 2, { limit: 100 }]);
      expect(captured.text).not.toContain('$cell91.');
      expect(captured.isPure).toBe(true);
    } finally {
      delete cells.$cell91;
    }
  });

  test('a name that is assigned is a variable of the copy', () => {
    Object.defineProperty(globalThis, '$cell92', { value: { n: 1 }, configurable: true });
    const sent = new TwoThreads().send(cell('return () => { $cell92.n++; return $cell92.n; }'));
    expect([sent(), sent(), (globalThis as any).$cell92.n]).toEqual([2, 3, 1]);
    delete (globalThis as any).$cell92;
  });

  test('a property that the person put on globalThis', () => {
    (globalThis as any).closureTestRate = 7;
    expect(new TwoThreads().send(cell('return x => x * globalThis.closureTestRate + closureTestRate'))(2)).toBe(21);
    delete (globalThis as any).closureTestRate;
  });
});

describe('parts of objects', () => {
  test('a property is taken without its neighbours', () => {
    expect(
      send(
        'const app = { socket: process.stdout, config: { limit: 3, rates: [1, 2] }, plus: (a, b) => a + b }; return x => app.plus(x, app.config.limit) + app.config.rates.length',
      )(1),
    ).toBe(6);
  });

  test('an object that escapes is taken whole, and is one object', () => {
    expect(
      send('const o = { a: { n: 1 }, f() { return this.a; } }; return () => { o.a.n = 5; return [o.f().n, o.f() === o.a, "a" in o]; }')(),
    ).toEqual([5, true, true]);
    expect(send('const o = { a: { n: 1 } }; const whole = () => o; return () => o.a === whole().a && o === whole()')()).toBe(true);
    expect(send('const o = { a: { n: 1 } }; const box = [o]; return () => { o.a.n++; return box[0].a.n; }')()).toBe(2);
    expect(send('const o = { a: { n: 1 } }; const box = [o]; return () => [box[0] === o, o.a.n, box[0].a === o.a]')()).toEqual([
      true,
      1,
      true,
    ]);
  });

  test('a missing property is undefined, an inherited method works', () => {
    expect(send('const o = { a: 1 }; return () => [o.b, o.hasOwnProperty("a"), o.toString()]')()).toEqual([
      undefined,
      true,
      '[object Object]',
    ]);
  });
});

describe('modules', () => {
  test('functions, namespaces and classes of Node go by name', () => {
    (globalThis as any).closureTestModules = { join, path };
    const threads = new TwoThreads();
    expect(
      threads.send(cell('const { join, path } = closureTestModules; return x => join("a", x) + path.posix.sep + path.basename("/q/z")'))(
        'b',
      ),
    ).toBe('a/b/z');
    expect(threads.send(join)('a', 'b')).toBe('a/b');
    expect(threads.send(cell('const { path } = closureTestModules; return () => [path, path.join]'))()).toEqual([path, join]);
    delete (globalThis as any).closureTestModules;
  });

  test('a package goes by name, its classes too', async () => {
    const acorn = await import('acorn');
    const threads = new TwoThreads();
    threads.capturer.registerModule('acorn', require.resolve('acorn'), acorn);
    (globalThis as any).closureTestAcorn = acorn;
    const f = cell(
      'const acorn = closureTestAcorn; const { parse } = acorn; return () => [parse("1", { ecmaVersion: 2020 }).type, acorn.version, parse === acorn.parse]',
    );
    expect(threads.capturer.capture(f).bytes).toBeLessThan(2000);
    expect(threads.send(f)()).toEqual(['Program', acorn.version, true]);
    delete (globalThis as any).closureTestAcorn;
  });

  test('standard functions and bound natives', () => {
    const threads = new TwoThreads();
    expect([threads.send(Math.abs)(-2), threads.send(Number)('4'), threads.send(Boolean)('')]).toEqual([2, 4, false]);
    expect(
      send('const { hasOwnProperty } = Object.prototype; const { max } = Math; return o => [hasOwnProperty.call(o, "a"), max(1, 2)]')({
        a: 1,
      }),
    ).toEqual([true, 2]);
  });

  test('import() inside a function', async () => {
    expect(await send('return async () => (await import("node:path")).basename("/a/b")')()).toBe('b');
  });
});

describe('references to driver objects', () => {
  test('a broadcast is found again by its id', async () => {
    const { shipAs } = await import('../../src/closures/captured.js');
    (globalThis as any).closureTestBroadcast = { [shipAs]: () => ({ kind: 'broadcast', id: 4 }), value: 'driver' };
    const threads = new TwoThreads();
    const f = cell('const b = closureTestBroadcast; return () => b.value');
    expect(threads.capturer.capture(f).references).toEqual([{ kind: 'broadcast', id: 4 }]);
    expect(threads.send(f)()).toBe('broadcast 4');
    delete (globalThis as any).closureTestBroadcast;
  });
});

describe('places', () => {
  test('a stack frame names the line and column where the function was written', () => {
    const f = cell('const k = 1;\n\n   return x => { k; throw new Error("x"); }', '<cell 7>');
    const frameOf = (call: () => void) => {
      try {
        call();
      } catch (error) {
        return /<cell 7>:\d+:\d+/.exec((error as Error).stack!)?.[0];
      }
      return undefined;
    };
    expect(frameOf(() => f(1))).toBe('<cell 7>:3:27');
    expect(frameOf(() => new TwoThreads().send(f)(1))).toBe('<cell 7>:3:27');
  });

  test.each([
    ['return   function f(a) { throw new Error("x"); }', '<cell 1>:1:10'],
    ['return [1].map(n => /*a*/ async function /* ( */ (a) { throw new Error("x"); })[0]', '<cell 1>:1:27'],
    ['return { a: 1, f(a) { throw new Error("x"); } }.f', '<cell 1>:1:16'],
    ['return class A { m() { throw new Error("x"); } }', '<cell 1>:1:8'],
    ['const a = 1; return class A { constructor() { throw new Error("x"); } }', '<cell 1>:1:21'],
  ])('%s', (body, place) => {
    const { file, line, column } = new TwoThreads().capturer.capture(cell(body)).location!;
    expect(`${file}:${line}:${column}`).toBe(place);
  });
});

describe('isPure', () => {
  test.each([
    ['return x => x + 1', true],
    ['const k = 3; const f = y => y * k; return x => f(x)', true],
    ['const c = { a: { b: 1 }, d: [] }; return x => x + c.a.b', true],
    ['let n = 0; return x => { n++; return x; }', false],
    ['const list = []; return x => list.length', false],
    ['const m = new Map(); return x => m.get(x)', false],
    ['function f(x) { return f.n; } f.n = 1; return f', false],
  ])('%s', (body, isPure) => {
    expect(new TwoThreads().capturer.capture(cell(body)).isPure).toBe(isPure);
  });
});
