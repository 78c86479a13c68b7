/** Modules that cells import: Node's, packages, the person's own TypeScript, and ourselves. Loaded without waiting where that can be. */
import { statSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { constants, Script } from 'node:vm';
import type { Diagnostic } from './cell.js';
import type { CompilerClient } from './compiler-client.js';
import type { ModuleImport } from './compiler-protocol.js';
import type { SourcePositions } from './source-positions.js';

/** A module of the person does not compile. */
export class ModuleRejected extends Error {
  override readonly name = 'ModuleRejected';
  constructor(
    path: string,
    readonly diagnostics: readonly Diagnostic[],
  ) {
    const [first] = diagnostics;
    super(
      `${path} does not compile${first === undefined ? '' : `: ${first.line}:${first.column} error TS${first.code}: ${first.message}`}`,
    );
  }
}

export interface ModuleLoaderOptions {
  readonly compiler: CompilerClient;
  readonly positions: SourcePositions;
  readonly typecheck: () => boolean;
  /** What `ts-spark-shell` means at run time. */
  readonly packageModule: () => unknown;
  /** Called for each module of Node or of a package, once. */
  readonly onModule: ((specifier: string, resolvedPath: string, namespace: unknown) => void) | undefined;
}

/** Exports as `require` gives them. */
type Exports = unknown;

interface OwnModule {
  readonly mtimeMs: number;
  readonly module: { exports: Exports };
}

const EXTENSIONS = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json'];
const JS_TO_TS: Readonly<Record<string, string>> = { '.js': '.ts', '.mjs': '.mts', '.cjs': '.cts' };

export class ModuleLoader {
  readonly #options: ModuleLoaderOptions;
  readonly #pathToOwn = new Map<string, OwnModule>();
  readonly #exportsToNamespace = new Map<Exports, unknown>();
  readonly #seen = new Set<string>();

  constructor(options: ModuleLoaderOptions) {
    this.#options = options;
  }

  /** What each import of a cell binds. A promise when a module can only be waited for.
   *  @throws ModuleRejected */
  loadImports(
    imports: readonly ModuleImport[],
    directory: string,
  ): readonly Record<string, unknown>[] | Promise<readonly Record<string, unknown>[]> {
    const loaded = imports.map(({ specifier }) => this.load(specifier, directory));
    const bind = (modules: readonly Exports[]) =>
      imports.map(({ bindings }, index) =>
        Object.fromEntries(bindings.map(({ imported }) => [imported, this.#bindingOf(modules[index], imported)])),
      );
    return loaded.some(module => module instanceof Promise) ? Promise.all(loaded).then(bind) : bind(loaded);
  }

  /** `import(specifier)`. */
  async import(specifier: string, directory: string): Promise<unknown> {
    return this.namespaceOf(await this.load(String(specifier), directory));
  }

  /** Exports of a module, or a promise of them. */
  load(specifier: string, directory: string): Exports | Promise<Exports> {
    if (specifier === 'ts-spark-shell') return this.#options.packageModule();
    const require = requireFrom(directory);
    if (isBuiltin(specifier)) return this.#register(specifier, specifier, require(specifier));
    const own = this.#ownPath(specifier, directory);
    if (own !== undefined && JS_TO_TS_EXTENSIONS.has(extname(own))) return this.#loadOwn(own);
    let path: string | undefined;
    try {
      path = own ?? require.resolve(specifier);
      return this.#register(specifier, path, require(path));
    } catch (error) {
      if (!WAITS.has((error as { code?: string }).code ?? '')) throw error;
      const importing: Promise<unknown> = path === undefined ? importFrom(specifier, directory) : import(pathToFileURL(path).href);
      return importing.then(exports => this.#register(specifier, path ?? specifier, exports));
    }
  }

  /** The module's namespace as an `import * as` sees it; the same object each time. */
  namespaceOf(exports: Exports): unknown {
    if (isNamespace(exports)) return exports;
    let namespace = this.#exportsToNamespace.get(exports);
    if (namespace === undefined) {
      const isObject = (typeof exports === 'object' && exports !== null) || typeof exports === 'function';
      namespace = Object.assign(Object.create(null), isObject ? exports : {}, isEsModule(exports) ? {} : { default: exports });
      this.#exportsToNamespace.set(exports, namespace);
    }
    return namespace;
  }

  #bindingOf(exports: Exports, imported: string): unknown {
    if (imported === '*') return this.namespaceOf(exports);
    if (imported === 'default' && !isNamespace(exports) && !isEsModule(exports)) return exports;
    return (exports as Record<string, unknown> | null | undefined)?.[imported];
  }

  #register(specifier: string, path: string, exports: Exports): Exports {
    if (!this.#seen.has(path)) {
      this.#seen.add(path);
      this.#options.onModule?.(specifier, path, this.namespaceOf(exports));
    }
    return exports;
  }

  /** The file that a path-like specifier means. */
  #ownPath(specifier: string, directory: string): string | undefined {
    const isPath = /^\.{1,2}(?:\/|$)/.test(specifier) || isAbsolute(specifier) || specifier.startsWith('file:');
    if (!isPath) return undefined;
    const base = specifier.startsWith('file:') ? fileURLToPath(specifier) : resolve(directory, specifier);
    const asTypeScript = JS_TO_TS[extname(base)];
    const candidates = [
      base,
      ...(asTypeScript === undefined ? [] : [base.slice(0, -extname(base).length) + asTypeScript]),
      ...EXTENSIONS.map(extension => base + extension),
      ...EXTENSIONS.map(extension => join(base, `index${extension}`)),
    ];
    return candidates.find(path => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
  }

  /** A TypeScript file of the person; again when it has changed. */
  #loadOwn(path: string): Exports {
    const { mtimeMs } = statSync(path);
    const known = this.#pathToOwn.get(path);
    if (known?.mtimeMs === mtimeMs) return known.module.exports;
    const { javascript, sourceMap, diagnostics } = this.#options.compiler.call('compileModule', {
      path,
      typecheck: this.#options.typecheck(),
    });
    if (diagnostics.length > 0) throw new ModuleRejected(path, diagnostics);
    this.#options.positions.add(path, 1, javascript.split('\n').length, {}, sourceMap);
    const module: { exports: Exports; filename: string; id: string } = { exports: {}, filename: path, id: path };
    this.#pathToOwn.set(path, { mtimeMs, module });
    const directory = dirname(path);
    const require = Object.assign((specifier: string) => this.#requireNow(specifier, directory), {
      resolve: (specifier: string) => requireFrom(directory).resolve(specifier),
    });
    try {
      // The wrapper stands on the line above, so that positions are those of the emitted text.
      const script = new Script(`(function (exports, require, module, __filename, __dirname) {\n${javascript}\n})`, {
        filename: path,
        lineOffset: -1,
      });
      script.runInThisContext()(module.exports, require, module, path, directory);
    } catch (error) {
      this.#pathToOwn.delete(path);
      throw error;
    }
    return module.exports;
  }

  #requireNow(specifier: string, directory: string): Exports {
    const exports = this.load(specifier, directory);
    if (exports instanceof Promise) throw new Error(`'${specifier}' uses top-level await; import it with \`await import('${specifier}')\``);
    return exports;
  }
}

const JS_TO_TS_EXTENSIONS = new Set(Object.values(JS_TO_TS));

/** Node refuses to load these at once: a module that awaits at its top, or one that is for `import` only. */
const WAITS = new Set(['ERR_REQUIRE_ASYNC_MODULE', 'ERR_REQUIRE_ESM', 'ERR_PACKAGE_PATH_NOT_EXPORTED']);

const isNamespace = (exports: Exports) => Object.prototype.toString.call(exports) === '[object Module]';
const isEsModule = (exports: Exports) => (exports as { __esModule?: unknown } | null | undefined)?.__esModule === true;

/** From inside `node_modules`, so that Node does not warn of ES modules that are required; the search for packages is the same. */
const requireFrom = (directory: string): NodeJS.Require => createRequire(join(directory, 'node_modules', 'cell.js'));

/** `import()` as a file in `directory` would call it. Node announces this way to resolve as experimental. */
const importFrom = (specifier: string, directory: string): Promise<unknown> =>
  new Script(`import(${JSON.stringify(specifier)})`, {
    filename: join(directory, 'cell.js'),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }).runInThisContext() as Promise<unknown>;
