/** Sizes that follow from the configuration. */
import { parseBytes } from './conf-units.js';

type Conf = Readonly<Record<string, string>>;

/** Less than this V8 cannot work with. */
const LEAST_HEAP_BYTES = 64 * 2 ** 20;

/** The heap of one executor: `spark.executor.memory`. */
export const executorHeapBytes = (conf: Conf): number => Math.max(LEAST_HEAP_BYTES, parseBytes(conf['spark.executor.memory'] ?? '1g', 'm'));

/** The part of the heap that cached partitions and operators share, and the part of that which cached partitions keep in any case. */
export const memoryFractions = (conf: Conf): { readonly fraction: number; readonly storageFraction: number } => ({
  fraction: Number(conf['spark.memory.fraction'] ?? 0.6),
  storageFraction: Number(conf['spark.memory.storageFraction'] ?? 0.5),
});

/**
 * What all map outputs together may take of shared memory, outside of the heaps: `spark.memory.offHeap.size` when it is set, and
 * otherwise as much again as the executors' heaps leave to operators.
 */
export function offHeapBytes(conf: Conf, executorCount: number): number {
  const size = conf['spark.memory.offHeap.size'];
  const configured = size === undefined ? 0 : parseBytes(size, 'b');
  if (configured > 0) return configured;
  const { fraction, storageFraction } = memoryFractions(conf);
  return executorCount * executorHeapBytes(conf) * fraction * (1 - storageFraction);
}
