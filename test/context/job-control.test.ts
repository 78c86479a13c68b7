/** Groups, tags and properties of jobs; watching them; ending them. */
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FutureAction, SparkContext } from '../../dist/index.js';
import { errorOf, withContext } from '../support/local-context.js';
import { nativeClasses } from '../support/native-classes.js';

const { TaskContext } = nativeClasses;

/** A job that runs until it is cancelled. */
async function running(sc: SparkContext, during: (job: FutureAction<number>) => void): Promise<string> {
  const job = sc
    .parallelize([1, 2], 2)
    .map(() => {
      for (;;);
    })
    .countAsync();
  while (sc.statusTracker.getStageInfo(sc.statusTracker.getActiveStageIds()[0] ?? -1)?.numActiveTasks !== 2);
  during(job);
  return job.then(
    () => 'ended well',
    (error: Error) => error.message.replace(/ \(executor .*\)$/, ''),
  );
}

describe('jobs that run', () => {
  it.each<[title: string, cancel: (sc: SparkContext, job: FutureAction<number>) => void, message: string]>([
    ['by group', sc => sc.cancelJobGroup('group'), 'Job 0 cancelled part of cancelled job group group'],
    ['by tag', sc => sc.cancelJobsWithTag('tag'), 'Job 0 cancelled part of cancelled job tags tag'],
    ['by stage', sc => sc.cancelStage(0), 'Job 0 cancelled because Stage 0 was cancelled'],
    ['by id, with a reason', (sc, job) => sc.cancelJob(job.jobIds[0]!, 'why not'), 'Job 0 cancelled why not'],
    ['by their promise', (_, job) => job.cancel('it takes too long'), 'Job 0 cancelled it takes too long'],
  ])('end %s', (_, cancel, message) =>
    withContext(async sc => {
      sc.setJobGroup('group', 'a description');
      sc.addJobTags(['tag', 'other']);
      expect(await running(sc, job => cancel(sc, job))).toBe(message);
    }),
  );

  it('are listed by group and by tag', () =>
    withContext(async sc => {
      sc.parallelize([1]).count();
      sc.setJobGroup('group');
      sc.addJobTag('tag');
      await running(sc, job => {
        const tracker = sc.statusTracker;
        expect([tracker.getJobIdsForGroup('group'), tracker.getJobIdsForGroup(), tracker.getJobIdsForTag('tag')]).toEqual([[1], [0], [1]]);
        expect([tracker.getActiveJobIds(), tracker.getActiveStageIds()]).toEqual([[1], [1]]);
        expect(tracker.getJobInfo(1)).toEqual({ jobId: 1, stageIds: [1], status: 'RUNNING' });
        expect(tracker.getStageInfo(1)).toMatchObject({
          stageId: 1,
          currentAttemptId: 0,
          numTasks: 2,
          numActiveTasks: 2,
          numCompletedTasks: 0,
        });
        expect(tracker.getExecutorInfos()[0]!.numRunningTasks).toBe(2);
        sc.cancelJobGroup('no such group');
        job.cancel();
      });
      expect(sc.statusTracker.getJobInfo(1)!.status).toBe('FAILED');
      expect([sc.statusTracker.getJobInfo(7), sc.statusTracker.getStageInfo(7)]).toEqual([undefined, undefined]);
    }));

  it('of a group that was cancelled for good are refused', () =>
    withContext(sc => {
      sc.setJobGroup('group');
      sc.cancelJobGroupAndFutureJobs('group');
      expect(errorOf(() => sc.parallelize([1]).count()).message).toBe('Job cancelled part of cancelled job group group');
      sc.clearJobGroup();
      expect(sc.parallelize([1]).count()).toBe(1);
    }));
});

