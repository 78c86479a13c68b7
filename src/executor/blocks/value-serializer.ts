/** Carries the values that have no column of their own: class instances, maps, sets, rows of mixed types. */
export interface ValueSerializer {
  serialize(values: readonly unknown[]): Uint8Array;
  deserialize(bytes: Uint8Array): unknown[];
}
