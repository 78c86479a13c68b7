/** Where map outputs lie, and what becomes of them when nobody reads them any more. */
import { existsSync, unlink } from 'node:fs';
import type { MapOutput } from '../executor/shuffle/map-output.js';
import type { OffHeapBudget } from '../threads/off-heap-budget.js';

export class MapOutputs {
  readonly #budget: OffHeapBudget;

  constructor(budget: OffHeapBudget) {
    this.#budget = budget;
  }

  /** @param slot of the executor that made it */
  arrived(slot: number, output: MapOutput): void {
    this.#budget.takeOver(slot, output.memoryBytes);
  }

  isThere({ path }: MapOutput): boolean {
    return path === undefined || existsSync(path);
  }

  drop(output: MapOutput): void {
    this.#budget.release(output.memoryBytes);
    // The folder goes when the application stops, and with it what could not be removed now.
    if (output.path !== undefined) unlink(output.path, () => {});
  }
}
