import { createRequire } from 'node:module';
import type { SharedSqlState } from './session-state.js';

const require = createRequire(import.meta.url);

/** SQL loads with its first use: it would take half of the time to the prompt. The driver cannot wait for an `import()`. */
export const loadSql = (): typeof import('./sql-runtime.js') => require('./sql-runtime.js');

/** What the sessions of an application share, made with the first of them that runs SQL. */
export interface SharedSql {
  state?: SharedSqlState;
}
