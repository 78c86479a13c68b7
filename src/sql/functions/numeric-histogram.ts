/** Hive's histogram of few bins, which Spark has taken over: Ben-Haim and Tom-Tov, "A streaming parallel decision tree algorithm". */
import { JavaRandom } from '../../executor/sampling/java-random.js';

export interface Bin {
  x: number;
  y: number;
}

/** Each value is a bin of its own until there are too many; then the closest two become one. */
export function histogramOf(values: readonly number[], binCount: number): readonly Bin[] {
  const bins: Bin[] = [];
  const random = new JavaRandom(31183n);
  for (const value of values) {
    const at = placeOf(bins, value);
    if (bins[at]?.x === value) bins[at]!.y++;
    else {
      bins.splice(at, 0, { x: value, y: 1 });
      if (bins.length > binCount) mergeClosest(bins, random);
    }
  }
  return bins;
}

/** Where the value is, or would be. */
function placeOf(bins: readonly Bin[], value: number): number {
  let [low, high] = [0, bins.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bins[middle]!.x < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Of several pairs that are equally close, one is drawn; with Java's numbers, so that it is the one that Spark draws. */
function mergeClosest(bins: Bin[], random: JavaRandom): void {
  let least = bins[1]!.x - bins[0]!.x;
  let at = 0;
  let ties = 1;
  for (let i = 1; i < bins.length - 1; i++) {
    const gap = bins[i + 1]!.x - bins[i]!.x;
    if (gap < least) [least, at, ties] = [gap, i, 1];
    else if (gap === least && random.nextDouble() <= 1 / ++ties) at = i;
  }
  const [left, right] = [bins[at]!, bins[at + 1]!];
  const y = left.y + right.y;
  left.x = left.x * (left.y / y) + (right.x / y) * right.y;
  left.y = y;
  bins.splice(at + 1, 1);
}