describe('properties of jobs', () => {
  it('are kept until they are taken away', () =>
    withContext(sc => {
      sc.setJobGroup('g', 'd', true);
      sc.addJobTags(['x', 'y']);
      sc.setLocalProperty('own', '1');
      expect(sc.getLocalProperties()).toEqual({
        'spark.jobGroup.id': 'g',
        'spark.job.description': 'd',
        'spark.job.interruptOnCancel': 'true',
        'spark.job.tags': 'x,y',
        own: '1',
      });
      sc.removeJobTag('x');
      expect(sc.getJobTags()).toEqual(new Set(['y']));
      sc.clearJobTags();
      sc.clearJobGroup();
      sc.setLocalProperty('own', undefined);
      expect(sc.getLocalProperties()).toEqual({});
    }));

  it.each([
    ['a,b', "Spark job tag cannot contain ','."],
    ['', 'Spark job tag cannot be an empty string.'],
  ])('a tag %j is refused', (tag, message) => withContext(sc => expect(errorOf(() => sc.addJobTag(tag)).message).toBe(message)));

  it('reach the tasks, with what else a task knows of itself', () =>
    withContext(sc => {
      sc.setLocalProperty('own', 'value');
      const known = sc
        .parallelize([1, 2, 3], 3)
        .mapPartitions(() => {
          const task = TaskContext.get()!;
          return [
            [
              task.partitionId(),
              task.stageId(),
              task.attemptNumber(),
              task.taskAttemptId(),
              task.numPartitions(),
              task.getLocalProperty('own'),
              task.isCompleted(),
            ],
          ];
        })
        .collect();
      expect(known).toEqual([0, 1, 2].map(partition => [partition, 0, 0, partition, 3, 'value', false]));
      expect(TaskContext.get()).toBeUndefined();
    }));

  it('a task that runs again knows how often it has failed', () =>
    withContext(
      sc => {
        const attempts = sc.parallelize([1, 2], 2).map(x => {
          const attempt = TaskContext.get()!.attemptNumber();
          if (x === 2 && attempt < 2) throw new Error('again');
          return attempt;
        });
        expect(attempts.collect()).toEqual([0, 2]);
      },
      { master: 'local[2,3]' },
    ));

  it('listeners of a task are called when it ends', () =>
    withContext(sc => {
      const file = join(mkdtempSync(join(tmpdir(), 'task-')), 'ended');
      sc.parallelize([1], 1).foreachPartition(() => {
        TaskContext.get()!.addTaskCompletionListener(task => {
          process.getBuiltinModule('node:fs').writeFileSync(file, String(task.isFailed()));
        });
      });
      expect(existsSync(file)).toBe(true);
    }));
});

describe('listeners', () => {
  it('hear of jobs and tasks until they are removed', () =>
    withContext(sc => {
      const heard: string[] = [];
      const listener = {
        onJobStart: ({ jobId }: { jobId: number }) => void heard.push(`job ${jobId}`),
        onTaskEnd: ({ task }: { task: { partition: number; status: string } }) => void heard.push(`task ${task.partition} ${task.status}`),
        onJobEnd: ({ result }: { result: string }) => void heard.push(result),
      };
      sc.addSparkListener(listener);
      sc.parallelize([1], 1).count();
      sc.jobs();
      sc.removeSparkListener(listener);
      sc.parallelize([1], 1).count();
      sc.jobs();
      expect(heard).toEqual(['job 0', 'task 0 SUCCESS', 'SUCCEEDED']);
    }));
});

describe('stages', () => {
  it('are completed with the reason when their job is cancelled', () =>
    withContext(async sc => {
      const heard: string[] = [];
      sc.addSparkListener({
        onStageSubmitted: ({ stage }) => void heard.push(`submitted ${stage.stageId}`),
        onStageCompleted: ({ stage, failureReason }) => void heard.push(`completed ${stage.stageId}: ${failureReason}`),
      });
      await running(sc, job => job.cancel('enough'));
      sc.jobs();
      expect(heard).toHaveLength(2);
      expect(heard[0]).toBe('submitted 0');
      expect(heard[1]).toMatch(/^completed 0: Job 0 cancelled enough/);
    }));
});

describe('pools', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'pools-')), 'pools.xml');
  writeFileSync(
    file,
    `<?xml version="1.0"?>
<allocations>
  <!-- <pool name="none"></pool> -->
  <pool name="production"><schedulingMode>FAIR</schedulingMode><weight>2</weight><minShare>1</minShare></pool>
</allocations>`,
  );
  const conf = { 'spark.scheduler.mode': 'FAIR', 'spark.scheduler.allocation.file': file };

  it('come from the allocation file and from jobs', () =>
    withContext(
      sc => {
        expect(sc.getSchedulingMode).toBe('FAIR');
        expect(sc.getPoolForName('production')).toEqual({ name: 'production', schedulingMode: 'FAIR', minShare: 1, weight: 2 });
        sc.setLocalProperty('spark.scheduler.pool', 'own');
        sc.parallelize([1]).count();
        expect(sc.getAllPools.map(pool => pool.name)).toEqual(['production', 'default', 'own']);
      },
      { conf },
    ));

  it('share the executors: a job of another pool does not wait for the first one', () =>
    withContext(
      async sc => {
        const gate = join(mkdtempSync(join(tmpdir(), 'gate-')), 'open');
        const waiting = sc
          .parallelize([1, 2, 3, 4], 4)
          .map(x => {
            const end = Date.now() + 20;
            while (Date.now() < end || (x === 1 && !process.getBuiltinModule('node:fs').existsSync(gate)));
            return x;
          })
          .countAsync();
        sc.setLocalProperty('spark.scheduler.pool', 'production');
        expect(sc.parallelize([1], 1).count()).toBe(1);
        writeFileSync(gate, '');
        expect(await waiting).toBe(4);
      },
      { conf },
    ));

  it('are none when the scheduler is FIFO', () =>
    withContext(sc => expect([sc.getAllPools, sc.getPoolForName('default'), sc.getSchedulingMode]).toEqual([[], undefined, 'FIFO'])));
});
