/** Cutting a lineage at its shuffles. */
import type { Lineage, LineageNode, ShuffleNode } from '../rdd/lineage.js';

/** The shuffles that a node reads, in the order of its inputs. */
export function shufflesOf(node: LineageNode): readonly ShuffleNode[] {
  if (node.kind === 'shuffled') return [node.shuffle];
  if (node.kind === 'cogroup' || node.kind === 'subtract') return node.inputs.flatMap(input => ('shuffle' in input ? [input.shuffle] : []));
  return [];
}

/** Ids of the nodes that a node reads without a shuffle. */
export function narrowParentsOf(node: LineageNode): readonly number[] {
  switch (node.kind) {
    case 'empty':
    case 'parallelize':
    case 'range':
    case 'textFile':
    case 'wholeTextFiles':
    case 'binaryFiles':
    case 'binaryRecords':
    case 'objectFile':
    case 'shuffled':
      return [];
    case 'union':
    case 'zipPartitions':
    case 'cartesian':
      return node.parents;
    case 'cogroup':
    case 'subtract':
      return node.inputs.flatMap(input => ('parent' in input ? [input.parent] : []));
    default:
      return [node.parent];
  }
}

/** The partitions of narrow parents that partition `index` of a node reads: `[parent id, its partition]`. */
export function parentPartitionsOf(node: LineageNode, index: number): readonly (readonly [number, number])[] {
  switch (node.kind) {
    case 'union': {
      let first = 0;
      for (let i = 0; i < node.parents.length; i++) {
        const count = node.parentPartitionCounts[i]!;
        if (index < first + count) return [[node.parents[i]!, index - first]];
        first += count;
      }
      return [];
    }
    case 'coalesce':
      return (node.groups[index] ?? []).map(partition => [node.parent, partition] as const);
    case 'partitionSubset':
      return [[node.parent, node.partitions[index]!]];
    case 'cartesian':
      return [
        [node.parents[0], Math.floor(index / node.rightPartitions)],
        [node.parents[1], index % node.rightPartitions],
      ];
    default:
      return narrowParentsOf(node).map(parent => [parent, index] as const);
  }
}

/** The nodes that one stage computes: `rddId` and all that it reaches without a shuffle. */
export function stageNodesOf(rddId: number, lineage: Lineage): LineageNode[] {
  const seen = new Set<number>();
  const pending = [rddId];
  const nodes: LineageNode[] = [];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const node = lineage.get(id);
    if (node === undefined) throw new Error(`lineage has no RDD ${id}`);
    nodes.push(node);
    pending.push(...narrowParentsOf(node));
  }
  return nodes;
}
