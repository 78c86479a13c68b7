/** One application in which scenarios run one after another, each in a session of its own. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SparkSession } from '../../dist/index.js';
import type { Scenario } from './scenario.js';
import type { Answer } from './verdict.js';

export class ConformanceSession {
  readonly #directory = mkdtempSync(join(tmpdir(), 'conformance-'));
  readonly #data: string;
  readonly #spark: SparkSession;
  #ran = 0;

  /** @param data the directory that `__DATA__` stands for */
  constructor(data = '') {
    this.#data = data;
    this.#spark = SparkSession.builder()
      .master('local[2]')
      .appName('conformance')
      .config('spark.ui.enabled', false)
      .config('spark.sql.shuffle.partitions', 2)
      .config('spark.sql.session.timeZone', 'UTC')
      .config('spark.sql.warehouse.dir', join(this.#directory, 'warehouse'))
      .getOrCreate();
  }

  /** Runs the steps in order, gives their answers as they come, and drops what they left. */
  run(scenario: Scenario, each: (answer: Answer, index: number) => void): void {
    const directory = join(this.#directory, String(this.#ran++));
    mkdirSync(directory);
    const session = this.#spark.newSession();
    let refused: { thrown: unknown } | undefined;
    try {
      for (const [key, value] of Object.entries(scenario.conf)) session.conf.set(key, value);
    } catch (thrown) {
      refused = { thrown };
    }
    scenario.steps.forEach(({ sql }, index) => {
      const text = sql.replaceAll('__TMP__', directory).replaceAll('__DATA__', this.#data);
      each(refused ?? answerTo(session, text), index);
    });
    rmSync(directory, { recursive: true });
    this.#clean();
  }

  stop(): void {
    this.#spark.stop();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #clean(): void {
    const session = this.#spark.newSession();
    const names = (sql: string, column: string) =>
      session
        .sql(sql)
        .collect()
        .map(row => String(row.getAs(column)));
    for (const name of names('SHOW DATABASES', 'namespace')) if (name !== 'default') session.sql(`DROP DATABASE \`${name}\` CASCADE`);
    const views = names('SHOW VIEWS IN default', 'viewName');
    for (const name of views) session.sql(`DROP VIEW default.\`${name}\``);
    for (const name of names('SHOW TABLES IN default', 'tableName')) session.sql(`DROP TABLE default.\`${name}\``);
    for (const name of names('SHOW VIEWS IN global_temp', 'viewName')) session.catalog.dropGlobalTempView(name);
    for (const name of names('SHOW USER FUNCTIONS', 'function')) session.sql(`DROP FUNCTION ${name}`);
    session.sql('CLEAR CACHE');
  }
}

function answerTo(session: SparkSession, sql: string): Answer {
  try {
    const frame = session.sql(sql);
    return { schema: JSON.parse(frame.schema.json()), show: frame.showString(1000, 0, false) };
  } catch (thrown) {
    return { thrown };
  }
}
