/**
 * `npm run bench`: our shell, and Apache Spark's beside it when SPARK_HOME says where it is. A job runs on one side and then on the other,
 * several times in one session; both sides must give the same answer.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Bench, Inputs, Measured, SessionBench } from './bench.js';
import { benches } from './jobs.js';
import { benchLargeFile } from './large-file.js';
import { benchQueries } from './queries.js';
import { Session } from './session.js';
import { ourSide, sparkSide } from './sides.js';
import { wordsFile } from './words.js';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    scale: { type: 'string', default: '1' },
    master: { type: 'string', default: 'local[2]' },
    'skip-spark': { type: 'boolean', default: false },
    large: { type: 'string' },
    executors: { type: 'string', default: '512' },
    queries: { type: 'string' },
  },
});
if (options.large !== undefined) {
  benchLargeFile(Number(options.large), Number(options.executors));
  process.exit();
}

if (options.queries !== undefined) {
  await benchQueries(options.queries, options.master);
  process.exit();
}

const scale = Number(options.scale);
const inputs: Inputs = { scaled: count => Math.max(1, Math.round(count * scale)), words: () => wordsFile(Math.round(200e6 * scale)) };

const chosen = benches.filter(({ name }) => options.only.length === 0 || options.only.some(part => name.includes(part)));
if (chosen.length === 0) throw new Error(`No such bench. There are: ${benches.map(({ name }) => name).join(', ')}`);
const sparkHome = options['skip-spark'] ? undefined : process.env.SPARK_HOME;
const sides = [ourSide(options.master), ...(sparkHome ? [sparkSide(sparkHome, options.master)] : [])];

const shown = (value: number | undefined, unit: string) =>
  value === undefined ? '-' : value.toFixed(unit === 'MB' ? 0 : value < 0.1 ? 4 : 2);

function printRow(cells: readonly string[]): void {
  console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(24) : cell.padStart(i === 1 ? 5 : 13))).join(''));
}

const firstOf = (values: readonly number[]) => values[0];
const warmestOf = (values: readonly number[]) => (values.length > 1 ? Math.min(...values.slice(1)) : undefined);

/** Spark's part over ours. */
function ratio(ours: number | undefined, spark: number | undefined): string {
  if (ours === undefined || spark === undefined) return '-';
  const times = spark / ours;
  return `${times.toFixed(times < 10 ? 1 : 0)}x`;
}

function report(bench: Bench, [ours, spark]: readonly Measured[]): void {
  const unit = bench.kind === 'process' ? bench.unit : 's';
  const ways = [firstOf, warmestOf];
  const cellsOf = (side: Measured | undefined) => ways.map(of => shown(side && of(side.values), unit));
  const ratios = ways.map(of => ratio(of(ours!.values), spark && of(spark.values)));
  const cpu = [ours, spark].map(side => shown(side?.cpuSeconds && warmestOf(side.cpuSeconds), 's'));
  printRow([bench.name, unit, ...cellsOf(ours), ...cellsOf(spark), ...ratios, ...cpu]);
  if (spark && ours!.answer !== spark.answer && !(bench as SessionBench).differs) {
    process.exitCode = 1;
    console.log(`  answers differ: ${ours!.answer} and ${spark.answer}`);
  }
}

console.log(
  `Node ${process.versions.node}, ${cpus().length} cores, ${options.master}, scale ${scale}, SPARK_HOME ${sparkHome ?? 'not set'}\n`,
);
printRow(['', '', 'ours first', 'warmest', 'Spark first', 'warmest', 'ratio first', 'warmest', 'our CPU s', 'Spark CPU s']);
for (const bench of chosen) {
  if (bench.kind !== 'process') continue;
  const measured: Measured[] = [];
  for (const side of sides) {
    const values: number[] = [];
    for (let run = 0; run < bench.runs; run++) values.push(await bench.measure(side));
    measured.push({ values });
  }
  report(bench, measured);
}

const jobs = chosen.filter(bench => bench.kind === 'session');
const sessions = jobs.length === 0 ? [] : sides.map(side => new Session(side));
for (const session of sessions) await session.ready();
for (const job of jobs) {
  const measured: Measured[] = [];
  for (const session of sessions) measured.push(await session.run(job, inputs));
  report(job, measured);
}
for (const session of sessions) await session.close();
