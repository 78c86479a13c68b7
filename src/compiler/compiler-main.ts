/** The compiler's thread. */
import { serveSyncThread } from '../threads/sync-thread.js';
import type { CompilerData, CompilerRequest } from './compiler-protocol.js';

serveSyncThread<CompilerData, CompilerRequest, unknown>(async data => {
  const { createCompilerService } = await import('./compiler-service.js');
  const calls = createCompilerService(data);
  return ({ call, with: argument }) => (calls[call] as (argument: unknown) => unknown)(argument);
});
