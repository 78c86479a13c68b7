/** The part of SparkContext that says how the application was started. */
import { userInfo } from 'node:os';
import { SparkError } from '../errors/spark-error.js';
import type { SparkConf } from './spark-conf.js';
import { UnofferedInputs } from './unoffered.js';
import { SPARK_VERSION } from './version.js';

const LOG_LEVELS = ['ALL', 'DEBUG', 'ERROR', 'WARN', 'INFO', 'OFF', 'FATAL', 'TRACE'];

export abstract class ApplicationSettings extends UnofferedInputs {
  protected abstract readonly conf: SparkConf;
  protected abstract readonly executorCount: number;
  #logLevel = 'WARN';

  readonly version = SPARK_VERSION;

  get master(): string {
    return this.conf.get('spark.master');
  }
  get appName(): string {
    return this.conf.get('spark.app.name');
  }
  /** A copy: settings do not change while the context runs. */
  get getConf(): SparkConf {
    return this.conf.clone();
  }
  get sparkUser(): string {
    return process.env.SPARK_USER ?? userInfo().username;
  }
  get isLocal(): boolean {
    return true;
  }
  /** Partitions of an RDD that asks for none: `spark.default.parallelism`, or the number of executors. */
  get defaultParallelism(): number {
    const configured = this.conf.getOption('spark.default.parallelism');
    return configured === undefined ? this.executorCount : Number(configured);
  }
  get defaultMinPartitions(): number {
    return Math.min(this.defaultParallelism, 2);
  }

  /** @param level one of ALL, DEBUG, ERROR, WARN, INFO, OFF, FATAL, TRACE */
  setLogLevel(level: string): void {
    const wanted = level.toUpperCase();
    if (!LOG_LEVELS.includes(wanted)) {
      throw new SparkError(
        'IllegalArgumentException',
        `requirement failed: Supplied level ${level} did not match one of: ${LOG_LEVELS.join(',')}`,
      );
    }
    this.#logLevel = wanted;
  }
  get logLevel(): string {
    return this.#logLevel;
  }

  get deployMode(): string {
    return this.conf.get('spark.submit.deployMode', 'client');
  }
  get applicationAttemptId(): string | undefined {
    return undefined;
  }
  get jars(): string[] {
    return listOf(this.conf.getOption('spark.jars'));
  }
  get files(): string[] {
    return listOf(this.conf.getOption('spark.files'));
  }
  get archives(): string[] {
    return listOf(this.conf.getOption('spark.archives'));
  }
  /** Resources such as GPUs: none. */
  get resources(): ReadonlyMap<string, unknown> {
    return new Map();
  }
}

const listOf = (text: string | undefined): string[] => (text ?? '').split(',').filter(item => item !== '');
