import { afterAll } from 'vitest';
import { SparkSession } from '../../dist/index.js';
import { assertIdle, errorOf } from './local-context.js';

/** A session for the tests of one file. */
export function localSession(conf: Readonly<Record<string, string>> = {}): SparkSession {
  const builder = SparkSession.builder().master('local[2]').appName('test');
  for (const [key, value] of Object.entries(conf)) builder.config(key, value);
  const spark = builder.getOrCreate();
  afterAll(() => {
    assertIdle(spark.sparkContext);
    spark.stop();
  });
  return spark;
}

/** The condition of what a function throws. */
export const conditionOf = (run: () => unknown): string | undefined => (errorOf(run) as { condition?: string }).condition;
