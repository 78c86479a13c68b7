/**
 * ts-node's service and the language service inside it. Cells are files that exist here only; the program is the current cell with
 * what it imports, so that the cost of a cell does not grow with the session.
 */
import { statSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Service } from 'ts-node';
import type TS from 'typescript';
import { createParsedFiles } from './parsed-files.js';
import { ts } from './typescript.js';

const require = createRequire(import.meta.url);
const OUR_NODE_TYPES = require.resolve('@types/node/package.json').replace(/package\.json$/, 'index.d.ts');

/** Never the person's tsconfig.json: the same statement means the same in every directory. */
const COMPILER_OPTIONS = {
  target: 'es2023',
  // Checked as modules for top-level await; what runs is emitted by `emit-cell.ts`.
  module: 'esnext',
  moduleResolution: 'bundler',
  moduleDetection: 'force',
  // DOM would cost 0.2 s of each start and offer names that Node does not have.
  lib: ['es2023'],
  types: [],
  strict: true,
  // Without it `const xs = []` is `never[]`; complaints about implicit types are dropped in `diagnostics.ts`.
  noImplicitAny: true,
  esModuleInterop: true,
  resolveJsonModule: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  useDefineForClassFields: true,
  preserveConstEnums: true,
  allowUnreachableCode: true,
  allowUnusedLabels: true,
};

interface SourceFile {
  readonly version: string;
  readonly snapshot: TS.IScriptSnapshot;
}

export interface LanguageServiceOptions {
  readonly cwd: string;
  readonly packageTypes: string;
}

export class LanguageService {
  readonly languageService: TS.LanguageService;
  readonly #service: Service;
  readonly #host: TS.LanguageServiceHost;
  readonly #options: LanguageServiceOptions;
  /** Cells and what is typed now, by path. */
  readonly #pathToVirtual = new Map<string, SourceFile>();
  /** Files on disk that may change: the person's. */
  readonly #pathToOwn = new Map<string, SourceFile & { readonly mtimeMs: number }>();
  readonly #resolutions: TS.ModuleResolutionCache;
  #globals = fileURLToPath(new URL('../../resources/globals.d.ts', import.meta.url));
  #root: string | undefined;
  #version = 0;

