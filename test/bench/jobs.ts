/** All that is measured. */
import type { Bench } from './bench.js';
import { numberJobs } from './number-jobs.js';
import { pairJobs } from './pair-jobs.js';
import { idleMemoryMb, oneLinerSeconds, promptSeconds } from './process-measures.js';
import { textJobs } from './text-jobs.js';

export const benches: readonly Bench[] = [
  { kind: 'process', name: 'prompt', runs: 3, unit: 's', measure: promptSeconds },
  { kind: 'process', name: 'piped one-liner', runs: 3, unit: 's', measure: oneLinerSeconds },
  { kind: 'process', name: 'memory at the prompt', runs: 1, unit: 'MB', measure: idleMemoryMb },
  ...textJobs,
  ...numberJobs,
  ...pairJobs,
];
