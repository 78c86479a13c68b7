/**
 * The executors' lives. Each slot has one executor at a time; one that ends, for whatever reason, is replaced by another with a new id.
 * Ends are seen from the event loop of the scheduler's thread, also while the driver is blocked.
 */
import { inspect } from 'node:util';
import { removeFilesOf } from '../threads/local-directories.js';
import { executorHeapBytes } from '../threads/memory-settings.js';
import type { OffHeapBudget } from '../threads/off-heap-budget.js';
import type { ExecutorCommand, ExecutorData, ExecutorReport, SchedulerData } from '../threads/protocol.js';
import { Thread } from '../threads/thread.js';

export interface Executor {
  readonly id: number;
  readonly slot: number;
  readonly thread: Thread<ExecutorReport, ExecutorCommand>;
}

export interface ExecutorPoolListener {
  reported(executor: Executor, report: ExecutorReport): void;
  /** `fatal` is set when the executor died of what it ran (out of heap): running it again would end the same way. */
  lost(executor: Executor, reason: string, fatal: boolean): void;
  added(executor: Executor): void;
}

export class ExecutorPool {
  readonly #executors: Executor[] = [];
  readonly #data: SchedulerData;
  readonly #listener: ExecutorPoolListener;
  readonly #budget: OffHeapBudget;
  #nextId = 0;
  #stopped = false;

  constructor(data: SchedulerData, budget: OffHeapBudget, listener: ExecutorPoolListener) {
    this.#data = data;
    this.#budget = budget;
    this.#listener = listener;
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
    await Promise.all(this.#executors.map(executor => executor.thread.terminate()));
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
    });
    const executor: Executor = { id: data.executorId, slot, thread };
    this.#executors[slot] = executor;
    thread.channel.listen(report => {
      if (this.#executors[slot] === executor) this.#listener.reported(executor, report);
    });
    thread.onExit((exitCode, error) => {
      if (this.#stopped) return;
      // What it has reported counts, also when its end is known before its last words.
      for (let report = thread.channel.receiveNow(); report !== undefined; report = thread.channel.receiveNow()) {
        this.#listener.reported(executor, report);
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

/** A thread may die of anything that is thrown. */
const textOf = (thrown: unknown): string => (thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : inspect(thrown));
