/**
 * Compiles the lineage of one stage into loops. A plan is one generated function: a base that gives rows (a source, a shuffle, a
 * cached partition, an iterator), the row operators above it inlined, and a sink. The readable form of what is generated for
 * `textFile(..).flatMap(f).map(g).reduceByKey(h)` on the map side:
 *
 *     for (let chunk; (chunk = reader.nextChunk()) !== null; )
 *       for each line of chunk { const list = f(line); for (const x of list) writer.write(g(x)); }
 *     return writer.finish();
 *
 * Partitions that take another way through the lineage (the parents of a union) have plans of their own, found by `#pathOf`.
 */
import type { LineageNode, RowNode } from '../../rdd/lineage.js';
import type { PairBatch } from '../blocks/codec.js';
import { type Body, Emitter, expressionOf, type FunctionCache, type StageFunction, valueRow } from './emitter.js';
import { narrowBase, pathOf } from './narrow-path.js';
import { rowOperator } from './row-operators.js';
import { arraySink, type SinkCode } from './sinks.js';

/** What generated code needs of the executor. */
export interface StageEnv<Task> {
  readonly nodes: ReadonlyMap<number, LineageNode>;
  readonly functions: FunctionCache;
  functionOf(f: unknown): StageFunction;
  /** Rows of a source, or of a shuffle by no key, batch by batch. */
  batchesOf(node: LineageNode, partition: number, task: Task): Iterable<readonly unknown[]>;
  /** Pairs that come out of a shuffle by key. */
  pairBatchesOf(node: LineageNode, partition: number, task: Task): Iterable<PairBatch>;
  /** A reader with `nextChunk()`. */
  textReader(node: LineageNode & { kind: 'textFile' }, partition: number, task: Task): unknown;
  /** Rows of a persisted RDD's partition, batch by batch: from the block store, or computed and stored. */
  cached(node: LineageNode, partition: number, compute: () => Iterable<unknown[]>): Iterable<readonly unknown[]>;
  /** What is called now and then between rows: it throws when the stage has been killed, and looks after memory. */
  check(task: Task): () => void;
}

/** Row operators in one generated function. V8 leaves very long functions to its interpreter, and blocks nested too deep it refuses. */
const MAX_OPERATORS = 100;

type Plan<Task> = (task: Task, partition: number) => unknown;

interface Bound<Task> {
  readonly task: Task;
  readonly partition: number;
}

export class StageProgram<Task> {
  readonly #env: StageEnv<Task>;
  readonly #plans = new Map<string, Plan<Task>>();

  constructor(env: StageEnv<Task>) {
    this.#env = env;
  }

  /** Runs the rows of a partition through a sink. `sinkKey` names the sink among those of this stage. */
  run(
    rddId: number,
    partition: number,
    task: Task,
    sinkKey: string,
    sink: (emitter: Emitter<Bound<Task>>) => SinkCode,
    ignoreCache = false,
  ): unknown {
    const key = `${sinkKey} ${ignoreCache ? '!' : ''}${rddId} ${pathOf(this.#env.nodes, rddId, partition)}`;
    let plan = this.#plans.get(key);
    if (plan === undefined) {
      plan = this.#compile(rddId, partition, sink, ignoreCache);
      this.#plans.set(key, plan);
    }
    return plan(task, partition);
  }

  toArray(rddId: number, partition: number, task: Task, ignoreCache = false): unknown[] {
    return this.run(rddId, partition, task, 'array', arraySink, ignoreCache) as unknown[];
  }

