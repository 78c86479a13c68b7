/**
 * What a captured closure is on the wire: plain data that survives `postMessage`. `capture.ts` makes it on the driver, `rebuild.ts`
 * turns it into a function on an executor.
 */

/** Where a function was written, as its stack frames name it; line and column count from 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A driver object that ships as a reference and is found again on the executor (a broadcast, an accumulator). */
export type DriverReference = { readonly kind: 'broadcast'; readonly id: number } | { readonly kind: 'accumulator'; readonly id: number };

/**
 * A driver object implements `[shipAs]()` to say how it travels: as a reference, or not at all.
 * `refuse` completes the sentence "uses `sc`, ...": `a SparkContext: RDD operations and actions run on the driver only.`
 */
// Registered, so that a class that implements it may travel by its text.
export const shipAs: unique symbol = Symbol.for('ts-spark-shell.shipAs');
export type Shipping = DriverReference | { readonly kind: 'refuse'; readonly reason: string; readonly wayOut?: string };
export interface Shippable {
  /** Undefined: it travels as any other object does. */
  [shipAs](): Shipping | undefined;
}

/** One captured function with all it reaches. `text` identifies the code (the same for two closures that differ in values only). */
export interface CapturedClosure {
  readonly kind: 'closure';
  readonly text: string;
  readonly location?: SourceLocation;
  /** Every value and function that the closure reaches; private to `closures/`, safe for structured clone. */
  readonly graph: unknown;
  /** References to driver objects anywhere in the graph. */
  readonly references: readonly DriverReference[];
  /** Nothing that it reaches can change: tasks may share one rebuilt function. Otherwise each task gets its own. */
  readonly isPure: boolean;
  /** Size of what is shipped, in bytes (an estimate for values). */
  readonly bytes: number;
}

/** A captured value: what a `CapturedClosure` is to a function. */
export interface CapturedValue {
  readonly kind: 'value';
  readonly graph: unknown;
  readonly references: readonly DriverReference[];
  readonly bytes: number;
}
