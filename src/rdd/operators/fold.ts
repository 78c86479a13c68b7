import type { RDD } from '../rdd.js';

export function fold<T>(rdd: RDD<T>, zero: T, f: (a: T, b: T) => T, operator = 'fold'): T {
  rdd.context.checkClosure(f);
  const start = rdd.context.encode([zero]);
  const parts = rdd.context.runSink<T>(rdd, writer => ({ kind: 'fold', zero: start, f: writer.fn(f) }), operator);
  // A zero of its own for the driver too: `f` may change what it is given.
  return parts.reduce((a, b) => f(a, b), rdd.context.decode<T>(start)[0]!);
}
