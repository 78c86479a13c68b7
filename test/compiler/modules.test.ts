import { realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newInterpreter, sc, type TestInterpreter } from './new-interpreter.js';

const FILES = {
  'lib/math.ts': `import { type Q } from './types.js';
export interface Gone { z: number }

export function add(a: number, b: number): number { return a + b }
export class Acc { constructor(private n: number) {} get value(): number { return this.n } }
export const q: Q = { a: 1 };
export default 42;
export function fail(): never {
  throw new Error('from math');
}
`,
  'lib/types.ts': 'export interface Q { a: number }',
  'lib/bad.ts': '\nexport const bad: number = "x";',
  'lib/unparsable.ts': 'export const = 1',
  'lib/throws.ts': 'throw new Error("while loading")',
  'lib/cycle-a.ts': 'import { b } from "./cycle-b";\nexport const a = () => b;\nexport const early = 1;',
  'lib/cycle-b.ts': 'import { early } from "./cycle-a";\nexport const b = () => early;',
  'lib/waits.mjs': 'export const waited = await Promise.resolve(5);',
  'lib/waits.d.mts': 'export declare const waited: number;',
  'data.json': '{ "rows": [1, 2] }',
  'node_modules/in-cjs/package.json': '{ "name": "in-cjs", "version": "1.0.0", "main": "index.js" }',
  'node_modules/in-cjs/index.js': 'module.exports = function twice(x) { return x * 2 }; module.exports.name2 = "cjs";',
  'node_modules/in-esm/package.json':
    '{ "name": "in-esm", "version": "1.0.0", "type": "module", "exports": { "types": "./index.d.ts", "default": "./index.js" } }',
  'node_modules/in-esm/index.js': 'export const name = "esm"; export default class Widget {}',
  'node_modules/in-esm/index.d.ts': 'export declare const name: string; export default class Widget { w: number }',
  'node_modules/import-only/package.json':
    '{ "name": "import-only", "version": "1.0.0", "type": "module", "exports": { "import": "./index.js" } }',
  'node_modules/import-only/index.js': 'export const only = "import";',
  'jobs/app.ts':
    'import { add } from "../lib/math";\nimport { RDD } from "ts-spark-shell";\nconst total: number = add(1, 2);\nawait null;\nglobalThis.appRan = [total, typeof RDD, __filename, import.meta.dirname, require("../data.json").rows];\n',
};

let session: TestInterpreter;
beforeAll(() => {
  session = newInterpreter(FILES);
});
afterAll(() => session.close());

describe('imports of Node', () => {
  it('work in every form, twice too', async () => {
    await session.cell('import fs, { existsSync, readFileSync as read } from "node:fs"');
    await session.cell('import fs, { existsSync } from "node:fs"');
    await session.cell('import * as path from "path"');
    expect(await session.value('[existsSync("."), typeof read, fs.existsSync === existsSync, path.join("a", "b")]')).toEqual([
      true,
      'function',
      true,
      join('a', 'b'),
    ]);
    expect(await session.value('const { sep } = await import("node:path"); sep')).toBe('/');
  });

  it('bring the types of Node', async () => {
    expect(await session.errors('const n: number = read("x", "utf8")')).toEqual(['TS2322 1:7']);
    expect(await session.value('Buffer.from("hi").readUInt8(0)')).toBe(104);
  });

  it('are listed while their names live', async () => {
    await session.cell('import os from "node:os"');
    expect(session.imports().at(-1)).toEqual({ text: 'import os from "node:os"', names: ['os'] });
    await session.cell('const os = 1');
    expect(session.imports().flatMap(({ names }) => names)).not.toContain('os');
  });
});

