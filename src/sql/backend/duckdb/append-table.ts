/** Rows of the driver as a table of DuckDB. */
import { type DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import { dataTypeFromJson } from '../../types/index.js';
import { typeSql } from './duckdb-sql.js';
import { duckdbType } from './duckdb-values.js';
import type { TableData } from './protocol.js';
import { setColumn } from './set-column.js';

const chunkRows = 2048;

export async function appendTable(
  connection: DuckDBConnection,
  name: string,
  { types: json, columns, rowCount }: TableData,
): Promise<void> {
  const types = json.map(dataTypeFromJson);
  await connection.run(`CREATE TEMP TABLE "${name}" (${types.map((type, i) => `"v${i}" ${typeSql(type)}`).join(', ')})`);
  const appender = await connection.createAppender(name);
  const duckdbTypes = types.map(duckdbType);
  for (let from = 0; from < rowCount; from += chunkRows) {
    const count = Math.min(chunkRows, rowCount - from);
    const chunk = DuckDBDataChunk.create(duckdbTypes, count);
    columns.forEach((column, k) => {
      const vector = chunk.getColumnVector(k);
      setColumn(vector, column, from, count, types[k]!);
      vector.flush();
    });
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
