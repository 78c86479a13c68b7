import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Trees and the optimizer load when somebody asks how a query runs: no other query pays for them. */
export const loadExplain = (): typeof import('./explain-text.js') => require('./explain-text.js');
