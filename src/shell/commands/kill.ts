import { UsageError } from '../../errors/spark-error.js';
import type { Command } from './command.js';

export const kill: Command = {
  name: 'kill',
  args: '<job id>',
  summary: 'cancel a job',
  help: 'Cancels a job that runs, such as one that countAsync() started; :jobs lists their ids.',
  examples: [[':kill 3', 'Cancelling job 3.']],
  complete(shell, args) {
    const running = shell.sc.jobs().filter(({ status }) => status === 'RUNNING');
    return { from: 0, candidates: running.map(({ jobId }) => String(jobId)).filter(id => id.startsWith(args)) };
  },
  run(shell, args) {
    if (!/^\d+$/.test(args)) throw new UsageError('usage: :kill job-id');
    const jobId = Number(args);
    const job = shell.sc.jobs().find(candidate => candidate.jobId === jobId);
    if (!job) throw new UsageError(`No job ${jobId}. :jobs lists the jobs of this session.`);
    if (job.status !== 'RUNNING') throw new UsageError(`Job ${jobId} has ended: ${job.status}.`);
    shell.sc.cancelJob(jobId, 'by :kill');
    shell.print(`Cancelling job ${jobId}.`);
  },
};
