/** Captures functions and values of this thread: what they reach now, as plain data. One per SparkContext. */
import { SparkError } from '../errors/spark-error.js';
import type { CapturedClosure, CapturedValue, SourceLocation } from './captured.js';
import type { ClassTable } from './class-table.js';
import { FunctionInspector } from './function-inspector.js';
import { FunctionSources } from './function-source.js';
import { FunctionTexts } from './function-text.js';
import { encodeGraph, type Slot } from './graph.js';
import { type CaptureEnv, GraphWriter } from './graph-writer.js';
import { Modules } from './modules.js';
import { Refusal, taskNotSerializable, type Way } from './refusal.js';
import { WellKnownObjects } from './well-known.js';

export class ClosureCapturer {
  private readonly inspector = new FunctionInspector();
  private readonly env: CaptureEnv;
  /** Functions that reach nothing: their capture never changes. */
  private readonly constant = new WeakMap<Function, CapturedClosure>();

  /** @param placeOf maps a place of compiled code to the person's own text, for messages */
  constructor(classes: ClassTable, placeOf: (location: SourceLocation) => SourceLocation = location => location) {
    const sources = new FunctionSources(this.inspector, new FunctionTexts());
    this.env = { sources, modules: new Modules(), wellKnown: new WellKnownObjects(), classes, placeOf };
    classes.capturer ??= this;
  }

  /** Objects and functions of this module are sent as `require(specifier)` from now on. */
  registerModule(specifier: string, resolvedPath: string, namespace: object): void {
    this.env.modules.register(specifier, resolvedPath, namespace);
  }

  /** @throws SparkError `Task not serializable: ...` when the function reaches what cannot leave this thread */
  capture(fn: Function): CapturedClosure {
    const known = this.constant.get(fn);
    if (known && isBare(fn)) return known;
    const { writer, graph } = this.graphOf(fn, false);
    const inspection = this.env.sources.tryInspect(fn);
    const source = inspection?.kind === 'source' ? inspection.source : undefined;
    const captured: CapturedClosure = {
      kind: 'closure',
      text: source?.code.text ?? fn.name,
      ...(source?.code.location && { location: source.code.location }),
      graph,
      references: writer.references,
      isPure: writer.isPure,
      bytes: graph.byteLength,
    };
    if (source && source.variables.length === 0 && writer.recordCount === 1 && isBare(fn) && this.env.sources.isSettled(fn))
      this.constant.set(fn, captured);
    return captured;
  }

  /** Refuses as `capture` does, without copying what the function reaches. */
  check(fn: Function): void {
    if (!this.constant.has(fn)) this.write(fn, {}, false);
  }

  captureValue(value: unknown): CapturedValue {
    const { writer, graph } = this.graphOf(value, false);
    return { kind: 'value', graph, references: writer.references, bytes: graph.byteLength };
  }

  /** Values with the classes of their instances: what rows are written with. */
  captureRows(values: readonly unknown[]): Uint8Array {
    return this.graphOf(values, true).graph;
  }

  /** The variables of a function, the values they have now, and its place in the person's text. */
  variablesOf(fn: Function): {
    readonly location?: SourceLocation;
    readonly variables: readonly { readonly name: string; readonly value: unknown }[];
  } {
    const inspection = this.env.sources.tryInspect(fn);
    if (inspection?.kind !== 'source') return { variables: [] };
    const { variables, code } = inspection.source;
    const values = this.env.sources.valuesOf(fn, inspection.source);
    this.env.sources.release();
    return {
      ...(code.location && { location: this.env.placeOf(code.location) }),
      variables: variables.map(({ label }, i) => ({ name: label, value: values[i]!.value })),
    };
  }

  /** Does ahead of time what the first capture would do: V8 tells the names of all scripts loaded so far (10-30 ms). */
  warm(): void {
    this.check(() => undefined);
  }

  /** Ends the inspector's session. */
  close(): void {
    this.inspector.close();
  }

  private graphOf(value: unknown, inRows: boolean): { writer: GraphWriter; graph: Uint8Array } {
    const way: Way = {};
    const { writer, root } = this.write(value, way, inRows);
    const graph = writer.finish(root, type => this.env.classes.graphOf(type, () => this.graphOf(type, false).graph));
    try {
      return { writer, graph: encodeGraph(graph) };
    } catch (error) {
      // Memory that was handed to another thread, for instance.
      throw new SparkError('SparkException', `Task not serializable: ${rootTitle(value, way)}\n  ${(error as Error).message}`, {
        cause: error,
      });
    }
  }

  private write(value: unknown, way: Way, inRows: boolean): { writer: GraphWriter; root: Slot } {
    const writer = new GraphWriter(this.env, inRows);
    try {
      return { writer, root: writer.write(value, way) };
    } catch (error) {
      if (error instanceof Refusal) throw taskNotSerializable(error, rootTitle(value, way));
      throw error;
    } finally {
      this.env.sources.release();
    }
  }
}

function rootTitle(value: unknown, way: Way): string {
  if (way.title) return way.title();
  if (typeof value === 'function') return `the function \`${value.name}\``;
  return Array.isArray(value) ? 'the values' : 'the value';
}

/** Nothing was hung on the function since it was made. */
function isBare(fn: Function): boolean {
  const count = Reflect.ownKeys(fn).length;
  return Object.isExtensible(fn) && count <= (Object.hasOwn(fn, 'caller') ? 5 : Object.hasOwn(fn, 'prototype') ? 3 : 2);
}
