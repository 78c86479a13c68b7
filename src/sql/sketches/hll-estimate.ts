/** How many distinct values an HLL sketch has seen, when it has counted no changes of registers itself. */

const addresses = 2 ** 26;

/** How many different coupons `count` values leave on average: two values may share one. */
function expectedCoupons(count: number): number {
  let sum = 0;
  for (let run = 1; run <= 62; run++) sum -= addresses * Math.expm1(count * Math.log1p(-(2 ** -run) / addresses));
  return sum;
}

/** The count that leaves so many coupons, by Newton's method: the slope is all but 1. */
function countFor(coupons: number): number {
  let count = coupons;
  for (let i = 0; i < 20; i++) {
    const next = count + (coupons - expectedCoupons(count)) / (1 - count / (3 * addresses));
    if (next === count) break;
    count = next;
  }
  return count;
}

/** Where the curve is met; cubic in between, which is how DataSketches rounds. */
const knots: readonly number[] = [0, 1, 20, 400, 8000, 160_000, 300_000, 600_000];
let heights: readonly number[] | undefined;

export function couponEstimate(coupons: number): number {
  heights ??= knots.map(countFor);
  const straddle = knots.findLastIndex(knot => knot <= coupons);
  const first = Math.min(Math.max(straddle - 1, 0), knots.length - 4);
  const [x, y] = [knots.slice(first, first + 4), heights.slice(first, first + 4)];
  let sum = 0;
  for (let i = 0; i < 4; i++) {
    const others = x.filter((_, j) => j !== i);
    const [a, b, c] = others as [number, number, number];
    sum += (y[i]! * ((coupons - a) * (coupons - b) * (coupons - c))) / ((x[i]! - a) * (x[i]! - b) * (x[i]! - c));
  }
  return Math.max(sum, coupons);
}

/** The part of registers without a run, as values: the series of Ertl's estimator. */
function sigma(x: number): number {
  if (x === 1) return Number.POSITIVE_INFINITY;
  let [z, power, weight] = [x, x, 1];
  for (let before = -1; before !== z; ) {
    before = z;
    power *= power;
    z += power * weight;
    weight += weight;
  }
  return z;
}

/**
 * Otmar Ertl's estimator (New cardinality estimation algorithms for HyperLogLog sketches, 2017), which needs no tables of its bias.
 * DataSketches has another one here; the two differ by less than the error that both have.
 */
export function mergedEstimate(registers: Uint8Array): number {
  const size = registers.length;
  const counts = new Array<number>(64).fill(0);
  for (const run of registers) counts[run]!++;
  let sum = 0;
  for (let run = 63; run >= 1; run--) sum = 0.5 * (sum + counts[run]!);
  sum += size * sigma(counts[0]! / size);
  return (size * size) / (2 * Math.LN2 * sum);
}
