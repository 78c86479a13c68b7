import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeRows, encodeRows, RowsBuilder, RowsDecoder } from '../../../src/executor/blocks/codec.js';
import { BATCH_ROWS } from '../../../src/executor/blocks/column-kinds.js';
import { packBlocks } from '../../../src/executor/blocks/rows-builder.js';
import { v8Values } from '../v8-values.js';

const roundTrip = (rows: readonly unknown[]): unknown[] => decodeRows(encodeRows(rows, v8Values), v8Values);

/** Rows that must not need the serializer. */
const columnsOnly = {
  serialize: (): never => expect.unreachable('a typed column was expected'),
  deserialize: (): never => expect.unreachable('a typed column was expected'),
};
const typedRoundTrip = (rows: readonly unknown[]): unknown[] => decodeRows(encodeRows(rows, columnsOnly), columnsOnly);

describe('rows come back as they were', () => {
  const leaf = fc.oneof(
    fc.double(),
    fc.integer(),
    fc.string({ unit: 'binary' }),
    fc.boolean(),
    fc.bigInt(),
    fc.constantFrom(null, undefined, -0, Number.NaN),
    fc.date({ noInvalidDate: false }),
  );
  const { value } = fc.letrec(tie => ({
    value: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.string(), tie('value'), { maxKeys: 3 }),
    ),
  }));

  it('rows of any kinds, mixed', () => {
    // A null prototype does not survive any serializer.
    fc.assert(
      fc.property(fc.array(value, { maxLength: 20 }), rows => {
        const plain = structuredClone(rows);
        expect(roundTrip(plain)).toStrictEqual(plain);
      }),
    );
  });

  it.each([
    ['numbers', fc.double()],
    ['integers', fc.integer()],
    ['small integers', fc.integer({ min: -128, max: 127 })],
    ['texts', fc.string({ unit: 'binary' })],
    ['booleans', fc.boolean()],
    ['64-bit integers', fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })],
    ['dates', fc.date({ noInvalidDate: false })],
    ['pairs', fc.tuple(fc.string(), fc.integer())],
    ['pairs of pairs', fc.tuple(fc.tuple(fc.string(), fc.double()), fc.tuple(fc.integer(), fc.boolean()))],
    ['lists of texts', fc.array(fc.string())],
    ['objects', fc.record({ name: fc.string(), age: fc.option(fc.integer()) }, { noNullPrototype: true })],
    ['numbers or null or undefined', fc.option(fc.oneof(fc.double(), fc.constant(undefined)))],
    ['vectors', fc.float64Array({ maxLength: 5 })],
  ])('%s go as typed columns', (_, row: fc.Arbitrary<unknown>) => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), rows => {
        expect(typedRoundTrip(rows)).toStrictEqual(structuredClone(rows));
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['no rows', []],
    ['nulls', [null, null]],
    ['undefineds', [undefined, undefined]],
    ['null beside undefined', [null, undefined, null]],
    ['-0 beside 0', [0, -0, 1]],
    ['the edges of the integer columns', [127, 128, -128, -129, 32767, 32768, -32769, 2 ** 31 - 1, -(2 ** 31), 2 ** 31]],
    ['lone surrogates', ['\ud800', 'a\udfff', '']],
    ['the end of Latin-1', ['\u00ff', '\u0100', 'é']],
    ['bigints past 64 bits', [1n, 2n ** 64n, -(2n ** 70n)]],
    ['holes', [Object.assign([1], { 2: 3 }), [4, 5, 6]]],
    ['empty arrays and objects', [[], [], [1], {}]],
    ['objects with other keys', [{ a: 1, b: 2 }, { b: 2, a: 1 }, { a: 1 }]],
    ['a key that is no identifier', [{ 'a b': 1, '"': 2, '\u2028': 3 }]],
    ['maps and sets', [new Map([[1, 'a']]), new Set([1])]],
    ['regular expressions and errors', [/a/g]],
    ['typed arrays', [new Uint8Array([1, 2]), new Float64Array([1])]],
  ])('%s', (_, rows: unknown[]) => {
    expect(roundTrip(rows)).toStrictEqual(rows);
  });

  it('keys of objects keep their order', () => {
    expect(Object.keys(roundTrip([{ z: 1, a: 2 }])[0] as object)).toEqual(['z', 'a']);
  });

  it('an own key named __proto__ stays a key', () => {
    const row = JSON.parse('{"__proto__": 1}');
    expect(Object.keys(roundTrip([row])[0] as object)).toEqual(['__proto__']);
  });

  it('the match of a regular expression keeps its groups', () => {
    const [match] = roundTrip([/(?<first>.)b/.exec('ab')]) as RegExpExecArray[];
    expect(match!.groups!.first).toBe('a');
  });

  it('a row that reaches itself stays a circle', () => {
    const row: { self?: unknown } = {};
    row.self = [row];
    const [back] = roundTrip([row]) as [{ self: { self: [{ self: unknown }] }[] }];
    let node: any = back;
    for (let i = 0; i < 10; i++) node = node.self[0];
    expect(node.self).toHaveLength(1);
  });

  it('very long texts', () => {
    const rows = ['x'.repeat(3 << 20), 'short', 'é'.repeat(1 << 20), '\u4e2d'.repeat(1 << 20)];
    expect(typedRoundTrip(rows)).toStrictEqual(rows);
    expect(typedRoundTrip(rows.slice(0, 3))).toStrictEqual(rows.slice(0, 3));
  });

  it('a column that meets another type after many rows', () => {
    const rows: unknown[] = Array.from({ length: 2 * BATCH_ROWS + 10 }, (_, i) => i);
    rows[BATCH_ROWS + 5] = 'text';
    expect(roundTrip(rows)).toStrictEqual(rows);
  });
});

