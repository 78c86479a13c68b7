/** The public API, name by name. */

// Gives the type of `RDD` its `toDF`.
import './sql/rdd-to-dataframe.js';

export { AccumulatorV2, CollectionAccumulator, DoubleAccumulator, LongAccumulator } from './context/accumulators.js';
export { Broadcast } from './context/broadcast.js';
export { FutureAction } from './context/future-action.js';
export { RDDInfo } from './context/rdd-info.js';
export { SparkConf } from './context/spark-conf.js';
export { SparkContext } from './context/spark-context.js';
export type { SparkListener } from './context/spark-listener.js';
export { type SparkExecutorInfo, type SparkJobInfo, type SparkStageInfo, SparkStatusTracker } from './context/status-tracker.js';
export { StorageLevel } from './context/storage-level.js';
export { SparkError } from './errors/spark-error.js';
export { StatCounter } from './executor/approximate/stat-counter.js';
export { SparkFiles } from './executor/spark-files.js';
export { TaskContext } from './executor/task-context.js';
export { BoundedDouble } from './rdd/approximate/bounded-double.js';
export { PartialResult } from './rdd/approximate/partial-result.js';
export { HashPartitioner, Partitioner } from './rdd/partitioner.js';
export { RangePartitioner } from './rdd/range-partitioner.js';
export { RDD } from './rdd/rdd.js';
export type { SchedulerEvent, StageInfo, TaskInfo } from './scheduler/events.js';
export type { Catalog } from './sql/catalog/catalog.js';
export { Column, type ColumnOrName } from './sql/column.js';
export type { DataFrame } from './sql/dataframe.js';
export * as functions from './sql/functions.js';
export type { GroupedData } from './sql/grouped-data.js';
export { LocalDate, LocalDateTime } from './sql/local-date.js';
export { Observation } from './sql/observation.js';
export type { DataFrameReader } from './sql/reader.js';
export { Row } from './sql/row.js';
export type { RuntimeConfig } from './sql/runtime-config.js';
export { SparkSession, type SparkSessionBuilder } from './sql/session.js';
export type { TableValuedFunction } from './sql/table-functions.js';
export * from './sql/types/index.js';
export type { UDFRegistration, UserDefinedFunction } from './sql/user-defined-function.js';
export { Decimal } from './sql/values/decimal.js';
export { Window, WindowSpec } from './sql/window.js';
export type { DataFrameWriter, SaveMode } from './sql/writer.js';
export type { DataFrameWriterV2 } from './sql/writer-v2.js';
