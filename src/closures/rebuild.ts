/** Rebuilds captured functions and values on another thread. One per executor. */
import { createRequire, isBuiltin } from 'node:module';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { InternalError } from '../errors/spark-error.js';
import type { CapturedClosure, CapturedValue, DriverReference } from './captured.js';
import type { ClassTable } from './class-table.js';
import { FunctionFactories } from './function-factory.js';
import { decodeGraph, type Graph } from './graph.js';
import { GraphReader, type ReadEnv } from './graph-reader.js';

export interface RebuildEnv {
  readonly classes: ClassTable;
  /** What a broadcast or an accumulator is on this thread. */
  resolveReference?(reference: DriverReference): unknown;
  /** `fromFile` is empty when the specifier is absolute. */
  require?(specifier: string, fromFile: string): unknown;
}

export class ClosureRebuilder {
  private readonly env: ReadEnv;

  constructor({ classes, resolveReference, require }: RebuildEnv) {
    this.env = {
      classes,
      factories: new FunctionFactories(),
      resolveReference: resolveReference ?? noReferences,
      require: require ?? requireFrom,
      import: importFrom,
      defineClass: graph => void this.read(graph, false),
    };
    classes.rebuilder ??= this;
  }

  /** Each call gives a function with variables of its own. */
  rebuild(closure: CapturedClosure): Function {
    return this.read(closure.graph as Uint8Array, true) as Function;
  }

  rebuildValue(value: CapturedValue): unknown {
    return this.read(value.graph as Uint8Array, true);
  }

  /** What `ClosureCapturer.captureRows` wrote. */
  readRows(graph: Graph): unknown {
    return new GraphReader(graph, this.env, false).read();
  }

  private read(bytes: Uint8Array, updates: boolean): unknown {
    return new GraphReader(decodeGraph(bytes), this.env, updates).read();
  }
}

/**
 * Names of cells (`<cell 3>`) are no files: what is typed at a prompt resolves from the working directory. A place inside of
 * `node_modules` finds the same packages, and Node does not warn there of ES modules that are required.
 */
function resolverOf(fromFile: string): NodeJS.Require {
  const file = fromFile.startsWith('file:') ? fileURLToPath(fromFile) : fromFile;
  return createRequire(join(isAbsolute(file) ? dirname(file) : process.cwd(), 'node_modules', 'closure.js'));
}

/** A relative path counts from the file, one folder above the resolver. */
const inFile = (specifier: string) => (specifier.startsWith('.') ? `../${specifier}` : specifier);

function requireFrom(specifier: string, fromFile: string): unknown {
  return resolverOf(fromFile)(inFile(specifier)) as unknown;
}

async function importFrom(specifier: string, fromFile: string): Promise<unknown> {
  if (isBuiltin(specifier) || specifier.includes('://')) return (await import(specifier)) as unknown;
  return (await import(pathToFileURL(resolverOf(fromFile).resolve(inFile(specifier))).href)) as unknown;
}

function noReferences({ kind, id }: DriverReference): never {
  throw new InternalError(`${kind} ${id} was found in rows`);
}
