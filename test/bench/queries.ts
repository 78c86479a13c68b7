/**
 * `npm run bench -- --queries DIR`: SQL over Parquet files beside DuckDB alone. DIR holds a `<table>.parquet` for each table and
 * `queries.json`, texts by their numbers, as the generators of TPC-H and TPC-DS make them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { SparkSession } from '../../dist/index.js';

const milliseconds = (start: number) => performance.now() - start;

export async function benchQueries(directory: string, master: string, runs = 3): Promise<void> {
  const files = readdirSync(directory).filter(name => name.endsWith('.parquet'));
  const queries = Object.entries(JSON.parse(readFileSync(join(directory, 'queries.json'), 'utf8')) as Record<string, string>);
  const spark = SparkSession.builder().master(master).appName('queries').getOrCreate();
  const instance = await DuckDBInstance.create(':memory:', { threads: String(spark.sparkContext.defaultParallelism) });
  const alone = await instance.connect();
  for (const file of files) {
    const path = resolve(directory, file);
    const table = basename(file, '.parquet');
    spark.read.parquet(path).createOrReplaceTempView(table);
    await alone.run(`CREATE VIEW "${table}" AS SELECT * FROM read_parquet('${path.replaceAll("'", "''")}')`);
  }
  const totals = { plan: 0, ours: 0, alone: 0 };
  console.log(`${'query'.padEnd(8)}${['plan ms', 'ours ms', 'DuckDB ms', 'ratio'].map(title => title.padStart(12)).join('')}`);
  for (const [number, text] of queries) {
    const best = { plan: Infinity, ours: Infinity, alone: Infinity };
    for (let run = 0; run < runs; run++) {
      let start = performance.now();
      // Quotes of names are Spark's.
      const query = spark.sql(text.replaceAll('"', '`'));
      best.plan = Math.min(best.plan, milliseconds(start));
      query.collect();
      best.ours = Math.min(best.ours, milliseconds(start));
      start = performance.now();
      await (await alone.run(text)).getRowObjects();
      best.alone = Math.min(best.alone, milliseconds(start));
    }
    for (const key of ['plan', 'ours', 'alone'] as const) totals[key] += best[key];
    printRow(number, best);
  }
  printRow('total', totals);
  spark.stop();
}

function printRow(name: string, { plan, ours, alone }: { readonly plan: number; readonly ours: number; readonly alone: number }): void {
  console.log(
    `${name.padEnd(8)}${[plan, ours, alone].map(ms => ms.toFixed(1).padStart(12)).join('')}${(ours / alone).toFixed(2).padStart(12)}`,
  );
}
