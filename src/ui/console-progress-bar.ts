/**
 * The progress bar of running stages: `[Stage 0:=======>          (4 + 2) / 10]`, tasks done and running.
 * Source: Spark's ConsoleProgressBar; differs: it is not drawn while a line is being typed.
 */
import type { SchedulerEvent } from '../scheduler/events.js';
import { TaskQueue } from '../threads/task-queue.js';

/** A stage gets a bar when it has run this long, and not sooner after the end of a job. */
const FIRST_DELAY_MS = 500;
/** Stages shown side by side. */
const MAX_STAGES = 3;
/** An unchanged bar is drawn again after this time, so that no idle connection is closed. */
const REDRAW_MS = 60_000;

interface ActiveStage {
  readonly id: number;
  readonly numTasks: number;
  readonly submittedMs: number;
  readonly runs: TaskQueue[];
}

interface Terminal {
  readonly hasBar: boolean;
  readonly isTyping: boolean;
  drawBar(text: string): void;
}

export class ConsoleProgressBar {
  readonly #terminal: Terminal;
  readonly #columns: number;
  readonly #stages = new Map<number, ActiveStage>();
  #lastEndMs = 0;
  #lastText = '';
  #lastDrawMs = 0;

  constructor(terminal: Terminal, columns: number) {
    this.#terminal = terminal;
    this.#columns = columns;
  }

  receive(event: SchedulerEvent, nowMs: number): void {
    switch (event.type) {
      case 'stageSubmitted':
        this.#stages.set(event.stage.stageId, {
          id: event.stage.stageId,
          numTasks: event.stage.numTasks,
          submittedMs: event.timeMs,
          runs: [],
        });
        return;
      case 'runStarted':
        this.#stages.get(event.stageId)?.runs.push(TaskQueue.open(event.queue));
        return;
      case 'stageCompleted':
        this.#stages.delete(event.stage.stageId);
        return;
      case 'jobEnd':
        this.#lastEndMs = nowMs;
        this.#clear();
    }
  }

  refresh(nowMs: number): void {
    if (nowMs - this.#lastEndMs < FIRST_DELAY_MS || this.#terminal.isTyping) return;
    const stages = [...this.#stages.values()].filter(stage => nowMs - stage.submittedMs > FIRST_DELAY_MS).slice(0, MAX_STAGES);
    if (stages.length === 0) return;
    const width = Math.floor(this.#columns / stages.length);
    const text = stages.map(stage => barOf(stage, width)).join('');
    if (text === this.#lastText && this.#terminal.hasBar && nowMs - this.#lastDrawMs <= REDRAW_MS) return;
    this.#terminal.drawBar(text);
    this.#lastText = text;
    this.#lastDrawMs = nowMs;
  }

  #clear(): void {
    if (this.#terminal.hasBar) this.#terminal.drawBar('');
    this.#lastText = '';
  }
}

function barOf(stage: ActiveStage, width: number): string {
  // Runs cover the missing tasks; what an earlier attempt did is done.
  const [first] = stage.runs;
  const before = stage.numTasks - (first?.taskCount ?? stage.numTasks);
  const done = before + stage.runs.reduce((sum, run) => sum + run.doneCount, 0);
  const running = stage.runs.reduce((sum, run) => sum + run.startedCount - run.doneCount, 0);
  const header = `[Stage ${stage.id}:`;
  const tail = `(${done} + ${running}) / ${stage.numTasks}]`;
  const cells = Math.max(0, width - header.length - tail.length);
  const filled = Math.floor((cells * done) / stage.numTasks);
  return `${header}${'='.repeat(filled)}${filled < cells ? '>' : ''}${' '.repeat(Math.max(0, cells - filled - 1))}${tail}`;
}
