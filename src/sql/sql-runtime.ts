/** Everything of SQL that a session needs when it is first used. */
export { Catalog } from './catalog/catalog.js';
export { createDataFrame } from './create-dataframe.js';
export { DataFrame } from './dataframe.js';
export { parseMultipartIdentifier } from './parser/sql-parser.js';
export { DataFrameReader } from './reader.js';
export { runSql } from './run-sql.js';
export { SessionState, SharedSqlState } from './session-state.js';
export { TableValuedFunction } from './table-functions.js';
export { UDFRegistration } from './user-defined-function.js';
