import type { SchedulerEvent } from '../scheduler/events.js';

type EventOf<Type extends SchedulerEvent['type']> = Extract<SchedulerEvent, { type: Type }>;

/** Methods that are called with what happens to jobs, stages and tasks. Those that are left out are not. */
export interface SparkListener {
  onJobStart?(event: EventOf<'jobStart'>): void;
  onJobEnd?(event: EventOf<'jobEnd'>): void;
  onStageSubmitted?(event: EventOf<'stageSubmitted'>): void;
  onStageCompleted?(event: EventOf<'stageCompleted'>): void;
  /** Called once for each task. */
  onTaskEnd?(event: { readonly type: 'taskEnd'; readonly stageId: number; readonly task: EventOf<'tasksEnd'>['tasks'][number] }): void;
  onExecutorAdded?(event: EventOf<'executorAdded'>): void;
  onExecutorRemoved?(event: EventOf<'executorRemoved'>): void;
  /** Called with every event, besides the method of its own. */
  onOtherEvent?(event: SchedulerEvent): void;
}

export function notifyListener(listener: SparkListener, event: SchedulerEvent): void {
  switch (event.type) {
    case 'jobStart':
      listener.onJobStart?.(event);
      break;
    case 'jobEnd':
      listener.onJobEnd?.(event);
      break;
    case 'stageSubmitted':
      listener.onStageSubmitted?.(event);
      break;
    case 'stageCompleted':
      listener.onStageCompleted?.(event);
      break;
    case 'tasksEnd':
      for (const task of event.tasks) listener.onTaskEnd?.({ type: 'taskEnd', stageId: event.stageId, task });
      break;
    case 'executorAdded':
      listener.onExecutorAdded?.(event);
      break;
    case 'executorRemoved':
      listener.onExecutorRemoved?.(event);
      break;
    case 'runStarted':
      return;
  }
  listener.onOtherEvent?.(event);
}
