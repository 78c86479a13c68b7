/** Pools of the FAIR scheduler: from `spark.scheduler.allocation.file`, and those that jobs have named. */
import { readFileSync } from 'node:fs';
import { SparkError } from '../errors/spark-error.js';
import type { PoolData } from '../threads/protocol.js';
import type { Properties } from './job-properties.js';
import type { SparkConf } from './spark-conf.js';

const DEFAULT_POOL = 'default';

export class SchedulingPools {
  readonly mode: 'FIFO' | 'FAIR';
  readonly #pools = new Map<string, PoolData>();

  constructor(conf: SparkConf) {
    const mode = conf.get('spark.scheduler.mode', 'FIFO').toUpperCase();
    if (mode !== 'FIFO' && mode !== 'FAIR') {
      throw new SparkError('SparkException', `Unrecognized spark.scheduler.mode: ${conf.get('spark.scheduler.mode')}`);
    }
    this.mode = mode;
    if (mode === 'FIFO') return;
    const file = conf.getOption('spark.scheduler.allocation.file');
    if (file !== undefined)
      for (const pool of poolsOf(readFileSync(file.replace(/^file:(\/\/)?/, ''), 'utf8'))) this.#pools.set(pool.name, pool);
    if (!this.#pools.has(DEFAULT_POOL)) this.#add(DEFAULT_POOL);
  }

  /** The pool of a job; one that was not configured is made. Undefined when the scheduler is FIFO: then there are none. */
  poolOf(properties: Properties): PoolData | undefined {
    if (this.mode === 'FIFO') return undefined;
    const name = properties['spark.scheduler.pool'] ?? DEFAULT_POOL;
    return this.#pools.get(name) ?? this.#add(name);
  }

  get(name: string): PoolData | undefined {
    return this.#pools.get(name);
  }

  all(): PoolData[] {
    return [...this.#pools.values()];
  }

  #add(name: string): PoolData {
    const pool: PoolData = { name, schedulingMode: 'FIFO', minShare: 0, weight: 1 };
    this.#pools.set(name, pool);
    return pool;
  }
}

/** `<allocations><pool name="production"><schedulingMode>FAIR</schedulingMode><weight>2</weight><minShare>1</minShare></pool></allocations>` */
function poolsOf(xml: string): PoolData[] {
  const text = xml.replace(/<!--[^]*?-->/g, '');
  return Array.from(text.matchAll(/<pool\s+name\s*=\s*["']([^"']*)["']\s*>([^]*?)<\/pool>/g), ([, name, body]) => {
    const field = (tag: string): string | undefined => new RegExp(`<${tag}>\\s*([^<]*?)\\s*</${tag}>`).exec(body!)?.[1];
    return {
      name: name!,
      schedulingMode: field('schedulingMode')?.toUpperCase() === 'FAIR' ? 'FAIR' : 'FIFO',
      minShare: wholeNumber(field('minShare'), 0),
      weight: wholeNumber(field('weight'), 1),
    };
  });
}

const wholeNumber = (text: string | undefined, otherwise: number): number => (/^\d+$/.test(text ?? '') ? Number(text) : otherwise);
