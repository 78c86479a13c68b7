import { abortOutput, commitOutput, prepareOutputDirectory } from '../../executor/output/text-output.js';
import type { RDD } from '../rdd.js';
import { narrow } from '../rdd-definition.js';

/** Rows in our own binary form; `sc.objectFile` reads them. */
export function saveAsObjectFile(rdd: RDD<any>, path: string): void {
  const directory = prepareOutputDirectory(path);
  const batches = rdd.derive(narrow(rdd, 'saveAsObjectFile', () => ({ kind: 'identity', parent: rdd.id })));
  const bytes = batches.derive(narrow(batches, 'saveAsObjectFile', () => ({ kind: 'identity', parent: batches.id })));
  try {
    rdd.context.runSink(bytes, () => ({ kind: 'saveAsObjectFile', directory }), 'saveAsObjectFile');
    commitOutput(directory);
  } catch (error) {
    abortOutput(directory);
    throw error;
  }
}
