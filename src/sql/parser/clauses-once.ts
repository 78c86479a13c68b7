import type { Parser } from './parser.js';

/** @returns what a clause is told to that may stand once only. @throws SparkError DUPLICATE_CLAUSES, with the text from `start` on */
export function clausesOnce(p: Parser, start: number): (clauseName: string) => void {
  const seen = new Set<string>();
  return clauseName => {
    if (seen.has(clauseName)) throw p.error('DUPLICATE_CLAUSES', { clauseName }, p.originToEnd(start));
    seen.add(clauseName);
  };
}
