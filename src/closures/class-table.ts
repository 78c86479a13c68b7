/**
 * Which of a thread's classes are the same class elsewhere. A class gets its id where it is first sent from; threads that rebuild it
 * bind their copy to that id. So an instance made on an executor is an instance of the driver's class when it is collected, and two
 * closures that use a class agree about it. Ids are unique across threads; nothing need be told of a class beforehand, since data
 * carries the classes of its instances (see `values.ts`).
 */
import type { ClosureCapturer } from './capture.js';
import type { ClosureRebuilder } from './rebuild.js';

type SetVariables = (values: readonly unknown[]) => void;

export class ClassTable {
  /** Makes the ids of this thread differ from those of the others. */
  private readonly origin = Math.random().toString(36).slice(2);
  private nextId = 0;
  /** Weak: rows carry their classes, so a class that nobody holds any more can be made again. */
  private readonly idToClass = new Map<string, WeakRef<Function>>();
  private readonly collected = new FinalizationRegistry<string>(id => this.forget(id));
  private readonly classToId = new WeakMap<Function, string>();
  private readonly textToId = new Map<string, string>();
  private readonly classToSetter = new WeakMap<Function, SetVariables>();
  private readonly classToGraph = new WeakMap<Function, Uint8Array>();

  /** Those of this thread: data may hold functions and classes that need them. */
  capturer: ClosureCapturer | undefined;
  rebuilder: ClosureRebuilder | undefined;

  /** @param key text and place of a class that takes nothing from outside: classes alike in these are one class, however often a loop makes them */
  idOf(type: Function, key?: string): string {
    let id = this.classToId.get(type);
    if (id !== undefined) return id;
    id = key === undefined ? undefined : this.textToId.get(key);
    if (id === undefined) {
      id = `${this.origin}:${this.nextId++}`;
      this.hold(id, type);
      if (key !== undefined) this.textToId.set(key, id);
    }
    this.classToId.set(type, id);
    return id;
  }

  classOf(id: string): Function | undefined {
    return this.idToClass.get(id)?.deref();
  }

  /** @param setVariables gives the variables of a rebuilt class new values */
  bind(id: string, type: Function, setVariables: SetVariables): void {
    this.hold(id, type);
    this.classToId.set(type, id);
    this.classToSetter.set(type, setVariables);
  }

  /** Absent for a class that was written on this thread: its variables are its own. */
  setVariablesOf(type: Function): SetVariables | undefined {
    return this.classToSetter.get(type);
  }

  /** The graph of a class as rows carry it: captured once, since rows are written often. */
  graphOf(type: Function, capture: () => Uint8Array): Uint8Array {
    let graph = this.classToGraph.get(type);
    if (!graph) this.classToGraph.set(type, (graph = capture()));
    return graph;
  }

  private hold(id: string, type: Function): void {
    this.idToClass.set(id, new WeakRef(type));
    this.collected.register(type, id);
  }

  private forget(id: string): void {
    if (!this.classOf(id)) this.idToClass.delete(id);
  }
}