  constructor(options: LanguageServiceOptions) {
    this.#options = options;
    let languageService: TS.LanguageService | undefined;
    let host: TS.LanguageServiceHost | undefined;
    const hooked = require('./typescript-with-hook.cjs') as { -readonly [K in keyof typeof TS]: (typeof TS)[K] };
    hooked.createLanguageService = theirs => {
      host = this.#hostOf(theirs);
      languageService = ts.createLanguageService(host, createParsedFiles());
      return languageService;
    };
    const { create } = require('ts-node') as typeof import('ts-node');
    this.#resolutions = ts.createModuleResolutionCache(options.cwd, path => path);
    this.#service = create({
      cwd: options.cwd,
      compiler: require.resolve('./typescript-with-hook.cjs'),
      compilerOptions: COMPILER_OPTIONS,
      skipProject: true,
      // ts-node would leave out files that look like packages; the person's statements never are.
      skipIgnore: true,
      ignoreDiagnostics: [],
      transpileOnly: false,
      pretty: false,
    });
    this.languageService = languageService!;
    this.#host = host!;
  }

  get compilerOptions(): TS.CompilerOptions {
    return this.#host.getCompilationSettings();
  }

  /** Makes `path` exist with this text. */
  setFile(path: string, text: string): void {
    this.#version++;
    this.#pathToVirtual.set(path, { version: String(this.#version), snapshot: ts.ScriptSnapshot.fromString(text) });
  }

  hasFile(path: string): boolean {
    return this.#pathToVirtual.has(path);
  }

  removeFile(path: string): void {
    this.#version++;
    this.#pathToVirtual.delete(path);
  }

  /** The program that starts at `path`. */
  programOf(path: string): TS.Program {
    if (this.#root !== path) this.#version++;
    this.#root = path;
    let program = this.languageService.getProgram()!;
    const nodeTypes = this.hasNodeTypes ? undefined : nodeTypesWantedBy(program, this.#options.packageTypes);
    if (nodeTypes !== undefined) {
      this.addNodeTypes(nodeTypes);
      program = this.languageService.getProgram()!;
    }
    return program;
  }

  /** Compiles through ts-node, which throws what it finds wrong.
   *  @returns errors of syntax and types */
  check(path: string, text: string): readonly TS.Diagnostic[] {
    this.setFile(path, text);
    this.programOf(path);
    try {
      this.#service.compile(text, path);
      return [];
    } catch (error) {
      const { diagnostics } = error as { diagnostics?: readonly TS.Diagnostic[] };
      if (diagnostics === undefined) throw error;
      return diagnostics;
    }
  }

  get hasNodeTypes(): boolean {
    return this.#globals.includes('/@types/node/');
  }

  /** From now on the globals are Node's own; it costs a third of a second, once. */
  addNodeTypes(path = OUR_NODE_TYPES): void {
    this.#globals = path;
    this.#version++;
  }

  /** What was not there before may have been installed or written since. */
  forgetResolutions(): void {
    this.#resolutions.clear();
  }

  #hostOf(theirs: TS.LanguageServiceHost): TS.LanguageServiceHost {
    const host: TS.LanguageServiceHost = {
      ...theirs,
      getProjectVersion: () => String(this.#version),
      getScriptFileNames: () => (this.#root === undefined ? [this.#globals] : [this.#globals, this.#root]),
      getScriptVersion: path => this.#sourceOf(path)?.version ?? '1',
      getScriptSnapshot: path => this.#sourceOf(path)?.snapshot ?? theirs.getScriptSnapshot(path),
      fileExists: path => this.#pathToVirtual.has(path) || ts.sys.fileExists(path),
      readFile: (path, encoding) => ts.sys.readFile(path, encoding),
      resolveModuleNames: (names, from) => names.map(name => this.#resolve(name, from)),
      // One service serves one session, whose options never change.
      resolveTypeReferenceDirectives: (directives, from) =>
        directives.map(
          directive =>
            ts.resolveTypeReferenceDirective(
              typeof directive === 'string' ? directive : directive.fileName,
              from,
              host.getCompilationSettings(),
              host as TS.ModuleResolutionHost,
            ).resolvedTypeReferenceDirective,
        ),
    };
    delete host.getResolvedModuleWithFailedLookupLocationsFromCache;
    return host;
  }

  #resolve(name: string, from: string): TS.ResolvedModule | undefined {
    const cell = `${name}.ts`;
    if (this.#pathToVirtual.has(cell)) return { resolvedFileName: cell };
    if (/^ts-spark-shell(?:#|$)/.test(name)) return { resolvedFileName: partOfPackage(name, this.#options.packageTypes) };
    return ts.resolveModuleName(name, from, this.#host.getCompilationSettings(), this.#host as TS.ModuleResolutionHost, this.#resolutions)
      .resolvedModule;
  }

  #sourceOf(path: string): SourceFile | undefined {
    const virtual = this.#pathToVirtual.get(path);
    if (virtual !== undefined) return virtual;
    if (path.includes('/node_modules/') || path.endsWith('.d.ts')) return undefined;
    const mtimeMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    if (mtimeMs === undefined) return undefined;
    const known = this.#pathToOwn.get(path);
    if (known?.mtimeMs === mtimeMs) return known;
    const text = ts.sys.readFile(path);
    if (text === undefined) return undefined;
    const read = { version: String(mtimeMs), mtimeMs, snapshot: ts.ScriptSnapshot.fromString(text) };
    this.#pathToOwn.set(path, read);
    return read;
  }
}

/** The declarations of `ts-spark-shell`, or of `ts-spark-shell#a/b`: a file of the package, which the person cannot import. */
export const partOfPackage = (module: string, packageTypes: string): string =>
  module.includes('#') ? join(dirname(packageTypes), `${module.slice(module.indexOf('#') + 1)}.d.ts`) : packageTypes;

/** The declarations of Node that a file asks for by a module of Node, or brings along: then ours of its globals would clash. */
function nodeTypesWantedBy(program: TS.Program, packageTypes: string): string | undefined {
  const ours = packageTypes.slice(0, packageTypes.lastIndexOf('/') + 1);
  let isWanted = false;
  for (const file of program.getSourceFiles()) {
    if (program.isSourceFileDefaultLibrary(file)) continue;
    const brought = /^.*\/@types\/node\//.exec(file.fileName);
    if (brought !== null) return `${brought[0]}index.d.ts`;
    if (file.fileName.startsWith(ours)) continue;
    // `imports` is not in the public types: every module name that the file's code mentions.
    const { imports = [] } = file as { imports?: readonly TS.StringLiteralLike[] };
    isWanted ||= imports.some(name => isBuiltin(name.text));
  }
  return isWanted ? OUR_NODE_TYPES : undefined;
}
