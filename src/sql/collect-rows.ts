/** The rows of a DataFrame as the person gets them. */
import { mappedAction, type RunningAction } from '../context/future-action.js';
import type { DataFrame } from './dataframe.js';
import type { Row } from './row.js';
import { rowFactory } from './row-factory.js';
import { userColumnOf, userValueOf } from './user-values.js';
import type { ColumnarRows } from './values/column-data.js';
import type { Value } from './values/value.js';

export interface UserColumns {
  readonly columns: readonly (readonly unknown[])[];
  readonly rowCount: number;
}

/** Columns of values as the person gets them. */
export const collectColumns = (frame: DataFrame): UserColumns =>
  userColumnsOf(frame, frame.sparkSession.sessionState.runColumns(frame.typedPlan));

/** As `collectColumns`, without blocking. */
export const startColumns = (frame: DataFrame): RunningAction<UserColumns> =>
  mappedAction(frame.sparkSession.sessionState.startColumns(frame.typedPlan), result => userColumnsOf(frame, result));

function userColumnsOf(frame: DataFrame, result: ColumnarRows | readonly (readonly Value[])[]): UserColumns {
  const { fields } = frame.schema;
  if ('columns' in result)
    return { rowCount: result.rowCount, columns: result.columns.map((each, i) => userColumnOf(each, fields[i]!.dataType)) };
  const columns = fields.map(({ dataType }, i) => {
    const convert = userValueOf(dataType);
    return result.map(row => convert(row[i]));
  });
  return { columns, rowCount: result.length };
}

export const collectRows = (frame: DataFrame): Row[] => rowsOf(frame, collectColumns(frame));

/** As `collectRows`, without blocking. */
export const startRows = (frame: DataFrame): RunningAction<Row[]> => mappedAction(startColumns(frame), columns => rowsOf(frame, columns));

function rowsOf(frame: DataFrame, { columns, rowCount }: UserColumns): Row[] {
  const make = rowFactory(frame.schema);
  const rows = new Array<Row>(rowCount);
  for (let i = 0; i < rowCount; i++) rows[i] = make(columns, i);
  return rows;
}
