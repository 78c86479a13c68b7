/** The session behind a prompt: Spark and the interpreter, started so that the prompt does not wait for them. */
import { createInterpreter, type Interpreter, type Preloaded } from '../compiler/interpreter.js';
import { SparkSession } from '../sql/session.js';

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
  const spark = builder.getOrCreate();
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
