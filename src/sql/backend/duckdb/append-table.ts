/** Rows of the driver as a table of DuckDB. */
import { type DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import { dataTypeFromJson } from '../../types/index.js';
import { valueReader } from '../../values/column-reader.js';
import { typeSql } from './duckdb-sql.js';
import { duckdbType, writerOf } from './duckdb-values.js';
import type { TableData } from './protocol.js';

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
  const converts = types.map(writerOf);
  const reads = columns.map((column, i) => valueReader(column, types[i]!));
  for (let from = 0; from < rowCount; from += chunkRows) {
    const count = Math.min(chunkRows, rowCount - from);
    const chunk = DuckDBDataChunk.create(duckdbTypes, count);
    reads.forEach((read, k) => {
      const values = Array.from({ length: count }, (_, i) => converts[k]!(read(from + i)));
      chunk.setColumnValues(k, values);
    });
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
