/** The rows of a DataFrame as the person gets them. */
import type { DataFrame } from './dataframe.js';
import type { Row } from './row.js';
import { rowFactory } from './row-factory.js';
import { userColumnOf, userValueOf } from './user-values.js';

/** Columns of values as the person gets them. */
export function collectColumns(frame: DataFrame): { readonly columns: readonly (readonly unknown[])[]; readonly rowCount: number } {
  const { fields } = frame.schema;
  const result = frame.sparkSession.sessionState.runColumns(frame.typedPlan);
  if ('columns' in result)
    return { rowCount: result.rowCount, columns: result.columns.map((each, i) => userColumnOf(each, fields[i]!.dataType)) };
  const columns = fields.map(({ dataType }, i) => {
    const convert = userValueOf(dataType);
    return result.map(row => convert(row[i]));
  });
  return { columns, rowCount: result.length };
}

export function collectRows(frame: DataFrame): Row[] {
  const { columns, rowCount } = collectColumns(frame);
  const make = rowFactory(frame.schema);
  const rows = new Array<Row>(rowCount);
  for (let i = 0; i < rowCount; i++) rows[i] = make(columns, i);
  return rows;
}
