import { SparkError } from '../../errors/spark-error.js';
import type { RDD } from '../rdd.js';

/** Partitions tried next, as a multiple of those tried (`spark.rdd.limit.scaleUpFactor`). */
const SCALE_UP = 4;

/** Tries one partition, then more and more at a time, until there are enough rows. */
export class TakePlan<T> {
  readonly rows: T[] = [];
  #tried = 0;
  #trying = 0;

  constructor(
    private readonly partitionCount: number,
    private readonly rowCount: number,
  ) {}

  get rowsLeft(): number {
    return this.rowCount - this.rows.length;
  }

  /** Those to look at next; none when there are enough rows or no partitions left. */
  nextPartitions(): number[] {
    if (this.rowsLeft <= 0 || this.#tried >= this.partitionCount) return [];
    let next = 1;
    if (this.#tried > 0) {
      // From what was found, guess how many partitions hold the rest, and half as many again.
      const found = this.rows.length;
      const most = this.#tried * SCALE_UP;
      next = found === 0 ? most : Math.min(Math.max(Math.ceil((1.5 * this.rowCount * this.#tried) / found) - this.#tried, 1), most);
    }
    this.#trying = Math.min(next, this.partitionCount - this.#tried);
    return Array.from({ length: this.#trying }, (_, index) => this.#tried + index);
  }

  /** @param parts the first rows of each partition that was looked at */
  receive(parts: readonly T[][]): void {
    for (const part of parts) for (const row of part) if (this.rowsLeft > 0) this.rows.push(row);
    this.#tried += this.#trying;
  }
}

export function take<T>(rdd: RDD<T>, rowCount: number, operator = 'take'): T[] {
  const plan = new TakePlan<T>(rowCount > 0 ? rdd.getNumPartitions() : 0, rowCount);
  for (let partitions = plan.nextPartitions(); partitions.length > 0; partitions = plan.nextPartitions()) {
    const left = plan.rowsLeft;
    plan.receive(rdd.context.runSink<T[]>(rdd, () => ({ kind: 'take', rowCount: left }), operator, partitions));
  }
  return plan.rows;
}

export function first<T>(rdd: RDD<T>): T {
  const rows = take(rdd, 1, 'first');
  if (rows.length === 0) throw emptyCollection();
  return rows[0]!;
}

export const emptyCollection = (): SparkError => new SparkError('SparkUnsupportedOperationException', 'empty collection');
