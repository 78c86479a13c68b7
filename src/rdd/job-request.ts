/** An action as a job: the lineage behind an RDD as data, with every closure captured as things are now. */
import type { CapturedClosure, DriverReference } from '../closures/captured.js';
import type { JobRequest } from '../threads/protocol.js';
import type { Lineage, LineageNode, NodeFunction, Sink } from './lineage.js';
import type { RDD } from './rdd.js';
import type { NodeWriter } from './rdd-definition.js';

/** What capturing needs of the context. */
export interface JobResources {
  capture(f: Function): CapturedClosure;
  /** What the references of captured closures refer to. */
  resolve(references: readonly DriverReference[]): Pick<JobRequest, 'broadcasts' | 'accumulators'>;
  readonly properties: Readonly<Record<string, string>>;
}

/** @param sink gets the writer, so that its functions are captured with the others */
export function jobRequestOf(
  rdd: RDD<any>,
  sink: (writer: NodeWriter) => Sink,
  partitions: readonly number[],
  description: string,
  resources: JobResources,
): Omit<JobRequest, 'jobId'> {
  const references: DriverReference[] = [];
  const captured = new Map<Function, NodeFunction>();
  const writer: NodeWriter = {
    fn(f) {
      let closure = captured.get(f);
      if (closure === undefined) {
        const capture = resources.capture(f);
        references.push(...capture.references);
        closure = capture;
        captured.set(f, closure);
      }
      return closure;
    },
  };
  const nodes = [...lineageOf(rdd, writer).values()];
  const jobSink = sink(writer);
  return {
    description,
    finalRdd: rdd.id,
    nodes,
    partitions,
    sink: jobSink,
    properties: resources.properties,
    ...resources.resolve(references),
  };
}

function lineageOf(rdd: RDD<any>, writer: NodeWriter): Lineage {
  const nodes = new Map<number, LineageNode>();
  const pending: RDD<any>[] = [rdd];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (nodes.has(next.id)) continue;
    nodes.set(next.id, next.node(writer));
    for (const dependency of next.dependencies) pending.push(dependency.rdd);
  }
  return nodes;
}
