/** Which way a partition takes through unions and coalesced parents. */
import type { LineageNode } from '../../rdd/lineage.js';

type Nodes = ReadonlyMap<number, LineageNode>;

interface NarrowBase {
  readonly parent: number;
  /** The parent's partition, for any partition that takes the same way. */
  partitionOf(partition: number): number;
}

/** The one parent partition behind a partition of a union, a subset or a coalesced RDD; undefined when there are several or none. */
export function narrowBase(node: LineageNode, partition: number): NarrowBase | undefined {
  switch (node.kind) {
    case 'union': {
      let first = 0;
      for (let i = 0; i < node.parents.length; i++) {
        const [parent, start] = [node.parents[i]!, first];
        first += node.parentPartitionCounts[i]!;
        if (partition < first) return { parent, partitionOf: index => index - start };
      }
      return undefined;
    }
    case 'partitionSubset':
      return { parent: node.parent, partitionOf: index => node.partitions[index]! };
    case 'coalesce':
      return node.groups[partition]?.length === 1 ? { parent: node.parent, partitionOf: index => node.groups[index]![0]! } : undefined;
    default:
      return undefined;
  }
}

/** Equal for partitions that one plan can serve. */
export function pathOf(nodes: Nodes, rddId: number, partition: number): string {
  let path = '';
  for (let node = nodes.get(rddId); node !== undefined; ) {
    const base = narrowBase(node, partition);
    if (base !== undefined) {
      path += `/${base.parent}`;
      partition = base.partitionOf(partition);
      node = nodes.get(base.parent);
    } else if (node.kind === 'cartesian') {
      partition = Math.floor(partition / node.rightPartitions);
      node = nodes.get(node.parents[0]);
    } else if ('parent' in node && node.kind !== 'coalesce' && node.kind !== 'mapPartitions') {
      node = nodes.get(node.parent);
    } else {
      return node.kind === 'coalesce' ? `${path}/many` : path;
    }
  }
  return path;
}
