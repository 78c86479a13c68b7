/**
 * `npm run chaos`: a thousand random jobs whose executors are ended at random moments. Each must give the answer that it gives
 * undisturbed, and nothing may be left: threads and memory are printed every hundred jobs.
 */
import { readdirSync } from 'node:fs';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { SparkConf, SparkContext } from '../../dist/index.js';
import { runDisturbed } from '../support/chaos.js';
import { debugInfo } from '../support/scheduler-access.js';

const { values: options } = parseArgs({
  options: {
    jobs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '0' },
    master: { type: 'string', default: 'local[2]' },
  },
});
const [jobCount, firstSeed] = [Number(options.jobs), Number(options.seed)];
const sc = new SparkContext(new SparkConf().setMaster(options.master).setAppName('chaos'));
const threadCount = () => (process.platform === 'linux' ? readdirSync('/proc/self/task').length : undefined);

const start = performance.now();
let wrong = 0;
for (let i = 1; i <= jobCount; i++) {
  const seed = firstSeed + i - 1;
  try {
    const { expected, answers } = runDisturbed(sc, seed);
    for (const answer of answers) {
      if (isDeepStrictEqual(answer, expected)) continue;
      wrong++;
      console.log(`seed ${seed}: ${JSON.stringify(answer)} and not ${JSON.stringify(expected)}`);
    }
  } catch (error) {
    wrong++;
    console.log(`seed ${seed}: ${error}`);
  }
  // What was dropped is cleaned from the event loop.
  await new Promise(resolve => setImmediate(resolve));
  if (i % 100 > 0 && i < jobCount) continue;
  const { executorIds, ...held } = debugInfo(sc)!;
  const memoryMb = Math.round(process.memoryUsage.rss() / 2 ** 20);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(
    `${i} jobs, ${seconds} s, ${Math.max(...executorIds) + 1 - executorIds.length} executors ended, ${threadCount() ?? '?'} threads, ${memoryMb} MB, ${JSON.stringify(held)}`,
  );
}
sc.stop();
console.log(wrong === 0 ? 'all answers equal' : `${wrong} wrong answers`);
process.exitCode = wrong === 0 ? 0 : 1;
