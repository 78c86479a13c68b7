/** How large a sample must be drawn so that it is large enough but for bad luck. Source: Spark's SamplingUtils. */
const MIN_RATE = 1e-10;

/** The fraction to draw for at least `size` of `total` rows; it succeeds 9,999 times in 10,000. */
export function fractionForSampleSize(size: number, total: number, withReplacement: boolean): number {
  return withReplacement ? poissonUpperBound(size) / total : binomialUpperBound(1e-4, total, size / total);
}

/** A Poisson number of mean `lower` hardly ever exceeds `size`. */
export const poissonLowerBound = (size: number): number => Math.max(size - deviations(size) * Math.sqrt(size), 0);
/** A Poisson number of mean `upper` is hardly ever below `size`. */
export const poissonUpperBound = (size: number): number => Math.max(size + deviations(size) * Math.sqrt(size), MIN_RATE);

const deviations = (size: number): number => (size < 6 ? 12 : size < 16 ? 9 : 6);

export function binomialLowerBound(delta: number, rowCount: number, fraction: number): number {
  const gamma = (-Math.log(delta) / rowCount) * (2 / 3);
  return Math.max(0, fraction + gamma - Math.sqrt(gamma * gamma + 3 * gamma * fraction));
}

export function binomialUpperBound(delta: number, rowCount: number, fraction: number): number {
  const gamma = -Math.log(delta) / rowCount;
  return Math.min(1, Math.max(MIN_RATE, fraction + gamma + Math.sqrt(gamma * gamma + 2 * gamma * fraction)));
}
