/**
 * The keeper of the function thread. The sql thread waits for the person's functions without an event loop, and could not see that their
 * thread has ended: with `process.exit`, or out of heap. The keeper sees it, and says so.
 */
import { inspect } from 'node:util';
import { Thread, threadData } from '../../../threads/thread.js';
import type { FunctionThreadData, KeeperReply, KeeperRequest } from './function-protocol.js';

const { data, channel } = threadData<FunctionThreadData, KeeperRequest, KeeperReply>();
const threads = new Map<number, Thread<never, never>>();

channel.listen(request => {
  const { generation } = request;
  if (request.type === 'end') {
    void threads.get(generation)?.terminate();
    threads.delete(generation);
    return;
  }
  const { end } = request;
  const thread = new Thread<never, never>(
    new URL('./function-main.js', import.meta.url),
    { ...data, end },
    {
      name: `functions ${generation}`,
      maxHeapMb: data.maxHeapMb,
      transfer: [end.port],
    },
  );
  threads.set(generation, thread);
  thread.onExit((exitCode, error) => {
    if (threads.delete(generation)) channel.send({ generation, reason: reasonOf(exitCode, error?.value) });
  });
});

function reasonOf(exitCode: number, error: unknown): string {
  if (error === undefined) return `exit code ${exitCode}`;
  if (!(error instanceof Error)) return `uncaught ${inspect(error)}`;
  if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') return `out of heap (spark.executor.memory is ${data.maxHeapMb} MiB)`;
  return `uncaught ${error.name}: ${error.message}`;
}
