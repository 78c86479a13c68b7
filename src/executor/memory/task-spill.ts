import type { ValueSerializer } from '../blocks/value-serializer.js';
import type { ExecutorMemory } from './executor-memory.js';
import type { LocalFiles } from './local-files.js';

/** What an operator needs to put rows on disk. */
export interface TaskSpill {
  readonly memory: ExecutorMemory;
  readonly files: LocalFiles;
  readonly values: ValueSerializer;
}
