import { concatenated } from '../../executor/blocks/concatenated.js';
import type { RDD } from '../rdd.js';

export function collect<T>(rdd: RDD<T>, operator = 'collect'): T[] {
  const parts = rdd.context.runSink<T[]>(rdd, () => ({ kind: 'collect' }), operator);
  return parts.length === 1 ? parts[0]! : concatenated(parts);
}
