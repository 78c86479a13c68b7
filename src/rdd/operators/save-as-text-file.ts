import { abortOutput, commitOutput, prepareOutputDirectory } from '../../executor/output/text-output.js';
import type { TextCodec } from '../lineage.js';
import type { RDD } from '../rdd.js';
import { narrow } from '../rdd-definition.js';
import { illegalArgument } from '../requirement.js';

/** A short name or Hadoop's class. */
const CODECS: Readonly<Record<string, TextCodec>> = {
  none: 'none',
  gzip: 'gzip',
  deflate: 'deflate',
  'org.apache.hadoop.io.compress.GzipCodec': 'gzip',
  'org.apache.hadoop.io.compress.DefaultCodec': 'deflate',
  'org.apache.hadoop.io.compress.DeflateCodec': 'deflate',
};

/** Parts are written below `_temporary` and moved when all are there, so that a failed job leaves none. */
export function saveAsTextFile(rdd: RDD<any>, path: string, codecName: string): void {
  const codec = CODECS[codecName];
  if (codec === undefined) throw illegalArgument(`Codec [${codecName}] is not available. Available codecs are gzip, deflate.`);
  const directory = prepareOutputDirectory(path);
  const lines = rdd.derive(narrow(rdd, 'saveAsTextFile', () => ({ kind: 'identity', parent: rdd.id })));
  try {
    rdd.context.runSink(lines, () => ({ kind: 'saveAsTextFile', directory, codec }), 'saveAsTextFile');
    commitOutput(directory);
  } catch (error) {
    abortOutput(directory);
    throw error;
  }
}
