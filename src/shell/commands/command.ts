/** A colon command is one record in one file; `:help`, completion and the README's table are made from it. */
import type { Shell } from '../shell.js';

export interface Command {
  /** Without the colon. */
  readonly name: string;
  /** What follows the name in the usage line: `[-v] <path> [args]`. */
  readonly args: string;
  readonly summary: string;
  /** Shown by `:help name`, below the usage line. */
  readonly help?: string;
  /** `[what is typed, what is printed]`. */
  readonly examples?: readonly (readonly [string, string])[];
  /** Candidates for the argument text up to the cursor; `from` is the offset in `args` that they replace. */
  complete?(shell: Shell, args: string): { from: number; candidates: string[] } | Promise<{ from: number; candidates: string[] }>;
  /** @param args the rest of the line, trimmed. Throws `UsageError` for one line to the person. */
  run(shell: Shell, args: string): void | Promise<void>;
}
