import { availableParallelism } from 'node:os';
import { SparkError } from '../errors/spark-error.js';

export interface LocalMaster {
  readonly executorCount: number;
  /** Attempts of a task before its job fails. */
  readonly maxTaskFailures: number;
}

/** Parses `local`, `local[N]`, `local[*]`, `local[N,F]` and `local[*,F]`. */
export function parseMaster(master: string): LocalMaster {
  if (master === 'local') return { executorCount: 1, maxTaskFailures: 1 };
  const match = /^local\[\s*([0-9]+|\*)\s*(?:,\s*([0-9]+)\s*)?\]$/.exec(master);
  if (match !== null) {
    const executorCount = match[1] === '*' ? availableParallelism() : Number(match[1]);
    if (executorCount <= 0) throw new SparkError('SparkException', `Asked to run locally with ${executorCount} threads`);
    return { executorCount, maxTaskFailures: Math.max(1, Number(match[2] ?? 1)) };
  }
  if (/^(spark|yarn|k8s|mesos|local-cluster)\b/.test(master)) {
    throw new SparkError(
      'SparkException',
      `Master '${master}' is a cluster, and this version runs on one machine only. Use local, local[N] or local[*].`,
    );
  }
  throw new SparkError('SparkException', `Could not parse Master URL: '${master}'`);
}
