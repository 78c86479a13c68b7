import { SparkError } from '../errors/spark-error.js';
import type { Column } from './column.js';
import type { DataFrame } from './dataframe.js';

/** Metrics of the rows of a DataFrame: `df.observe(observation, count(lit(1)).as('rows'))`, then `observation.get`. */
export class Observation {
  readonly name: string;
  #metrics: (() => Readonly<Record<string, unknown>>) | undefined;

  constructor(name: string = crypto.randomUUID()) {
    if (name === '') throw new SparkError('IllegalArgumentException', 'requirement failed: Name must not be empty');
    this.name = name;
  }

  /** @param frame whose rows are observed
   *  @throws IllegalArgumentException for a second DataFrame */
  on(frame: DataFrame, metrics: readonly Column[]): void {
    if (this.#metrics !== undefined)
      throw new SparkError('IllegalArgumentException', 'An Observation can be used with a Dataset only once');
    let found: Readonly<Record<string, unknown>> | undefined;
    this.#metrics = () => {
      found ??= frame
        .agg(...metrics)
        .head()
        .asDict();
      return found;
    };
  }

  /** The metrics by name. They are computed when they are first asked for: by a query of their own, so that no action is waited for. */
  get get(): Readonly<Record<string, unknown>> {
    if (this.#metrics === undefined)
      throw new SparkError('IllegalStateException', 'The observation observes no DataFrame: `df.observe(observation, ...)` comes first.');
    return this.#metrics();
  }
}
