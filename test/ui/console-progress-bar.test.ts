import { describe, expect, it } from 'vitest';
import { TaskQueue } from '../../src/threads/task-queue.js';
import { ConsoleProgressBar } from '../../src/ui/console-progress-bar.js';

class FakeTerminal {
  hasBar = false;
  isTyping = false;
  readonly drawn: string[] = [];
  drawBar(text: string): void {
    this.drawn.push(text);
    this.hasBar = text !== '';
  }
}

function barAt(done: number, running: number, total = 10, columns = 80): string {
  const terminal = new FakeTerminal();
  const bar = new ConsoleProgressBar(terminal, columns);
  const queue = TaskQueue.create([Array.from({ length: total }, (_, i) => i)]);
  for (let i = 0; i < done + running; i++) queue.take(0, 0);
  for (let i = 0; i < done; i++) queue.countDone();
  const stage = { stageId: 0, attempt: 0, name: 'count', numTasks: total, rddIds: [] };
  bar.receive({ type: 'stageSubmitted', timeMs: 1000, stage, jobId: 0 }, 1000);
  bar.receive({ type: 'runStarted', stageId: 0, queue: queue.slots }, 1000);
  bar.refresh(1400);
  expect(terminal.drawn).toEqual([]);
  bar.refresh(1600);
  return terminal.drawn.join();
}

describe('the progress bar', () => {
  it.each([
    [0, 2, '[Stage 0:>                                                         (0 + 2) / 10]'],
    [2, 2, '[Stage 0:===========>                                              (2 + 2) / 10]'],
    [5, 2, '[Stage 0:=============================>                            (5 + 2) / 10]'],
    [8, 2, '[Stage 0:==============================================>           (8 + 2) / 10]'],
  ])('looks as recorded with %i tasks done and %i running', (done, running, expected) => {
    expect(barAt(done, running)).toBe(expected);
    expect(barAt(done, running)).toHaveLength(80);
  });

  it('is not drawn while a line is typed', () => {
    const terminal = new FakeTerminal();
    terminal.isTyping = true;
    const bar = new ConsoleProgressBar(terminal, 80);
    bar.receive({ type: 'stageSubmitted', timeMs: 0, stage: { stageId: 0, attempt: 0, name: '', numTasks: 2, rddIds: [] }, jobId: 0 }, 0);
    bar.refresh(2000);
    expect(terminal.drawn).toEqual([]);
  });

  it('goes when the job ends', () => {
    const terminal = new FakeTerminal();
    const bar = new ConsoleProgressBar(terminal, 80);
    bar.receive({ type: 'stageSubmitted', timeMs: 0, stage: { stageId: 3, attempt: 0, name: '', numTasks: 2, rddIds: [] }, jobId: 0 }, 0);
    bar.refresh(2000);
    bar.receive({ type: 'jobEnd', jobId: 0, timeMs: 2100, result: 'SUCCEEDED' }, 2100);
    expect(terminal.drawn).toHaveLength(2);
    expect(terminal.drawn[1]).toBe('');
  });
});
