/** Functions as a shell's cells make them, and the way from one thread to another without the thread. */
import { Script } from 'node:vm';
import { ClosureCapturer } from '../../src/closures/capture.js';
import type { CapturedClosure, DriverReference } from '../../src/closures/captured.js';
import { ClassTable } from '../../src/closures/class-table.js';
import { ClosureRebuilder } from '../../src/closures/rebuild.js';

/** Runs the body of a function in strict mode and gives what it returns; its first line is line 1 of the file. */
export function cell(body: string, file = '<cell 1>'): any {
  return new Script(`(function () { 'use strict';\n${body}\n})()`, { filename: file, lineOffset: -1 }).runInThisContext();
}

export class TwoThreads {
  readonly driverClasses = new ClassTable();
  readonly executorClasses = new ClassTable();
  readonly capturer = new ClosureCapturer(this.driverClasses);
  readonly resolved: DriverReference[] = [];
  readonly rebuilder = new ClosureRebuilder({
    classes: this.executorClasses,
    resolveReference: reference => {
      this.resolved.push(reference);
      return { value: `${reference.kind} ${reference.id}` };
    },
  });

  send(fn: Function): any {
    return this.rebuilder.rebuild(structuredClone(this.capturer.capture(fn)) as CapturedClosure);
  }

  sendValue(value: unknown): any {
    return this.rebuilder.rebuildValue(structuredClone(this.capturer.captureValue(value)));
  }

  refusal(fn: Function): string {
    try {
      this.capturer.capture(fn);
    } catch (error) {
      return (error as Error).message;
    }
    return '(not refused)';
  }
}
