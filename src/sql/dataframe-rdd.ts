/** Rows of a DataFrame as an RDD. */
import type { RDD } from '../rdd/rdd.js';
import type { DataFrame } from './dataframe.js';
import { Row } from './row.js';

/** The query runs when the RDD is made; its rows are the RDD's. */
export function rowsToRdd(frame: DataFrame): RDD<Row> {
  const context = frame.sparkSession.sparkContext;
  const names = frame.columns;
  return context.parallelize(frame.collect().map(row => new Row(row.toSeq(), names)));
}
