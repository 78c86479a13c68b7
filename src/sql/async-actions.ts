/** Actions that the driver does not wait for: its event loop goes on, and the action can be cancelled. */
import { chainedAction, FutureAction, mappedAction } from '../context/future-action.js';
import type { RDD } from '../rdd/rdd.js';
import { startRows } from './collect-rows.js';
import type { DataFrame } from './dataframe.js';
import { rowsToRdd, startSlices } from './dataframe-rdd.js';
import type { Row } from './row.js';

export const collectAsync = (frame: DataFrame): FutureAction<Row[]> => FutureAction.of(startRows(frame));

export const countAsync = (frame: DataFrame): FutureAction<number> =>
  FutureAction.of(mappedAction(startRows(frame.groupBy().count()), ([row]) => row!.getAs<number>(0)));

export function foreachAsync(frame: DataFrame, f: (row: Row) => void): FutureAction<void> {
  return started(frame, f, rdd => rdd.foreachAsync(f));
}

export function foreachPartitionAsync(frame: DataFrame, f: (rows: IterableIterator<Row>) => void): FutureAction<void> {
  return started(frame, f, rdd => rdd.foreachPartitionAsync(f));
}

/** The query, then a job over its rows. */
function started(frame: DataFrame, f: Function, run: (rows: RDD<Row>) => FutureAction<void>): FutureAction<void> {
  frame.sparkSession.sparkContext.checkClosure(f);
  return FutureAction.of(chainedAction(startSlices(frame), slices => run(rowsToRdd(frame, slices))));
}
