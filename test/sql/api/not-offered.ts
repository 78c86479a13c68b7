/** Members of Spark that are not there, and why: by class, then by reason. */
const PRIVATE = 'private to Spark, or for classes that extend it';
const JVM = 'belongs to the JVM';
const PYTHON = 'belongs to Python and its libraries';
const STREAM = 'about streams, which come later';
const CLUSTER = 'about a server that a client is connected to';
const TYPED = 'typed datasets are a thing of Scala: rows are values of TypeScript, and `df.rdd` has groupBy, cogroup and reduceByKey';

export const notOffered: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  SparkSession: {
    [PRIVATE]: 'baseRelationToDataFrame executeCommand experimental listenerManager sharedState isUsable withActive',
    [JVM]: 'addArtifact addArtifacts sqlContext',
    [TYPED]: 'emptyDataset implicits',
    [PYTHON]: 'Builder dataSource profile udtf',
    [STREAM]: 'readStream streams',
    [CLUSTER]: 'client copyFromLocalToFs clearProgressHandlers registerProgressHandler removeProgressHandler',
    'queries have no ids that a person sees': 'interruptOperation',
  },
  SparkSessionBuilder: {
    'there is no Hive, and no remote server yet': 'enableHiveSupport remote create',
  },
  DataFrame: {
    [PRIVATE]: 'queryExecution repartitionByExpression selectUntyped sortInternal',
    [JVM]: 'javaRDD toJavaRDD encoder',
    [TYPED]: 'explode groupByKey joinWith',
    [PYTHON]: 'asTable executionInfo mapInArrow mapInPandas pandas_api plot toArrow toPandas',
    [STREAM]: 'dropDuplicatesWithinWatermark writeStream',
    'tables of files have no rows to update': 'mergeInto',
  },
  Column: { [PRIVATE]: 'explain node sortOrder' },
  Row: {
    [PRIVATE]: 'jsonValue unapplySeq',
    'a column may have that name': 'count index',
    'types that are not offered': 'getGeography getGeometry',
  },
  GroupedData: {
    [PRIVATE]: 'df selectNumericColumns toDF',
    [TYPED]: 'as cogroup',
    [PYTHON]: 'apply applyInArrow applyInPandas applyInPandasWithState transformWithState transformWithStateInPandas',
  },
  KeyValueGroupedDataset: {
    [TYPED]:
      'agg aggUntyped cogroup cogroupSorted count flatMapGroups flatMapGroupsWithState flatMapSortedGroups keyAs keys mapGroups mapGroupsWithState mapValues reduceGroups transformWithState',
  },
  WindowSpec: { [PRIVATE]: 'withAggregate withFrame' },
  DataFrameNaFunctions: { [PRIVATE]: 'fillMap' },
  DataFrameStatFunctions: { [PRIVATE]: 'df', 'sketches are aggregates here: `functions.count_min_sketch`': 'bloomFilter countMinSketch' },
  DataFrameReader: {
    [PRIVATE]:
      'assertNoSpecifiedSchema extraOptions source userSpecifiedSchema validateJsonSchema validateSingleVariantColumn validateXmlSchema',
    'tables of files keep no changes': 'changes',
  },
  DataFrameWriter: {
    [PRIVATE]:
      '_withSchemaEvolution assertNotBucketed assertNotClustered assertNotPartitioned bucketColumnNames clusteringColumns curmode extraOptions isBucketed numBuckets partitioningColumns sortColumnNames source validatePartitioning',
    'tables of files have the schema that they were made with': 'withSchemaEvolution',
  },
  DataFrameWriterV2: {
    [PRIVATE]: '_withSchemaEvolution',
    'tables of files have the schema that they were made with': 'withSchemaEvolution',
  },
  Catalog: { [PYTHON]: 'registerFunction' },
  UDFRegistration: { [JVM]: 'registerJava registerJavaFunction registerJavaUDAF' },
  functions: {
    [PYTHON]: 'arrow_udf arrow_udtf cast overload pandas_udf udtf unwrap_udt',
    [TYPED]: 'udaf',
    'partitions of tables are columns': 'bucket days hours months years',
  },
};

/** Members that are there, with a difference. */
export const notes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  DataFrame: {
    map: 'without a schema a job runs at once, and the first results say what columns there are',
    sample: 'rows differ from those that Spark takes for the same seed',
    randomSplit: 'rows differ from those that Spark takes for the same seed',
    repartition: 'the columns are checked; the engine divides the work by itself',
    checkpoint: 'the rows are kept by the driver',
    localCheckpoint: 'the rows are kept by the driver',
    broadcast: 'the engine chooses by itself',
    withWatermark: 'does nothing, as for any batch',
    toLocalIterator: 'all rows are collected first',
    storageLevel: 'MEMORY_AND_DISK or NONE',
    observe: 'the metrics are computed by a query of their own, when they are first asked for',
    repartitionById: 'the column is checked; the engine divides the work by itself',
    rdd: 'the query runs with the first job, once; rows on executors have no `schema`',
  },
  DataFrameReader: { jdbc: 'refused', orc: 'refused' },
  DataFrameWriter: {
    jdbc: 'refused',
    orc: 'refused',
    clusterBy: 'refused',
    bucketBy: 'kept as a fact of the table; files are not divided',
  },
  DataFrameWriterV2: {
    clusterBy: 'refused',
    overwrite: 'refused, as Spark does for tables of files',
    overwritePartitions: 'refused, as Spark does for tables of files',
  },
  SparkSession: { interruptTag: 'ends jobs of RDDs; a query of a DataFrame ends by Ctrl-C, `cancel` of its future, or `interruptAll`' },
  functions: { udf: 'NULL comes as `null`; a result that is not of the declared type is an error' },
};
