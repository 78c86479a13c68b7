/** The session behind a prompt: Spark and the interpreter, started so that the prompt does not wait for them. */
import { createInterpreter, type Interpreter, type Preloaded } from '../compiler/interpreter.js';
import { SparkError, UsageError } from '../errors/spark-error.js';
import { SparkSession, type SparkSessionBuilder } from '../sql/session.js';

export interface Session {
  readonly spark: SparkSession;
  readonly interpreter: Interpreter;
  readonly preloadedNames: readonly string[];
}

const typeOf = (name: string) => `import('ts-spark-shell').${name}`;

/** @param properties of the application, as the command line and the files have them */
export function openSession(properties: Readonly<Record<string, string>>): Session {
  const builder = SparkSession.builder().master('local[*]').appName('Spark shell');
  for (const [key, value] of Object.entries(properties)) builder.config(key, value);
  const spark = started(builder);
  const preloaded: Record<string, Preloaded> = {
    sc: { value: spark.sparkContext, type: typeOf('SparkContext') },
    spark: { value: spark, type: typeOf('SparkSession') },
  };
  const interpreter = createInterpreter({
    preloaded,
    cwd: process.cwd(),
    onModule: (specifier, path, namespace) => spark.sparkContext.registerModule(specifier, path, Object(namespace)),
  });
  spark.sparkContext.sourceMapping = { position: site => interpreter.mapPosition(site), stack: stack => interpreter.mapStack(stack) };
  return { spark, interpreter, preloadedNames: Object.keys(preloaded) };
}

/** @throws UsageError when what was asked for cannot be had: a master that there is none of */
function started(builder: SparkSessionBuilder): SparkSession {
  try {
    return builder.getOrCreate();
  } catch (error) {
    if (!(error instanceof SparkError)) throw error;
    throw new UsageError(`Failed to initialize Spark session.\n${error.name}: ${error.message}`);
  }
}
