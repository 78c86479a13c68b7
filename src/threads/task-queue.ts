/**
 * The tasks of one stage attempt in shared memory. Executors take task indices from it without asking the scheduler; the scheduler
 * and the progress bar read how far it is.
 *
 * Task indices lie in queues: queue 0 is everybody's, queue e + 1 is that of executor slot e (its cached partitions). An executor
 * serves its own queue first, then the common one; it never takes from another's, since it would have to compute what is cached there.
 *
 * Layout (Int32): killed, done, queueCount, then per queue: head, start, end; then `taskCount` task indices in queue order; then the
 * taker of each task (executor id + 1, 0 while nobody has it).
 */
const KILLED = 0;
const DONE = 1;
const QUEUE_COUNT = 2;
const QUEUES = 3;

export class TaskQueue {
  readonly slots: Int32Array;
  readonly taskCount: number;

  private constructor(slots: Int32Array) {
    this.slots = slots;
    const queueCount = slots[QUEUE_COUNT]!;
    this.taskCount = slots[QUEUES + 3 * (queueCount - 1) + 2]!;
  }

  /** @param queues task indices by queue: the common one, then one an executor slot */
  static create(queues: readonly (readonly number[])[]): TaskQueue {
    const taskCount = queues.reduce((count, queue) => count + queue.length, 0);
    const slots = new Int32Array(new SharedArrayBuffer(4 * (QUEUES + 3 * queues.length + 2 * taskCount)));
    slots[QUEUE_COUNT] = queues.length;
    const base = QUEUES + 3 * queues.length;
    let next = 0;
    queues.forEach((queue, q) => {
      slots[QUEUES + 3 * q] = next;
      slots[QUEUES + 3 * q + 1] = next;
      for (const task of queue) slots[base + next++] = task;
      slots[QUEUES + 3 * q + 2] = next;
    });
    return new TaskQueue(slots);
  }

  static open(slots: Int32Array): TaskQueue {
    return new TaskQueue(slots);
  }

  /** The next task for this executor, or -1. */
  take(executorSlot: number, executorId: number): number {
    if (Atomics.load(this.slots, KILLED) !== 0) return -1;
    const position = this.#takeFrom(executorSlot + 1, executorId) ?? this.#takeFrom(0, executorId);
    return position === undefined ? -1 : this.slots[QUEUES + 3 * this.slots[QUEUE_COUNT]! + position]!;
  }

  /** A task is taken by writing its taker, in one step: an executor may be ended between any two, and then the task is known to be lost.
   *  The head only says where to look; it may lag behind. */
  #takeFrom(queue: number, executorId: number): number | undefined {
    const head = QUEUES + 3 * queue;
    if (queue >= this.slots[QUEUE_COUNT]!) return undefined;
    const end = this.slots[head + 2]!;
    const takers = QUEUES + 3 * this.slots[QUEUE_COUNT]! + this.taskCount;
    for (let position = Atomics.load(this.slots, head); position < end; position++) {
      if (Atomics.compareExchange(this.slots, takers + position, 0, executorId + 1) === 0) {
        Atomics.add(this.slots, head, 1);
        return position;
      }
    }
    return undefined;
  }

  /** Tasks that this executor has taken. Some of them may be done. */
  takenBy(executorId: number): number[] {
    const base = QUEUES + 3 * this.slots[QUEUE_COUNT]!;
    const taken: number[] = [];
    for (let position = 0; position < this.taskCount; position++) {
      if (Atomics.load(this.slots, base + this.taskCount + position) === executorId + 1) taken.push(this.slots[base + position]!);
    }
    return taken;
  }

  /** Stops the stage: no task is taken any more, and running ones stop at their next look at `isKilled`. */
  kill(): void {
    Atomics.store(this.slots, KILLED, 1);
  }

  get isKilled(): boolean {
    return Atomics.load(this.slots, KILLED) !== 0;
  }

  countDone(): void {
    Atomics.add(this.slots, DONE, 1);
  }

  get doneCount(): number {
    return Atomics.load(this.slots, DONE);
  }

  /** Tasks taken so far, done ones included. */
  get startedCount(): number {
    let started = 0;
    for (let q = 0; q < this.slots[QUEUE_COUNT]!; q++) {
      const head = QUEUES + 3 * q;
      started += Math.min(Atomics.load(this.slots, head), this.slots[head + 2]!) - this.slots[head + 1]!;
    }
    return started;
  }
}