  /** Rows of a partition in large batches, whatever is cached of the RDD itself. */
  #computed(rddId: number, partition: number, task: Task): Iterable<unknown[]> {
    const batches = this.run(rddId, partition, task, 'batches', () => batchSink(4096), true) as () => Generator<unknown[]>;
    return batches();
  }

  /** Rows of a partition one by one. They are computed in small batches ahead, since a generator step costs more than a row. */
  iterator(rddId: number, partition: number, task: Task): Iterable<unknown> & Iterator<unknown> {
    const batches = this.run(rddId, partition, task, 'iterator', () => batchSink(512)) as () => Generator<unknown[]>;
    return flatten(batches());
  }

  #compile(rddId: number, partition: number, sink: (emitter: Emitter<Bound<Task>>) => SinkCode, ignoreCache: boolean): Plan<Task> {
    const emitter = new Emitter<Bound<Task>>();
    const { before, body, result } = sink(emitter);
    const check = emitter.taskValue('check', ({ task }) => this.#env.check(task));
    const loop = this.#emit(rddId, partition, emitter, body, p => p, ignoreCache);
    const isGenerator = result.startsWith('function*');
    const code = isGenerator
      ? `let tick = 0;\nreturn function* () {\n${before}\n${loop(check)}\n${result.slice('function*'.length)}\n};`
      : `let tick = 0;\n${before}\ndone: {\n${loop(check)}\n}\nreturn ${result};`;
    const build = emitter.build(code, this.#env.functions);
    return (task, index) => build({ task, partition: index });
  }

  /** @param at the partition of this node that belongs to a partition of the plan's RDD */
  #emit(
    id: number,
    partition: number,
    emitter: Emitter<Bound<Task>>,
    body: Body,
    at: (partition: number) => number,
    ignoreCache: boolean,
  ): (check: string) => string {
    const env = this.#env;
    const node = env.nodes.get(id)!;
    if (node.storageLevel !== undefined && !ignoreCache) {
      const batches = emitter.taskValue('batches', bound => {
        const index = at(bound.partition);
        return env.cached(node, index, () => this.#computed(id, index, bound.task));
      });
      return check => batchLoop(emitter, batches, body, check);
    }
    switch (node.kind) {
      case 'map':
      case 'filter':
      case 'flatMap':
      case 'mapValues':
      case 'flatMapValues':
      case 'identity': {
        if (emitter.countOperator() > MAX_OPERATORS) return this.#cut(id, emitter, body, at);
        const operator = rowOperator(node as RowNode, emitter, each => env.functionOf(each.f), body);
        return this.#emit((node as RowNode).parent, partition, emitter, operator, at, false);
      }
      case 'numbered': {
        if (emitter.countOperator() > MAX_OPERATORS) return this.#cut(id, emitter, body, at);
        const { parent, firstNumbers, step } = node;
        const counter = emitter.taskValue('counter', bound => ({ next: firstNumbers[at(bound.partition)]! }));
        const numbered: Body = row => {
          const n = emitter.name('n');
          const key = emitter.name('v');
          return `const ${key} = ${expressionOf(row)}, ${n} = ${counter}.next;\n${counter}.next += ${step};\n${body({ kind: 'pair', key, value: n })}`;
        };
        return this.#emit(parent, partition, emitter, numbered, at, false);
      }
      case 'union':
      case 'partitionSubset':
      case 'coalesce': {
        const base = narrowBase(node, partition);
        if (base === undefined) {
          const rows = emitter.taskValue('rows', bound =>
            this.#chained(node as LineageNode & { kind: 'coalesce' }, at(bound.partition), bound.task),
          );
          return check => iterableLoop(emitter, rows, body, check);
        }
        return this.#emit(base.parent, base.partitionOf(partition), emitter, body, index => base.partitionOf(at(index)), false);
      }
      case 'range': {
        const bounds = emitter.taskValue('range', bound => {
          const index = at(bound.partition);
          const edge = (i: number): number => Math.floor((i * node.count) / node.numPartitions);
          return [node.start + edge(index) * node.step, edge(index + 1) - edge(index), node.step];
        });
        return check => rangeLoop(emitter, bounds, body, check);
      }
      case 'textFile': {
        const reader = emitter.taskValue('reader', bound => env.textReader(node, at(bound.partition), bound.task));
        return check => textLoop(emitter, reader, body, check);
      }
      case 'mapPartitions': {
        const f = emitter.fn(env.functionOf(node.f));
        const [rows, index] = [
          emitter.taskValue('rows', bound => this.iterator(node.parent, at(bound.partition), bound.task)),
          emitter.taskValue('index', bound => at(bound.partition)),
        ];
        return check => iterableLoop(emitter, `${f}(${rows}, ${index})`, body, check);
      }
      case 'zipPartitions': {
        const f = emitter.fn(env.functionOf(node.f));
        const parents = node.parents.map(parent =>
          emitter.taskValue('rows', bound => this.iterator(parent, at(bound.partition), bound.task)),
        );
        return check => iterableLoop(emitter, `${f}(${parents.join(', ')})`, body, check);
      }
      case 'cartesian': {
        const right = emitter.taskValue('right', bound =>
          this.toArray(node.parents[1], at(bound.partition) % node.rightPartitions, bound.task),
        );
        const pairs: Body = row => {
          const { declare, row: left } = emitter.hold(valueRow(expressionOf(row)));
          const v = emitter.name('v');
          return `${declare}for (const ${v} of ${right}) {\n${body({ kind: 'pair', key: expressionOf(left), value: v })}\n}`;
        };
        return this.#emit(
          node.parents[0],
          Math.floor(partition / node.rightPartitions),
          emitter,
          pairs,
          index => Math.floor(at(index) / node.rightPartitions),
          false,
        );
      }
      case 'cogroup':
      case 'subtract':
      case 'shuffled': {
        if (node.kind === 'shuffled' && node.shuffle.partitioner.kind === 'roundRobin') {
          const batches = emitter.taskValue('batches', bound => env.batchesOf(node, at(bound.partition), bound.task));
          return check => batchLoop(emitter, batches, body, check);
        }
        const batches = emitter.taskValue('batches', bound => env.pairBatchesOf(node, at(bound.partition), bound.task));
        return check => pairLoop(emitter, batches, body, check);
      }
      case 'parallelize':
      case 'wholeTextFiles':
      case 'binaryFiles':
      case 'binaryRecords':
      case 'objectFile':
      case 'empty': {
        const batches = emitter.taskValue('batches', bound => env.batchesOf(node, at(bound.partition), bound.task));
        return check => batchLoop(emitter, batches, body, check);
      }
    }
  }

  /** Ends a function that would be too long to compile well: what is below is another one, and gives its rows in batches. */
  #cut(id: number, emitter: Emitter<Bound<Task>>, body: Body, at: (partition: number) => number): (check: string) => string {
    const rows = emitter.taskValue('rows', bound => this.iterator(id, at(bound.partition), bound.task));
    return check => iterableLoop(emitter, rows, body, check);
  }

  *#chained(node: LineageNode & { kind: 'coalesce' }, index: number, task: Task): Iterable<unknown> {
    for (const partition of node.groups[index] ?? []) yield* this.iterator(node.parent, partition, task);
  }
}

