/** The session behind a prompt: Spark and the interpreter. */
import { createRequire } from 'node:module';
import { createInterpreter, type Interpreter, type Preloaded, startCompiler } from '../compiler/interpreter.js';
import { SparkError, UsageError } from '../errors/spark-error.js';
import type { SparkSession } from '../sql/session.js';
import { preloadedModules } from './preloaded-names.js';

export interface Session {
  readonly spark: SparkSession;
  readonly interpreter: Interpreter;
  /** Names that every session starts with. */
  readonly preloadedNames: readonly string[];
}

const require = createRequire(import.meta.url);
const session = "import('ts-spark-shell#sql/session').SparkSession";
const preloadedTypes = {
  sc: { type: "import('ts-spark-shell#context/spark-context').SparkContext" },
  spark: { type: session },
  sql: { type: `${session}['sql']` },
};

/**
 * @param properties of the application, as the command line and the files have them
 * @throws UsageError when what was asked for cannot be had: a master that there is none of
 */
export async function openSession(properties: Readonly<Record<string, string>>): Promise<Session> {
  // The compiler takes longest to be ready: its thread starts before anything else is loaded.
  const cwd = process.cwd();
  const compiler = startCompiler({ cwd, preloaded: preloadedTypes, preloadedModules });
  try {
    // Not all of `../index.js`, half of which this session may never need.
    const engine = await import('../sql/session.js');
    const spark = startSpark(engine, properties);
    const preloaded: Record<string, Preloaded> = {
      sc: { ...preloadedTypes.sc, value: spark.sparkContext },
      spark: { ...preloadedTypes.spark, value: spark },
      sql: { ...preloadedTypes.sql, value: (...args: Parameters<SparkSession['sql']>) => spark.sql(...args) },
    };
    const interpreter = createInterpreter({
      preloaded,
      preloadedModules,
      cwd,
      compiler,
      packageModule: () => require('../index.js') as unknown,
      onModule: (specifier, path, namespace) => spark.sparkContext.registerModule(specifier, path, Object(namespace)),
    });
    spark.sparkContext.sourceMapping = { position: site => interpreter.mapPosition(site), stack: stack => interpreter.mapStack(stack) };
    return { spark, interpreter, preloadedNames: Object.keys(preloaded) };
  } catch (error) {
    await compiler.close();
    throw error;
  }
}

function startSpark({ SparkSession }: typeof import('../sql/session.js'), properties: Readonly<Record<string, string>>): SparkSession {
  const builder = SparkSession.builder().master('local[*]').appName('Spark shell');
  for (const [key, value] of Object.entries(properties)) builder.config(key, value);
  try {
    return builder.getOrCreate();
  } catch (error) {
    if (!(error instanceof SparkError)) throw error;
    throw new UsageError(`Failed to initialize Spark session.\n${error.name}: ${error.message}`);
  }
}
