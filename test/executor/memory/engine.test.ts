import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SparkContext } from '../../../dist/index.js';
import { withContext } from '../../support/local-context.js';

let localDir: string;
beforeAll(() => {
  localDir = mkdtempSync(join(tmpdir(), 'local-dir-test-'));
});
afterAll(() => rmSync(localDir, { recursive: true }));

/** Pairs of keys that repeat, with texts, numbers and tuples among them. */
const pairsOf = (sc: SparkContext, count: number, seed: number) =>
  sc.range(0, count, 1, 4).map((i): [number | string | [number, string], number] => {
    const k = (i * 7919 + seed) % 211;
    return [k % 3 === 0 ? k : k % 3 === 1 ? `key ${k}` : [k, 'x'], i];
  });

/** Every operator that gathers rows. */
const operators: Record<string, (sc: SparkContext) => unknown> = {
  reduceByKey: sc =>
    byText(
      pairsOf(sc, 3000, 1)
        .reduceByKey((a, b) => a + b)
        .collect(),
    ),
  groupByKey: sc =>
    byText(
      pairsOf(sc, 3000, 1)
        .groupByKey()
        .mapValues(values => [...values])
        .collect(),
    ),
  'aggregateByKey of lists': sc =>
    byText(
      pairsOf(sc, 3000, 1)
        .aggregateByKey(
          [] as number[],
          (l, v) => [...l, v],
          (a, b) => [...a, ...b],
        )
        .collect(),
    ),
  cogroup: sc =>
    byText(
      pairsOf(sc, 2000, 1)
        .cogroup(pairsOf(sc, 1000, 2))
        .mapValues(([a, b]) => [[...a], [...b]])
        .collect(),
    ),
  join: sc =>
    byText(
      pairsOf(sc, 500, 1)
        .join(pairsOf(sc, 500, 2))
        .collect(),
    ),
  leftOuterJoin: sc =>
    byText(
      pairsOf(sc, 300, 1)
        .leftOuterJoin(pairsOf(sc, 200, 2))
        .collect(),
    ),
  subtractByKey: sc =>
    byText(
      pairsOf(sc, 3000, 1)
        .subtractByKey(pairsOf(sc, 100, 2))
        .collect(),
    ),
  distinct: sc =>
    byText(
      pairsOf(sc, 3000, 1)
        .map(([k]) => k)
        .distinct()
        .collect(),
    ),
  intersection: sc => byText(sc.range(0, 2000).intersection(sc.range(1000, 5000)).collect()),
  sortByKey: sc =>
    sc
      .range(0, 4000, 1, 4)
      .map((i): [number, number] => [(i * 7919) % 97, i])
      .sortByKey()
      .collect(),
  'sortBy descending': sc =>
    sc
      .range(0, 4000, 1, 4)
      .sortBy(i => `${(i * 7919) % 97}`, false)
      .collect(),
  repartition: sc => sc.range(0, 4000, 1, 3).repartition(5).glom().collect(),
  partitionBy: sc =>
    pairsOf(sc, 2000, 1)
      .map(([k, v]): [string, number] => [String(k), v])
      .groupByKey(3)
      .mapValues(v => [...v].length)
      .sortByKey()
      .collect(),
  'an aggregation of an aggregation': sc =>
    byText(
      pairsOf(sc, 3000, 1)
        .reduceByKey((a, b) => a + b)
        .map(([k, v]): [string, number] => [typeof k, v])
        .reduceByKey((a, b) => a + b)
        .collect(),
    ),
};

const byText = (rows: unknown[]): unknown[] => rows.map(row => JSON.stringify(row)).sort();

describe('an operator that spills gives the same answer', () => {
  const inMemory: Record<string, unknown> = {};
  const spilled: Record<string, unknown> = {};
  let spillCount = 0;
  beforeAll(() => {
    const runAll = (answers: Record<string, unknown>) => (sc: SparkContext) => {
      for (const [name, operator] of Object.entries(operators)) answers[name] = operator(sc);
    };
    withContext(runAll(inMemory));
    withContext(
      sc => {
        runAll(spilled)(sc);
        spillCount = readdirSync(localDir).flatMap(folder => readdirSync(join(localDir, folder))).length;
      },
      { conf: { 'spark.shuffle.spill.numElementsForceSpillThreshold': '40', 'spark.local.dir': localDir } },
    );
  });

  it.each(Object.keys(operators))('%s', name => {
    expect(spilled[name]).toEqual(inMemory[name]);
    expect((spilled[name] as unknown[]).length).toBeGreaterThan(0);
  });

  it('from files that are gone when the context stops', () => {
    expect(spillCount).toBeGreaterThan(0);
    expect(readdirSync(localDir)).toEqual([]);
  });
});
