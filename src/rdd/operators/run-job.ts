import { FutureAction } from '../../context/future-action.js';
import type { Sink } from '../lineage.js';
import type { RDD } from '../rdd.js';
import { builtin, type NodeWriter } from '../rdd-definition.js';

export function runJob<U>(
  rdd: RDD<any>,
  f: (rows: IterableIterator<any>) => U,
  partitions: readonly number[] | undefined,
  resultHandler: ((index: number, result: U) => void) | undefined,
): U[] {
  rdd.context.checkClosure(f);
  const results = rdd.context.runSink<U>(rdd, sinkOf(f), 'runJob', partitions);
  if (resultHandler !== undefined) for (const [index, result] of results.entries()) resultHandler(index, result);
  return results;
}

export function submitJob<T, U, R>(
  rdd: RDD<T>,
  f: (rows: IterableIterator<T>) => U,
  partitions: readonly number[],
  resultHandler: (index: number, result: U) => void,
  resultFunc: () => R,
): FutureAction<R> {
  rdd.context.checkClosure(f);
  const job = rdd.context.startSink<U>(rdd, sinkOf(f), 'submitJob', partitions);
  let finished: { readonly result: R } | undefined;
  const finish = (results: U[]): R => {
    if (finished === undefined) {
      for (const [index, result] of results.entries()) resultHandler(index, result);
      finished = { result: resultFunc() };
    }
    return finished.result;
  };
  return FutureAction.of({
    done: job.done.then(finish),
    get: () => finish(job.get()),
    cancel: reason => job.cancel(reason),
    jobIds: () => job.jobIds(),
  });
}

const sinkOf =
  (f: Function) =>
  (writer: NodeWriter): Sink => ({ kind: 'partition', f: builtin('rowsOnly', writer.fn(f)) });