/** Rows between two looks at whether the stage has been killed. */
const CHECK_MASK = 1023;
const checked = (check: string): string => `if ((++tick & ${CHECK_MASK}) === 0) ${check}();`;

function arrayLoop<Task>(emitter: Emitter<Task>, rows: string, body: Body, check: string): string {
  const [i, v] = [emitter.name('i'), emitter.name('v')];
  return `for (let ${i} = 0; ${i} < ${rows}.length; ${i}++) {\n${checked(check)}\nconst ${v} = ${rows}[${i}];\n${body(valueRow(v))}\n}`;
}

function batchLoop<Task>(emitter: Emitter<Task>, batches: string, body: Body, check: string): string {
  const batch = emitter.name('batch');
  return `for (const ${batch} of ${batches}) {\n${arrayLoop(emitter, batch, body, check)}\n${check}();\n}`;
}

function pairLoop<Task>(emitter: Emitter<Task>, batches: string, body: Body, check: string): string {
  const [batch, i, key, value] = [emitter.name('batch'), emitter.name('i'), emitter.name('k'), emitter.name('v')];
  return `for (const ${batch} of ${batches}) {
for (let ${i} = 0, ${key}s = ${batch}.keys, ${value}s = ${batch}.values; ${i} < ${key}s.length; ${i}++) {
${checked(check)}
const ${key} = ${key}s[${i}], ${value} = ${value}s[${i}];
${body({ kind: 'pair', key, value })}
}
${check}();
}`;
}

function iterableLoop<Task>(emitter: Emitter<Task>, rows: string, body: Body, check: string): string {
  const v = emitter.name('v');
  return `for (const ${v} of ${rows}) {\n${checked(check)}\n${body(valueRow(v))}\n}`;
}

function rangeLoop<Task>(emitter: Emitter<Task>, bounds: string, body: Body, check: string): string {
  const [i, v] = [emitter.name('i'), emitter.name('v')];
  return `const [${v}s, ${v}n, ${v}d] = ${bounds};
for (let ${i} = 0; ${i} < ${v}n; ${i}++) {\n${checked(check)}\nconst ${v} = ${v}s + ${i} * ${v}d;\n${body(valueRow(v))}\n}`;
}

/** Lines of a chunk by `indexOf`; each line of a chunk ends in `\n` (the reader sees to that). */
function textLoop<Task>(emitter: Emitter<Task>, reader: string, body: Body, check: string): string {
  const [chunk, at, end, v] = [emitter.name('chunk'), emitter.name('at'), emitter.name('end'), emitter.name('v')];
  return `for (let ${chunk} = ${reader}.nextChunk(); ${chunk} !== null; ${chunk} = ${reader}.nextChunk()) {
for (let ${at} = 0, ${end}; (${end} = ${chunk}.indexOf('\\n', ${at})) >= 0; ${at} = ${end} + 1) {
${checked(check)}
const ${v} = ${chunk}.slice(${at}, ${end});
${body(valueRow(v))}
}
${check}();
}`;
}

/** Rows in batches that grow, so that whoever looks at the first row only does not compute many. */
function batchSink(most: number): SinkCode {
  return {
    before: 'let batch = [], limit = 1;',
    body: row =>
      `batch.push(${expressionOf(row)}); if (batch.length >= limit) { yield batch; batch = []; if (limit < ${most}) limit *= 2; }`,
    result: 'function*if (batch.length > 0) yield batch;',
  };
}

function flatten(batches: Generator<unknown[]>): Iterable<unknown> & Iterator<unknown> {
  let batch: unknown[] = [];
  let next = 0;
  return {
    [Symbol.iterator]() {
      return this;
    },
    next() {
      while (next >= batch.length) {
        const step = batches.next();
        if (step.done) return { done: true, value: undefined };
        batch = step.value;
        next = 0;
      }
      return { done: false, value: batch[next++] };
    },
    return() {
      batches.return(undefined);
      return { done: true, value: undefined };
    },
  };
}
