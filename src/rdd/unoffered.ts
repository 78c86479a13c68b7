/** Methods of RDD that are there to say why they are not offered. */
import { AsyncRDDActions } from './async-rdd-actions.js';
import { notOffered } from './requirement.js';

const HADOOP = "Hadoop's output formats are Java classes.";
const SAVE = 'Use saveAsTextFile or saveAsObjectFile.';

export abstract class UnofferedOperations<T> extends AsyncRDDActions<T> {
  barrier(): never {
    return notOffered('barrier', 'tasks of a stage share few executors and cannot all run at once.');
  }
  withResources(_profile: unknown): never {
    return notOffered('withResources', 'all executors are threads of one process and alike.');
  }
  /** There are no resource profiles. */
  get getResourceProfile(): undefined {
    return undefined;
  }
  saveAsSequenceFile(..._: unknown[]): never {
    return notOffered('saveAsSequenceFile', 'sequence files hold Java Writables.', SAVE);
  }
  saveAsHadoopFile(..._: unknown[]): never {
    return notOffered('saveAsHadoopFile', HADOOP, SAVE);
  }
  saveAsHadoopDataset(..._: unknown[]): never {
    return notOffered('saveAsHadoopDataset', HADOOP, SAVE);
  }
  saveAsNewAPIHadoopFile(..._: unknown[]): never {
    return notOffered('saveAsNewAPIHadoopFile', HADOOP, SAVE);
  }
  saveAsNewAPIHadoopDataset(..._: unknown[]): never {
    return notOffered('saveAsNewAPIHadoopDataset', HADOOP, SAVE);
  }
}
