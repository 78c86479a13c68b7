import { abortOutput, commitOutput, prepareOutputDirectory } from '../../executor/output/text-output.js';
import type { RDD } from '../rdd.js';

/** Parts are written below `_temporary` and moved when all are there, so that a failed job leaves none. */
export function saveAsTextFile(rdd: RDD<any>, path: string, codec: 'gzip' | undefined): void {
  const directory = prepareOutputDirectory(path);
  try {
    rdd.context.runSink(rdd, () => ({ kind: 'saveAsTextFile', directory, codec: codec ?? 'none' }), 'saveAsTextFile');
    commitOutput(directory);
  } catch (error) {
    abortOutput(directory);
    throw error;
  }
}
