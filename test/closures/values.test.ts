import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ClassTable } from '../../src/closures/class-table.js';
import { deserializeValues, serializeValues } from '../../src/closures/values.js';
import { cell } from './threads-apart.js';

const roundTrip = (rows: readonly unknown[]): any[] =>
  deserializeValues(serializeValues(rows, new ClassTable()), new ClassTable()) as any[];

describe('rows', () => {
  test('plain data of any shape comes back', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
      withNullPrototype: true,
      withBoxedValues: true,
    });
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 5 }), rows => void expect(roundTrip(rows)).toStrictEqual(rows)),
      { numRuns: 200 },
    );
  });

  test.each([
    [
      'getters',
      'return { get a() { return 1; }, b: 2 }',
      (o: any) => typeof Object.getOwnPropertyDescriptor(o, 'a')!.get === 'function' && o.a === 1 && o.b === 2,
    ],
    [
      'hidden properties',
      'return Object.defineProperty({ a: 1 }, "b", { value: 2 })',
      (o: any) => o.b === 2 && Object.keys(o).length === 1,
    ],
    ['symbol keys', 'return { [Symbol.for("a")]: 1 }', (o: any) => o[Symbol.for('a')] === 1],
    ['frozen arrays', 'return Object.freeze([1])', (o: any) => Object.isFrozen(o)],
    [
      'names on arrays',
      'return /(?<y>\\d+)/.exec("in 2026")',
      (o: any) => o.groups.y === '2026' && o.index === 3 && Object.getPrototypeOf(o.groups) === null,
    ],
    [
      'names on long arrays',
      'class A { hi() { return 1; } } return Object.assign(new Array(5000).fill(1), { a: new A() })',
      (o: any) => o.a.hi() === 1 && o.length === 5000,
    ],
    ['functions', 'return { f: x => x + 1 }', (o: any) => o.f(1) === 2],
    [
      'errors with fields',
      'return Object.assign(new TypeError("t"), { code: 5 })',
      (o: any) => o instanceof TypeError && 'code' in o && o.code === 5,
    ],
    [
      'two views of one memory',
      'const m = new ArrayBuffer(4); return [new Uint8Array(m), new Uint32Array(m)]',
      (o: any) => o[0].fill(1).buffer === o[1].buffer && o[1][0] === 0x01010101,
    ],
    ['a cycle', 'const o = { list: [] }; o.list.push({ deep: [[[o]]] }); return o', (o: any) => o.list[0].deep[0][0][0] === o],
    [
      'a cycle through an instance',
      'class A {} const a = new A(); a.me = [a]; return a',
      (o: any) => o.me[0] === o && o.constructor.name === 'A',
    ],
    [
      'a dense graph of friends',
      'const all = Array.from({ length: 12 }, () => ({ friends: [] })); for (const a of all) a.friends.push(...all); return all',
      (o: any) => o[3].friends[5] === o[5],
    ],
    ['a deep list', 'let l = null; for (let i = 0; i < 20000; i++) l = [l]; return l', (o: any) => Array.isArray(o[0][0])],
    ['undefined and missing', 'return { a: undefined }', (o: any) => 'a' in o && !('b' in o)],
  ])('%s', (_, body, holds) => {
    expect(holds(roundTrip([cell(body)])[0])).toBe(true);
  });

  test('one object in two rows is one object', () => {
    const shared = { a: 1 };
    const [x, y] = roundTrip([shared, [shared]]);
    expect(y[0]).toBe(x);
  });

  test('no rows', () => expect(roundTrip([])).toEqual([]));

  test('instances with different fields', () => {
    const rows = roundTrip(
      cell(
        'class A { constructor(f) { Object.assign(this, f); } } return [new A({ a: 1 }), new A({ b: 2 }), new A({}), new A({ b: 1, a: 2 })]',
      ),
    );
    expect(rows.map(row => Object.entries(row))).toEqual([
      [['a', 1]],
      [['b', 2]],
      [],
      [
        ['b', 1],
        ['a', 2],
      ],
    ]); // prettier-ignore
    expect(new Set(rows.map(row => row.constructor)).size).toBe(1);
  });

  test('fields do not call setters of the class', () => {
    const [row] = roundTrip(
      cell(
        'class A { constructor() { Object.defineProperty(this, "x", { value: 1, writable: true, enumerable: true, configurable: true }); } set x(v) { throw new Error("called"); } } return [new A()]',
      ),
    );
    expect(row.x).toBe(1);
  });

  test('a Proxy among rows is refused', () => {
    expect(() => serializeValues([[new Proxy([1], {})]], new ClassTable())).toThrow('holds `[0][0]`, a Proxy');
  });

  test('what was read from shared memory is read', () => {
    const bytes = serializeValues([{ a: [1] }], new ClassTable());
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
    shared.set(bytes);
    expect(deserializeValues(shared, new ClassTable())).toEqual([{ a: [1] }]);
  });
});
