/** Quantiles that the bounds of approximate actions need. */

/** The value below which a normal number lies with probability `p`. */
export function normalQuantile(p: number): number {
  return bisect(x => normalCumulative(x), p, -40, 40);
}

/** The same for Student's t. */
export function studentQuantile(degrees: number, p: number): number {
  if (p === 0.5) return 0;
  if (p < 0.5) return -studentQuantile(degrees, 1 - p);
  let high = 1;
  while (studentCumulative(degrees, high) < p) high *= 2;
  return bisect(x => studentCumulative(degrees, x), p, 0, high);
}

/** The least count that a Poisson number of this mean does not exceed with probability `p`. */
export function poissonQuantile(mean: number, p: number): number {
  if (mean <= 0) return 0;
  // All but a hopeless part of the weight lies within this many deviations.
  const reach = 40 * Math.sqrt(mean) + 40;
  let low = Math.max(0, Math.floor(mean - reach)) - 1;
  let high = Math.ceil(mean + reach);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (upperGamma(middle + 1, mean) >= p) high = middle;
    else low = middle;
  }
  return high;
}

function bisect(f: (x: number) => number, target: number, low: number, high: number): number {
  for (let i = 0; i < 200 && high - low > 0; i++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (f(middle) < target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function normalCumulative(x: number): number {
  const half = lowerGamma(0.5, (x * x) / 2) / 2;
  return x < 0 ? upperGamma(0.5, (x * x) / 2) / 2 : 0.5 + half;
}

function studentCumulative(degrees: number, x: number): number {
  return 1 - incompleteBeta(degrees / 2, 0.5, degrees / (degrees + x * x)) / 2;
}

/** Lanczos' approximation. */
function logGamma(x: number): number {
  const terms = [76.18009172947146, -86.50532032941678, 24.01409824083091, -1.231739572450155, 0.001208650973866179, -0.000005395239384953];
  const base = x + 5.5;
  const series = terms.reduce((sum, term, i) => sum + term / (x + i + 1), 1.000000000190015);
  return (x + 0.5) * Math.log(base) - base + Math.log((2.506628274631 * series) / x);
}

const lowerGamma = (shape: number, x: number): number => (x < shape + 1 ? gammaSeries(shape, x) : 1 - gammaFraction(shape, x));
const upperGamma = (shape: number, x: number): number => (x < shape + 1 ? 1 - gammaSeries(shape, x) : gammaFraction(shape, x));

const ITERATIONS = 100_000;
const PRECISION = 1e-15;

function gammaSeries(shape: number, x: number): number {
  if (x <= 0) return 0;
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; n < ITERATIONS && Math.abs(term) > Math.abs(sum) * PRECISION; n++) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum * Math.exp(-x + shape * Math.log(x) - logGamma(shape));
}

/** Lentz's method, as in the next one. */
function gammaFraction(shape: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - shape;
  let c = 1 / tiny;
  let d = 1 / b;
  let result = d;
  for (let i = 1; i < ITERATIONS; i++) {
    const a = -i * (i - shape);
    b += 2;
    d = 1 / (a * d + b || tiny);
    c = b + a / c || tiny;
    const step = d * c;
    result *= step;
    if (Math.abs(step - 1) < PRECISION) break;
  }
  return result * Math.exp(-x + shape * Math.log(x) - logGamma(shape));
}

function incompleteBeta(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x));
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(a, b, x)) / a : 1 - (front * betaFraction(b, a, 1 - x)) / b;
}

function betaFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1) || tiny);
  let result = d;
  for (let m = 1; m < ITERATIONS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d || tiny);
    c = 1 + even / c || tiny;
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d || tiny);
    c = 1 + odd / c || tiny;
    const step = d * c;
    result *= step;
    if (Math.abs(step - 1) < PRECISION) break;
  }
  return result;
}
