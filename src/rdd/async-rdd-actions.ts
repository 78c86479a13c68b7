/** Actions that give a promise at once: `await` it, `get()` it or `cancel()` it. */
import type { FutureAction } from '../context/future-action.js';
import * as op from './operators/index.js';
import { PairRDDFunctions } from './pair-rdd-functions.js';
import type { RDD } from './rdd.js';

export abstract class AsyncRDDActions<T> extends PairRDDFunctions<T> {
  countAsync(this: RDD<T>): FutureAction<number> {
    return op.countAsync(this);
  }

  collectAsync(this: RDD<T>): FutureAction<T[]> {
    return op.collectAsync(this);
  }

  takeAsync(this: RDD<T>, rowCount: number): FutureAction<T[]> {
    return op.takeAsync(this, rowCount);
  }

  foreachAsync(this: RDD<T>, f: (row: T) => void): FutureAction<void> {
    return op.foreachAsync(this, f);
  }

  foreachPartitionAsync(this: RDD<T>, f: (rows: IterableIterator<T>) => void): FutureAction<void> {
    return op.foreachPartitionAsync(this, f);
  }
}
