/** Members of Spark that are not there, and why: by class, then by reason. */
const PRIVATE = 'private to Spark, or for classes that extend it';
const IMPLICIT = 'a conversion of Scala: the methods are on RDD itself, where the row type allows them';
const JVM = 'belongs to the JVM';
const CLUSTER = 'about executors of a cluster: here they are threads of one process';
const ONE_FORM = 'a constructor of another form; use `new`';
const CALL_RUN_JOB = 'for developers of operators; use `runJob`, `submitJob` or `mapPartitions`';

export const notOffered: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  SparkContext: {
    [PRIVATE]: `addedArchives addedFiles addedJars allAddedArchives allAddedFiles allAddedJars broadcastInternal checkpointDir checkpointFile clean
      cleaner conf createSparkEnv dagScheduler env eventLogCodec eventLogDir eventLogger executorAllocationManager executorEnvs executorMemory
      getCallSite getExecutorHeapHistogram getExecutorIds getExecutorThreadDump getPreferredLocs getReadOnlyConf getTaskThreadDump
      isEventLogEnabled listenerBus localProperties maxNumConcurrentTasks newRddId persistentRdds persistRDD postEnvironmentUpdate progressBar
      requestTotalExecutors resourceProfileManager schedulerBackend shuffleDriverComponents statusStore stopInNewThread stopped taskScheduler
      ui unpersistRDD withScope killAndReplaceExecutor PACKAGE_EXTENSIONS cancelJobsWithTagWithFuture`,
    [CLUSTER]: 'getExecutorMemoryStatus killExecutor killExecutors requestExecutors killTaskAttempt',
    [JVM]: 'hadoopConfiguration jarOfClass jarOfObject addJar listJars getSparkHome getSystemProperty setSystemProperty',
    [CALL_RUN_JOB]: 'runApproximateJob submitMapStage',
    'archives are not unpacked; unpack one and add its directory with `addFile(path, true)`': 'addArchive listArchives',
    'belongs to Python': 'addPyFile dump_profiles show_profiles',
  },
  SparkConf: {
    [PRIVATE]:
      'catchIllegalValue getDeprecatedConfig getenv getWithSubstitution isExecutorStartupConf isSparkPortConf loadFromSystemProperties validateSettings',
    [JVM]: 'getAllAsJavaMap getAvroSchema registerAvroSchemas registerKryoClasses',
  },
  RDD: {
    [PRIVATE]: `checkpointData clearDependencies collectPartitions computeOrReadCheckpoint conf creationSite elementClassTag firstParent
      getCreationSite getDependencies getNarrowAncestors getOrCompute getOutputDeterministicLevel getPartitions getPreferredLocations isBarrier
      isBarrier_ isCheckpointedAndMaterialized isReliablyCheckpointed mapPartitionsInternal mapPartitionsWithIndexInternal markCheckpointed
      outputDeterministicLevel parent randomSampleWithRange retag sealCheckpointChecksums stateLock verifyCheckpointChecksums withScope`,
    [IMPLICIT]: `doubleRDDToDoubleRDDFunctions numericRDDToDoubleRDDFunctions rddToAsyncRDDActions rddToOrderedRDDFunctions
      rddToPairRDDFunctions rddToSequenceFileRDDFunctions`,
    [JVM]: 'toJavaRDD',
    [CALL_RUN_JOB]: 'compute iterator mapPartitionsWithEvaluator zipPartitionsWithEvaluator',
    'part of the DataFrame API': 'toDF',
  },
  PairRDDFunctions: { [PRIVATE]: 'keyClass keyOrdering valueClass' },
  AsyncRDDActions: { [PRIVATE]: 'futureExecutionContext' },
  Broadcast: {
    [PRIVATE]: 'assertValid doDestroy doUnpersist getValue isValid',
    'belongs to Python': 'dump load load_from_path',
  },
  AccumulatorV2: {
    [PRIVATE]:
      'countFailedValues excludeFromHeartbeat isAtDriverSide metadata readResolve register toInfo toInfoUpdate withBufferSerialized writeReplace',
  },
  StatCounter: { [ONE_FORM]: 'apply' },
  StorageLevel: { [ONE_FORM]: 'apply', [PRIVATE]: 'memoryMode readExternal toInt writeExternal' },
  FutureAction: { "Scala's Await; use `await`, or `get()` to block": 'ready result' },
  TaskContext: {
    [PRIVATE]: `addPostStatusUpdateListener addTaskPreCompletionListener createResourceUninterruptibly fetchFailed getKillReason
      getLocalProperties getMetricsSources getTaskFailure interruptible invokePostStatusUpdateListeners killTaskIfInterrupted markInterrupted
      markTaskCompleted markTaskFailed pendingInterrupt registerAccumulator runTaskWithListeners setFetchFailed taskMemoryManager
      withTaskContext cpuAmount`,
    [CLUSTER]: 'resources resourcesJMap',
    'a task that is to stop is ended between two rows; look at `isInterrupted()`': 'addTaskInterruptListener',
    'not measured': 'taskMetrics',
  },
};

