import { SparkError } from '../errors/spark-error.js';
import { parseBytes, parseTimeMs } from '../threads/conf-units.js';

/** Configuration of an application: keys and values as text, under Spark's names. */
export class SparkConf {
  readonly #entries = new Map<string, string>();

  set(key: string, value: string | number | boolean): this {
    if (key === null || key === undefined) throw new SparkError('NullPointerException', 'null key');
    if (value === null || value === undefined) throw new SparkError('NullPointerException', `null value for ${key}`);
    this.#entries.set(key, String(value));
    return this;
  }

  setIfMissing(key: string, value: string | number | boolean): this {
    return this.#entries.has(key) ? this : this.set(key, value);
  }

  setMaster(master: string): this {
    return this.set('spark.master', master);
  }

  setAppName(name: string): this {
    return this.set('spark.app.name', name);
  }

  setAll(pairs: Iterable<readonly [string, string | number | boolean]>): this {
    for (const [key, value] of pairs) this.set(key, value);
    return this;
  }

  /** @throws NoSuchElementException when the key is not set and there is no default */
  get(key: string, defaultValue?: string): string {
    const value = this.#entries.get(key) ?? defaultValue;
    if (value === undefined) throw new SparkError('NoSuchElementException', key);
    return value;
  }

  getInt(key: string, defaultValue: number): number {
    return this.#parsed(key, defaultValue, text => numberOf(text, /^[+-]?\d+$/));
  }

  getLong(key: string, defaultValue: number): number {
    return this.getInt(key, defaultValue);
  }

  getDouble(key: string, defaultValue: number): number {
    return this.#parsed(key, defaultValue, text => numberOf(text, /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i));
  }

  getBoolean(key: string, defaultValue: boolean): boolean {
    return this.#parsed(key, defaultValue, text => {
      if (/^true$/i.test(text)) return true;
      if (/^false$/i.test(text)) return false;
      throw new SparkError('IllegalArgumentException', `For input string: "${text}"`);
    });
  }

  /** @param defaultValue as text, with a unit: `100ms` */
  getTimeAsMs(key: string, defaultValue?: string): number {
    return this.#parsed(key, undefined, text => Math.trunc(parseTimeMs(text, 'ms')), defaultValue);
  }

  getTimeAsSeconds(key: string, defaultValue?: string): number {
    return this.#parsed(key, undefined, text => Math.trunc(parseTimeMs(text, 's') / 1000), defaultValue);
  }

  /** @param defaultValue as text, with a unit: `1g` */
  getSizeAsBytes(key: string, defaultValue?: string | number): number {
    return this.#size(key, 'b', defaultValue);
  }

  getSizeAsKb(key: string, defaultValue?: string): number {
    return this.#size(key, 'k', defaultValue);
  }

  getSizeAsMb(key: string, defaultValue?: string): number {
    return this.#size(key, 'm', defaultValue);
  }

  getSizeAsGb(key: string, defaultValue?: string): number {
    return this.#size(key, 'g', defaultValue);
  }

  getOption(key: string): string | undefined {
    return this.#entries.get(key);
  }

  /** @returns pairs in the order of their keys */
  getAll(): [string, string][] {
    return [...this.#entries].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** Settings below a prefix, which is taken off. */
  getAllWithPrefix(prefix: string): [string, string][] {
    return this.getAll()
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]);
  }

  getAppId(): string {
    return this.get('spark.app.id');
  }

  setJars(jars: readonly string[]): this {
    return this.set('spark.jars', jars.filter(jar => jar !== '').join(','));
  }

  setSparkHome(home: string): this {
    return this.set('spark.home', home);
  }

  /** Environment variables of the executors: kept with the other settings. */
  setExecutorEnv(variable: string, value: string): this;
  setExecutorEnv(variables: Iterable<readonly [string, string]>): this;
  setExecutorEnv(variable: string | Iterable<readonly [string, string]>, value = ''): this {
    const variables = typeof variable === 'string' ? [[variable, value] as const] : variable;
    for (const [name, each] of variables) this.set(`${EXECUTOR_ENV}${name}`, each);
    return this;
  }

  getExecutorEnv(): [string, string][] {
    return this.getAllWithPrefix(EXECUTOR_ENV);
  }

  contains(key: string): boolean {
    return this.#entries.has(key);
  }

  remove(key: string): this {
    this.#entries.delete(key);
    return this;
  }

  clone(): SparkConf {
    return new SparkConf().setAll(this.#entries);
  }

  /** One `key=value` a line, sorted. */
  toDebugString(): string {
    return this.getAll()
      .map(([key, value]) => `${key}=${value}`)
      .join('\n');
  }

  #size(key: string, unit: 'b' | 'k' | 'm' | 'g', defaultValue: string | number | undefined): number {
    const unitBytes = parseBytes('1', unit);
    return this.#parsed(key, undefined, text => Math.trunc(parseBytes(text, unit) / unitBytes), defaultValue?.toString());
  }

  #parsed<V>(key: string, defaultValue: V | undefined, parse: (text: string) => V, defaultText?: string): V {
    if (defaultValue !== undefined && !this.contains(key)) return defaultValue;
    const text = this.get(key, defaultText);
    try {
      return parse(text);
    } catch (error) {
      const name = error instanceof SparkError ? error.name : 'NumberFormatException';
      throw new SparkError(name, `Illegal value for config key ${key}: ${(error as Error).message}`);
    }
  }
}

const EXECUTOR_ENV = 'spark.executorEnv.';

function numberOf(text: string, form: RegExp): number {
  if (form.test(text)) return Number(text);
  throw new SparkError('NumberFormatException', `For input string: "${text}"`);
}
