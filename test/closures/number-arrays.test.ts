import { deserialize, serialize, setFlagsFromString } from 'node:v8';
import { expect, test } from 'vitest';
import { renewNumberArrays } from '../../dist/closures/number-arrays.js';
import { cell, TwoThreads } from './threads-apart.js';

setFlagsFromString('--allow-natives-syntax');
const holdsDoubles = new Function('array', 'return %HasDoubleElements(array)') as (array: unknown) => boolean;
const copyOf = <T>(value: T): T => deserialize(serialize(value)) as T;
const send = (body: string): any => new TwoThreads().send(cell(body));

test('arrays of doubles in arrays and objects hold doubles', () => {
  const value = copyOf({
    centers: [
      [0.5, 1.5],
      [2.5, 3],
    ],
    bias: [0.25],
    names: ['a'],
    n: 1,
  });
  expect(holdsDoubles(value.bias)).toBe(false);
  expect(renewNumberArrays([value]).size).toBe(3);
  expect([value.bias, ...value.centers].map(holdsDoubles)).toEqual([true, true, true]);
  expect(value).toEqual({
    centers: [
      [0.5, 1.5],
      [2.5, 3],
    ],
    bias: [0.25],
    names: ['a'],
    n: 1,
  });
});

test('an array that two places share stays shared', () => {
  const shared = [0.5, 1.5];
  const value = copyOf({ a: shared, b: [shared] });
  renewNumberArrays([value]);
  expect(value.b[0]).toBe(value.a);
  expect(send('const row = [0.5, 1]; const rows = [row, row]; return () => { row[0] = 7; return rows[1][0] + rows[0][0]; }')()).toBe(14);
});

test('where members of a map or set would change too, nothing does', () => {
  const row = [0.5];
  const value = copyOf({ row, byName: new Map([['row', row]]) });
  expect(renewNumberArrays([value]).size).toBe(0);
  expect(value.byName.get('row')).toBe(value.row);
});

test('holes and further properties stay', () => {
  const named = Object.assign([0.5], { unit: 'm' });
  const value = copyOf({ sparse: Object.assign(new Array<number>(3), { 0: 0.5, 2: 1.5 }), named });
  renewNumberArrays([value]);
  expect(1 in value.sparse).toBe(false);
  expect((value.named as typeof named).unit).toBe('m');
});
