/**
 * `npm run bench -- --large 4096 --executors 512`: sorts a file of so many MB, and groups its lines, with so many MB for the executors
 * together, 128 at least. Says whether the answers are right, how long it took and what memory the whole process has taken at most.
 */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RDD, SparkConf, SparkContext } from '../../dist/index.js';

const lineLength = 100;
/** Characters of the random number that a line starts with, and of its part that lines are grouped by. */
const numberLength = 7;
const groupLength = 5;
const groupSize = 36 ** (numberLength - groupLength);

interface Content {
  readonly lineCount: number;
  /** Of the high 24 bits of the lines' numbers. */
  readonly sum: number;
  readonly groupCount: number;
}

function writeLines(path: string, bytes: number): Content {
  const lineCount = Math.floor(bytes / lineLength);
  const groups = new Uint8Array(Math.ceil(2 ** 32 / groupSize));
  const linesAtOnce = 10_000;
  const chunk = Buffer.alloc(linesAtOnce * lineLength, 'some text that fills a line ');
  const digits = '0123456789abcdefghijklmnopqrstuvwxyz';
  const file = openSync(path, 'w');
  let [state, sum, groupCount] = [20_261_127, 0, 0];
  for (let first = 0; first < lineCount; first += linesAtOnce) {
    const count = Math.min(linesAtOnce, lineCount - first);
    for (let line = 0; line < count; line++) {
      // xorshift32
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      let number = state >>> 0;
      sum += number >>> 8;
      const group = Math.floor(number / groupSize);
      if (groups[group] === 0) groupCount++;
      groups[group] = 1;
      for (let at = numberLength - 1; at >= 0; at--) {
        chunk[line * lineLength + at] = digits.charCodeAt(number % 36);
        number = Math.floor(number / 36);
      }
      chunk[(line + 1) * lineLength - 1] = 10;
    }
    writeSync(file, chunk, 0, count * lineLength);
  }
  closeSync(file);
  return { lineCount, sum, groupCount };
}

/** Peak of resident memory since the last call. */
function peakMb(): number {
  const [, kilobytes = '0'] = /^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

function forgetPeak(): void {
  const file = openSync('/proc/self/clear_refs', 'w');
  writeSync(file, '5');
  closeSync(file);
}

function sorted(lines: RDD<string>): Content & { readonly isSorted: boolean } {
  const parts = lines
    .map(line => [line.slice(0, numberLength), line])
    .sortByKey()
    .mapPartitions(rows => {
      let [count, sum, isSorted, first, last] = [0, 0, true, '', ''];
      for (const [key, line] of rows) {
        if (count === 0) first = key;
        if (key < last || !line.startsWith(key)) isSorted = false;
        last = key;
        count++;
        sum += Number.parseInt(key, 36) >>> 8;
      }
      return count === 0 ? [] : [{ count, sum, isSorted, first, last }];
    })
    .collect();
  return {
    lineCount: parts.reduce((total, part) => total + part.count, 0),
    sum: parts.reduce((total, part) => total + part.sum, 0),
    groupCount: 0,
    isSorted: parts.every((part, i) => part.isSorted && (i === 0 || parts[i - 1]!.last <= part.first)),
  };
}

function grouped(lines: RDD<string>): Content {
  const [lineCount, sum, groupCount] = lines
    .map(line => [line.slice(0, groupLength), line])
    .groupByKey()
    .aggregate(
      [0, 0, 0],
      ([lineCount, sum, groupCount], [key, group]) => {
        for (const line of group) {
          if (!line.startsWith(key)) throw new Error(`${line} is in the group ${key}`);
          sum += Number.parseInt(line.slice(0, numberLength), 36) >>> 8;
        }
        return [lineCount + group.length, sum, groupCount + 1];
      },
      (a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]],
    );
  return { lineCount, sum, groupCount };
}

export function benchLargeFile(fileMb: number, executorsMb: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'ts-spark-large-'));
  try {
    const path = join(folder, 'lines.txt');
    const content = writeLines(path, fileMb * 2 ** 20);
    const conf = new SparkConf().setMaster('local[2]').setAppName('large file').set('spark.local.dir', folder);
    const sc = new SparkContext(conf.set('spark.executor.memory', `${executorsMb / 2}m`));
    const lines = sc.textFile(path);
    console.log(`${fileMb} MB, ${content.lineCount} lines, ${lines.getNumPartitions()} partitions, ${executorsMb} MB for two executors`);
    const run = (name: string, isRight: () => boolean): void => {
      forgetPeak();
      const start = performance.now();
      const cpu = process.cpuUsage();
      const right = isRight();
      const { user, system } = process.cpuUsage(cpu);
      const [seconds, cpuSeconds] = [(performance.now() - start) / 1000, (user + system) / 1e6];
      if (!right) process.exitCode = 1;
      console.log(
        `${name}: ${right ? 'right' : 'WRONG'}, ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of CPU, ` +
          `${(fileMb / seconds).toFixed(1)} MB/s, ${peakMb()} MB of memory at most`,
      );
    };
    run('sort', () => {
      const { lineCount, sum, isSorted } = sorted(lines);
      return isSorted && lineCount === content.lineCount && sum === content.sum;
    });
    run('group', () => {
      const { lineCount, sum, groupCount } = grouped(lines);
      return groupCount === content.groupCount && lineCount === content.lineCount && sum === content.sum;
    });
    sc.stop();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
