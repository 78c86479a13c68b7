import type { TaskSpill } from '../memory/task-spill.js';
import type { Row } from '../pipeline/emitter.js';

/** One of the engine's own functions. `args` are the node's arguments; functions among them are already functions. */
export type Builtin =
  | { readonly make: (...args: any[]) => Function; readonly inline?: ((row: Row) => Row) | undefined }
  /** Gathers rows, and puts them on disk when memory ends. */
  | { readonly makeSpilling: (spill: TaskSpill, ...args: any[]) => Function };
export type Builtins = Readonly<Record<string, Builtin>>;

export type Compare = (a: unknown, b: unknown) => number;
