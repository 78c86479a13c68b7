import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newInterpreter, type TestInterpreter } from './new-interpreter.js';

let session: TestInterpreter;
beforeAll(() => {
  session = newInterpreter();
});
afterAll(() => session.close());

const shown = async (text: string) => {
  const outcome = await session.cell(text);
  if (outcome.status !== 'done') throw new Error(`${outcome.status}: ${text}`);
  return [
    ...outcome.definitions.map(({ name, kind, type }) => `${kind} ${name}: ${type}`),
    ...(outcome.result === undefined ? [] : [`${outcome.result.name}: ${outcome.result.type}`]),
  ];
};

describe('results', () => {
  it('an expression gets a name, with its type widened', async () => {
    session.reset();
    expect(await shown('1 + 1')).toEqual(['res0: number']);
    expect(await session.value('res0 * 2')).toBe(4);
  });

  it('void, rejected and throwing expressions take a number, definitions and assignments take none', async () => {
    session.reset();
    await session.cell('(() => {})()');
    await session.cell('nosuch');
    await session.cell('JSON.parse("{")');
    await session.cell('let x = 1');
    await session.cell('x = 2');
    await session.cell('if (x) x++');
    expect(await shown('x')).toEqual(['res3: number']);
  });

  it('of several statements the last is shown, and every expression takes a number', async () => {
    session.reset();
    expect(await shown('1; 2')).toEqual(['res1: number']);
    expect(await shown('3')).toEqual(['res2: number']);
  });

  it('_ is the last result, with its type', async () => {
    await session.cell('"abc"');
    expect(await session.value('_.length')).toBe(3);
    await session.cell('const _ = { own: true }');
    await session.cell('5');
    expect(await session.value('_.own')).toBe(true);
  });

  it('a promise is awaited, and its type with it', async () => {
    session.reset();
    expect(await shown('Promise.resolve([1])')).toEqual(['res0: number[]']);
    expect(await session.value('res0')).toEqual([1]);
    await expect(session.value('Promise.reject(new RangeError("no"))')).rejects.toThrow('no');
  });

  it('void and undefined have no result', async () => {
    expect(await shown('void 0')).toEqual([]);
    expect(await shown('[].find(x => true)')).toEqual([]);
  });

  it('an object, a function and a class without a name are expressions', async () => {
    expect(await session.value('{a: 1}')).toEqual({ a: 1 });
    expect(await session.value('{ a: 1, b: { c: 2 } }')).toEqual({ a: 1, b: { c: 2 } });
    expect(await session.value('function (x: number) { return x }')).toBeTypeOf('function');
    expect(await session.value('{ let x = 1; x }')).toBeUndefined();
  });

  it('comments around an expression do no harm', async () => {
    expect(await session.value('/* a */ 5 // b')).toBe(5);
    expect(await session.value('// first\n6 /* last */')).toBe(6);
  });

  it('a cell of nothing is done', async () => {
    expect(await shown('')).toEqual([]);
    expect(await shown('// nothing')).toEqual([]);
  });
});

describe('definitions', () => {
  it('are reported with kind and type', async () => {
    expect(await shown('const k = 3')).toEqual(['const k: number']);
    expect(await shown('let s = "a", { n, m: [o] } = { n: 1n, m: [true] }')).toEqual(['let s: string', 'let n: bigint', 'let o: boolean']);
    expect(await shown('function f(a: number, b = "x") { return a + b }')).toEqual(['function f: (a: number, b?: string) => string']);
    expect(await shown('class C<T> { constructor(readonly x: T) {} }')).toEqual(['class C: typeof C']);
    expect(await shown('interface P { a: number }')).toEqual(['interface P: P']);
    expect(await shown('enum E { A, B }')).toEqual(['enum E: typeof E']);
    expect(await shown('namespace N { export const a = 1 }')).toEqual(['namespace N: typeof N']);
  });

  it('of every kind are known in later cells', async () => {
    await session.cell(
      'interface Q { q: number }\ntype U<T> = T | null\nenum F { X = 7 }\nclass D { #p = 1; get p() { return this.#p } }\nvar v = 1; { var inner = 2 }',
    );
    expect(await session.value('const q: Q = { q: F.X }; q.q')).toBe(7);
    expect(await session.value('const u: U<number> = new D().p; u! + inner')).toBe(3);
    expect(await session.errors('const w: Q = {}')).toEqual(['TS2741 1:7']);
  });

  it('may be made again, with another type and another kind', async () => {
    for (const text of [
      'const a = 1',
      'const a = "x"',
      'let a = true',
      'function a() { return 1 }',
      'class a {}',
      'enum a { Z }',
      'interface a { y: 1 }',
      'const a = "last"',
    ]) {
      expect((await session.cell(text)).status).toBe('done');
    }
    expect(await session.value('a.length')).toBe(4);
  });

  it('of a cell that throws exist up to there', async () => {
    const outcome = await session.cell('let made = 1; const lost = (() => { throw new Error("x") })(); let never = 2');
    expect(outcome).toMatchObject({ status: 'threw', definitions: [{ name: 'made', value: 1 }] });
    expect(await session.value('made')).toBe(1);
    expect(await session.errors('lost')).toEqual(['TS2304 1:1']);
    await session.cell('let never = 3');
    expect(await session.value('never')).toBe(3);
  });

  it('that fail leave the earlier one', async () => {
    await session.cell('const kept = 1');
    await session.cell('const kept = JSON.parse("{")');
    await session.cell('const kept: string = 2');
    expect(await session.value('kept')).toBe(1);
  });

  it('of one name in one cell are an error', async () => {
    expect(await session.errors('let t = 1\nlet t = 2')).toEqual(['TS2451 1:5', 'TS2451 2:5']);
  });
});