describe('a block', () => {
  it('lies in one shared buffer', () => {
    const block = encodeRows([['a', 1]], v8Values);
    expect(block.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(block.rowCount).toBe(1);
  });

  it('may be copied to any place that is a multiple of 8', () => {
    const rows = Array.from({ length: 100 }, (_, i) => [`word ${i}`, i / 2]);
    const block = encodeRows(rows, v8Values);
    const buffer = new SharedArrayBuffer(block.byteLength + 16);
    new Uint8Array(buffer, 16).set(new Uint8Array(block.buffer, block.byteOffset, block.byteLength));
    expect(decodeRows({ ...block, buffer, byteOffset: 16 }, v8Values)).toEqual(rows);
  });

  it('shares its buffer with the blocks that are packed with it', () => {
    const builders = [['a'], [1, 2], [[true, null]]].map(rows => {
      const builder = new RowsBuilder(v8Values);
      for (const row of rows) builder.push(row);
      return builder;
    });
    const blocks = packBlocks(builders);
    expect(new Set(blocks.map(block => block.buffer)).size).toBe(1);
    expect(blocks.map(block => decodeRows(block, v8Values))).toEqual([['a'], [1, 2], [[true, null]]]);
  });
});

describe('RowsBuilder', () => {
  it('keeps the order of rows and pairs', () => {
    const builder = new RowsBuilder(v8Values);
    builder.push(1);
    builder.pushPair('a', 2);
    builder.pushPair('b', 3);
    builder.push([4, 5, 6]);
    expect(builder.rowCount).toBe(4);
    expect(builder.byteSize).toBeGreaterThan(0);
    expect(decodeRows(builder.build(), v8Values)).toEqual([1, ['a', 2], ['b', 3], [4, 5, 6]]);
  });
});

describe('RowsDecoder', () => {
  it('gives one batch at a time', () => {
    const block = encodeRows(Array.from({ length: BATCH_ROWS * 2 + 1 }).fill(7), v8Values);
    expect(Array.from(new RowsDecoder(v8Values).batches(block), batch => batch.length)).toEqual([BATCH_ROWS, BATCH_ROWS, 1]);
  });

  it('gives pairs as keys and values, whatever they lie as', () => {
    const builder = new RowsBuilder(v8Values);
    builder.pushPair('a', 1);
    builder.push(['b', 2, 3]);
    const batches = [...new RowsDecoder(v8Values).pairBatches(builder.build())];
    expect(batches).toEqual([
      { keys: ['a'], values: [1] },
      { keys: ['b'], values: [2] },
    ]);
  });
});
