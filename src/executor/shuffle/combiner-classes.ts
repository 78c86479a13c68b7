import { type CombineMapClass, newCombinerClass } from './append-only-map.js';

const MAX_CLASSES = 200;

/** Combiner classes by the code of their aggregator: a job that runs again finds its class compiled, and others do not disturb it. */
export class CombinerClasses {
  readonly #classes = new Map<string, CombineMapClass>();

  get(aggregatorKey: string, order: 'iteration' | 'arrival'): CombineMapClass {
    const key = `${order} ${aggregatorKey}`;
    let found = this.#classes.get(key);
    if (found === undefined) {
      found = newCombinerClass(order);
      if (this.#classes.size >= MAX_CLASSES) this.#classes.delete(this.#classes.keys().next().value!);
      this.#classes.set(key, found);
    }
    return found;
  }
}
