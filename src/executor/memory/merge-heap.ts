/** Cursors over sorted runs, the one with the least row first. Cursors with equal rows come in the order in which they were given. */
export class MergeHeap<Cursor> {
  readonly #cursors: { readonly cursor: Cursor; readonly index: number }[] = [];
  readonly #compare: (a: Cursor, b: Cursor) => number;

  constructor(cursors: readonly Cursor[], compare: (a: Cursor, b: Cursor) => number) {
    this.#compare = compare;
    this.#cursors = cursors.map((cursor, index) => ({ cursor, index }));
    for (let at = (this.#cursors.length >> 1) - 1; at >= 0; at--) this.#sink(at);
  }

  get size(): number {
    return this.#cursors.length;
  }

  get first(): Cursor | undefined {
    return this.#cursors[0]?.cursor;
  }

  /** To be called when the first cursor has moved. */
  firstMoved(): void {
    this.#sink(0);
  }

  removeFirst(): void {
    const last = this.#cursors.pop()!;
    if (this.#cursors.length === 0) return;
    this.#cursors[0] = last;
    this.#sink(0);
  }

  #sink(at: number): void {
    const cursors = this.#cursors;
    const sinking = cursors[at]!;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= cursors.length) break;
      if (child + 1 < cursors.length && this.#isLess(cursors[child + 1]!, cursors[child]!)) child++;
      if (!this.#isLess(cursors[child]!, sinking)) break;
      cursors[at] = cursors[child]!;
      at = child;
    }
    cursors[at] = sinking;
  }

  #isLess(a: { cursor: Cursor; index: number }, b: { cursor: Cursor; index: number }): boolean {
    const difference = this.#compare(a.cursor, b.cursor);
    return difference === 0 ? a.index < b.index : difference < 0;
  }
}
