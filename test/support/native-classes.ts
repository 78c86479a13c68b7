/**
 * Classes of ours that the closures of a test take along. Vite rewrites the imports of all that it loads, and a closure cannot follow
 * them to another thread: these are loaded by Node.
 */
import { createRequire } from 'node:module';

export const nativeClasses = createRequire(import.meta.url)('../../dist/index.js') as typeof import('../../dist/index.js');
