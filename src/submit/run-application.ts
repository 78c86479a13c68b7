/** Runs an application as one cell: its imports, its types and its top-level `await` are those of a module. */
import { createInterpreter } from '../compiler/interpreter.js';
import { SparkContext } from '../context/spark-context.js';
import { diagnosticWithSource } from '../errors/diagnostic-text.js';
import { errorText, mapStack } from '../errors/error-text.js';
import { SparkSession } from '../sql/session.js';

export interface Application {
  readonly path: string;
  readonly text: string;
  readonly args: readonly string[];
  /** What the command line and the files say; the application's own settings win. */
  readonly properties: Readonly<Record<string, string>>;
}

const failed = 1;
const interrupted = 130;

export async function runApplication({ path, text, args, properties }: Application): Promise<void> {
  process.argv = [process.argv[0]!, path, ...args];
  process.env.TS_SPARK_SUBMIT_CONF = JSON.stringify(properties);
  const say = (report: string) => void process.stderr.write(`${report}\n`);
  const loaded: [specifier: string, path: string, namespace: object][] = [];
  const interpreter = createInterpreter({
    preloaded: {},
    cwd: process.cwd(),
    onModule: (specifier, path, namespace) => {
      const module: (typeof loaded)[number] = [specifier, path, Object(namespace)];
      loaded.push(module);
      SparkSession.getActiveSession()?.sparkContext.registerModule(...module);
    },
  });
  SparkContext.onStart = context => {
    context.sourceMapping = { position: site => interpreter.mapPosition(site), stack: stack => interpreter.mapStack(stack) };
    for (const module of loaded) context.registerModule(...module);
  };
  const fail = (error: unknown) => {
    mapStack(error, stack => interpreter.mapStack(stack));
    say(errorText(error));
    process.exit(failed);
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  const outcome = await interpreter.run(text, { file: path, line: 1 });
  switch (outcome.status) {
    case 'rejected':
      say(outcome.diagnostics.map(each => diagnosticWithSource(each)).join('\n'));
      process.exit(failed);
      break;
    case 'incomplete':
      say(`${path}: the application ends in the middle of a statement`);
      process.exit(failed);
      break;
    case 'threw':
      say(errorText(outcome.error));
      process.exit(failed);
      break;
    case 'interrupted':
      process.exit(interrupted);
      break;
    case 'done':
      // Timers and servers of the application go on; the process ends when they have.
      process.on('beforeExit', code => {
        SparkSession.getActiveSession()?.stop();
        process.exit(code);
      });
      void interpreter.close();
  }
}
