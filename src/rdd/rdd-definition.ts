/** What an operator says of the RDD it makes: enough to print it, to count its partitions and to describe it to the scheduler. */
import type { LineageNode, NodeFunction } from './lineage.js';
import type { Partitioner } from './partitioner.js';
import type { RDD } from './rdd.js';

export interface Dependency {
  readonly rdd: RDD<any>;
  readonly kind: 'narrow' | 'shuffle';
}

type DistributiveOmit<T, K extends keyof any> = T extends unknown ? Omit<T, K> : never;
/** A node without what every RDD fills in by itself. */
export type NodeBody = DistributiveOmit<LineageNode, 'id' | 'numPartitions' | 'storageLevel' | 'scope'>;

/** Turns the functions of a definition into data, when a job is submitted. */
export interface NodeWriter {
  /** A closure of the person, with what it uses as it is now. */
  fn(f: Function): NodeFunction;
}

export interface RddDefinition {
  /** Spark's class: `MapPartitionsRDD`. */
  readonly className: string;
  /** The method that the person called: `map`. */
  readonly operator: string;
  readonly dependencies: readonly Dependency[];
  readonly partitioner?: Partitioner | undefined;
  /** Printed before the class, as a file's path is. */
  readonly name?: string;
  /** Functions to check now, so that what cannot ship is refused where it is written. */
  readonly closures?: readonly Function[];
  /** Ids of shuffles that live as long as the RDD does. */
  readonly shuffleIds?: readonly number[];
  /** Asked once, when first needed. May throw (a missing input path). */
  numPartitions(): number;
  node(writer: NodeWriter): NodeBody;
}

export const builtin = (name: string, ...args: readonly (NodeFunction | unknown)[]): NodeFunction => ({ kind: 'builtin', name, args });

/** One narrow parent with the same partitions: the shape of most operators. */
export function narrow(
  parent: RDD<any>,
  operator: string,
  body: (writer: NodeWriter) => NodeBody,
  more: Partial<RddDefinition> = {},
): RddDefinition {
  return {
    className: 'MapPartitionsRDD',
    operator,
    dependencies: [{ rdd: parent, kind: 'narrow' }],
    numPartitions: () => parent.getNumPartitions(),
    node: body,
    ...more,
  };
}
