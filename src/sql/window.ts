/** Windows of the DataFrame API: `Window.partitionBy('k').orderBy('v')`. */
import { inspect } from 'node:util';
import { Column, type ColumnOrName, sortOrderOf } from './column.js';
import { windowText } from './column-text.js';
import { type FrameBoundary, intLiteral, literal, type WindowSpec as SpecNode, type WindowFrame } from './plan/index.js';
import { LongType } from './types/index.js';

const empty: SpecNode = { kind: 'windowSpec', partitionSpec: [], orderSpec: [] };

export class WindowSpec {
  readonly spec: SpecNode;

  constructor(spec: SpecNode = empty) {
    this.spec = spec;
  }

  partitionBy(...columns: readonly ColumnOrName[]): WindowSpec {
    return new WindowSpec({ ...this.spec, partitionSpec: columns.map(each => Column.of(each).expression) });
  }

  orderBy(...columns: readonly ColumnOrName[]): WindowSpec {
    return new WindowSpec({ ...this.spec, orderSpec: columns.map(each => sortOrderOf(Column.of(each))) });
  }

  /** Rows from `start` to `end` relative to the current one, which is 0. */
  rowsBetween(start: number, end: number): WindowSpec {
    return this.#frame('rows', start, end);
  }

  /** Rows whose value of the order is within the range. */
  rangeBetween(start: number, end: number): WindowSpec {
    return this.#frame('range', start, end);
  }

  /** As SQL writes it behind OVER. */
  toString(): string {
    return windowText(this.spec);
  }

  /** As `console.log` and the shell print it. */
  [inspect.custom](): string {
    return this.toString();
  }

  #frame(frameType: WindowFrame['frameType'], start: number, end: number): WindowSpec {
    const frame: WindowFrame = { kind: 'windowFrame', frameType, lower: boundary(start, frameType), upper: boundary(end, frameType) };
    return new WindowSpec({ ...this.spec, frame });
  }
}

function boundary(value: number, frameType: WindowFrame['frameType']): FrameBoundary {
  if (value === 0) return { kind: 'frameBoundary', bound: 'currentRow' };
  if (value <= Window.unboundedPreceding) return { kind: 'frameBoundary', bound: 'unboundedPreceding' };
  if (value >= Window.unboundedFollowing) return { kind: 'frameBoundary', bound: 'unboundedFollowing' };
  const offset = frameType === 'rows' || value === (value | 0) ? intLiteral(value) : literal(BigInt(value), LongType);
  return { kind: 'frameBoundary', bound: 'value', value: offset };
}

/** Where windows start: each method gives a `WindowSpec`. */
export const Window = {
  unboundedPreceding: Number.NEGATIVE_INFINITY,
  unboundedFollowing: Number.POSITIVE_INFINITY,
  currentRow: 0,
  partitionBy: (...columns: readonly ColumnOrName[]): WindowSpec => new WindowSpec().partitionBy(...columns),
  orderBy: (...columns: readonly ColumnOrName[]): WindowSpec => new WindowSpec().orderBy(...columns),
  rowsBetween: (start: number, end: number): WindowSpec => new WindowSpec().rowsBetween(start, end),
  rangeBetween: (start: number, end: number): WindowSpec => new WindowSpec().rangeBetween(start, end),
} as const;
