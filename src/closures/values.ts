/**
 * Rows that no column of the block codec fits. Plain data by V8's own clone; anything else (instances of the person's classes, errors,
 * functions) as a graph that carries the classes of its instances.
 */
import { deserialize, serialize } from 'node:v8';
import { ClosureCapturer } from './capture.js';
import type { ClassTable } from './class-table.js';
import type { Graph } from './graph.js';
import { PlainData } from './plain-data.js';
import { ClosureRebuilder } from './rebuild.js';

/** @throws SparkError `Task not serializable: ...` for values that cannot leave this thread */
export function serializeValues(values: readonly unknown[], classes: ClassTable): Uint8Array {
  if (new PlainData().isPlain(values)) {
    try {
      return serialize(values);
    } catch {
      // A Proxy among them, or data too deep: the graph carries it or says why not.
    }
  }
  classes.capturer ??= new ClosureCapturer(classes);
  return classes.capturer.captureRows(values);
}

export function deserializeValues(bytes: Uint8Array, classes: ClassTable): unknown[] {
  const read = deserialize(bytes) as unknown[] | Graph;
  if (Array.isArray(read)) return read;
  classes.rebuilder ??= new ClosureRebuilder({ classes });
  return classes.rebuilder.readRows(read) as unknown[];
}
