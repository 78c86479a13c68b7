import { describe, expect, it } from 'vitest';
import { Decimal } from '../../dist/sql/values/decimal.js';
import { localSession } from '../support/local-session.js';

const spark = localSession();
/** Rows come in batches of some thousands: a few batches, and a part of one. */
const count = 100_000;

/** Values of a column over `id`, in the order of the rows. */
const collected = (column: string): unknown[] =>
  spark
    .range(count)
    .selectExpr(`${column} AS v`)
    .collect()
    .map(row => row.v);
const expected = (value: (id: number) => unknown): unknown[] => Array.from({ length: count }, (_, id) => value(id));
/** All of them; the first few that differ when they do. */
function expectAll(got: readonly unknown[], values: readonly unknown[], same: (a: any, b: any) => boolean = Object.is): void {
  expect(got.length).toBe(values.length);
  const differences = values.flatMap((value, i) => (same(got[i], value) ? [] : [[i, got[i], value]]));
  expect(differences.slice(0, 5)).toEqual([]);
}
const sameText = (a: unknown, b: unknown) => String(a) === String(b);

describe('columns of many batches', () => {
  it.each([
    ['short and long texts', "CASE WHEN id % 3 = 0 THEN repeat('x', CAST(id % 100 AS INT)) ELSE concat('n', id) END"],
    ['texts of one length beyond what vectors hold', "concat('a text of more than twelve bytes ', id)"],
  ])('%s', (_, column) => {
    expectAll(
      collected(column),
      expected(id =>
        column.startsWith('CASE') ? (id % 3 === 0 ? 'x'.repeat(id % 100) : `n${id}`) : `a text of more than twelve bytes ${id}`,
      ),
    );
  });

  it('texts of several scripts, with NULLs among them', () => {
    const scripts = ['é', '日本語', '😀', 'plain'];
    expectAll(
      collected(
        `CASE WHEN id % 5 = 4 THEN NULL ELSE concat(array('é', '日本語', '😀', 'plain')[id % 5], repeat('-', CAST(id % 20 AS INT))) END`,
      ),
      expected(id => (id % 5 === 4 ? null : `${scripts[id % 5]}${'-'.repeat(id % 20)}`)),
    );
  });

  it('decimals of every width', () => {
    for (const [type, factor] of [
      ['decimal(4,2)', '0'],
      ['decimal(9,2)', '1'],
      ['decimal(18,2)', '1'],
      ['decimal(38,2)', '1'],
      ['decimal(38,2)', '10000000000000000000000000'],
    ] as const)
      expectAll(
        collected(`CASE WHEN id % 7 = 6 THEN NULL ELSE CAST((id - 50000) * CAST(${factor} AS DECIMAL(28,0)) AS ${type}) END`),
        expected(id => (id % 7 === 6 ? null : new Decimal(BigInt(id - 50_000) * BigInt(factor) * 100n, 2))),
        sameText,
      );
  });

  it('booleans, dates and timestamps', () => {
    expectAll(
      collected('CASE WHEN id % 3 = 2 THEN NULL ELSE id % 3 = 0 END'),
      expected(id => (id % 3 === 2 ? null : id % 3 === 0)),
    );
    expectAll(
      collected("date_add(DATE'1969-12-01', CAST(id AS INT))"),
      expected(id => new Date((id - 31) * 86_400_000).toISOString().slice(0, 10)),
      sameText,
    );
    expectAll(
      collected('timestamp_millis(id * 1000003 - 1000000)'),
      expected(id => id * 1_000_003 - 1_000_000),
      (a: Date, b: number) => a.getTime() === b,
    );
  });

  it('arrays, maps and structs, with NULLs at each height', () => {
    expectAll(
      collected('CASE WHEN id % 4 = 3 THEN NULL ELSE slice(array(id, NULL, -id), 1, CAST(id % 4 AS INT)) END'),
      expected(id => (id % 4 === 3 ? null : [id, null, -id].slice(0, id % 4))),
      (a, b) => JSON.stringify(a) === JSON.stringify(b),
    );
    expectAll(
      collected("CASE WHEN id % 4 = 3 THEN NULL ELSE map(concat('k', id), named_struct('a', id, 'b', array(concat('n', id)))) END"),
      expected(id => (id % 4 === 3 ? null : `k${id} [${id},ArraySeq(n${id})]`)),
      (a: Map<string, unknown> | null, b) => (a === null ? b === null : `${[...a][0]![0]} ${[...a][0]![1]}` === b),
    );
    expectAll(
      collected(
        "CASE WHEN id % 4 = 3 THEN NULL ELSE named_struct('a', CASE WHEN id % 4 = 1 THEN NULL ELSE id END, 'b', named_struct('c', 'x')) END",
      ),
      expected(id => (id % 4 === 3 ? null : `[${id % 4 === 1 ? 'null' : id},[x]]`)),
      sameText,
    );
  });
});

it('names that members of rows have, and names twice', () => {
  const rows = spark.range(count).selectExpr('id AS length', "concat('n', id) AS id", 'id').collect();
  expect(rows.length).toBe(count);
  expect([rows[count - 1]!.get(0), rows[count - 1]!.get(1), rows[count - 1]!.get(2)]).toEqual([count - 1, `n${count - 1}`, count - 1]);
});

it('bytes that are no UTF-8 come as replacement characters, each text on its own', () => {
  const texts = spark.sql("SELECT CAST(v AS STRING) AS v FROM VALUES (X'61E9'), (X'A962'), (X'C3A9') AS t(v)").collect();
  expect(texts.map(row => row.v)).toEqual(['a\ufffd', '\ufffdb', 'é']);
});
