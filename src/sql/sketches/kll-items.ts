/** What KLL sketches hold: doubles, floats or longs. */
import { doubleText, floatText } from '../jvm/number-text.js';

export type KllItem = number | bigint;

export interface KllItemType<T extends KllItem> {
  /** As the text of a sketch names it. */
  readonly name: string;
  readonly size: number;
  write(view: DataView, at: number, value: T): void;
  read(view: DataView, at: number): T;
  text(value: T): string;
}

export const kllDoubles: KllItemType<number> = {
  name: 'KllDoublesSketch',
  size: 8,
  write: (view, at, value) => view.setFloat64(at, value, true),
  read: (view, at) => view.getFloat64(at, true),
  text: doubleText,
};

export const kllFloats: KllItemType<number> = {
  name: 'KllFloatsSketch',
  size: 4,
  write: (view, at, value) => view.setFloat32(at, value, true),
  read: (view, at) => view.getFloat32(at, true),
  text: floatText,
};

export const kllLongs: KllItemType<bigint> = {
  name: 'KllLongsSketch',
  size: 8,
  write: (view, at, value) => view.setBigInt64(at, value, true),
  read: (view, at) => view.getBigInt64(at, true),
  text: String,
};

export const valueOrder = (a: KllItem, b: KllItem): number => (a < b ? -1 : a > b ? 1 : 0);