describe('imports of packages', () => {
  it('of CommonJS and of ES modules', async () => {
    expect(await session.value('import twice, { name2 } from "in-cjs"; twice(4) + name2')).toBe('8cjs');
    expect(await session.value('import Widget, { name } from "in-esm"; name + typeof Widget')).toBe('esmfunction');
    expect(await session.errors('const w: number = name')).toEqual(['TS2322 1:7']);
  });

  it('that only `import` may load', async () => {
    expect(await session.value('import { only } from "import-only"; only')).toBe('import');
  });

  it('that await at their top', async () => {
    expect(await session.value('import { waited } from "./lib/waits.mjs"; waited')).toBe(5);
    expect(await session.value('(await import("./lib/waits.mjs")).waited')).toBe(5);
  });

  it('that are not there are an error of the cell, until they are', async () => {
    expect(await session.errors('import { x } from "comes-later"')).toEqual(['TS2307 1:19']);
    expect(await session.errors('import { later } from "./later"')).toEqual(['TS2307 1:23']);
    writeFileSync(join(session.cwd, 'later.ts'), 'export const later = "now";');
    expect(await session.value('import { later } from "./later"; later')).toBe('now');
  });

  it('of ts-spark-shell are our own', async () => {
    expect(await session.value('import { RDD as R } from "ts-spark-shell"; sc.parallelize([1]) instanceof (R as any)')).toBe(true);
    expect(sc.parallelize([1]).constructor.name).toBe('LocalRdd');
  });
});

describe('imports of the person’s files', () => {
  it('are compiled, with the types of their exports', async () => {
    const outcome = await session.cell('import four2, { add, Acc, q } from "./lib/math"; import type { Q } from "./lib/types"');
    expect(outcome).toMatchObject({
      status: 'done',
      definitions: [
        { type: 'number' },
        { type: '(a: number, b: number) => number' },
        { type: 'typeof Acc' },
        { type: 'Q' },
        { name: 'Q', kind: 'import', value: undefined },
      ],
    });
    expect(await session.value('[add(1, 2), four2, new Acc(3).value, q.a]')).toEqual([3, 42, 3, 1]);
    expect(await session.errors('add("1", 2)')).toEqual(['TS2345 1:5']);
    expect(await session.value('const typed: Q = { a: 5 }; typed.a')).toBe(5);
  });

  it('JSON has the type of its data', async () => {
    expect(await session.value('import data from "./data.json"; data.rows.map(row => row + 1)')).toEqual([2, 3]);
  });

  it('that do not compile reject the cell with their own places', async () => {
    expect(await session.cell('import { bad } from "./lib/bad"')).toMatchObject({
      status: 'rejected',
      diagnostics: [{ code: 2322, file: realpathSync(join(session.cwd, 'lib/bad.ts')), line: 2, column: 14 }],
    });
    expect((await session.cell('import "./lib/unparsable"')).status).toBe('rejected');
    await expect(session.value('await import("./lib/bad")')).rejects.toThrow(
      "2:14 error TS2322: Type 'string' is not assignable to type 'number'.",
    );
  });

  it('that throw say where', async () => {
    const loading = await session.cell('import "./lib/throws"');
    expect(loading).toMatchObject({ status: 'threw', error: { message: 'while loading' } });
    expect((loading as { error: Error }).error.stack).toContain('lib/throws.ts:1:7');
    const calling = await session.cell('import { fail } from "./lib/math"; fail()');
    expect((calling as { error: Error }).error.stack).toMatch(/at fail \(.*lib\/math\.ts:9:9\)\n {4}at <cell \d+>:1:36$/);
  });

  it('may import each other', async () => {
    expect(await session.value('import { a } from "./lib/cycle-a"; a()()')).toBe(1);
  });

  it('are loaded again when they have changed', async () => {
    writeFileSync(join(session.cwd, 'lib/changes.ts'), 'export const version = 1;');
    expect(await session.value('import { version } from "./lib/changes"; version')).toBe(1);
    writeFileSync(join(session.cwd, 'lib/changes.ts'), 'export const version = "two";');
    const { utimesSync } = await import('node:fs');
    utimesSync(join(session.cwd, 'lib/changes.ts'), new Date(2e12), new Date(2e12));
    expect(await session.value('import { version } from "./lib/changes"; version.length')).toBe(3);
  });
});

it('a whole file runs as one cell, from its own directory', async () => {
  const file = join(session.cwd, 'jobs/app.ts');
  const outcome = await session.run(
    `#!/usr/bin/env ts-spark-submit\n${FILES['jobs/app.ts']}`.replace('globalThis.appRan', '(globalThis as any).appRan'),
    { file, line: 1 },
  );
  expect(outcome.status).toBe('done');
  const globals = globalThis as { appRan?: unknown };
  expect(globals.appRan).toEqual([3, 'function', file, join(session.cwd, 'jobs'), [1, 2]]);
  delete globals.appRan;
});
