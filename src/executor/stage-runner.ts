/** Runs the tasks of one stage attempt on this executor. */
import type { CapturedClosure } from '../closures/captured.js';
import { SparkError } from '../errors/spark-error.js';
import type { GroupInput, LineageNode, NodeFunction, PartitionerNode, ShuffleNode, Sink } from '../rdd/lineage.js';
import type { PoolData, StageRun, TaskCompletion, TaskValue } from '../threads/protocol.js';
import { TaskQueue } from '../threads/task-queue.js';
import { type PairBatch, RowsDecoder } from './blocks/codec.js';
import type { EncodedRows } from './blocks/encoded-rows.js';
import { BUILTINS } from './builtins.js';
import { errorDataOf } from './error-data.js';
import type { ExecutorEnv } from './executor-env.js';
import { readBinaryFile, readBinaryRecords } from './input/binary-reader.js';
import { openLines } from './input/line-reader.js';
import { readObjectFile } from './input/object-reader.js';
import { readWholeTextFile } from './input/whole-text-file.js';
import { ObjectOutput } from './output/object-output.js';
import { openTextOutput, partPath } from './output/text-output.js';
import { expressionOf, type StageFunction } from './pipeline/emitter.js';
import { arraySink, rowSink, writerSink } from './pipeline/sinks.js';
import { StageProgram } from './pipeline/stage-program.js';
import type { Aggregator } from './shuffle/append-only-map.js';
import { blockOf, type MapOutput } from './shuffle/map-output.js';
import type { Partitioner } from './shuffle/partitioner.js';
import { type PairSource, readCogroup, readRows, readShuffle, readSubtract } from './shuffle/shuffle-reader.js';
import { createShuffleWriter } from './shuffle/shuffle-writer.js';
import { TaskContext } from './task-context.js';

/** One task as generated code and its surroundings see it. */
interface Task {
  readonly index: number;
  /** Of the stage's RDD. */
  readonly partition: number;
  output?: RowOutput;
}

/** A part file that a task writes. */
interface RowOutput {
  write(row: unknown): void;
  finish(): void;
  abort(): void;
}

/** Ends a task whose stage was killed. */
class TaskKilled extends Error {}

export class StageRunner {
  readonly queue: TaskQueue;
  readonly #run: StageRun;
  readonly #env: ExecutorEnv;
  readonly #nodes: ReadonlyMap<number, LineageNode>;
  readonly #inputs: ReadonlyMap<number, readonly MapOutput[]>;
  readonly #program: StageProgram<Task>;
  readonly #functions = new Map<NodeFunction, StageFunction>();

