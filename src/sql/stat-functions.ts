import { SparkError } from '../errors/spark-error.js';
import { Column, operandOf } from './column.js';
import type { DataFrame } from './dataframe.js';
import { call, literal, operator } from './plan/index.js';
import { ArrayType, type DataType, DoubleType, isNumeric, LongType, StringType, StructField, StructType } from './types/index.js';

/** Statistics of columns: `df.stat.corr('a', 'b')`. */
export class DataFrameStatFunctions {
  readonly #frame: DataFrame;

  constructor(frame: DataFrame) {
    this.#frame = frame;
  }

  /** Over numbers, NULL as 0. */
  #value<T>(name: string, ...columns: readonly string[]): T {
    const aggregate = new Column(
      call(
        name,
        columns.map(each => call('coalesce', [new Column(each).cast(DoubleType).expression, literal(0, DoubleType)])),
      ),
    );
    return this.#frame.agg(aggregate).collect()[0]!.getAs<T>(0);
  }

  #typeOf(name: string): DataType {
    return this.#frame.select(new Column(name)).schema.fields[0]!.dataType;
  }

  /** @throws IllegalArgumentException when a column holds no numbers */
  #requireNumbers(columns: readonly string[], what: string): void {
    for (const type of columns.map(name => this.#typeOf(name))) {
      if (!isNumeric(type))
        throw new SparkError(
          'IllegalArgumentException',
          `requirement failed: Currently ${what} calculation for columns with dataType ${type.catalogString} not supported.`,
        );
    }
  }

  /** Pearson's correlation. */
  corr(a: string, b: string, method = 'pearson'): number {
    if (method.toLowerCase() !== 'pearson')
      throw new SparkError(
        'IllegalArgumentException',
        'requirement failed: Currently only the calculation of the Pearson Correlation coefficient is supported.',
      );
    this.#requireNumbers([a, b], 'correlation');
    return this.#value('corr', a, b);
  }

  /** The covariance of a sample. */
  cov(a: string, b: string): number {
    this.#requireNumbers([a, b], 'covariance');
    return this.#value('covar_samp', a, b);
  }

  /** How often values of two columns meet: a row for each value of one, a column for each of the other. */
  crosstab(a: string, b: string): DataFrame {
    const counts = this.#frame.groupBy(a, b).count().collect();
    const text = (value: unknown) => (value === null ? 'null' : String(value));
    const rows = [...new Set(counts.map(row => text(row.get(0))))];
    const columns = [...new Set(counts.map(row => text(row.get(1))))].sort();
    const byPair = new Map(counts.map(row => [`${text(row.get(0))}\0${text(row.get(1))}`, row.getAs<number>(2)]));
    const schema = new StructType([
      new StructField(`${a}_${b}`, StringType, true),
      ...columns.map(name => new StructField(name, LongType, false)),
    ]);
    return this.#frame.sparkSession.createDataFrame(
      rows.map(row => [row, ...columns.map(column => byPair.get(`${row}\0${column}`) ?? 0)]),
      schema,
    );
  }

  /** Values that make up at least `support` of their column. */
  freqItems(columns: readonly string[], support = 0.01): DataFrame {
    const total = this.#frame.count();
    const items = columns.map(name => {
      const counts = this.#frame.groupBy(name).count().collect();
      return counts.filter(row => row.getAs<number>(1) >= support * total).map(row => row.get(0));
    });
    const fields = columns.map(name => new StructField(`${name}_freqItems`, new ArrayType(this.#typeOf(name), false), true));
    return this.#frame.sparkSession.createDataFrame([items], new StructType(fields));
  }

  /** Values at the given places of the order. @param relativeError 0 is exact */
  approxQuantile(column: string, probabilities: readonly number[], relativeError: number): number[];
  approxQuantile(columns: readonly string[], probabilities: readonly number[], relativeError: number): number[][];
  approxQuantile(columns: string | readonly string[], probabilities: readonly number[], relativeError: number): number[] | number[][] {
    const accuracy = relativeError <= 0 ? 2147483647 : Math.max(1, Math.round(1 / relativeError));
    const one = (name: string): number[] => {
      const places = call(
        'array',
        probabilities.map(each => literal(each, DoubleType)),
      );
      const value = new Column(name).cast(DoubleType).expression;
      return (
        this.#frame
          .agg(new Column(call('percentile_approx', [value, places, operandOf(accuracy)])))
          .collect()[0]!
          .getAs<number[] | null>(0) ?? []
      );
    };
    return typeof columns === 'string' ? one(columns) : columns.map(one);
  }

  /** A sample with a fraction for each value of a column; other values give no rows. */
  sampleBy(
    column: string | Column,
    fractions: Readonly<Record<string, number>> | ReadonlyMap<unknown, number>,
    seed = Date.now(),
  ): DataFrame {
    const pairs = fractions instanceof Map ? [...fractions] : Object.entries(fractions);
    const by = Column.of(column).expression;
    const branches = pairs.flatMap(([value, fraction]) => [operator('=', [by, operandOf(value as string)]), literal(fraction, DoubleType)]);
    const limit = operator('when', [...branches, literal(0, DoubleType)]);
    return this.#frame.filter(new Column(operator('<', [call('rand', [operandOf(seed | 0)]), limit])));
  }
}