/** Members that are there and refuse with a message. */
export const refused: Readonly<Record<string, string>> = {
  SparkContext: 'hadoopFile hadoopRDD newAPIHadoopFile newAPIHadoopRDD sequenceFile',
  RDD: 'barrier withResources',
  PairRDDFunctions: 'saveAsHadoopDataset saveAsHadoopFile saveAsNewAPIHadoopDataset saveAsNewAPIHadoopFile',
  SequenceFileRDDFunctions: 'saveAsSequenceFile',
};

/** What is to be known of a member that is there: where it differs from Spark's. */
export const notes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  SparkContext: {
    addFile: 'local paths only',
    binaryFiles: 'the content is a `Uint8Array`, as in PySpark',
    objectFile: 'a format of our own: Spark cannot read it, nor this read what Spark wrote',
    pickleFile: 'as `objectFile`',
    accumulator: 'numbers only; `register` takes accumulators of your own class',
    getAllPools: 'empty unless `spark.scheduler.mode` is FAIR, as in Spark',
    setInterruptOnCancel: 'a cancelled task always ends',
    setCheckpointDir: 'a local directory; checkpoints are in the format of `objectFile`',
    resources: 'always empty',
    runJob: 'the function gets the rows; `TaskContext.get()` is there for the rest',
    applicationAttemptId: 'always undefined',
    uiWebUrl: 'undefined without a web UI',
  },
  RDD: {
    collect: 'the form with a partial function is `flatMap`',
    pipe: 'the command gets the whole input of a partition at once',
    coalesce: 'without a PartitionCoalescer',
    countApproxDistinct: 'by `relativeSD`; the form with p and sp is left out',
    sample: 'the same seed gives the rows that it gives in Spark',
    takeSample: 'the same seed gives the rows that it gives in Spark',
    randomSplit: 'the same seed gives the rows that it gives in Spark',
    preferredLocations: 'always empty: there is one machine',
    getResourceProfile: 'always undefined',
    saveAsTextFile: 'codecs: gzip, deflate',
    saveAsObjectFile: 'a format of our own',
    saveAsPickleFile: 'as `saveAsObjectFile`',
    sortBy: 'an Ordering is a compare function',
    toLocalIterator: 'an iterator: a job a partition',
    persist: '`replication` and `deserialized` are kept as words: a partition is held once, as objects',
  },
  PairRDDFunctions: {
    sampleByKey: 'the same seed gives the rows that it gives in Spark, up to a fraction of 40',
    sampleByKeyExact: 'as `sampleByKey`',
    leftOuterJoin: 'None is `undefined`',
    rightOuterJoin: 'None is `undefined`',
    fullOuterJoin: 'None is `undefined`',
    partitionBy: "a partitioner, or a count and PySpark's `partitionFunc`",
  },
  DoubleRDDFunctions: { histogram: 'an array of buckets gives the counts, as in Scala; a count gives both' },
};
