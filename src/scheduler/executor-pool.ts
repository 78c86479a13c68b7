/**
 * The executors' lives. Each slot has one executor at a time; one that ends, for whatever reason, is replaced by another with a new id.
 * Ends are seen from the event loop of the scheduler's thread, also while the driver is blocked.
 */
import { inspect } from 'node:util';
import { removeFilesOf } from '../threads/local-directories.js';
import { executorHeapBytes } from '../threads/memory-settings.js';
import type { OffHeapBudget } from '../threads/off-heap-budget.js';
import type { ExecutorCommand, ExecutorData, ExecutorReport, SchedulerData, TasksDone } from '../threads/protocol.js';
import { Thread } from '../threads/thread.js';
import { FolderKeeper } from './folder-keeper.js';

export interface Executor {
  readonly id: number;
  readonly slot: number;
  readonly thread: Thread<ExecutorReport, ExecutorCommand>;
}

export interface ExecutorPoolListener {
  reported(executor: Executor, report: TasksDone): void;
  /** `fatal` is set when the executor died of what it ran (out of heap): running it again would end the same way. */
  lost(executor: Executor, reason: string, fatal: boolean): void;
  added(executor: Executor): void;
}

export class ExecutorPool {
  readonly #executors: Executor[] = [];
  readonly #data: SchedulerData;
  readonly #listener: ExecutorPoolListener;
  readonly #budget: OffHeapBudget;
  readonly #folderKeeper: FolderKeeper;
  #nextId = 0;
  #stopped = false;

  constructor(data: SchedulerData, budget: OffHeapBudget, listener: ExecutorPoolListener) {
    this.#data = data;
    this.#budget = budget;
    this.#listener = listener;
    this.#folderKeeper = new FolderKeeper(data.localDirectories);
  }

  get all(): readonly Executor[] {
    return this.#executors;
  }

  /** Starts an executor in each slot, once. */
  start(): void {
    while (this.#executors.length < this.#data.executorCount) this.#startIn(this.#executors.length);
  }

  slotOf(executorId: number): number | undefined {
    return this.#executors.find(executor => executor.id === executorId)?.slot;
  }

  broadcast(command: ExecutorCommand): void {
    for (const executor of this.#executors) executor.thread.channel.send(command);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all([...this.#executors.map(executor => executor.thread.terminate()), this.#folderKeeper.stop()]);
  }

  #startIn(slot: number): void {
    const data: ExecutorData = {
      executorId: this.#nextId++,
      slot,
      slots: this.#data.executorCount,
      conf: this.#data.conf,
      console: this.#data.console,
      localDirectories: this.#data.localDirectories,
      offHeap: this.#budget.slots,
    };
    const maxHeapMb = Math.round(executorHeapBytes(this.#data.conf) / 2 ** 20);
    const thread = new Thread<ExecutorReport, ExecutorCommand>(new URL('../executor/executor-main.js', import.meta.url), data, {
      name: `executor ${data.executorId}`,
      maxHeapMb,
      maxYoungMb: youngMbOf(maxHeapMb),
    });
    const executor: Executor = { id: data.executorId, slot, thread };
    this.#executors[slot] = executor;
    thread.channel.listen(report => {
      if (report.type === 'folderMade') this.#folderKeeper.start();
      else if (this.#executors[slot] === executor) this.#listener.reported(executor, report);
    });
    thread.onExit((exitCode, error) => {
      if (this.#stopped) return;
      // What it has reported counts, also when its end is known before its last words.
      for (let report = thread.channel.receiveNow(); report !== undefined; report = thread.channel.receiveNow()) {
        if (report.type === 'tasksDone') this.#listener.reported(executor, report);
      }
      const outOfHeap =
        error !== undefined && error.value instanceof Error && 'code' in error.value && error.value.code === 'ERR_WORKER_OUT_OF_MEMORY';
      const reason = outOfHeap
        ? `out of heap (spark.executor.memory is ${maxHeapMb} MiB)`
        : error !== undefined
          ? `uncaught ${textOf(error.value)}`
          : `exit code ${exitCode}`;
      this.#budget.executorLost(slot);
      removeFilesOf(executor.id, this.#data.localDirectories);
      this.#startIn(slot);
      this.#listener.lost(executor, reason, outOfHeap);
    });
    this.#listener.added(executor);
  }
}

/** V8's own limit, MiB: three times 16. */
const LEAST_YOUNG_MB = 48;
const MOST_YOUNG_MB = 192;

/** Rows that live as long as a table fills are copied at each collection of the young generation: a larger one collects less often. */
const youngMbOf = (heapMb: number): number => Math.min(MOST_YOUNG_MB, Math.max(LEAST_YOUNG_MB, Math.round((heapMb * 3) / 16)));

/** A thread may die of anything that is thrown. */
const textOf = (thrown: unknown): string => (thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : inspect(thrown));
