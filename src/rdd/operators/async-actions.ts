/** Actions that the driver does not wait for. */
import { FutureAction, type RunningAction } from '../../context/future-action.js';
import { concatenated } from '../../executor/blocks/concatenated.js';
import type { Sink } from '../lineage.js';
import type { RDD } from '../rdd.js';
import { builtin, type NodeWriter } from '../rdd-definition.js';
import { TakePlan } from './take.js';

export function countAsync(rdd: RDD<any>): FutureAction<number> {
  return started<number, number>(
    rdd,
    () => ({ kind: 'count' }),
    'countAsync',
    counts => counts.reduce((sum, each) => sum + each, 0),
  );
}

export function collectAsync<T>(rdd: RDD<T>): FutureAction<T[]> {
  return started<T[], T[]>(
    rdd,
    () => ({ kind: 'collect' }),
    'collectAsync',
    parts => concatenated(parts),
  );
}

export function foreachAsync<T>(rdd: RDD<T>, f: (row: T) => void): FutureAction<void> {
  rdd.context.checkClosure(f);
  return started<void, void>(
    rdd,
    writer => ({ kind: 'foreach', f: writer.fn(f) }),
    'foreachAsync',
    () => undefined,
  );
}

export function foreachPartitionAsync<T>(rdd: RDD<T>, f: (rows: IterableIterator<T>) => void): FutureAction<void> {
  rdd.context.checkClosure(f);
  const sink = (writer: NodeWriter): Sink => ({ kind: 'partition', f: builtin('forEachPartition', writer.fn(f)) });
  return started<void, void>(rdd, sink, 'foreachPartitionAsync', () => undefined);
}

function started<P, R>(rdd: RDD<any>, sink: (writer: NodeWriter) => Sink, operator: string, finish: (parts: P[]) => R): FutureAction<R> {
  const job = rdd.context.startSink<P>(rdd, sink, operator);
  return FutureAction.of({
    done: job.done.then(finish),
    get: () => finish(job.get()),
    cancel: reason => job.cancel(reason),
    jobIds: () => job.jobIds(),
  });
}

/** One job after the other, as `take` runs them. */
export function takeAsync<T>(rdd: RDD<T>, rowCount: number): FutureAction<T[]> {
  const plan = new TakePlan<T>(rdd.getNumPartitions(), rowCount);
  const jobIds: number[] = [];
  let current: RunningAction<T[][]> | undefined;
  let cancelReason: { readonly reason: string | undefined } | undefined;
  let resolve: (rows: T[]) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<T[]>((resolveRows, rejectRows) => {
    resolve = resolveRows;
    reject = rejectRows;
  });

  const submit = (): void => {
    const partitions = plan.nextPartitions();
    if (partitions.length === 0) {
      current = undefined;
      resolve(plan.rows);
      return;
    }
    const left = plan.rowsLeft;
    const job = rdd.context.startSink<T[]>(rdd, () => ({ kind: 'take', rowCount: left }), 'takeAsync', partitions);
    current = job;
    jobIds.push(...job.jobIds());
    if (cancelReason !== undefined) job.cancel(cancelReason.reason);
    job.done.then(parts => receive(job, parts)).catch(reject);
  };
  // Both the promise and a blocked `get` may see the end of a job: the first one counts.
  const receive = (job: RunningAction<T[][]>, parts: T[][]): void => {
    if (job !== current) return;
    plan.receive(parts);
    submit();
  };
  submit();
  return FutureAction.of({
    done: promise,
    get() {
      for (let job = current; job !== undefined; job = current) receive(job, job.get());
      return plan.rows;
    },
    cancel(reason) {
      cancelReason = { reason };
      current?.cancel(reason);
    },
    jobIds: () => [...jobIds],
  });
}
