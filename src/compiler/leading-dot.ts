/** A line that starts with a dot goes on from the last result. */

/** `.map(f)`, `?.length`, but not `.5`. */
export const continuesResult = (text: string): boolean => /^\s*(?:\.(?!\d|\.\.)|\?\.(?!\d))/.test(text);

/** @param lastResult name of the last result: `res4` */
export const prefixWithResult = (text: string, lastResult: string): string => text.replace(/^\s*/, lead => lead + lastResult);
