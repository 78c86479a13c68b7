/** Rows of an RDD that are written so that they need not be computed again, in files or in memory. */
import { join } from 'node:path';
import { fileUrlOf } from '../executor/input/hadoop-path.js';
import { abortOutput, commitOutput, partName, prepareOutputDirectory } from '../executor/output/text-output.js';
import type { RDD } from './rdd.js';
import type { NodeBody } from './rdd-definition.js';

export class Checkpoint {
  readonly #source: RDD<any>;
  /** Absent for a checkpoint in memory. */
  readonly #directory: string | undefined;
  #rdd: RDD<any> | undefined;

  private constructor(source: RDD<any>, directory: string | undefined) {
    this.#source = source;
    this.#directory = directory;
  }

  static reliable(source: RDD<any>, directory: string): Checkpoint {
    return new Checkpoint(source, join(directory, `rdd-${source.id}`));
  }

  static local(source: RDD<any>): Checkpoint {
    return new Checkpoint(source, undefined);
  }

  get isReliable(): boolean {
    return this.#directory !== undefined;
  }

  /** Reads what was written; undefined before that. */
  get rdd(): RDD<any> | undefined {
    return this.#rdd;
  }

  get file(): string | undefined {
    return this.#rdd === undefined || this.#directory === undefined ? undefined : fileUrlOf(this.#directory);
  }

  /** Runs a job of its own. Persist an RDD that is costly to compute: then it is computed once. */
  write(operator: string): void {
    if (this.#rdd !== undefined) return;
    if (this.#directory === undefined) this.#keep(operator);
    else this.#save(this.#directory, operator);
  }

  /** In shared memory, which outlives the executors. */
  #keep(operator: string): void {
    const slices = this.#source.context.collectBlocks(this.#source, operator);
    this.#read('LocalCheckpointRDD', operator, () => ({ kind: 'parallelize', slices }));
  }

  #save(directory: string, operator: string): void {
    const target = prepareOutputDirectory(directory);
    try {
      this.#source.context.runSink(this.#source, () => ({ kind: 'saveAsObjectFile', directory: target }), operator);
      commitOutput(target, false);
    } catch (error) {
      abortOutput(target);
      throw error;
    }
    const files = Array.from({ length: this.#source.getNumPartitions() }, (_, partition) => join(target, partName(partition)));
    this.#read('ReliableCheckpointRDD', operator, () => ({ kind: 'objectFile', files }));
  }

  #read(className: string, operator: string, node: () => NodeBody): void {
    const numPartitions = this.#source.getNumPartitions();
    this.#rdd = this.#source.derive({
      className,
      operator,
      dependencies: [],
      partitioner: this.#source.partitioner,
      numPartitions: () => numPartitions,
      node,
    });
  }
}
