import { afterAll, beforeAll } from 'vitest';
import { SparkConf, SparkContext } from '../../dist/index.js';
import { assertIdle } from './local-context.js';

/** One context for all tests of a file. Nothing of it may be left at their end.
 *  @returns gives it, once tests run */
export function sharedContext(): () => SparkContext {
  let sc: SparkContext;
  beforeAll(() => {
    sc = new SparkContext(new SparkConf().setMaster('local[2]').setAppName('test'));
  });
  afterAll(() => {
    assertIdle(sc);
    sc.stop();
  });
  return () => sc;
}
