/** Recorded answers of Apache Spark: a line of a suite is a scenario, run in a fresh session. */
import { readFileSync } from 'node:fs';

export interface Step {
  readonly sql: string;
  /** Statements that only prepare are `setup`: that they succeed is all that is asked. */
  readonly kind: 'query' | 'setup';
  /** The order of rows counts. */
  readonly ordered: boolean;
  /** False when rows are not to be compared. */
  readonly deterministic: boolean;
  /** Shown again for what follows it; not scored. */
  readonly replay?: boolean;
  /** The schema as JSON; of a query that fails when it runs, too. */
  readonly schema?: unknown;
  readonly show?: string;
  /** The error's condition; null when Spark's error has none. */
  readonly error?: string | null;
  readonly sqlState?: string | null;
  readonly message?: string;
}

export interface Scenario {
  readonly name: string;
  readonly area: string;
  readonly conf: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

export const readSuite = (path: string | URL): Scenario[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Scenario);
