/** The options that `ts-spark-shell` and `ts-spark-submit` share, and the Spark properties that follow from them. */
import { UsageError } from '../errors/spark-error.js';
import type { OptionRecord, RefusedOption } from './option-table.js';
import { defaultsFile, readProperties } from './properties-file.js';

export interface SparkArguments {
  master?: string;
  name?: string;
  driverMemory?: string;
  executorMemory?: string;
  propertiesFile?: string;
  loadSparkDefaults: boolean;
  /** `--conf`, in the order given. */
  readonly conf: Record<string, string>;
  verbose: boolean;
  help: boolean;
  version: boolean;
}

export const noArguments = (): SparkArguments => ({ loadSparkDefaults: false, conf: {}, verbose: false, help: false, version: false });

export const sparkOptions: readonly OptionRecord<SparkArguments>[] = [
  {
    flags: ['--master'],
    value: 'MASTER_URL',
    help: 'local, local[N], local[*] or local[N,F], where F is how often a task may fail (Default: local[*]).',
    apply: (into, value) => void (into.master = value),
  },
  { flags: ['--name'], value: 'NAME', help: 'A name of your application.', apply: (into, value) => void (into.name = value) },
  {
    flags: ['--conf', '-c'],
    value: 'PROP=VALUE',
    help: 'Arbitrary Spark configuration property. May be given many times.',
    apply: (into, value) => {
      const equals = value.indexOf('=');
      if (equals < 0) throw new UsageError(`Invalid argument to --conf: ${value}`);
      into.conf[value.slice(0, equals)] = value.slice(equals + 1);
    },
  },
  {
    flags: ['--properties-file'],
    value: 'FILE',
    help: 'Path to a file from which to load extra properties. If not specified, this will look for conf/spark-defaults.conf.',
    apply: (into, value) => void (into.propertiesFile = value),
  },
  {
    flags: ['--load-spark-defaults'],
    help: 'Whether to load properties from conf/spark-defaults.conf, even if --properties-file is specified. What --properties-file says takes precedence.',
    apply: into => void (into.loadSparkDefaults = true),
  },
  {
    flags: ['--driver-memory'],
    value: 'MEM',
    help: 'Memory for driver (e.g. 1000M, 2G).',
    apply: (into, value) => void (into.driverMemory = memory('--driver-memory', value)),
  },
  {
    flags: ['--executor-memory'],
    value: 'MEM',
    help: 'Memory per executor (e.g. 1000M, 2G).',
    apply: (into, value) => void (into.executorMemory = memory('--executor-memory', value)),
  },
  { flags: ['--help', '-h'], help: 'Show this help message and exit.', apply: into => void (into.help = true) },
  { flags: ['--verbose', '-v'], help: 'Print additional debug output.', apply: into => void (into.verbose = true) },
  { flags: ['--version'], help: 'Print the version of current Spark.', apply: into => void (into.version = true) },
];

const noJvm = 'there is no JVM here';
const noCluster = 'everything runs in this process';

/** What Spark's `--help` lists beyond the above. */
export const refusedOptions: readonly RefusedOption[] = [
  ...['--class', '--driver-java-options', '--driver-library-path', '--driver-class-path'].map(flag => ({ flag, reason: noJvm })),
  ...['--jars', '--packages', '--exclude-packages', '--repositories'].map(flag => ({
    flag,
    reason: `${noJvm}; install a package with npm and import it`,
  })),
  { flag: '--py-files', reason: 'there is no Python here' },
  ...['--files', '--archives'].map(flag => ({ flag, reason: `${noCluster}, which reads your files where they are` })),
  ...['--deploy-mode', '--proxy-user', '--driver-cores', '--supervise', '--kill', '--status', '--principal', '--keytab', '--queue'].map(
    flag => ({
      flag,
      reason: noCluster,
    }),
  ),
  ...['--total-executor-cores', '--executor-cores', '--num-executors'].map(flag => ({
    flag,
    reason: `${noCluster}; choose the number of executors with --master local[N]`,
  })),
  { flag: '--remote', reason: 'a Spark Connect server cannot be used yet' },
];

/** `512m`, `2G`, `1gb`; a bare number is MiB, as in Spark. */
function memory(flag: string, value: string): string {
  if (!/^\d+\s*([kmgtp]b?|b)?$/i.test(value))
    throw new UsageError(`Invalid argument to ${flag}: ${value} (expected a size such as 512m or 2g)`);
  return value;
}

/**
 * The properties of the application: the command line, then the properties file, then spark-defaults.conf, then the environment.
 * A properties file keeps spark-defaults.conf from being read, unless `--load-spark-defaults` asks for both.
 * @param warn is told of properties that are not Spark's; they are left out
 * @throws UsageError when a file that was named cannot be read
 */
export function sparkProperties(args: SparkArguments, env: NodeJS.ProcessEnv, warn: (text: string) => void): Record<string, string> {
  const fromFiles: Record<string, string> = {};
  const defaults = args.propertiesFile === undefined || args.loadSparkDefaults ? defaultsFile(env) : undefined;
  if (defaults !== undefined) Object.assign(fromFiles, readProperties(defaults));
  if (args.propertiesFile !== undefined) Object.assign(fromFiles, readProperties(args.propertiesFile));
  const properties: Record<string, string> = {};
  const environment = { 'spark.master': env.MASTER, 'spark.local.dir': env.SPARK_LOCAL_DIRS };
  const options = {
    'spark.master': args.master,
    'spark.app.name': args.name,
    'spark.driver.memory': args.driverMemory,
    'spark.executor.memory': args.executorMemory,
  };
  for (const source of [environment, fromFiles, args.conf, options]) {
    for (const [key, value] of Object.entries(source)) {
      if (value === undefined || value === '') continue;
      if (key.startsWith('spark.')) properties[key] = value;
      else warn(`Warning: Ignoring non-Spark config property: ${key}`);
    }
  }
  // Spark's one exception: the machine's own directories win over what the person asked for.
  if (env.SPARK_LOCAL_DIRS) properties['spark.local.dir'] = env.SPARK_LOCAL_DIRS;
  return properties;
}

/** What `--verbose` prints, in Spark's words. */
export function describeArguments(args: SparkArguments, properties: Readonly<Record<string, string>>): string {
  const rows = Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    `Using properties file: ${args.propertiesFile ?? 'null'}`,
    'Parsed arguments:',
    `  master                  ${properties['spark.master'] ?? 'local[*]'}`,
    `  name                    ${properties['spark.app.name'] ?? 'null'}`,
    `  verbose                 ${args.verbose}`,
    '',
    'Spark properties used, including those specified through',
    ' --conf and those from the properties file:',
    ...rows.map(([key, value]) => `  (${key},${/secret|password|token|access[.]?key/i.test(key) ? '*********(redacted)' : value})`),
    '',
  ].join('\n');
}
