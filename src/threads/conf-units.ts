/** Sizes and times as Spark's configuration writes them: `512m`, `2g`, `100ms`, `3s`. */

const BYTES: Readonly<Record<string, number>> = { b: 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40, p: 2 ** 50 };
const MILLISECONDS: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** @param defaultUnit of a bare number: one of b, k, m, g, t, p */
export function parseBytes(text: string, defaultUnit: string): number {
  const match = /^\s*(\d+)\s*(b|[kmgtp]b?)?\s*$/i.exec(text);
  if (match === null)
    throw new RangeError(
      `Size must be specified as bytes (b), kibibytes (k), mebibytes (m), gibibytes (g), tebibytes (t), or pebibytes(p). E.g. 50b, 100k, or 250m. Failed to parse: ${text}`,
    );
  return Number(match[1]) * BYTES[(match[2] ?? defaultUnit).toLowerCase()[0]!]!;
}

/** @returns milliseconds */
export function parseTimeMs(text: string, defaultUnit: string): number {
  const match = /^\s*(-?\d+)\s*(us|ms|s|m|min|h|d)?\s*$/i.exec(text);
  if (match === null)
    throw new RangeError(
      `Time must be specified as seconds (s), milliseconds (ms), microseconds (us), minutes (m or min), hour (h), or day (d). E.g. 50s, 100ms, or 250us. Failed to parse: ${text}`,
    );
  return Number(match[1]) * MILLISECONDS[(match[2] ?? defaultUnit).toLowerCase()]!;
}
