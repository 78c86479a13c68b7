import type { SparkConf } from '../context/spark-conf.js';
import { SparkError } from '../errors/spark-error.js';
import { sqlDefaults } from './sql-conf.js';
import { checkSetting, isFixed } from './sql-conf-values.js';

/** Settings of one session, over those of its application. */
export class RuntimeConfig {
  readonly #base: SparkConf;
  readonly #own = new Map<string, string>();
  readonly #unset = new Set<string>();

  constructor(base: SparkConf) {
    this.#base = base;
  }

  /** @throws SparkError where Spark knows the setting and it may not have that value */
  set(key: string, value: string | number | boolean): void {
    checkSetting(key, String(value));
    this.#unset.delete(key);
    this.#own.set(key, String(value));
  }

  /** @throws SQL_CONF_NOT_FOUND when the key is not set and there is no default */
  get(key: string, defaultValue?: string): string {
    const value = this.getOption(key) ?? defaultValue ?? sqlDefaults[key];
    if (value !== undefined) return value;
    throw new SparkError(
      'SparkNoSuchElementException',
      `[SQL_CONF_NOT_FOUND] The SQL config "${key}" cannot be found. Please verify that the config exists. SQLSTATE: 42K0I`,
      {
        condition: 'SQL_CONF_NOT_FOUND',
        sqlState: '42K0I',
        messageParameters: { sqlConf: `"${key}"` },
      },
    );
  }

  contains(key: string): boolean {
    return this.getOption(key) !== undefined;
  }

  /** Whether a session may set it: settings of SQL, but for those that the application was started with. */
  isModifiable(key: string): boolean {
    return Object.hasOwn(sqlDefaults, key) && !isFixed(key);
  }

  getOption(key: string): string | undefined {
    return this.#own.get(key) ?? (this.#unset.has(key) ? undefined : this.#base.getOption(key));
  }

  /** All settings, by key. */
  get getAll(): Map<string, string> {
    const all = new Map(this.#base.getAll().filter(([key]) => !this.#unset.has(key)));
    for (const [key, value] of this.#own) all.set(key, value);
    return all;
  }

  unset(key: string): void {
    this.#own.delete(key);
    this.#unset.add(key);
  }
}
