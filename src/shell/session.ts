/** The session behind a prompt: Spark and the interpreter. */
import { createInterpreter, type Interpreter, type Preloaded, startCompiler } from '../compiler/interpreter.js';
import { SparkError, UsageError } from '../errors/spark-error.js';
import type { SparkSession } from '../sql/session.js';

export interface Session {
  readonly spark: SparkSession;
  readonly interpreter: Interpreter;
  /** Names that every session starts with. */
  readonly preloadedNames: readonly string[];
}

const typeOf = (name: string) => ({ type: `import('ts-spark-shell').${name}` });
const preloadedTypes = { sc: typeOf('SparkContext'), spark: typeOf('SparkSession') };
/** Classes that cells may name without an import. */
const preloadedClasses = [
  'RDD',
  'StorageLevel',
  'Broadcast',
  'SparkConf',
  'SparkContext',
  'SparkSession',
  'HashPartitioner',
  'RangePartitioner',
];

/**
 * @param properties of the application, as the command line and the files have them
 * @throws UsageError when what was asked for cannot be had: a master that there is none of
 */
export async function openSession(properties: Readonly<Record<string, string>>): Promise<Session> {
  // The compiler takes longest to be ready: its thread starts before anything else is loaded.
  const cwd = process.cwd();
  const compiler = startCompiler({ cwd, preloaded: preloadedTypes, preloadedTypes: preloadedClasses });
  try {
    const engine = await import('../index.js');
    const spark = startSpark(engine, properties);
    const preloaded: Record<string, Preloaded> = {
      sc: { ...preloadedTypes.sc, value: spark.sparkContext },
      spark: { ...preloadedTypes.spark, value: spark },
    };
    const interpreter = createInterpreter({
      preloaded,
      preloadedTypes: preloadedClasses,
      cwd,
      compiler,
      packageModule: () => engine,
      onModule: (specifier, path, namespace) => spark.sparkContext.registerModule(specifier, path, Object(namespace)),
    });
    spark.sparkContext.sourceMapping = { position: site => interpreter.mapPosition(site), stack: stack => interpreter.mapStack(stack) };
    return { spark, interpreter, preloadedNames: Object.keys(preloaded) };
  } catch (error) {
    await compiler.close();
    throw error;
  }
}

function startSpark({ SparkSession }: typeof import('../index.js'), properties: Readonly<Record<string, string>>): SparkSession {
  const builder = SparkSession.builder().master('local[*]').appName('Spark shell');
  for (const [key, value] of Object.entries(properties)) builder.config(key, value);
  try {
    return builder.getOrCreate();
  } catch (error) {
    if (!(error instanceof SparkError)) throw error;
    throw new UsageError(`Failed to initialize Spark session.\n${error.name}: ${error.message}`);
  }
}
