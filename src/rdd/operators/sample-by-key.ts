import { type ByKey, keyLookup, type Stratum, thresholds } from '../../executor/sampling/stratified.js';
import type { NodeFunction } from '../lineage.js';
import type { RDD } from '../rdd.js';
import { builtin, narrow } from '../rdd-definition.js';
import { requirement } from '../requirement.js';
import { collect } from './collect.js';
import { countByKey } from './count.js';

export type Fractions<K> = ReadonlyMap<K, number> | (K extends string ? Readonly<Record<string, number>> : never);

export function sampleByKey(rdd: RDD<any>, withReplacement: boolean, fractions: Fractions<any>, seed: number | bigint): RDD<any> {
  return sampled(rdd, 'sampleByKey', builtin('sampleByKey', withReplacement, entriesOf(fractions), BigInt(seed)));
}

/** As many rows of each key as its fraction asks for, not about as many: takes a pass over the rows, with replacement two. */
export function sampleByKeyExact(rdd: RDD<any>, withReplacement: boolean, fractions: Fractions<any>, seed: number | bigint): RDD<any> {
  const rates = entriesOf(fractions);
  const counts = withReplacement ? [...countByKey(rdd, 'sampleByKeyExact')] : undefined;
  const strata = mergedStrata(
    collect(sampled(rdd, 'sampleByKeyExact', builtin('acceptance', rates, counts, BigInt(seed))), 'sampleByKeyExact') as [
      unknown,
      Stratum,
    ][],
  );
  const limits = thresholds(strata, rates);
  if (!withReplacement) return sampled(rdd, 'sampleByKeyExact', builtin('sampleByKey', false, limits, BigInt(seed)));
  const bounds = strata.map(([key, { acceptBound, waitListBound }], i) => [key, { acceptBound, waitListBound, threshold: limits[i]![1] }]);
  return sampled(rdd, 'sampleByKeyExact', builtin('sampleByThreshold', bounds, BigInt(seed)));
}

function sampled(rdd: RDD<any>, operator: string, f: NodeFunction): RDD<any> {
  return rdd.derive(narrow(rdd, operator, () => ({ kind: 'mapPartitions', parent: rdd.id, f }), { partitioner: rdd.partitioner }));
}

function entriesOf(fractions: Fractions<any>): ByKey<number> {
  const entries = fractions instanceof Map ? [...fractions] : Object.entries(fractions);
  requirement(
    entries.every(([, fraction]) => fraction >= 0),
    'Negative sampling rates.',
  );
  return entries;
}

/** What the partitions have found of each key, put together. */
function mergedStrata(parts: readonly (readonly [unknown, Stratum])[]): [unknown, Stratum][] {
  const merged: [unknown, Stratum][] = [];
  const primitives = new Map<unknown, Stratum>();
  for (const [key, part] of parts) {
    const known = primitives.get(key) ?? (typeof key === 'object' ? keyLookup(merged)(key) : undefined);
    if (known === undefined) {
      const stratum = { ...part, waitList: [...part.waitList] };
      merged.push([key, stratum]);
      if (typeof key !== 'object') primitives.set(key, stratum);
    } else {
      known.itemCount += part.itemCount;
      known.acceptedCount += part.acceptedCount;
      for (const draw of part.waitList) known.waitList.push(draw);
    }
  }
  return merged;
}
