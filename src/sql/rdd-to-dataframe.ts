/** `rdd.toDF(...)`. RDDs know nothing of SQL: the method is theirs from the first session on, as in PySpark. */
import { RDD } from '../rdd/rdd.js';
import type { DataFrameSchema } from './create-dataframe.js';
import type { DataFrame } from './dataframe.js';
import type { SparkSession } from './session.js';

declare module '../rdd/rdd.js' {
  interface RDD<T> {
    /** The rows as a DataFrame. @param schema names of the columns, a type, or DDL */
    toDF(schema?: DataFrameSchema): DataFrame;
    toDF(...names: readonly string[]): DataFrame;
  }
}

/** @param activeSession the one that DataFrames of RDDs belong to */
export function giveToDF(activeSession: () => SparkSession): void {
  if (Object.hasOwn(RDD.prototype, 'toDF')) return;
  const toDF = function toDF(this: RDD<any>, ...schema: readonly (DataFrameSchema | undefined)[]): DataFrame {
    const [first] = schema;
    // `toDF('a INT, b STRING')` is DDL, `toDF('a')` a name.
    const isDdl = schema.length === 1 && !(typeof first === 'string' && /^\s*\S+\s*$/.test(first));
    return activeSession().createDataFrame(this, schema.length === 0 ? undefined : isDdl ? first : (schema as readonly string[]));
  };
  Object.defineProperty(RDD.prototype, 'toDF', { value: toDF, configurable: true, writable: true });
}
