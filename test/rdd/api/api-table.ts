/** `docs/rdd-api.md`: every member of Spark's RDD API and what became of it. */
import * as api from '../../../dist/index.js';
import { ApiTable, type Home, words } from '../../support/api-table.js';
import { notes, notOffered, refused } from './not-offered.js';
import { sparkMembers } from './spark-members.js';

/** Our class for each of Spark's, and things that only its instances have. */
const homes: Readonly<Record<string, Home>> = {
  SparkContext: { type: api.SparkContext, fields: 'applicationId startTime statusTracker version' },
  SparkConf: { type: api.SparkConf },
  RDD: { type: api.RDD, fields: 'context id' },
  PairRDDFunctions: { type: api.RDD },
  OrderedRDDFunctions: { type: api.RDD },
  DoubleRDDFunctions: { type: api.RDD },
  AsyncRDDActions: { type: api.RDD },
  SequenceFileRDDFunctions: { type: api.RDD },
  Broadcast: { type: api.Broadcast, fields: 'id' },
  // Its abstract members are those of any accumulator.
  AccumulatorV2: { type: api.LongAccumulator },
  LongAccumulator: { type: api.LongAccumulator },
  DoubleAccumulator: { type: api.DoubleAccumulator },
  CollectionAccumulator: { type: api.CollectionAccumulator },
  StatCounter: { type: api.StatCounter },
  StorageLevel: { type: api.StorageLevel, fields: 'deserialized replication useDisk useMemory useOffHeap' },
  SparkStatusTracker: { type: api.SparkStatusTracker },
  FutureAction: { type: api.FutureAction },
  TaskContext: { type: api.TaskContext },
};

const head = `# The RDD API, member by member

Made from the code: \`npx vitest run test/rdd/api\` fails when it drifts, and writes it anew with \`UPDATE_DOCS=1\`.

Names are those of Apache Spark 4.3, Scala's and PySpark's. Parameter lists of Scala are one list here; a field is a property, an Option
is \`undefined\` or the value, an Ordering is a compare function. Actions block; their \`Async\` twins give a promise that can be cancelled.
`;

/** What an RDD refuses, the classes that add to RDDs refuse too. */
const isRefused = (className: string, name: string): boolean =>
  words(refused[className]).includes(name) ||
  (homes[className]!.type === api.RDD && Object.values(refused).some(names => words(names).includes(name)));

export const rddApi = new ApiTable({ head, members: sparkMembers, homes, notOffered, notes, isRefused });
