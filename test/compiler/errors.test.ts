import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newInterpreter, type TestInterpreter } from './new-interpreter.js';

let session: TestInterpreter;
beforeAll(() => {
  session = newInterpreter();
});
afterAll(() => session.close());

async function stackOf(text: string, file = '<cell 9>', line = 1): Promise<string> {
  const outcome = await session.run(text, { file, line });
  if (outcome.status !== 'threw') throw new Error(JSON.stringify(outcome));
  return (outcome.error as Error).stack!;
}

describe('errors of the compiler', () => {
  it('stand where the person wrote, in their line', async () => {
    await session.cell('const known = 1');
    const outcome = await session.run('const a = known\nconst n: number = `x${known}`; known.nosuch', { file: '<stdin>', line: 40 });
    expect(outcome).toMatchObject({
      status: 'rejected',
      diagnostics: [
        {
          category: 'error',
          code: 2322,
          file: '<stdin>',
          line: 41,
          column: 7,
          length: 1,
          lineText: 'const n: number = `x${known}`; known.nosuch',
        },
        { code: 2339, line: 41, column: 38, length: 6 },
      ],
    });
  });

  it('keep what the compiler suggests', async () => {
    await session.cell('const counts = [1]');
    expect(await session.cell('count')).toMatchObject({
      diagnostics: [{ code: 2552, message: "Cannot find name 'count'. Did you mean 'counts'?" }],
    });
    expect(await session.cell('counts.lenght')).toMatchObject({
      diagnostics: [{ message: "Property 'lenght' does not exist on type 'number[]'. Did you mean 'length'?" }],
    });
    expect(await session.cell('const t: { a: { b: number } } = { a: { b: "x" } }')).toMatchObject({
      diagnostics: [{ code: 2322, column: 40 }],
    });
  });

  it('stop the cell', async () => {
    (globalThis as { ran?: boolean }).ran = false;
    await session.cell('(globalThis as any).ran = true; nosuch');
    expect((globalThis as { ran?: boolean }).ran).toBe(false);
    delete (globalThis as { ran?: boolean }).ran;
  });

  it('are warnings when types are not to be checked', async () => {
    session.settings = { ...session.settings, typecheck: false };
    expect(await session.cell('const n: number = "x"; n')).toMatchObject({
      status: 'done',
      result: { value: 'x' },
      warnings: [{ category: 'warning', code: 2322, line: 1, column: 7 }],
    });
    expect((await session.cell(')')).status).toBe('rejected');
    session.settings = { ...session.settings, typecheck: true };
  });

  it('leave out types that are implicitly any, unless asked for', async () => {
    expect((await session.cell('const loose = (x, y) => x + y; let any1; const list = []')).status).toBe('done');
    expect(await session.value('list.push(loose(1, 2)); list')).toEqual([3]);
    session.settings = { ...session.settings, noImplicitAny: true };
    expect(await session.errors('const strict = x => x')).toEqual(['TS7006 1:16']);
    session.settings = { ...session.settings, noImplicitAny: false };
  });

  it('leave out an unused operand of a comma', async () => {
    expect(await session.value('1, 2')).toBe(2);
  });

  it('deprecated names are warnings of the cell', async () => {
    expect(await session.cell('const old = sc.makeRDD([1])')).toMatchObject({
      status: 'done',
      warnings: [{ category: 'warning', code: 6387, line: 1, column: 16 }],
    });
    expect(session.lastWarnings()).toMatchObject([{ code: 6387 }]);
    await session.cell('sc.parallelize([1])');
    expect(session.lastWarnings()).toEqual([]);
  });
});

