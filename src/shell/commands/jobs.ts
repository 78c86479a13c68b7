import { UsageError } from '../../errors/spark-error.js';
import type { Command } from './command.js';
import { tableOf } from './table.js';

export const jobs: Command = {
  name: 'jobs',
  args: '',
  summary: 'list the jobs of this session',
  help: 'Running jobs and those that ended, with the progress of their stages. :kill cancels one that runs.',
  examples: [
    [':jobs', 'Job  Status     Stages          Duration  Description\n  0  SUCCEEDED  0: 2/2, 1: 2/2    178 ms  count at <cell 3>:1'],
  ],
  async run(shell, args) {
    if (args !== '') throw new UsageError('usage: :jobs');
    const found = shell.sc.jobs();
    if (found.length === 0) return shell.print('No jobs have run in this session.');
    const rows = found.map(({ jobId, status, stages, durationMs, description }) => [
      String(jobId),
      status,
      stages
        .map(({ stageId, done, running, total }) => `${stageId}: ${done}/${total}${running > 0 ? ` (${running} running)` : ''}`)
        .join(', '),
      `${Math.round(durationMs)} ms`,
      description,
    ]);
    shell.print(await tableOf(['Job', 'Status', 'Stages', 'Duration', 'Description'], rows, [0, 3]));
  },
};
