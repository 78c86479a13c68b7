/** The rows of a DataFrame as the person gets them. */
import { mappedAction, type RunningAction } from '../context/future-action.js';
import type { DataFrame } from './dataframe.js';
import { Row } from './row.js';
import { rowFactory } from './row-factory.js';
import { userValueOf } from './user-values.js';
import type { RowBatch } from './values/column-data.js';
import type { Value } from './values/value.js';

/** What is made of the rows of a query, batch by batch. */
export interface RowSink<T> {
  take(batch: RowBatch): void;
  /** Of rows that were computed on the spot; of none when batches have come. */
  end(local: readonly (readonly Value[])[] | undefined): T;
}

export const runInto = <T>(frame: DataFrame, sink: RowSink<T>): T =>
  sink.end(frame.sparkSession.sessionState.runBatches(frame.typedPlan, batch => sink.take(batch)));

/** As `runInto`, without blocking. */
export const startInto = <T>(frame: DataFrame, sink: RowSink<T>): RunningAction<T> =>
  mappedAction(
    frame.sparkSession.sessionState.startBatches(frame.typedPlan, batch => sink.take(batch)),
    local => sink.end(local),
  );

export const collectRows = (frame: DataFrame): Row[] => runInto(frame, rowsSink(frame));

/** As `collectRows`, without blocking. */
export const startRows = (frame: DataFrame): RunningAction<Row[]> => startInto(frame, rowsSink(frame));

function rowsSink({ schema }: DataFrame): RowSink<Row[]> {
  const add = rowFactory(schema);
  let rows: Row[] = [];
  let at = 0;
  return {
    take(batch) {
      if (at === 0) rows = new Array<Row>(batch.totalRowCount);
      add(batch, rows, at);
      at += batch.rowCount;
    },
    end(local) {
      if (local === undefined) return rows;
      const shape = Row.shapeOf(schema.fieldNames, schema);
      const converts = schema.fields.map(({ dataType }) => userValueOf(dataType));
      return local.map(row =>
        Row.shaped(
          row.map((value, i) => converts[i]!(value)),
          shape,
        ),
      );
    },
  };
}
