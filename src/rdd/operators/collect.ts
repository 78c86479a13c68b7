import type { RDD } from '../rdd.js';

export function collect<T>(rdd: RDD<T>): T[] {
  const parts = rdd.context.runSink<T[]>(rdd, () => ({ kind: 'collect' }), 'collect');
  return parts.length === 1 ? parts[0]! : (parts.flat(1) as T[]);
}
