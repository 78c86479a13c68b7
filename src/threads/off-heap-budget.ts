/**
 * How much of the map outputs may lie in shared memory, counted by all threads together. An executor reserves the bytes of an output
 * when it makes it; the scheduler takes the reservation over with the task's report, so that an executor that dies takes none along.
 *
 * Layout (Int32, KiB): the limit, what the scheduler holds, then what each executor slot has reserved.
 */
const LIMIT = 0;
const HELD = 1;
const SLOTS = 2;

const kibOf = (bytes: number): number => Math.ceil(bytes / 1024);

export class OffHeapBudget {
  readonly slots: Int32Array;

  private constructor(slots: Int32Array) {
    this.slots = slots;
  }

  static create(executorCount: number, limitBytes: number): OffHeapBudget {
    const slots = new Int32Array(new SharedArrayBuffer(4 * (SLOTS + executorCount)));
    slots[LIMIT] = Math.min(kibOf(limitBytes), 2 ** 31 - 1);
    return new OffHeapBudget(slots);
  }

  static open(slots: Int32Array): OffHeapBudget {
    return new OffHeapBudget(slots);
  }

  get limitBytes(): number {
    return this.slots[LIMIT]! * 1024;
  }

  get executorCount(): number {
    return this.slots.length - SLOTS;
  }

  get freeBytes(): number {
    let used = 0;
    for (let i = HELD; i < this.slots.length; i++) used += Atomics.load(this.slots, i);
    return Math.max(0, (this.slots[LIMIT]! - used) * 1024);
  }

  /** Called by the executor in `slot`. */
  reserve(slot: number, bytes: number): boolean {
    if (bytes > this.freeBytes) return false;
    Atomics.add(this.slots, SLOTS + slot, kibOf(bytes));
    return true;
  }

  /** Called by the executor: what it had reserved does not come into being. */
  giveBack(slot: number, bytes: number): void {
    Atomics.sub(this.slots, SLOTS + slot, kibOf(bytes));
  }

  /** Called by the scheduler: an output has arrived. */
  takeOver(slot: number, bytes: number): void {
    Atomics.sub(this.slots, SLOTS + slot, kibOf(bytes));
    Atomics.add(this.slots, HELD, kibOf(bytes));
  }

  /** Called by the scheduler: an output is gone. */
  release(bytes: number): void {
    Atomics.sub(this.slots, HELD, kibOf(bytes));
  }

  /** Called by the scheduler: what the executor of this slot had not reported is gone with it. */
  executorLost(slot: number): void {
    Atomics.store(this.slots, SLOTS + slot, 0);
  }
}
