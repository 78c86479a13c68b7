import type { Row } from '../pipeline/emitter.js';

/** One of the engine's own functions. */
export interface Builtin {
  /** @param args the node's arguments; functions among them are already functions */
  readonly make: (...args: any[]) => Function;
  readonly inline?: ((row: Row) => Row) | undefined;
}
export type Builtins = Readonly<Record<string, Builtin>>;

export type Compare = (a: unknown, b: unknown) => number;
