/** The compiler's thread as the driver sees it. */
import { fileURLToPath } from 'node:url';
import { SyncThread } from '../threads/sync-thread.js';
import type { CompilerCallName, CompilerCalls, CompilerData, CompilerRequest, PreloadedDeclarations } from './compiler-protocol.js';

export interface CompilerOptions {
  readonly cwd: string;
  /** Names that every cell knows, with their types as TypeScript text. */
  readonly preloaded: Readonly<Record<string, { readonly type: string }>>;
  /** Modules whose exports every cell knows. */
  readonly preloadedModules?: readonly {
    readonly module: string;
    readonly names?: readonly string[];
    readonly members?: readonly string[];
  }[];
  /** The declarations that `ts-spark-shell` means; our own `dist/index.d.ts` by default. */
  readonly packageTypes?: string;
}

export class CompilerClient {
  readonly nameToCell: ReadonlyMap<string, number>;
  readonly moduleToCell: ReadonlyMap<string, number>;
  /** The first number that is left for cells. */
  readonly firstCell: number;
  readonly #thread: SyncThread<CompilerRequest, unknown>;

  constructor(options: CompilerOptions) {
    let cell = freeCellNumber(0);
    const preloaded: PreloadedDeclarations[] = [];
    for (const [name, { type }] of Object.entries(options.preloaded)) {
      preloaded.push({ cell, name, type });
      cell = freeCellNumber(cell + 1);
    }
    for (const { module, names, members = [] } of options.preloadedModules ?? []) {
      preloaded.push({ cell, module, names, members });
      cell = freeCellNumber(cell + 1);
    }
    this.nameToCell = new Map(preloaded.flatMap(each => ('name' in each ? [[each.name, each.cell]] : [])));
    this.moduleToCell = new Map(preloaded.flatMap(each => ('module' in each ? [[each.module, each.cell]] : [])));
    this.firstCell = cell;
    const data: CompilerData = {
      cwd: options.cwd,
      preloaded,
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
