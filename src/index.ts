/** The public API, name by name. */
export { Accumulator, CollectionAccumulator, DoubleAccumulator, LongAccumulator } from './context/accumulators.js';
export { Broadcast } from './context/broadcast.js';
export { SparkConf } from './context/spark-conf.js';
export { SparkContext } from './context/spark-context.js';
export { StorageLevel } from './context/storage-level.js';
export { SparkError } from './errors/spark-error.js';
export { HashPartitioner, Partitioner, RangePartitioner } from './rdd/partitioner.js';
export { RDD } from './rdd/rdd.js';
export type { SchedulerEvent, StageInfo, TaskInfo } from './scheduler/events.js';
export type { RuntimeConfig } from './sql/runtime-config.js';
export { SparkSession, type SparkSessionBuilder } from './sql/session.js';
