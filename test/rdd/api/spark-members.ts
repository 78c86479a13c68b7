import type { SparkMembers } from '../../support/api-table.js';

/** Names of the public members of Spark 4.3's RDD API, by class. Constructors and what every logging class inherits are left out. */
export const sparkMembers: Readonly<Record<string, SparkMembers>> = {
  SparkContext: {
    scala: `
      addArchive addedArchives addedFiles addedJars addFile addJar addJobTag addJobTags addSparkListener allAddedArchives allAddedFiles
      allAddedJars applicationAttemptId applicationId appName archives assertNotStopped binaryFiles binaryRecords broadcast
      broadcastInternal cancelAllJobs cancelJob cancelJobGroup cancelJobGroupAndFutureJobs cancelJobsWithTag cancelJobsWithTagWithFuture
      cancelStage checkpointDir checkpointFile clean cleaner clearCallSite clearJobGroup clearJobTags collectionAccumulator conf
      createSparkEnv dagScheduler defaultMinPartitions defaultParallelism deployMode doubleAccumulator emptyRDD env eventLogCodec
      eventLogDir eventLogger executorAllocationManager executorEnvs executorMemory files getAllPools getCallSite getCheckpointDir
      getConf getExecutorHeapHistogram getExecutorIds getExecutorMemoryStatus getExecutorThreadDump getJobTags getLocalProperties
      getLocalProperty getOrCreate getPersistentRDDs getPoolForName getPreferredLocs getRDDStorageInfo getReadOnlyConf getSchedulingMode
      getSparkHome getTaskThreadDump hadoopConfiguration hadoopFile hadoopRDD isEventLogEnabled isLocal isStopped jarOfClass jarOfObject
      jars killAndReplaceExecutor killExecutor killExecutors killTaskAttempt listArchives listenerBus listFiles listJars localProperties
      longAccumulator makeRDD master maxNumConcurrentTasks newAPIHadoopFile newAPIHadoopRDD newRddId newShuffleId objectFile parallelize
      persistentRdds persistRDD postEnvironmentUpdate progressBar range register removeJobTag removeJobTags removeSparkListener
      requestExecutors requestTotalExecutors resourceProfileManager resources runApproximateJob runJob schedulerBackend sequenceFile
      setCallSite setCheckpointDir setInterruptOnCancel setJobDescription setJobGroup setLocalProperties setLocalProperty setLogLevel
      shuffleDriverComponents sparkUser startTime statusStore statusTracker stop stopInNewThread stopped submitJob submitMapStage
      taskScheduler textFile ui uiWebUrl union unpersistRDD version wholeTextFiles withScope`,
    pyspark: `
      accumulator addArchive addFile addJobTag addPyFile applicationId binaryFiles binaryRecords broadcast cancelAllJobs cancelJobGroup
      cancelJobsWithTag clearJobTags defaultMinPartitions defaultParallelism dump_profiles emptyRDD getCheckpointDir getConf getJobTags
      getLocalProperty getOrCreate getSystemProperty hadoopFile hadoopRDD listArchives listFiles newAPIHadoopFile newAPIHadoopRDD
      PACKAGE_EXTENSIONS parallelize pickleFile range removeJobTag resources runJob sequenceFile setCheckpointDir setInterruptOnCancel
      setJobDescription setJobGroup setLocalProperty setLogLevel setSystemProperty show_profiles sparkUser startTime statusTracker stop
      textFile uiWebUrl union version wholeTextFiles`,
  },
  SparkConf: {
    scala: `
      catchIllegalValue clone contains get getAll getAllAsJavaMap getAllWithPrefix getAppId getAvroSchema getBoolean getDeprecatedConfig
      getDouble getenv getExecutorEnv getInt getLong getOption getSizeAsBytes getSizeAsGb getSizeAsKb getSizeAsMb getTimeAsMs
      getTimeAsSeconds getWithSubstitution isExecutorStartupConf isSparkPortConf loadFromSystemProperties registerAvroSchemas
      registerKryoClasses remove set setAll setAppName setExecutorEnv setIfMissing setJars setMaster setSparkHome toDebugString
      validateSettings`,
    pyspark: `
      contains get getAll set setAll setAppName setExecutorEnv setIfMissing setMaster setSparkHome toDebugString`,
  },
  RDD: {
    scala: `
      aggregate barrier cache cartesian checkpoint checkpointData cleanShuffleDependencies clearDependencies coalesce collect
      collectPartitions compute computeOrReadCheckpoint conf context count countApprox countApproxDistinct countByValue
      countByValueApprox creationSite dependencies distinct doCheckpoint doubleRDDToDoubleRDDFunctions elementClassTag filter first
      firstParent flatMap fold foreach foreachPartition getCheckpointFile getCreationSite getDependencies getNarrowAncestors
      getNumPartitions getOrCompute getOutputDeterministicLevel getPartitions getPreferredLocations getResourceProfile getStorageLevel
      glom groupBy id intersection isBarrier isBarrier_ isCheckpointed isCheckpointedAndMaterialized isEmpty isLocallyCheckpointed
      isReliablyCheckpointed iterator keyBy localCheckpoint map mapPartitions mapPartitionsInternal mapPartitionsWithEvaluator
      mapPartitionsWithIndex mapPartitionsWithIndexInternal markCheckpointed max min name numericRDDToDoubleRDDFunctions
      outputDeterministicLevel parent partitioner partitions persist pipe preferredLocations randomSampleWithRange randomSplit
      rddToAsyncRDDActions rddToOrderedRDDFunctions rddToPairRDDFunctions rddToSequenceFileRDDFunctions reduce repartition retag sample
      saveAsObjectFile saveAsTextFile scope sealCheckpointChecksums setName sortBy sparkContext stateLock subtract take takeOrdered
      takeSample toDebugString toJavaRDD toLocalIterator top toString treeAggregate treeReduce union unpersist verifyCheckpointChecksums
      withResources withScope zip zipPartitions zipPartitionsWithEvaluator zipWithIndex zipWithUniqueId`,
    pyspark: `
      aggregate aggregateByKey barrier cache cartesian checkpoint cleanShuffleDependencies coalesce cogroup collect collectAsMap
      collectWithJobGroup combineByKey context count countApprox countApproxDistinct countByKey countByValue distinct filter first
      flatMap flatMapValues fold foldByKey foreach foreachPartition fullOuterJoin getCheckpointFile getNumPartitions getResourceProfile
      getStorageLevel glom groupBy groupByKey groupWith histogram id intersection isCheckpointed isEmpty isLocallyCheckpointed join
      keyBy keys leftOuterJoin localCheckpoint lookup map mapPartitions mapPartitionsWithIndex mapPartitionsWithSplit mapValues max mean
      meanApprox min name partitionBy persist pipe randomSplit reduce reduceByKey reduceByKeyLocally repartition
      repartitionAndSortWithinPartitions rightOuterJoin sample sampleByKey sampleStdev sampleVariance saveAsHadoopDataset
      saveAsHadoopFile saveAsNewAPIHadoopDataset saveAsNewAPIHadoopFile saveAsPickleFile saveAsSequenceFile saveAsTextFile setName
      sortBy sortByKey stats stdev subtract subtractByKey sum sumApprox take takeOrdered takeSample toDebugString toDF toLocalIterator
      top treeAggregate treeReduce union unpersist values variance withResources zip zipWithIndex zipWithUniqueId`,
  },
  PairRDDFunctions: {
    scala: `
      aggregateByKey cogroup collectAsMap combineByKey combineByKeyWithClassTag countApproxDistinctByKey countByKey countByKeyApprox
      flatMapValues foldByKey fullOuterJoin groupByKey groupWith join keyClass keyOrdering keys leftOuterJoin lookup mapValues
      partitionBy reduceByKey reduceByKeyLocally rightOuterJoin sampleByKey sampleByKeyExact saveAsHadoopDataset saveAsHadoopFile
      saveAsNewAPIHadoopDataset saveAsNewAPIHadoopFile subtractByKey valueClass values`,
  },
  OrderedRDDFunctions: {
    scala: `
      filterByRange repartitionAndSortWithinPartitions sortByKey`,
  },
  DoubleRDDFunctions: {
    scala: `
      histogram mean meanApprox popStdev popVariance sampleStdev sampleVariance stats stdev sum sumApprox variance`,
  },
  AsyncRDDActions: {
    scala: `
      collectAsync countAsync foreachAsync foreachPartitionAsync futureExecutionContext takeAsync`,
  },
  SequenceFileRDDFunctions: {
    scala: `
      saveAsSequenceFile`,
  },
  Broadcast: {
    scala: `
      assertValid destroy doDestroy doUnpersist getValue id isValid toString unpersist value`,
    pyspark: `
      destroy dump load load_from_path unpersist value`,
  },
  AccumulatorV2: {
    scala: `
      add copy copyAndReset countFailedValues excludeFromHeartbeat id isAtDriverSide isRegistered isZero merge metadata name readResolve
      register reset toInfo toInfoUpdate toString value withBufferSerialized writeReplace`,
  },
  LongAccumulator: {
    scala: `
      add avg copy count isZero merge reset setValue sum value`,
    pyspark: `
      add value`,
  },
  DoubleAccumulator: {
    scala: `
      add avg copy count isZero merge reset setValue sum value`,
  },
  CollectionAccumulator: {
    scala: `
      add copy copyAndReset isZero merge reset setValue value`,
  },
  StatCounter: {
    scala: `
      apply copy count max mean merge min popStdev popVariance sampleStdev sampleVariance stdev sum toString variance`,
  },
  StorageLevel: {
    scala: `
      apply clone description deserialized DISK_ONLY DISK_ONLY_2 DISK_ONLY_3 fromString isValid MEMORY_AND_DISK MEMORY_AND_DISK_2
      MEMORY_AND_DISK_SER MEMORY_AND_DISK_SER_2 MEMORY_ONLY MEMORY_ONLY_2 MEMORY_ONLY_SER MEMORY_ONLY_SER_2 memoryMode NONE OFF_HEAP
      readExternal replication toInt toString useDisk useMemory useOffHeap writeExternal`,
    pyspark: `
      DISK_ONLY DISK_ONLY_2 DISK_ONLY_3 MEMORY_AND_DISK MEMORY_AND_DISK_2 MEMORY_AND_DISK_DESER MEMORY_ONLY MEMORY_ONLY_2 NONE OFF_HEAP`,
  },
  SparkStatusTracker: {
    scala: `
      getActiveJobIds getActiveStageIds getExecutorInfos getJobIdsForGroup getJobIdsForTag getJobInfo getStageInfo`,
    pyspark: `
      getActiveJobsIds getActiveStageIds getExecutorInfos getJobIdsForGroup getJobInfo getStageInfo`,
  },
  FutureAction: {
    scala: `
      cancel get isCancelled isCompleted jobIds onComplete ready result value`,
  },
  TaskContext: {
    scala: `
      addPostStatusUpdateListener addTaskCompletionListener addTaskFailureListener addTaskInterruptListener addTaskPreCompletionListener
      attemptNumber cpuAmount cpus createResourceUninterruptibly fetchFailed get getKillReason getLocalProperties getLocalProperty
      getMetricsSources getPartitionId getTaskFailure interruptible invokePostStatusUpdateListeners isCompleted isFailed isInterrupted
      killTaskIfInterrupted markInterrupted markTaskCompleted markTaskFailed numPartitions partitionId pendingInterrupt
      registerAccumulator resources resourcesJMap runTaskWithListeners setFetchFailed stageAttemptNumber stageId taskAttemptId
      taskMemoryManager taskMetrics withTaskContext`,
  },
};
