/** Methods of SparkContext that are there to say why they are not offered. */
import { notOffered } from '../rdd/requirement.js';

const HADOOP = "Hadoop's input formats are Java classes.";
const TEXT_OR_OBJECTS = 'Read the files with textFile, binaryFiles, binaryRecords or objectFile.';

export abstract class UnofferedInputs {
  hadoopFile(..._: unknown[]): never {
    return notOffered('hadoopFile', HADOOP, TEXT_OR_OBJECTS);
  }
  hadoopRDD(..._: unknown[]): never {
    return notOffered('hadoopRDD', HADOOP, TEXT_OR_OBJECTS);
  }
  newAPIHadoopFile(..._: unknown[]): never {
    return notOffered('newAPIHadoopFile', HADOOP, TEXT_OR_OBJECTS);
  }
  newAPIHadoopRDD(..._: unknown[]): never {
    return notOffered('newAPIHadoopRDD', HADOOP, TEXT_OR_OBJECTS);
  }
  sequenceFile(..._: unknown[]): never {
    return notOffered('sequenceFile', 'sequence files hold Java Writables.', TEXT_OR_OBJECTS);
  }
}