describe('input that is no program', () => {
  it('is rejected with few errors', async () => {
    expect(await session.errors('\0\x01\x7fELF\x02'.repeat(500))).toEqual(['TS1490 1:1']);
    const garbage = await session.cell(')'.repeat(3000));
    expect(garbage.status === 'rejected' && garbage.diagnostics.length).toBe(50);
  });

  it('shows no control characters', async () => {
    const outcome = await session.cell('\x1b[31m');
    expect(outcome.status === 'rejected' && outcome.diagnostics[0]?.lineText).toBe('\uFFFD[31m');
  });

  it.each(['('.repeat(20_000), '['.repeat(5000) + ']'.repeat(5000)])('nested too deeply is an error of the cell', async text => {
    expect(await session.errors(text)).toEqual(['TS2321 1:1']);
    expect(await session.value('1')).toBe(1);
  });

  it('of 10,000 lines runs', { timeout: 60_000 }, async () => {
    const text = `${Array.from({ length: 10_000 }, (_, i) => `const line${i}: number = ${i}`).join('\n')}\nline9999`;
    expect(await session.value(text)).toBe(9999);
    expect(await session.value('line0 + line5000')).toBe(5000);
  });
});

describe('stack traces', () => {
  it('name the person’s places only', async () => {
    expect(await stackOf('throw new Error("boom")')).toBe('Error: boom\n    at <cell 9>:1:7');
    await session.run('function thrower(x: number) {\n  throw new TypeError(`no ${x}`)\n}', { file: '<cell 3>', line: 1 });
    expect(await stackOf('const before = 1; thrower(2)')).toBe('TypeError: no 2\n    at thrower (<cell 3>:2:9)\n    at <cell 9>:1:19');
    expect(await stackOf('thrower(2)')).toBe('TypeError: no 2\n    at thrower (<cell 3>:2:9)\n    at <cell 9>:1:1');
  });

  it('keep the columns behind names of earlier cells', async () => {
    await session.cell('const items = [1, 2]');
    expect(await stackOf('items.map(x => { throw new Error("in map") })')).toBe(
      'Error: in map\n    at <cell 9>:1:24\n    at Array.map (<anonymous>)\n    at <cell 9>:1:7',
    );
  });

  it('of files count from the line of the cell', async () => {
    expect(await stackOf('const a = 1\n\nthrow new Error("x")', '<stdin>', 30)).toBe('Error: x\n    at <stdin>:32:7');
    expect(await stackOf('throw new Error("y")', '<stdin>', 40)).toBe('Error: y\n    at <stdin>:40:7');
  });

  it('of printed cells are mapped, too', async () => {
    expect(
      await stackOf('enum Printed {\n  A,\n  B\n}\n\ninterface Gone { a: 1 }\nfunction late() {\n  throw new Error(Printed[1])\n}\nlate()'),
    ).toBe('Error: B\n    at late (<cell 9>:8:9)\n    at <cell 9>:10:1');
  });

  it('behind an await stay', async () => {
    expect(await stackOf('await null\nthrow new Error("after")')).toBe('Error: after\n    at <cell 9>:2:7');
    expect(await stackOf('const inner = async () => { await null; throw new Error("deep") }; await inner()')).toMatch(
      /^Error: deep\n {4}at inner \(<cell 9>:1:47\)/,
    );
  });

  it('of causes are mapped as well', async () => {
    const outcome = await session.run('throw new Error("outer", { cause: new Error("inner") })', { file: '<cell 12>', line: 1 });
    expect(((outcome as { error: Error }).error.cause as Error).stack).toBe('Error: inner\n    at <cell 12>:1:35');
  });

  it('places of other threads can be mapped', async () => {
    await session.run('const weight = 2\nconst heavy = sc.parallelize([1]).map(x => x * weight)', { file: '<cell 20>', line: 1 });
    // `$cell0.sc` is longer than `sc`.
    const emitted = session.emittedOf('heavy')!.javascript;
    const column = emitted.indexOf('x => x') + 1;
    expect(session.mapPosition({ file: '<cell 20>', line: 2, column })).toEqual({ file: '<cell 20>', line: 2, column: 39 });
    expect(session.mapPosition({ file: '/elsewhere.js', line: 3, column: 4 })).toEqual({ file: '/elsewhere.js', line: 3, column: 4 });
  });

  it('what is thrown need not be an error', async () => {
    expect(await session.cell('throw "text"')).toMatchObject({ status: 'threw', error: 'text' });
    expect(await session.cell('throw undefined')).toMatchObject({ status: 'threw', error: undefined });
    expect((await session.cell('throw Object.freeze(new Error("frozen"))')).status).toBe('threw');
  });
});
