/** The compiler's thread as the driver sees it. */
import { fileURLToPath } from 'node:url';
import { SyncThread } from '../threads/sync-thread.js';
import type { CompilerCallName, CompilerCalls, CompilerData, CompilerRequest } from './compiler-protocol.js';

export interface CompilerOptions {
  readonly cwd: string;
  /** Names that every cell knows, with their types as TypeScript text. */
  readonly preloaded: Readonly<Record<string, { readonly type: string }>>;
  /** Exports of `ts-spark-shell` that cells know as types (and, for classes, as values) without an import. */
  readonly preloadedTypes?: readonly string[];
  /** The declarations that `ts-spark-shell` means; our own `dist/index.d.ts` by default. */
  readonly packageTypes?: string;
}

export class CompilerClient {
  readonly preloadedCell: number;
  readonly #thread: SyncThread<CompilerRequest, unknown>;

  constructor(options: CompilerOptions) {
    this.preloadedCell = freeCellNumber(0);
    const data: CompilerData = {
      cwd: options.cwd,
      preloadedCell: this.preloadedCell,
      preloaded: Object.entries(options.preloaded).map(([name, { type }]) => ({ name, type })),
      preloadedTypes: options.preloadedTypes ?? [],
      packageTypes: options.packageTypes ?? fileURLToPath(new URL('../index.d.ts', import.meta.url)),
    };
    this.#thread = new SyncThread(new URL('./compiler-main.js', import.meta.url), data, 'compiler');
  }

  /** Blocks until the compiler answers. */
  call<K extends CompilerCallName>(call: K, argument: Parameters<CompilerCalls[K]>[0]): ReturnType<CompilerCalls[K]> {
    return this.#thread.call({ call, with: argument } as CompilerRequest) as ReturnType<CompilerCalls[K]>;
  }

  /** Tells the compiler; the next call finds it done. */
  send<K extends CompilerCallName>(call: K, argument: Parameters<CompilerCalls[K]>[0]): void {
    this.#thread.send({ call, with: argument } as CompilerRequest);
  }

  close(): Promise<void> {
    return this.#thread.close({ call: 'close', with: {} });
  }
}

/** Starts the compiler's thread and returns at once: it warms up while the session starts. */
export const startCompiler = (options: CompilerOptions): CompilerClient => new CompilerClient(options);

/** The first number from `from` on whose `$cellN` is nobody's. */
export function freeCellNumber(from: number): number {
  let cell = from;
  while (`$cell${cell}` in globalThis) cell++;
  return cell;
}
