import { SparkError } from '../errors/spark-error.js';

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
    if (value === undefined) {
      throw new SparkError(
        'SparkNoSuchElementException',
        `[SQL_CONF_NOT_FOUND] The SQL config "${key}" cannot be found. Please verify that the config exists. SQLSTATE: 42K0I`,
        {
          condition: 'SQL_CONF_NOT_FOUND',
          sqlState: '42K0I',
        },
      );
    }
    return value;
  }

  getOption(key: string): string | undefined {
    return this.#entries.get(key);
  }

  /** @returns pairs in the order of their keys */
  getAll(): [string, string][] {
    return [...this.#entries].sort(([a], [b]) => (a < b ? -1 : 1));
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
}