  constructor(run: StageRun, env: ExecutorEnv) {
    this.#run = run;
    this.#env = env;
    this.queue = TaskQueue.open(run.queue);
    this.#nodes = new Map(run.nodes.map(node => [node.id, node]));
    this.#inputs = new Map(run.inputs);
    env.addReferences(run.broadcasts, run.accumulators);
    this.#program = new StageProgram<Task>({
      nodes: this.#nodes,
      functions: env.functions,
      functionOf: f => this.#functionOf(f as NodeFunction),
      batchesOf: (node, partition) => this.#batchesOf(node, partition),
      pairBatchesOf: (node, partition, task) => this.#pairBatchesOf(node, partition, task),
      textReader: (node, partition) => openLines(node.splits[partition]!, env.textCounter),
      cached: (node, partition, compute) => this.#cached(node, partition, compute),
      check: () => () => {
        if (this.queue.isKilled) throw new TaskKilled();
        env.memory.check();
      },
    });
  }

  get runId(): number {
    return this.#run.runId;
  }

  get pool(): PoolData | undefined {
    return this.#run.pool;
  }

  run(index: number): TaskCompletion {
    const launchTimeMs = Date.now();
    const task: Task = { index, partition: this.#run.partitions[index]! };
    const context = this.#contextOf(task);
    let outcome: TaskCompletion['outcome'];
    let mapOutput: MapOutput | undefined;
    TaskContext.set(context);
    try {
      const { output } = this.#run;
      if (output.kind === 'shuffle') mapOutput = this.#runMapTask(task, output.shuffle);
      outcome =
        output.kind === 'shuffle'
          ? { status: 'shuffled', output: mapOutput! }
          : { status: 'success', value: this.#runResultTask(task, output.sink) };
      context.end();
    } catch (error) {
      outcome = error instanceof TaskKilled ? { status: 'killed' } : { status: 'failed', error: errorDataOf(error) };
      if (mapOutput !== undefined) this.#env.discard(mapOutput);
      if (!context.isCompleted()) context.end(error);
    } finally {
      TaskContext.set(undefined);
      this.#env.endTask();
    }
    return {
      task: index,
      launchTimeMs,
      finishTimeMs: Date.now(),
      outcome,
      accumulators: this.#env.accumulators.take(),
      cached: this.#env.blocks.takeUpdates(),
    };
  }

  #contextOf({ index, partition }: Task): TaskContext {
    const { stageId, attempt, firstTaskId, failures, partitions, properties } = this.#run;
    return new TaskContext({
      partitionId: partition,
      stageId,
      stageAttemptNumber: attempt,
      attemptNumber: failures.find(([task]) => task === index)?.[1] ?? 0,
      taskAttemptId: firstTaskId + index,
      numPartitions: this.#nodes.get(this.#run.rddId)?.numPartitions ?? partitions.length,
      properties,
      isKilled: () => this.queue.isKilled,
    });
  }

  #runMapTask(task: Task, shuffle: ShuffleNode): MapOutput {
    const newWriter = ({ task: { partition } }: { task: Task }) =>
      createShuffleWriter({
        partitioner: this.#partitionerOf(shuffle.partitioner),
        aggregator: this.#aggregatorOf(shuffle),
        mapSideCombine: shuffle.mapSideCombine,
        values: this.#env.values,
        mapIndex: partition,
        combinerClass: this.#env.combinerClasses.get(this.#aggregatorKey(shuffle), 'arrival'),
        spill: this.#env.outputSpill(shuffle.shuffleId),
      });
    return this.#program.run(this.#run.rddId, task.partition, task, 'shuffle', emitter =>
      writerSink(emitter.taskValue('writer', newWriter)),
    ) as MapOutput;
  }

  #runResultTask(task: Task, sink: Sink): TaskValue {
    const { rddId } = this.#run;
    switch (sink.kind) {
      case 'partition': {
        const f = this.#functionOf(sink.f).forTask();
        return this.#valueOf(f(this.#program.iterator(rddId, task.partition, task), task.partition));
      }
      case 'saveAsTextFile':
        this.#saveText(task, sink);
        return { value: undefined };
      case 'saveAsObjectFile':
        this.#saveObjects(task, sink.directory);
        return { value: undefined };
      case 'collect':
        return { rows: this.#env.encode(this.#program.run(rddId, task.partition, task, 'collect', arraySink) as unknown[]) };
      case 'take':
      case 'count':
      case 'reduce':
      case 'fold':
      case 'foreach': {
        const result = this.#program.run(rddId, task.partition, task, 'result', emitter =>
          rowSink(
            sink,
            emitter,
            each => this.#functionOf(each.f as NodeFunction),
            each => () => this.#env.decode(each.zero as never)[0],
          ),
        );
        return sink.kind === 'take' ? { rows: this.#env.encode(result as unknown[]) } : this.#valueOf(result);
      }
    }
  }

  #saveText(task: Task, { directory, codec }: Sink & { kind: 'saveAsTextFile' }): void {
    this.#save(task, openTextOutput(directory, task.partition, codec));
  }

  #saveObjects(task: Task, directory: string): void {
    this.#save(task, new ObjectOutput(partPath(directory, task.partition), this.#env.values));
  }

  #save(task: Task, output: RowOutput): void {
    task.output = output;
    try {
      this.#program.run(this.#run.rddId, task.partition, task, 'save', emitter => {
        const name = emitter.taskValue('output', bound => bound.task.output);
        return { before: '', body: row => `${name}.write(${expressionOf(row)});`, result: 'undefined' };
      });
      output.finish();
    } catch (error) {
      output.abort();
      throw error;
    }
  }

  /** Numbers and the like as they are; everything else through the codec, which knows the person's classes. */
  #valueOf(value: unknown): TaskValue {
    const isPlain = value === null || !['object', 'function', 'symbol'].includes(typeof value);
    return isPlain ? { value } : { rows: this.#env.encode([value]) };
  }

  #batchesOf(node: LineageNode, partition: number): Iterable<readonly unknown[]> {
    switch (node.kind) {
      case 'parallelize': {
        const slice = node.slices[partition]!;
        return new RowsDecoder(this.#env.values).batches(slice);
      }
      case 'wholeTextFiles':
        return [node.files[partition]!.map(readWholeTextFile)];
      case 'binaryFiles':
        return [node.files[partition]!.map(readBinaryFile)];
      case 'binaryRecords':
        return readBinaryRecords(node.splits[partition]!, node.recordLength);
      case 'objectFile':
        return readObjectFile(node.files[partition]!, this.#env.values);
      case 'shuffled':
        return readRows(this.#shuffleSource(node.shuffle, partition).blocks, this.#env.values);
      default:
        return [];
    }
  }

  #pairBatchesOf(node: LineageNode, partition: number, task: Task): Iterable<PairBatch> {
    switch (node.kind) {
      case 'shuffled': {
        const { shuffle, ordering } = node;
        return readShuffle({
          source: this.#shuffleSource(shuffle, partition),
          values: this.#env.values,
          aggregator: this.#aggregatorOf(shuffle),
          mapSideCombined: shuffle.mapSideCombine,
          ordering: ordering === undefined ? undefined : { ascending: ordering.ascending, compare: this.#compareOf(ordering.compare) },
          combinerClass: this.#env.combinerClasses.get(this.#aggregatorKey(shuffle), 'iteration'),
          spill: this.#env.spill,
        });
      }
      case 'subtract': {
        const [left, right] = node.inputs.map(input => this.#groupSource(input, partition, task));
        return readSubtract(left!, right!, this.#env.values, this.#env.spill);
      }
      case 'cogroup': {
        const sources = node.inputs.map(input => this.#groupSource(input, partition, task));
        return readCogroup(sources, this.#env.values, this.#env.combinerClasses.get('cogroup', 'iteration'), this.#env.spill);
      }
      default:
        return [];
    }
  }

  #groupSource(input: GroupInput, partition: number, task: Task): PairSource {
    if ('shuffle' in input) return this.#shuffleSource(input.shuffle, partition);
    return { rows: this.#program.iterator(input.parent, partition, task) as Iterable<readonly unknown[]> };
  }

  #shuffleSource(shuffle: ShuffleNode, partition: number) {
    const outputs = this.#inputs.get(shuffle.shuffleId);
    if (outputs === undefined)
      throw new SparkError('FetchFailedException', `shuffle ${shuffle.shuffleId} is not there`, { condition: 'MISSING_SHUFFLE' });
    return { blocks: outputs.map(output => blockOf(output, partition)) };
  }

  #cached(node: LineageNode, partition: number, compute: () => Iterable<unknown[]>): Iterable<readonly unknown[]> {
    const { blocks } = this.#env;
    return blocks.get(node.id, partition) ?? blocks.store(node.id, partition, node.storageLevel!, compute());
  }

  #functionOf(f: NodeFunction): StageFunction {
    let made = this.#functions.get(f);
    if (made === undefined) {
      made = f.kind === 'closure' ? this.#closure(f) : this.#builtin(f);
      this.#functions.set(f, made);
    }
    return made;
  }

  /** Each task gets a copy of its own, as if it ran alone: what one changes in it no other sees. */
  #closure(closure: CapturedClosure): StageFunction {
    if (closure.isPure) {
      const shared = this.#env.rebuilder.rebuild(closure);
      return { key: closure.text, forTask: () => shared };
    }
    return { key: closure.text, forTask: () => this.#env.rebuilder.rebuild(closure) };
  }

  #builtin(f: Exclude<NodeFunction, CapturedClosure>): StageFunction {
    const builtin = BUILTINS[f.name]!;
    const args = f.args.map(arg =>
      isNodeFunction(arg) ? this.#functionOf(arg) : isEncodedRows(arg) ? () => this.#env.decode(arg)[0] : arg,
    );
    const key = [f.name, ...args.map(arg => (isStageFunction(arg) ? arg.key : ''))].join('\u0001');
    const argsOfTask = () => args.map(arg => (isStageFunction(arg) ? arg.forTask() : arg));
    return 'make' in builtin
      ? { key, forTask: () => builtin.make(...argsOfTask()), inline: builtin.inline }
      : { key, forTask: () => builtin.makeSpilling(this.#env.spill, ...argsOfTask()) };
  }

  #compareOf(f: NodeFunction | undefined): ((a: unknown, b: unknown) => number) | undefined {
    return f === undefined ? undefined : (this.#functionOf(f).forTask() as (a: unknown, b: unknown) => number);
  }

  #aggregatorOf({ aggregator }: ShuffleNode): Aggregator | undefined {
    if (aggregator === undefined) return undefined;
    const [createCombiner, mergeValue, mergeCombiners] = [aggregator.createCombiner, aggregator.mergeValue, aggregator.mergeCombiners].map(
      f => this.#functionOf(f).forTask(),
    );
    return { createCombiner, mergeValue, mergeCombiners } as Aggregator;
  }

  #partitionerOf(node: PartitionerNode): Partitioner {
    switch (node.kind) {
      case 'range':
        return { ...node, compare: this.#compareOf(node.compare) };
      case 'custom':
        return {
          kind: 'custom',
          numPartitions: node.numPartitions,
          partition: this.#functionOf(node.partition).forTask() as (key: unknown) => number,
        };
      default:
        return node;
    }
  }

  /** Equal for aggregators of equal code. */
  #aggregatorKey({ aggregator }: ShuffleNode): string {
    return aggregator === undefined
      ? ''
      : Object.values(aggregator as unknown as Record<string, NodeFunction>)
          .map(f => this.#functionOf(f).key)
          .join('\u0000');
  }
}

const isNodeFunction = (arg: unknown): arg is NodeFunction =>
  typeof arg === 'object' && arg !== null && 'kind' in arg && (arg.kind === 'closure' || arg.kind === 'builtin');
const isEncodedRows = (arg: unknown): arg is EncodedRows =>
  typeof arg === 'object' && arg !== null && 'buffer' in arg && arg.buffer instanceof SharedArrayBuffer;
const isStageFunction = (arg: unknown): arg is StageFunction => typeof arg === 'object' && arg !== null && 'forTask' in arg;