describe('names of earlier cells', () => {
  it('a closure keeps the definition it was compiled against', async () => {
    await session.cell('const base = 7');
    await session.cell('const timesBase = (x: number) => x * base');
    await session.cell('const base = 10');
    expect(await session.value('timesBase(10)')).toBe(70);
  });

  it('a let is live, and an assignment is reported', async () => {
    await session.cell('let limit = 3');
    await session.cell('const belowLimit = (x: number) => x < limit');
    expect(await session.cell('limit = 5')).toMatchObject({
      status: 'done',
      definitions: [{ name: 'limit', kind: 'mutated', type: 'number', value: 5 }],
    });
    expect(await session.value('belowLimit(4)')).toBe(true);
    expect(await session.value('limit++')).toBe(5);
    expect(await session.value('limit')).toBe(6);
  });

  it('assignments by destructuring reach their variables', async () => {
    await session.cell('let one = 1, two = 2');
    expect(await shown('[one, two] = [two, one]')).toEqual(['mutated one: number', 'mutated two: number']);
    expect(await session.value('({ one, two: two = 9 } = { one: 5, two: undefined } as any); [one, two]')).toEqual([5, 9]);
    expect(await session.value('for (one of [7, 8]) two += one; [one, two]')).toEqual([8, 24]);
  });

  it('what is no variable cannot be assigned', async () => {
    await session.cell('const k = 1; function f() {}; class C {}');
    expect(await session.cell('k = 2')).toMatchObject({
      status: 'rejected',
      diagnostics: [{ code: 2588, message: "Cannot assign to 'k' because it is a constant." }],
    });
    expect(await session.errors('f = null!')).toEqual(['TS2630 1:1']);
    expect(await session.errors('C = null!')).toEqual(['TS2629 1:1']);
    expect(await session.errors('nosuch = 1')).toEqual(['TS2304 1:1']);
  });

  it('work in shorthand properties, calls, templates, extends and typeof', async () => {
    await session.cell(
      'const n = 2; function self(this: unknown) { return this }; class Base { b = 1 }; const tag = (s: TemplateStringsArray) => s[0]',
    );
    expect(await session.value('({ n })')).toEqual({ n: 2 });
    expect(await session.value('self()')).toBeUndefined();
    expect(await session.value('tag`abc`')).toBe('abc');
    expect(await session.value('class Sub extends Base {}; new Sub().b')).toBe(1);
    expect(await session.value('typeof n')).toBe('number');
    expect(await session.value('`${n}`')).toBe('2');
  });

  it('are hidden by parameters and locals', async () => {
    await session.cell('const x = "outer"');
    expect(await session.value('[1].map(x => x)')).toEqual([1]);
    expect(await session.value('(() => { const x = 2; return { x } })()')).toEqual({ x: 2 });
    expect(await session.value('({ x: 1 }).x')).toBe(1);
    expect(await session.value('((a = x) => a)()')).toBe('outer');
  });

  it('calls at the start of a line do not join the line before', async () => {
    await session.cell('const seen: number[] = []; const see = (n: number) => { seen.push(n) }');
    await session.cell('const first = 1\nsee(first)\nif (first) see(2)\nelse see(3)\nsee(4)');
    expect(await session.value('seen')).toEqual([1, 2, 4]);
  });

  it('appear in compiled text as properties of their cell', async () => {
    await session.cell('const factor = 2');
    const f = (await session.value('(x: number) => x * factor')) as () => unknown;
    expect(f.toString()).toMatch(/^\(x {8}\) => x \* \$cell\d+\.factor$/);
  });

  it('preloaded ones are like those of a cell', async () => {
    expect(await session.value('sc.version')).toBe('4.3.0');
    expect(await shown('const r = sc.parallelize([1, 2])')).toEqual(['const r: RDD<number>']);
    expect(await session.value('const same: RDD<number> = r; same.map(x => `${x}`).collect()')).toEqual(['1', '2']);
    expect(await session.errors('sc = 1')).toContain('TS2588 1:1');
    expect(await session.value('r instanceof RDD')).toBe(true);
  });

  it('a preloaded module is loaded with the first use of a name of it, and a name of the session wins', async () => {
    let loads = 0;
    const load = () => {
      loads++;
      return { twice: (x: number) => x * 2, half: (x: number) => x / 2 };
    };
    const files = {
      'package/more.d.ts': 'export declare const twice: (x: number) => number;\nexport declare function half(x: number): number;',
    };
    const preloadedModules = [{ module: 'ts-spark-shell#more', label: 'more', load }];
    const other = newInterpreter(files, { preloadedModules });
    expect(other.preloadedImports()).toEqual([{ text: 'more', names: ['twice', 'half'] }]);
    expect(await other.value('[1, 2].map(half => half + 1)')).toEqual([2, 3]);
    expect(loads).toBe(0);
    expect(await other.value('half(twice(4))')).toBe(4);
    expect(loads).toBeGreaterThan(0);
    expect(await other.value("const twice = 'mine'; twice")).toBe('mine');
    expect(await other.value('twice')).toBe('mine');
    expect(other.preloadedImports()).toEqual([{ text: 'more', names: ['half'] }]);
    await other.close();
  });

  it('a preloaded module may add members to types of others: statements that have such a word, and completion, know them', async () => {
    const files = {
      'package/more.d.ts':
        "declare module './index.js' {\n  interface RDD<T> {\n    toDF(name: string): T;\n  }\n}\nexport declare const more: number;",
    };
    const load = () => ({});
    const preloadedModules = [{ module: 'ts-spark-shell#more', names: [], members: ['toDF'], label: 'more', load }];
    const other = newInterpreter(files, { preloadedModules });
    expect(other.typeOf('sc.parallelize([1]).toDF')).toMatchObject({ type: '(name: string) => number' });
    expect(await other.errors("sc.parallelize(['a']).toDF(1)")).toEqual(['TS2345 1:28']);
    const text = 'sc.parallelize([1]).to';
    expect(other.completionsAt(text, text.length).items.map(({ name }) => name)).toEqual(['toDF']);
    other.reset();
    expect(other.typeOf("sc.parallelize(['a']).toDF('x')")).toMatchObject({ type: 'string' });
    await other.close();
  });
});

