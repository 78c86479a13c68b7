import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ClosureCapturer } from '../../src/closures/capture.js';
import { shipAs } from '../../src/closures/captured.js';
import { ClassTable } from '../../src/closures/class-table.js';
import { deserializeValues, serializeValues } from '../../src/closures/values.js';
import { cell } from './threads-apart.js';

const classes = new ClassTable();
const capturer = new ClosureCapturer(classes);
const workers: Worker[] = [];

beforeAll(async () => {
  for (let i = 0; i < 2; i++) workers.push(new Worker(new URL('./fixtures/executor.mjs', import.meta.url)));
  await Promise.all(workers.map(worker => once(worker, 'online')));
});
afterAll(() => Promise.all(workers.map(worker => worker.terminate())));

interface Answer {
  rows?: Uint8Array;
  error?: string;
  stack?: string;
}

async function ask(fn: Function, rows: Uint8Array, executor: number): Promise<Answer> {
  const worker = workers[executor]!;
  const answered = once(worker, 'message');
  worker.postMessage({ closure: capturer.capture(fn), rows });
  return (await answered)[0] as Answer;
}

async function map(fn: Function, rows: readonly unknown[], executor = 0): Promise<any[]> {
  const answer = await ask(fn, serializeValues(rows, classes), executor);
  if (!answer.rows) throw new Error(answer.error);
  return deserializeValues(answer.rows, classes) as any[];
}

describe('a real thread', () => {
  test('values of every kind arrive there and come back', async () => {
    const rows = [
      1,
      'x',
      null,
      undefined,
      3n,
      cell('return [1, , 2]'),
      new Map([[{ a: 1 }, new Set([2])]]),
      new Date(7),
      /a/g,
      new Float64Array([1.5]),
      Buffer.from('abc'),
      new RangeError('r'),
      { a: { b: [] } },
    ];
    expect(await map(cell('return x => x'), rows)).toStrictEqual(rows);
  });

  test('captured variables, functions and modules', async () => {
    const f = cell(
      `const k = 3, table = new Map([[2, "two"]]); const path = process.getBuiltinModule("path"); const add = (a, b) => a + b; return x => path.basename('/a/' + table.get(x) + add(x, k))`,
    );
    expect(await map(f, [2])).toEqual(['two5']);
  });

  test('standard functions', async () => expect(await map(Math.sqrt, [4, 9])).toEqual([2, 3]));

  test('instances keep their class through two executors and back', async () => {
    const { Point, move, length } = cell(`class Base { kind() { return 'base'; } }
      class Point extends Base { #hits = 0; static origin = [0, 0]; constructor(x, y) { super(); this.x = x; this.y = y; } length() { return Math.hypot(this.x - Point.origin[0], this.y); } }
      Object.defineProperty(Point.prototype, 'norm', { get() { return this.length(); } });
      class Plain extends Base { constructor(x) { super(); this.x = x; } move() { return new Plain(this.x + 1); } }
      return { Point: Plain, move: p => p.move(), length: x => new Point(x, 4).norm }`);
    expect(await map(length, [3])).toEqual([5]);
    const moved = await map(move, [new Point(1)]);
    const again = await map(move, moved, 1);
    expect([moved[0] instanceof Point, again[0] instanceof Point, again[0].x, again[0].kind()]).toEqual([true, true, 3, 'base']);
  });

  test('a class that one executor made reaches the other through its rows alone', async () => {
    const f = cell('return x => { class Inner { constructor() { this.x = x; } twice() { return this.x * 2; } } return new Inner(); }');
    const { rows } = await ask(f, serializeValues([1, 2], classes), 0);
    const answer = await ask(cell('return o => o.twice()'), rows!, 1);
    expect(deserializeValues(answer.rows!, classes)).toEqual([2, 4]);
  });

  test('functions made there come back with what they captured', async () => {
    const [f] = await map(cell('const k = 2; return x => y => x * y * k'), [5]);
    expect(f(10)).toBe(100);
  });

  test('references are resolved there', async () => {
    (globalThis as any).closureTestBroadcast = { [shipAs]: () => ({ kind: 'broadcast', id: 3 }) };
    expect(await map(cell('const b = closureTestBroadcast; return x => b.value + x'), [1])).toEqual([301]);
    delete (globalThis as any).closureTestBroadcast;
  });

  test('an error there has the place of the function', async () => {
    const f = cell('\n\n  return function check(x) { throw new Error("bad " + x); }', '<cell 5>');
    const { error, stack } = await ask(f, serializeValues([1], classes), 0);
    expect(error).toBe('bad 1');
    expect(stack).toContain('at check (<cell 5>:3:36)');
  });

  test('a result that cannot leave is refused there, with the way to it', async () => {
    const { error } = await ask(cell('return x => ({ x, later: Promise.resolve(x) })'), serializeValues([1], classes), 0);
    expect(error).toContain('Task not serializable: the values\n  holds `[0].later`, a Promise');
  });
});
