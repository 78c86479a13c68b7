/** What a tuple sketch keeps with each hash: a number, and how numbers of one hash become one. */

export const summaryModes = ['sum', 'min', 'max', 'alwaysone'] as const;
export type SummaryMode = (typeof summaryModes)[number];

export interface Summary {
  readonly value: number;
  readonly mode: SummaryMode;
}

export interface SummaryKind {
  /** Bytes of the number; one more says the mode. */
  readonly size: number;
  /** What the first value is combined with. */
  start(mode: SummaryMode): number;
  sum(a: number, b: number): number;
  write(view: DataView, at: number, value: number): void;
  read(view: DataView, at: number): number;
}

export const doubleSummary: SummaryKind = {
  size: 8,
  start: mode => ({ sum: 0, min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY, alwaysone: 1 })[mode],
  sum: (a, b) => a + b,
  write: (view, at, value) => view.setFloat64(at, value, true),
  read: (view, at) => view.getFloat64(at, true),
};

export const integerSummary: SummaryKind = {
  size: 4,
  start: mode => ({ sum: 0, min: 0x7fffffff, max: -0x80000000, alwaysone: 1 })[mode],
  // Wraps, as in Java.
  sum: (a, b) => (a + b) | 0,
  write: (view, at, value) => view.setInt32(at, value, true),
  read: (view, at) => view.getInt32(at, true),
};

/** NaN changes no minimum and no maximum. */
export function updated(kind: SummaryKind, mode: SummaryMode, before: number, value: number): number {
  switch (mode) {
    case 'sum':
      return kind.sum(before, value);
    case 'min':
      if (value < before) return value;
      return before;
    case 'max':
      if (value > before) return value;
      return before;
    case 'alwaysone':
      return 1;
  }
}

/** Two summaries as one of `mode`, whatever modes they had. */
export const combined = (kind: SummaryKind, mode: SummaryMode, a: number, b: number): Summary => ({
  value: updated(kind, mode, updated(kind, mode, kind.start(mode), a), b),
  mode,
});