describe('await', () => {
  it('works anywhere at the top', async () => {
    await session.cell('const later = async <T,>(x: T): Promise<T> => x');
    expect(await session.value('const { z } = await later({ z: 5 }); z')).toBe(5);
    expect(await session.value('(await later(4)) + await later(5)')).toBe(9);
    expect(await session.value('`${await later(1)}${(await later("ab")).length}`')).toBe('12');
    expect(await session.value('const all: number[] = []\nfor (const x of [1, 2]) all.push(await later(x))\nawait later(3)\nall')).toEqual([
      1, 2,
    ]);
    expect(await session.value('let sum = 0\nfor await (const x of [later(1), later(2)]) sum += x\nsum')).toBe(3);
    expect(await session.value('enum W { A = 1 }\nawait later(W.A)')).toBe(1);
    expect(await session.value('if (await later(true)) await later(1)\n!(await later(false))')).toBe(true);
  });

  it('an error of what is awaited can be caught', async () => {
    expect(
      await session.value(
        'let caught = ""\ntry { await Promise.reject(new Error("r")) } catch (e) { caught = (e as Error).message }\ncaught',
      ),
    ).toBe('r');
  });

  it('statements before the first await have run when run returns', () => {
    const ran = session.cell('globalThis.constructor; (globalThis as any).reached = 1; await null');
    expect((globalThis as { reached?: number }).reached).toBe(1);
    delete (globalThis as { reached?: number }).reached;
    return ran;
  });

  it('interrupt abandons a cell that awaits, and the session goes on', async () => {
    const running = session.cell('const stuck = await new Promise<number>(() => {})');
    session.interrupt();
    expect(await running).toEqual({ status: 'interrupted' });
    expect(await session.errors('stuck')).toEqual(['TS2304 1:1']);
    expect(await session.value('1')).toBe(1);
  });
});
