/** Rebuilds captured functions and values on another thread. One per executor. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InternalError } from '../errors/spark-error.js';
import type { CapturedClosure, CapturedValue, DriverReference } from './captured.js';
import type { ClassTable } from './class-table.js';
import { FunctionFactories } from './function-factory.js';
import { type Graph, decodeGraph } from './graph.js';
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

function requireFrom(specifier: string, fromFile: string): unknown {
  const isFile = fromFile.startsWith('/') || fromFile.startsWith('file:') || /^[a-z]:[\\/]/i.test(fromFile);
  return createRequire(isFile ? fromFile : pathToFileURL(join(process.cwd(), 'closure.js')))(specifier) as unknown;
}

function noReferences({ kind, id }: DriverReference): never {
  throw new InternalError(`${kind} ${id} was found in rows`);
}
