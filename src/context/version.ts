/** The version of Spark whose semantics, names and messages these are. */
export const SPARK_VERSION = '4.3.0';
